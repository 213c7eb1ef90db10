"""The rules of the house that a source file can break, as functions from one module to what is wrong with it.

May not read a file: test_house_rules.py hands the modules over.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Module:
    """A Python source of the project, `path` relative to the repository."""

    path: str
    text: str
    tree: ast.Module = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", ast.parse(self.text, filename=self.path))


Rule = Callable[[Module], Iterator[str]]

LINES = 300
_SHAPELESS = re.compile(r"(^|_)(utils?|helpers?|managers?|registry|singleton|misc|common)(_|$)")
_RICH_CLASSES = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QTextBrowser",
    "QTextEdit",
    "QToolTip",
}
_RICH_CALLS = {
    "setToolTip",
    "setWhatsThis",
    "setHtml",
    "insertHtml",
    "appendHtml",
    "setTextFormat",
    "setInformativeText",
}
_RICH_NAMES = {"ToolTipRole", "WhatsThisRole"}
_SLEEPS = {"sleep", "qWait", "qSleep", "msleep", "usleep"}


def at_most_300_lines(module: Module) -> Iterator[str]:
    """A module is read whole."""
    if (lines := module.text.count("\n")) > LINES:
        yield f"{lines} lines"


def says_what_it_is(module: Module) -> Iterator[str]:
    """The first line of a module says what it is."""
    if not ast.get_docstring(module.tree):
        yield "no docstring"


def is_named_after_the_field(module: Module) -> Iterator[str]:
    """A name says what a thing is for, never that it helps or manages."""
    names = [part.removesuffix(".py") for part in module.path.split("/")]
    named = (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef | ast.FunctionDef))
    names += [node.name for node in named]
    for name in names:
        if _SHAPELESS.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()):
            yield f"the name {name}"


def keeps_the_domain_pure(module: Module) -> Iterator[str]:
    """The domain imports itself and the standard library."""
    if not module.path.startswith("cm_desktop/domain/"):
        return
    for name in imported(module):
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("cm_desktop.domain"):
            yield f"imports {name}"


def shows_no_rich_text(module: Module) -> Iterator[str]:
    """Widgets that guess whether a text is HTML are made in ui/kit/safe_text.py only.

    A QTextEdit of ours is let through if it takes no rich text and its module never calls the guessing setText.
    """
    if not module.path.startswith("cm_desktop/ui/") or module.path == "cm_desktop/ui/kit/safe_text.py":
        return
    plain_edits = "setAcceptRichText(False)" in module.text and ".setText(" not in module.text
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=function) if last_name(function) in _RICH_CLASSES | _RICH_CALLS:
                yield f"line {node.lineno}: {last_name(function)}("
            case ast.Attribute(value=owner, attr=name) if last_name(owner) in _RICH_CLASSES and name[0].islower():
                yield f"line {node.lineno}: {last_name(owner)}.{name}"
            case ast.Attribute(attr=name) if name in _RICH_NAMES:
                yield f"line {node.lineno}: {name}"
            case ast.ClassDef(bases=bases) if rich := {last_name(base) for base in bases} & _RICH_CLASSES:
                if not (rich == {"QTextEdit"} and plain_edits):
                    yield f"line {node.lineno}: {node.name}({', '.join(rich)})"


def mocks_nothing_below_the_window(module: Module) -> Iterator[str]:
    """Below the window, tests use the real thing or a strict fake at a port."""
    if module.path.startswith("tests/ui/"):
        return
    for name in imported(module):
        if name.startswith("unittest.mock") or name == "mock":
            yield f"imports {name}"


def waits_for_events(module: Module) -> Iterator[str]:
    """A test waits for what must happen, never for a while."""
    if not module.path.startswith("tests/"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _is_sleep(node.func):
            yield f"line {node.lineno}: {ast.unparse(node.func)}("


def ends_what_it_paints(module: Module) -> Iterator[str]:
    """A painter ends with its block: one that is held longer, as by the trace of an error, may end the process."""
    if not module.path.startswith("cm_desktop/ui/"):
        return
    blocks = [node for node in ast.walk(module.tree) if isinstance(node, ast.With)]
    ended = {item.context_expr for block in blocks for item in block.items}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and last_name(node.func) == "QPainter" and node not in ended:
            yield f"line {node.lineno}: a painter without a block of its own"


RULES: tuple[Rule, ...] = (
    at_most_300_lines,
    says_what_it_is,
    is_named_after_the_field,
    keeps_the_domain_pure,
    shows_no_rich_text,
    mocks_nothing_below_the_window,
    waits_for_events,
    ends_what_it_paints,
)


def imported(module: Module) -> Iterator[str]:
    """Every module that is imported, at the top or late, by its full name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or '.'}.{alias.name}" for alias in node.names)


def last_name(node: ast.expr) -> str:
    """`QLabel` of `QtWidgets.QLabel`; empty where there is no name."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _is_sleep(function: ast.expr) -> bool:
    if last_name(function) in _SLEEPS:
        return True
    match function:
        case ast.Attribute(value=ast.Name(id="qtbot"), attr="wait"):
            return True
        case _:
            return False
