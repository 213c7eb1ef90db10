"""The licence of everything that is shipped, beside it. May not guess: what nobody knows the licence of stops the build.

A file belongs to the program, to a package that `requirements.lock` names, to PyInstaller, to Python, or to a package of the
system (Debian and Ubuntu: `dpkg`).
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from tools.package.contents import REPOSITORY

TEXTS = Path(__file__).parent / "texts"

_QT = (TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt")
_TEXTLESS = {"pyside6-essentials": _QT, "shiboken6": _QT}  # the wheels hold no text of their licence
_INSIDE = {"chunspell": (TEXTS / "LGPL-2.1.txt",)}  # Hunspell's own library, whose licence its wheel only names
_LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)\b.*", re.IGNORECASE)
_BUILDS = {"pyinstaller", "pyinstaller-hooks-contrib"}  # of which only what starts the program is shipped

_OPENING = """What CM Desktop is made of, and under which licences. Their texts are in the folders of the same names.

Qt and PySide6 are used under the LGPL, version 3: their libraries stand as files of their own in this folder, and may be
replaced by others of the same interface. Their sources are at https://code.qt.io; what Qt itself contains: https://doc.qt.io/qt-6/licenses-used-in-qt.html
Hunspell is used under the LGPL, version 2.1, likewise: https://github.com/hunspell/hunspell
The program's own sources, fonts and icons carry their licences too: cm-desktop, and beside the fonts, icons and dictionaries.

"""


class Unlicensed(Exception):
    """Files that would be shipped, and nobody knows under which licence, or by whose choice."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Something that is shipped: its name, with its version where it has one, and the texts of its licence."""

    name: str
    texts: tuple[Path, ...]


def gather(files: Iterable[str], built: Path) -> None:
    """Write `licences` in the built folder: a list of all parts, and a folder for each. Raises Unlicensed."""
    parts = sorted(set(parts_of(files)))
    (place := built / "licences").mkdir(parents=True)
    for part in parts:
        (place / part.name).mkdir()
        for text in part.texts:
            shutil.copyfile(text, place / part.name / text.name)
    (place / "README.txt").write_text(_OPENING + "".join(f"{part.name}\n" for part in parts), "utf-8")


def parts_of(files: Iterable[str]) -> Iterator[Part]:
    """Whose these files are, and Python's and the program's own parts in any case. Raises Unlicensed."""
    yield Part("cm-desktop", (REPOSITORY / "LICENSE",))
    yield Part("Python", _pythons())
    left = {Path(file).resolve() for file in files if Path(file).is_file()}
    left = {file for file in left if not _is_ours(file)}
    for distribution in distributions():
        folder = Path(str(distribution.locate_file(""))).resolve()
        own = {folder / file for file in distribution.files or ()}
        if mine := left & own:
            left -= mine
            yield of_distribution(distribution)
    if left:
        yield from _of_system(left)


def of_distribution(distribution: Distribution) -> Part:
    """A package of `requirements.lock`, with its licence. Raises Unlicensed for another, or one without a text."""
    name = re.sub(r"[-_.]+", "-", distribution.name).lower()
    if name not in _locked() | _BUILDS:
        raise Unlicensed(f"{name} would be shipped, and requirements.lock does not name it")
    inside = [file for file in distribution.files or () if ".dist-info" in file.parts[0] and _LICENCE.match(file.name)]
    texts = tuple(Path(str(distribution.locate_file(file))) for file in inside) or _TEXTLESS.get(name, ())
    if not texts:
        raise Unlicensed(f"{name} has no text of its licence")
    return Part(f"{name}-{distribution.version}", (*texts, *_INSIDE.get(name, ())))


def _of_system(files: set[Path]) -> Iterator[Part]:
    """What a package of the system brought: Debian keeps the licence of each under its name. Raises Unlicensed."""
    for file, package in _packages(files).items():
        files = files - {file}
        copyright_ = Path("/usr/share/doc") / package / "copyright"
        yield Part(package, (copyright_, *_referred_to(copyright_.read_text("utf-8", "replace"))))
    if files:
        raise Unlicensed("nobody knows the licence of " + ", ".join(sorted(map(str, files))))


def _referred_to(text: str) -> list[Path]:
    """The licences that a Debian copyright names and does not repeat."""
    folder = Path("/usr/share/common-licenses")
    named = {name.rstrip(".") for name in re.findall(rf"{folder}/([\w.-]+)", text)}
    return [folder / name for name in sorted(named) if (folder / name).is_file()]


def _packages(files: set[Path]) -> dict[Path, str]:
    """Each file with the Debian package it came with. A package may know it without the `/usr` that it moved to since."""
    if shutil.which("dpkg") is None:
        return {}
    known = {name: file for file in files for name in (str(file), str(file).removeprefix("/usr"))}
    told = subprocess.run(["dpkg", "--search", *known], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
    lines = (line.rpartition(": ") for line in told.splitlines() if not line.startswith("diversion "))
    return {known[name]: owner.split(",")[0].split(":")[0] for owner, _, name in lines if name in known}


def _is_ours(file: Path) -> bool:
    """Of this repository, or of Python where that is no package of the system."""
    python = Path(sys.base_prefix).resolve()
    elsewhere = python not in (Path("/usr"), Path("/"))
    environment = Path(sys.prefix).resolve()
    return not file.is_relative_to(environment) and (
        file.is_relative_to(REPOSITORY) or (elsewhere and file.is_relative_to(python))
    )


def _pythons() -> tuple[Path, ...]:
    """The text of Python's licence, wherever this one keeps it. Raises Unlicensed."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path(sys.base_prefix)
    places = (base / "lib" / name / "LICENSE.txt", base / "LICENSE.txt", Path("/usr/share/doc") / name / "copyright")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise Unlicensed("Python's own licence is not where it usually is")
    return (found,)


def _locked() -> set[str]:
    lock = (REPOSITORY / "requirements.lock").read_text("utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
