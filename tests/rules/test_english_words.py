"""English words by themselves: only rude ones rise, whatever hides inside the others. May not edit packs."""

from pathlib import Path

import pytest

from cm_desktop.rules.rulebook import Rulebook
from tests.conftest import NeedsDebianPackages
from tools.quality import alarms

WORDS = Path(__file__).parents[1] / "fixtures" / "words"
WORD_LIST = Path("/usr/share/dict/american-english")  # of Debian's wamerican
MOST_PER_TEN_THOUSAND = 1


def listed(file: Path) -> frozenset[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def rude() -> frozenset[str]:
    return listed(WORDS / "rude.en.txt")


def test_every_word_that_is_listed_as_rude_rises(shipped: Rulebook, rude: frozenset[str]) -> None:
    assert rude
    assert not rude.difference(alarms(shipped, rude))


def test_a_word_that_holds_a_rude_one_stays_calm(shipped: Rulebook) -> None:
    innocent = listed(WORDS / "innocent.en.txt")
    assert innocent
    assert not alarms(shipped, innocent)


@pytest.mark.e2e
def test_a_word_list_of_english_stays_calm_but_for_its_rude_words(
    shipped: Rulebook, rude: frozenset[str], needs_debian_packages: NeedsDebianPackages
) -> None:
    needs_debian_packages("wamerican")
    words = WORD_LIST.read_text(encoding="utf-8").split()
    found = [word for word in alarms(shipped, words) if word not in rude]
    assert len(found) * 10_000 <= MOST_PER_TEN_THOUSAND * len(words), found
