"""French words by themselves: only rude ones rise, whatever hides inside the others. May not edit packs."""

from pathlib import Path

import pytest

from cm_desktop.rules.rulebook import Rulebook
from tests.conftest import NeedsDebianPackages

RUDE = Path(__file__).parents[1] / "fixtures" / "words" / "rude.fr.txt"
WORD_LIST = Path("/usr/share/dict/french")  # of Debian's wfrench
MOST_PER_TEN_THOUSAND = 1

INNOCENT = [
    "concours",
    "dispute",
    "culture",
    "susceptible",
    "conseil",
    "content",
    "réputation",
    "député",
    "salopette",
    "cucurbitacée",
    "bitume",
    "habiter",
    "chattière",
    "conseiller",
    "éculée",
    "énucléée",
    "pique-nique",
    "mongole",
    "demeure",
    "timbre",
]


@pytest.mark.parametrize("word", INNOCENT)
def test_what_hides_in_an_innocent_word_stays_hidden(shipped: Rulebook, word: str) -> None:
    assert shipped.judge(word).abuse == 0


def test_rude_words_rise_by_themselves(shipped: Rulebook) -> None:
    words = RUDE.read_text(encoding="utf-8").split()
    assert [word for word in words if not shipped.judge(word).abuse] == []


@pytest.mark.e2e
def test_hardly_any_word_of_a_dictionary_rises(shipped: Rulebook, needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages("wfrench")
    rude = set(RUDE.read_text(encoding="utf-8").split())
    words = [word for word in WORD_LIST.read_text(encoding="utf-8").split() if word not in rude]
    rising = [word for word in words if shipped.judge(word).abuse]
    assert len(rising) * 10_000 <= MOST_PER_TEN_THOUSAND * len(words), rising
