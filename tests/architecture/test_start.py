"""Starting stays quick: what is slow to import is imported late. May not measure time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cm_desktop.store.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]
SLOW = (
    "PySide6",
    "requests",
    "sqlite_utils",
    "keyring",
    "yaml",
    "re2",
    "truststore",
    "feedparser",
    "cryptography",
    "numpy",
)

LATER = (
    "cm_desktop.engine.spelling",
    "cm_desktop.ui.spelling",
    "cm_desktop.ui.outgoing.access_bar",
    "cm_desktop.ui.outgoing.departure_bar",
    "cm_desktop.ui.outgoing.files_bar",
    "cm_desktop.ui.outgoing.offline_bar",
    "cm_desktop.ui.outgoing.public_look_bar",
    "cm_desktop.wording.errors",
    "cm_desktop.ui.frame.beside",
    "cm_desktop.ui.detail.detail_pane",
    "cm_desktop.ui.first_run",
    "cm_desktop.ui.replying",
    "cm_desktop.ui.several",
    "cm_desktop.ui.asking",
    "cm_desktop.ui.settings",
    "cm_desktop.ui.validation",
    "cm_desktop.ui.rules.rules_view",
    "cm_desktop.ui.teams.setting_up",
    "cm_desktop.ui.joining.adding",
    "cm_desktop.ui.joining.importing",
    "cm_desktop.ui.joining.pasting",
    "cm_desktop.ui.joining.reconnecting",
)


def slow_imports(statement: str, slow: tuple[str, ...] = SLOW) -> set[str]:
    """Which of the slow packages this statement loads, in a process of its own."""
    question = f"import sys\n{statement}\nprint(*{{name for name in {slow!r} if name in sys.modules}})"
    words = (sys.executable, "-c", question)
    ended = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


@pytest.mark.parametrize("module", ["cm_desktop.cli.program", "cm_desktop.credentials", "cm_desktop.__main__"])
def test_the_command_line_starts_without_what_is_slow(module: str) -> None:
    assert slow_imports(f"import {module}") == set()


def test_the_window_waits_for_no_other_command() -> None:
    commands = ("cm_desktop.cli.commands", "cm_desktop.cli.joining", "cm_desktop.wording.errors")
    assert slow_imports("import cm_desktop.cli.program", commands) == set()
    assert slow_imports("import cm_desktop.cli.commands", commands) == set(commands)


def test_the_window_waits_for_no_module_that_it_asks_later() -> None:
    later = (
        "html.entities",
        "subprocess",
        "tomllib",
        "cm_desktop.domain.snooze",
        "cm_desktop.ui.frame.left",
    )
    begun = "import cm_desktop.cli.program, cm_desktop.ui.app, cm_desktop.ui.system_libraries"
    assert slow_imports(begun, later) == set()


@pytest.mark.parametrize(("word", "looks"), [("", False), ("window", False), ("queue", True), ("--version", True)])
def test_no_garbage_is_looked_for_before_the_window_is_seen(word: str, looks: bool) -> None:
    told = "print('looks' * gc.isenabled()), sys.stdout.flush(), os._exit(0)"
    asked = (
        f"import gc, os, sys; sys.argv[1:] = {word.split()!r}; from cm_desktop.cli import session; "
        "from cm_desktop.__main__ import main; import cm_desktop.cli.program as program; "
        f"session.Session.begin = lambda given: ({told}); sys.exit = lambda status: ({told}); main()"
    )
    answered = subprocess.run((sys.executable, "-c", asked), cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert answered.stdout.split()[-1:] == ["looks"] * looks


@pytest.fixture
def opened(tmp_path: Path) -> str:
    """What opens a desk, on a workspace that is there."""
    Workspace.open(tmp_path, threads=False).close()
    return (
        "from pathlib import Path; from cm_desktop.bootstrap import build; "
        "from cm_desktop.credentials import KeyringVault; from cm_desktop.settings import Settings, resources; "
        f"from cm_desktop.wording.words import Words; folder = Path({str(tmp_path)!r}); "
        "settings = Settings(workspace=folder, resources=resources()); "
        "desk = build(settings, Words.load('en', resources()), vault=KeyringVault.in_memory()); desk.inbox.counts()"
    )


def test_a_desk_is_opened_without_what_only_its_work_needs(opened: str) -> None:
    work = (
        "cm_desktop.engine.sending.delivery",
        "cm_desktop.engine.supervision",
        "cm_desktop.store.tables.work",
        "cm_desktop.domain.approvals.events",
        "cm_desktop.domain.rules",
        "cm_desktop.rules",
    )
    brought = "cm_desktop.imports.reception"
    assert slow_imports(opened, (*work, brought)) == set()
    assert slow_imports(f"{opened}; desk.acts; desk.rules.judge(); desk.close()", (*work, brought)) == {*work}


def test_a_list_is_read_without_what_seeks_words_in_it(opened: str) -> None:
    words = ("cm_desktop.store.lists.seeking", "cm_desktop.store.index.search", "cm_desktop.store.index.words")
    listed = f"{opened}; from cm_desktop.domain.queue import Query; desk.inbox.page(Query(search={{!r}})); desk.close()"
    beside = ("cm_desktop.engine.spelling", "cm_desktop.spelling.apart", "cm_desktop.domain.saved_replies")
    assert slow_imports(listed.format(""), words + beside) == set()
    assert slow_imports(listed.format("bonjour"), words + beside) == set(words)


@pytest.mark.parametrize("left", [True, False])
def test_the_sources_of_the_window_are_not_read_to_import_it(left: bool) -> None:
    """Without the call they are: where that is no longer so, the module that makes it can go."""
    before = "from cm_desktop.ui.bindings import leave_sources_unread; leave_sources_unread(); " if left else ""
    read = "import linecache, sys; sys.modules |= dict.fromkeys(linecache.cache)"
    source = str(REPOSITORY / "cm_desktop" / "ui" / "keys" / "keymap.py")
    assert slow_imports(f"{before}import cm_desktop.ui.app\n{read}", (source,)) == (set() if left else {source})


@pytest.mark.parametrize("own", [True, False])
def test_no_kind_of_widget_is_made_that_nobody_uses(own: bool) -> None:
    """Without the call they all are: where that is no longer so, the module that makes it can go."""
    made = "from cm_desktop.ui.kit.viewport import own_viewport; own_viewport(area); " if own else ""
    asked = (
        "from PySide6 import QtWidgets; from PySide6.QtWidgets import QApplication, QTableView; app = QApplication([]); "
        f"area = QTableView(); {made}area.viewport(); print('made' * ('QWizard' in vars(QtWidgets)))"
    )
    words, screen = (sys.executable, "-c", asked), {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answered = subprocess.run(words, cwd=REPOSITORY, env=screen, capture_output=True, text=True, check=True)
    assert answered.stdout.split() == ["made"] * (not own)


def test_what_is_slow_is_seen() -> None:
    assert slow_imports("import keyring, requests\nfrom PySide6 import QtCore") >= {"keyring", "requests", "PySide6"}


def test_only_the_window_loads_qt() -> None:
    paths = sorted((REPOSITORY / "cm_desktop").rglob("*.py"))
    names = [".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    others = [name for name in names if not name.startswith("cm_desktop.ui")]
    assert len(others) > 30
    assert "PySide6" not in slow_imports("\n".join(f"import {name}" for name in others))


def test_the_window_is_there_before_what_is_entered_later() -> None:
    assert slow_imports("import cm_desktop.ui.app", LATER) == set()
    assert slow_imports("\n".join(f"import {name}" for name in LATER), LATER) == set(LATER)


def test_system_libraries_are_checked_before_any_dependency_is_there() -> None:
    words = (sys.executable, "-S", "-c", "import cm_desktop.ui.system_libraries as checked; checked.missing(True)")
    assert subprocess.run(words, cwd=REPOSITORY, check=False).returncode == 0
