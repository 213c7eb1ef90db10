"""What goes into the folder that runs without Python, beside what the program imports. May not import PyInstaller, nor build.

`build.spec` and the hooks in `hooks/` ask here; `tests/packaging/test_contents.py` proves it without a build.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

REPOSITORY = Path(__file__).parents[2]

LANGUAGES = ("en", "fr")
"""Qt's own words, as *Annuler* in a file dialog, are taken along in these."""

PLUGINS = {
    # Where a window can be: X11, Wayland, Windows, macOS, and nowhere at all (pictures, tests).
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    # Not gtk3: it would bring half of GTK, in versions that quarrel with the system's own.
    "platformthemes": ("qxdgdesktopportal",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": (
        "qt-plugin-wayland-egl",
        "dmabuf-server",
        "drm-egl-server",
        "shm-emulation-server",
    ),
    "wayland-shell-integration": ("xdg-shell",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qgif", "qjpeg", "qsvg", "qwebp"),  # what comments carry; PNG needs none
}
"""The plugins of Qt that the window uses, by folder. Its network part serves a local socket alone, and needs none."""

UNUSED = ("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtSql", "pip", "setuptools", "tkinter")
"""Modules that something names and nothing needs: sqlite-utils names pip."""


def version() -> str:
    """The program's version, as `pyproject.toml` has it."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


def data() -> list[tuple[str, str]]:
    """What the wheel puts beside the modules, from where and into which folder: the same in both."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    included: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    places = [(REPOSITORY / source, PurePosixPath(target)) for source, target in included.items()]
    return [(str(source), str(target if source.is_dir() else target.parent)) for source, target in places]


def needed(file: str) -> bool:
    """Whether the window uses this file of Qt's: its plugins and translations are chosen, the rest is."""
    path = PurePosixPath(file.replace("\\", "/"))
    if "translations" in path.parts:
        return path.stem in {f"qtbase_{language}" for language in LANGUAGES}
    if "plugins" in path.parts:
        return path.stem.removeprefix("lib") in PLUGINS.get(path.parent.name, ())
    return True


def chosen(files: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of what PyInstaller's hook of a Qt module wants taken along, what is needed; pairs of a file and its new folder."""
    return [(file, folder) for file, folder in files if needed(file)]
