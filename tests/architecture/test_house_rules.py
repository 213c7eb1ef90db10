"""The project keeps the rules of house_rules.py, and each rule sees a breach. May not hold a rule."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import house_rules
from tests.architecture.house_rules import RULES, Module, Rule

REPOSITORY = Path(__file__).parents[2]
SOURCES = tuple(
    Module(path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8"))
    for folder in ("cm_desktop", "tests", "benchmarks")
    for path in sorted((REPOSITORY / folder).rglob("*.py"))
)


@pytest.mark.parametrize("rule", RULES)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    assert len(SOURCES) > 50
    breaches = [f"{module.path}: {breach}" for module in SOURCES for breach in rule(module)]
    assert not breaches, "\n".join(breaches)


WINDOW = "cm_desktop/ui/detail.py"
SAFE = "cm_desktop/ui/kit/safe_text.py"
TEST = "tests/engine/test_push.py"
PLAIN_FIELD = "class Field(QTextEdit):\n def __init__(self):\n  self.setAcceptRichText(False)"


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (house_rules.at_most_300_lines, WINDOW, "x = 1\n" * 301),
        (house_rules.says_what_it_is, WINDOW, "import sys\n"),
        (house_rules.is_named_after_the_field, "cm_desktop/engine/utils.py", ""),
        (house_rules.is_named_after_the_field, "cm_desktop/engine/date_helpers.py", ""),
        (house_rules.is_named_after_the_field, WINDOW, "class AccountManager: pass"),
        (house_rules.is_named_after_the_field, WINDOW, "def undo_helper(): pass"),
        (house_rules.keeps_the_domain_pure, "cm_desktop/domain/queue.py", "import requests"),
        (house_rules.keeps_the_domain_pure, "cm_desktop/domain/queue.py", "def f():\n from cm_desktop.store import x"),
        (house_rules.shows_no_rich_text, WINDOW, "QLabel(author)"),
        (house_rules.shows_no_rich_text, WINDOW, "QtWidgets.QLabel(author)"),
        (house_rules.shows_no_rich_text, WINDOW, "class Name(QLabel): pass"),
        (house_rules.shows_no_rich_text, WINDOW, "QMessageBox.warning(self, title, text)"),
        (house_rules.shows_no_rich_text, WINDOW, "QToolTip.showText(place, text)"),
        (house_rules.shows_no_rich_text, WINDOW, "button.setToolTip(author)"),
        (house_rules.shows_no_rich_text, WINDOW, "document.setHtml(text)"),
        (house_rules.shows_no_rich_text, WINDOW, "QTextBrowser().setText(text)"),
        (house_rules.shows_no_rich_text, WINDOW, "QTextEdit(text)"),
        (house_rules.shows_no_rich_text, WINDOW, "class Field(QTextEdit): pass"),
        (house_rules.shows_no_rich_text, WINDOW, PLAIN_FIELD + "\n  self.setText(draft)"),
        (house_rules.shows_no_rich_text, WINDOW, "if role == Qt.ItemDataRole.ToolTipRole: pass"),
        (house_rules.mocks_nothing_below_the_window, TEST, "from unittest.mock import Mock"),
        (house_rules.mocks_nothing_below_the_window, TEST, "from unittest import mock"),
        (house_rules.waits_for_events, TEST, "time.sleep(1)"),
        (house_rules.waits_for_events, TEST, "sleep(1)"),
        (house_rules.waits_for_events, TEST, "def test_it(qtbot): qtbot.wait(100)"),
        (house_rules.ends_what_it_paints, WINDOW, "painter = QPainter(self)"),
    ],
)
def test_a_breach_is_seen(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Module(path, text)))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (house_rules.at_most_300_lines, WINDOW, "x = 1\n" * 300),
        (house_rules.says_what_it_is, WINDOW, '"""The detail pane."""'),
        (house_rules.is_named_after_the_field, "cm_desktop/domain/comments.py", "class RegisteredAccount: pass"),
        (house_rules.keeps_the_domain_pure, "cm_desktop/domain/queue.py", "import re\nfrom cm_desktop.domain import x"),
        (house_rules.keeps_the_domain_pure, "cm_desktop/platforms/web.py", "import requests"),
        (house_rules.shows_no_rich_text, WINDOW, "from PySide6.QtWidgets import QLabel\nname: QLabel = plain_label(a)"),
        (house_rules.shows_no_rich_text, WINDOW, PLAIN_FIELD),
        (house_rules.shows_no_rich_text, SAFE, "QLabel(author)"),
        (house_rules.mocks_nothing_below_the_window, "tests/ui/test_detail.py", "from unittest.mock import Mock"),
        (house_rules.waits_for_events, TEST, "qtbot.waitUntil(done)\nevent.wait(1)"),
        (house_rules.waits_for_events, "cm_desktop/engine/sending/push.py", "sleep(1)"),
    ],
)
def test_what_keeps_the_rule_is_let_through(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Module(path, text))) == []


# Written so that this file does not name them either.
OUTSIDE = re.compile(
    r"(?<![\w.~-])/(work|root|home)/(?!user\b)|[.][.]/shared|python[h]osted|[p]ypi\.(org|python)|/opt/[p]ypi"
)


def outside_places(texts: dict[str, str]) -> list[str]:
    """Where a text names a place that exists on one machine only, or a host of a package registry."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if OUTSIDE.search(line)
    ]


def project_files() -> Iterator[Path]:
    """Every file of the project, tracked or not yet; nothing that was set up or built."""
    for top in REPOSITORY.iterdir():
        if top.is_file():
            yield top
        elif top.name == ".ci" or not (top.name.startswith(".") or top.name in ("build", "dist")):
            yield from (path for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc")


def test_the_project_names_no_place_outside_itself() -> None:
    texts = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in project_files()
    }
    assert texts.keys() >= {"Makefile", ".ci/run", "cm_desktop/__main__.py"}
    assert not (places := outside_places(texts)), "\n".join(places)


@pytest.mark.parametrize(
    "place", ["/wo" + "rk/main", "see ../sha" + "red/facts", "https://py" + "pi.org/simple", "/ro" + "ot/.cache"]
)
def test_a_place_outside_is_seen(place: str) -> None:
    assert outside_places({"README.md": f"first\n{place}"}) == [f"README.md:2: {place}"]
    assert outside_places({"README.md": "https://example.org/work/shared and framework/main"}) == []
