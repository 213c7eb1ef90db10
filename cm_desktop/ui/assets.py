"""Where the window's own files are: fonts and icons. May not read them."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
# Installed, the resources are inside the package; in a working copy, beside it.
_FOLDER = next((f for f in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if f.is_dir()), _PACKAGE)

FONTS = _FOLDER / "fonts"
ICONS = _FOLDER / "icons"
