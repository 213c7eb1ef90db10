"""Where the window's own files are: fonts and icons. May not read them."""

from cm_desktop.settings import resources

FONTS = resources() / "fonts"
ICONS = resources() / "icons"
