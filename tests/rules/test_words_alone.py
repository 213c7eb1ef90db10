"""Words by themselves, in each language: only rude ones rise, whatever hides inside the others. May not edit packs."""

from pathlib import Path

import pytest

from cm_desktop.rules.rulebook import Rulebook
from tests.conftest import NeedsDebianPackages
from tools.quality import alarms

WORDS = Path(__file__).parents[1] / "fixtures" / "words"
DICTIONARIES = {  # the word list, and the package of Debian that holds it
    "fr": (Path("/usr/share/dict/french"), "wfrench"),
    "en": (Path("/usr/share/dict/american-english"), "wamerican"),
}
MOST_PER_TEN_THOUSAND = 1

in_each_language = pytest.mark.parametrize("language", DICTIONARIES)


def listed(kind: str, language: str) -> frozenset[str]:
    lines = (WORDS / f"{kind}.{language}.txt").read_text(encoding="utf-8").splitlines()
    found = frozenset(line for line in lines if line and not line.startswith("#"))
    assert found
    return found


@in_each_language
def test_every_word_that_is_listed_as_rude_rises(shipped: Rulebook, language: str) -> None:
    rude = listed("rude", language)
    assert not rude.difference(alarms(shipped, rude))


@in_each_language
def test_a_word_that_holds_a_rude_one_stays_calm(shipped: Rulebook, language: str) -> None:
    assert not alarms(shipped, listed("innocent", language))


@pytest.mark.e2e
@in_each_language
def test_a_dictionary_stays_calm_but_for_its_rude_words(
    shipped: Rulebook, needs_debian_packages: NeedsDebianPackages, language: str
) -> None:
    dictionary, package = DICTIONARIES[language]
    needs_debian_packages(package)
    words = dictionary.read_text(encoding="utf-8").split()
    rude = listed("rude", language)
    found = [word for word in alarms(shipped, words) if word not in rude]
    assert len(found) * 10_000 <= MOST_PER_TEN_THOUSAND * len(words), found
