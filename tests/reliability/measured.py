"""The code that a campaign measures, as a digest: the program, and those of the tests that the campaign is made of.

The window is left out for campaigns that open none. See docs/decisions/what-a-torture-counts-for.md.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PROGRAM = "cm_desktop"
WINDOW = "cm_desktop.ui"
_OF_NO_WINDOW = "cm_desktop.ui.system_libraries"  # installs packages, for tests too


def version(files: Iterable[Path], root: Path = REPOSITORY) -> str:
    """Twelve hexadecimal digits that are others as soon as a name or a byte of these files is.

    A commit would not do: what is measured is often not committed yet.
    """
    digest = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def measured(module: str, root: Path = REPOSITORY) -> set[Path]:
    """The files that a campaign of this module measures."""
    made_of = _made_of(module, root)
    program = {*(root / PROGRAM).rglob("*.py")}
    if not any(_opens_window(named) for path in made_of for named in _named(path)):
        program -= {*(root / WINDOW.replace(".", "/")).rglob("*.py")}
    return program | made_of


def _opens_window(module: str) -> bool:
    return module.startswith(f"{WINDOW}.") and module != _OF_NO_WINDOW


def _made_of(module: str, root: Path) -> set[Path]:
    """The tests' files that a module is made of: its own, those it imports or starts by their names, and theirs."""
    found: set[Path] = set()
    left = [module]
    while left:
        path = _file(left.pop(), root)
        if path is not None and path not in found:
            found.add(path)
            left += _named(path)
    return found


def _file(module: str, root: Path) -> Path | None:
    if not module.startswith("tests."):
        return None
    place = root / module.replace(".", "/")
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _named(path: Path) -> Iterator[str]:
    """Every module that a file names: in an import anywhere in it, or as a text, to be started."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
