"""Imports go down only, and each outside package has one home: the contracts of pyproject.toml, kept and able to break.

May not repeat the contracts.
"""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

# The smallest house that keeps every contract: each outside package is imported in its home.
HOUSE = {
    "__init__.py": "",
    "__main__.py": "import cm_desktop.cli",
    "bootstrap.py": "import cm_desktop.ui, cm_desktop.platforms, cm_desktop.practice, cm_desktop.store",
    "settings.py": "import cm_desktop.engine",
    "crashes/__init__.py": "",
    "credentials.py": "def ask():\n    import keyring.core",
    "cli/__init__.py": "import cm_desktop.bootstrap",
    "domain/__init__.py": "",
    "imports/__init__.py": "import ftfy",
    "approvals/__init__.py": "import cryptography, cm_desktop.domain",
    "engine/__init__.py": "import cm_desktop.store, cm_desktop.domain",
    "engine/desk.py": "import cm_desktop.engine.parts",
    "engine/parts.py": "import cm_desktop.engine.works",
    "engine/works.py": "import cm_desktop.engine.workers",
    "engine/workers.py": "import cm_desktop.engine.sending",
    "engine/acting/__init__.py": "import cm_desktop.engine.supervision",
    "engine/sending/__init__.py": "import cm_desktop.engine.reading",
    "engine/supervision/__init__.py": "import cm_desktop.engine.workroom",
    "engine/reading/__init__.py": "import cm_desktop.engine.workroom",
    "engine/ruling/__init__.py": "import cm_desktop.engine.workroom",
    "engine/keeping/__init__.py": "",
    "engine/workroom.py": "",
    "platforms/__init__.py": "import requests, truststore, feedparser",
    "practice/__init__.py": "",
    "rules/__init__.py": "import yaml, re2, ahocorasick_rs",
    "rules/jsonl.py": "",
    "rules/keeping/__init__.py": "import cm_desktop.rules.amended",
    "rules/amended.py": "import cm_desktop.rules.amendment",
    "rules/amendment.py": "import cm_desktop.rules.rulebook",
    "rules/rulebook.py": "import cm_desktop.rules.sieve, cm_desktop.rules.matching, cm_desktop.rules.language",
    "rules/sieve/__init__.py": "import cm_desktop.rules.matching",
    "rules/matching/__init__.py": "import cm_desktop.rules.language",
    "rules/language/__init__.py": "import cm_desktop.rules.text",
    "rules/text/__init__.py": "",
    "spelling/__init__.py": "import hunspell",
    "store/__init__.py": "import sqlite3, sqlite_utils",
    "store/workspace.py": "import cm_desktop.store.reader, cm_desktop.store.writes",
    "store/reader.py": "import cm_desktop.store.further",
    "store/writes.py": "import cm_desktop.store.cache",
    "store/further.py": "import cm_desktop.store.supervised",
    "store/cache.py": "import cm_desktop.store.apply",
    "store/supervised.py": "import cm_desktop.store.copies",
    "store/supervision.py": "import cm_desktop.store.tables",
    "store/apply.py": "import cm_desktop.store.comments",
    "store/copies/__init__.py": "import cm_desktop.store.databases",
    "store/databases/__init__.py": "import cm_desktop.store.tables",
    "store/letting_go/__init__.py": "import cm_desktop.store.comments",
    "store/comments/__init__.py": "import cm_desktop.store.tables",
    "store/tables/__init__.py": "import cm_desktop.store.lists",
    "store/lists/__init__.py": "import cm_desktop.store.index",
    "store/index/__init__.py": "import cm_desktop.store.cells",
    "store/cells/__init__.py": "import cm_desktop.store.disk",
    "store/disk/__init__.py": "",
    "store/writer.py": "",
    "ui/__init__.py": "import PySide6.QtCore, cm_desktop.engine",
    "ui/app.py": "import cm_desktop.ui.frame",
    "ui/frame/__init__.py": "import cm_desktop.ui.detail",
    "ui/picture.py": "",
    "ui/system_libraries.py": "",
    "ui/spelling.py": "",
    "ui/rail/__init__.py": "",
    "ui/inbox/__init__.py": "import cm_desktop.ui.kit",
    "ui/detail/__init__.py": "import cm_desktop.ui.acting",
    "ui/outgoing/__init__.py": "",
    "ui/joining/__init__.py": "import cm_desktop.ui.sheet",
    "ui/asking/__init__.py": "import cm_desktop.ui.detail",
    "ui/validation/__init__.py": "",
    "ui/teams/__init__.py": "import cm_desktop.ui.joining",
    "ui/first_run/__init__.py": "import cm_desktop.ui.joining",
    "ui/settings/__init__.py": "",
    "ui/guide/__init__.py": "import cm_desktop.ui.sheet",
    "ui/notices/__init__.py": "import cm_desktop.ui.kit",
    "ui/views/__init__.py": "import cm_desktop.ui.sheet",
    "ui/past/__init__.py": "import cm_desktop.ui.detail",
    "ui/several/__init__.py": "",
    "ui/replying/__init__.py": "",
    "ui/sheet/__init__.py": "import cm_desktop.ui.kit",
    "ui/rules/__init__.py": "",
    "ui/moves.py": "",
    "ui/acting.py": "import cm_desktop.ui.bridge",
    "ui/correcting.py": "import cm_desktop.ui.ruling",
    "ui/keys.py": "",
    "ui/ruling.py": "",
    "ui/bindings.py": "",
    "ui/at_work.py": "",
    "ui/bridge.py": "",
    "ui/kit/__init__.py": "",
    "ui/kit/passages/__init__.py": "import cm_desktop.ui.kit.controls",
    "ui/kit/controls/__init__.py": "import cm_desktop.ui.kit.label",
    "ui/kit/marks/__init__.py": "import cm_desktop.ui.kit.icons",
    "ui/kit/label.py": "import cm_desktop.ui.kit.icons",
    "ui/kit/safe_text.py": "",
    "ui/kit/icons.py": "",
    "ui/kit/fonts.py": "",
    "wording/__init__.py": "",
}
LAYERS = "imports go down only, and never sideways"
WINDOW = "inside the window too, imports go down only"
RULES = "inside the rules too, imports go down only"
STORE = "inside the store too, imports go down only"
ENGINE = "inside the engine too, imports go down only"
KIT = "inside the kit too, imports go down only"


def broken_contracts(folder: Path, **changes: str) -> list[str]:
    """The contracts that do not hold in the small house with these modules (by dotted name) replaced or added."""
    files = {**HOUSE, **{name.replace(".", "/") + ".py": text for name, text in changes.items()}}
    for name, text in files.items():
        path = folder / "cm_desktop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return broken(folder)


def broken(folder: Path) -> list[str]:
    words = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    words += ["--config", str(REPOSITORY / "pyproject.toml")]
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines()
    assert any(line.startswith("Contracts: ") for line in lines), ended.stdout + ended.stderr
    return [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


def test_the_house_keeps_every_contract() -> None:
    assert broken(REPOSITORY) == []


def test_a_small_house_keeps_every_contract(tmp_path: Path) -> None:
    assert broken_contracts(tmp_path) == []


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("domain.comments", "import cm_desktop.store", LAYERS),
        ("store.writer", "import cm_desktop.engine", LAYERS),
        ("store.index.search", "from cm_desktop.rules import fold", LAYERS),
        ("ui.frame.window", "from cm_desktop.platforms import facebook", LAYERS),
        ("practice.server", "import cm_desktop.ui", LAYERS),
        ("wording.sentences", "import cm_desktop.settings", LAYERS),
        ("engine.desk", "def late():\n    import cm_desktop.wording", LAYERS),
        ("tools", "", LAYERS),
        ("ui.inbox.model", "import cm_desktop.store", "the window knows neither the store nor the rules"),
        ("ui.detail.why", "import cm_desktop.rules", "the window knows neither the store nor the rules"),
        ("ui.kit.marks.pill", "import cm_desktop.ui.bridge", WINDOW),
        ("ui.rail.item", "import cm_desktop.ui.inbox", WINDOW),
        ("ui.detail.form", "import cm_desktop.ui.asking", WINDOW),
        ("ui.tray", "", WINDOW),
        ("rules.text.words", "import cm_desktop.rules.language", RULES),
        ("rules.language.packs", "from cm_desktop.rules.matching import weigh", RULES),
        ("store.cells.rows", "import cm_desktop.store.lists", STORE),
        ("store.tables.views", "import cm_desktop.store.comments", STORE),
        ("store.tags", "", STORE),
        ("engine.reading.pull", "import cm_desktop.engine.sending", ENGINE),
        ("engine.sending.push", "import cm_desktop.engine.acting", ENGINE),
        ("ui.kit.controls.button", "import cm_desktop.ui.kit.passages", KIT),
        ("engine.timer", "from PySide6.QtCore import QTimer", "Qt only in the window"),
        ("practice.client", "import requests", "requests only in the platforms"),
        ("bootstrap", "def late():\n    import truststore", "requests only in the platforms"),
        ("engine.feeds", "import feedparser", "requests only in the platforms"),
        ("engine.sql", "import sqlite3", "SQL only in the store"),
        ("platforms.cache", "import sqlite_utils", "SQL only in the store"),
        ("cli.accounts", "def late():\n    import keyring", "the keyring only behind the credentials"),
        ("engine.seals", "import cryptography", "what signs and seals only in the approvals"),
        ("approvals.page", "import cm_desktop.platforms", LAYERS),
        ("practice.scenario", "import yaml", "YAML only in the rules"),
        ("engine.replay", "import re2", "regular expressions of users only in the rules"),
        ("engine.replay", "import ahocorasick_rs", "one pass for many words only in the rules"),
        ("engine.spelling", "import hunspell", "dictionaries only in the spelling"),
        ("engine.intake", "import ftfy", "letters are mended only in the imports"),
        ("platforms.files", "import cm_desktop.imports", LAYERS),
        ("imports.page", "import cm_desktop.ui", LAYERS),
    ],
)
def test_a_breach_breaks_its_contract(tmp_path: Path, module: str, text: str, contract: str) -> None:
    assert broken_contracts(tmp_path, **{module: text}) == [contract]
