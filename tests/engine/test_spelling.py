"""What a desk says of the spelling of a text, and what it was taught."""

import pytest

from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import BadValue, NotSpelt
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.speller import FakeSpeller


@pytest.fixture
def speller() -> FakeSpeller:
    meant = ("remboursent", "remboursement")  # as the French dictionary has them
    return FakeSpeller({"Ambrelune": (), "bonjoru": ("bonjour",), "remboursment": meant})


@pytest.fixture
def desk(open_desk: OpenDesk, speller: FakeSpeller) -> Desk:
    return open_desk(speller=speller)


def test_a_word_that_was_taught_is_known_and_stays_so(desk: Desk, open_desk: OpenDesk, speller: FakeSpeller) -> None:
    assert desk.spelling.unknown("Ambrelune dit bonjoru") == {"Ambrelune", "bonjoru"}
    assert desk.spelling.teach(" Ambrelune ") == "Ambrelune"
    assert desk.spelling.unknown("Ambrelune dit bonjoru") == {"bonjoru"}
    desk.close()
    again = open_desk(speller=speller)
    assert again.spelling.taught == {"Ambrelune"}
    again.spelling.teach("Ambrelune", known=False)
    assert again.spelling.unknown("Ambrelune") == {"Ambrelune"}


def test_the_word_that_is_likest_is_offered_first(desk: Desk) -> None:
    assert desk.spelling.suggestions("remboursment") == ("remboursement", "remboursent")


def test_names_of_people_and_pages_are_known(desk: Desk) -> None:
    assert desk.spelling.unknown("Merci Ambrelune", names=("Café Ambrelune",)) == frozenset()


@pytest.mark.parametrize("word", ["", "deux mots", "https://exemple.fr", "x" * 65, "3e", "\ud800"])
def test_what_is_no_word_cannot_be_taught(desk: Desk, word: str) -> None:
    with pytest.raises(BadValue):
        desk.spelling.teach(word)
    assert desk.spelling.taught == frozenset()


def test_other_windows_hear_of_a_word(desk: Desk) -> None:
    told: list[Change] = []
    desk.subscribe(told.extend)
    desk.spelling.teach("Ambrelune")
    assert Change.DRAFTS in told


def test_a_desk_without_dictionaries_says_so(open_desk: OpenDesk) -> None:
    with pytest.raises(NotSpelt):
        open_desk().spelling.unknown("bonjoru")


def test_a_desk_that_is_closed_lets_go_of_the_dictionaries(desk: Desk, speller: FakeSpeller) -> None:
    desk.spelling.unknown("bonjoru")
    desk.close()
    assert speller.rests == 1


def test_a_text_without_words_asks_nobody(desk: Desk, speller: FakeSpeller) -> None:
    assert desk.spelling.unknown("… !! 12") == frozenset()
    assert speller.asked == []
