"""Rulebooks for the tests of the judge: the one that ships, and small ones written on the spot. May not hold texts."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from cm_desktop.rules.keeping.library import Library
from cm_desktop.rules.rulebook import Rulebook
from tests.rules import on_disk

SHIPPED = Path(__file__).parents[2] / "resources" / "rules"

WriteBook = Callable[..., Rulebook]
WritePack = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped() -> Rulebook:
    return Rulebook.load([SHIPPED])


@pytest.fixture(scope="session")
def french() -> Rulebook:
    return Rulebook.load([SHIPPED / "fr"])


@pytest.fixture
def write_book(tmp_path: Path) -> WriteBook:
    """A book of one rule: its phrases, and whatever else as YAML, in the rule (`more`) or before it (`before`)."""

    def write(*phrases: str, more: str = "", before: str = "", category: str = "insult") -> Rulebook:
        listed = "".join(
            f"      - {phrase!r}\n" if '"' not in phrase else f"      - '{phrase}'\n" for phrase in phrases
        )
        (tmp_path / "small.yaml").write_text(
            f"pack: small\nlanguage: any\n{before}"
            "rules:\n"
            f"  - id: found\n    title: {{fr: Trouvé}}\n    category: {category}\n    severity: 2\n"
            f"    phrases:\n{listed}    yes: []\n    no: []\n{indent(more, '    ')}",
            encoding="utf-8",
        )
        return Rulebook.load([tmp_path])

    return write


@pytest.fixture
def write(tmp_path: Path) -> WritePack:
    """Put a pack down as an editor would, in the workspace unless it is shipped."""
    moment = iter(range(1, 1000))

    def put(text: str, name: str = "mine", where: str = "own") -> Path:
        file = tmp_path / where / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(next(moment) * 10**9,) * 2)  # a disk may not tell two quick writes apart
        return file

    return put


@pytest.fixture
def library(tmp_path: Path, write: WritePack) -> Library:
    write(on_disk.SHIPPED, "base", "shipped")
    return Library(tmp_path / "shipped", tmp_path / "own", lambda: date(2026, 7, 1))
