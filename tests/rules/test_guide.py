"""The packs that docs/rules.md shows: all of them load, and every word of the language is told there. May not edit it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import Category
from cm_desktop.rules.language import entry
from cm_desktop.rules.language.rule import Accents, Mask, Match, Who
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.rules.text import finders

GUIDE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    for number, block in enumerate(BLOCK.findall(GUIDE)):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    return Rulebook.load([tmp_path])


def test_every_pack_of_the_guide_holds_with_its_examples(book: Rulebook) -> None:
    assert len(BLOCK.findall(GUIDE)) > 5
    assert book.judge("quelle arnaque").business == 3
    cocktail = "le cocktail l'arnaqueur"
    assert (book.judge(cocktail).business, book.judge(cocktail, ClientId("lumen")).business) == (3, 0)


@pytest.mark.parametrize("words", [Category, Accents, Mask, Match, Who, RuleState, finders.KINDS, entry.KEYS])
def test_every_word_of_the_language_is_told(words: Iterable[str]) -> None:
    assert [word for word in words if not re.search(rf"(?<![\w@]){re.escape(word)}\b", GUIDE)] == []
