"""Rulebooks for the tests of the judge: the one that ships, and small ones written on the spot. May not hold texts."""

from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from cm_desktop.rules.rulebook import Rulebook

SHIPPED = Path(__file__).parents[2] / "resources" / "rules"

WriteBook = Callable[..., Rulebook]


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
