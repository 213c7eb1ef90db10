"""Where the window's own files are: fonts, icons and the guide. May not read them."""

from pathlib import Path

from cm_desktop.settings import resources

FONTS = resources() / "fonts"
ICONS = resources() / "icons"


def guide(language: str) -> Path:
    """The guide in this language: among the resources of an installed program, with the documents in a checkout."""
    name = f"guide.{language}.md"
    inside = resources() / name
    return inside if inside.is_file() else resources().parent / "docs" / name
