"""The name of a folder, as people say it. May not look whether it is there."""

from pathlib import Path


def from_home(folder: Path) -> str:
    """From the user's own folder on, where it is in it; else whole."""
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
