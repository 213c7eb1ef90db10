"""The dictionaries that came with the program, in a process of their own, as the window asks them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from cm_desktop.domain.errors import NotSpelt
from cm_desktop.domain.spelling import spelt
from cm_desktop.settings import resources
from cm_desktop.spelling.apart import SpellerApart, dictionaries

FOLDER = resources() / "spelling"


@pytest.fixture
def speller() -> Iterator[SpellerApart]:
    made = SpellerApart(dictionaries(FOLDER, "fr"))
    yield made
    made.rest()


def unknown(speller: SpellerApart, text: str) -> set[str]:
    return set(speller.unknown({one.word for one in spelt(text)}))


def process_of(speller: SpellerApart) -> "subprocess.Popen[bytes]":
    assert speller._process is not None
    return speller._process


def test_right_french_is_left_alone(speller: SpellerApart) -> None:
    text = "Bonjour, l’œuvre est arrivée aujourd’hui. Jusqu’à quand ? Écrivez-nous, dit-il, par email ou sur Instagram."
    assert unknown(speller, text) == set()


def test_mistakes_in_french_are_found_with_what_was_meant(speller: SpellerApart) -> None:
    assert unknown(speller, "Votre remboursment part vraiement demain.") == {"remboursment", "vraiement"}
    assert speller.suggestions("vraiement") == ("vraiment",)
    assert "remboursement" in speller.suggestions("remboursment")


def test_a_text_in_english_is_told_by_its_words(speller: SpellerApart) -> None:
    assert unknown(speller, "Hello, we will refund your order tomorow, thanks for your patience.") == {"tomorow"}
    assert "tomorrow" in speller.suggestions("tomorow")
    assert unknown(speller, "Votre remboursment part demain matin.") == {"remboursment"}


def test_one_foreign_word_is_no_other_language(speller: SpellerApart) -> None:
    assert unknown(speller, "however") == {"however"}


def test_a_process_that_was_killed_is_begun_anew(speller: SpellerApart) -> None:
    assert unknown(speller, "bonjoru") == {"bonjoru"}
    killed = process_of(speller)
    killed.kill()
    killed.wait()
    assert unknown(speller, "bonjoru") == {"bonjoru"}
    assert process_of(speller).pid != killed.pid


def test_a_rest_ends_the_process_and_the_next_question_begins_another(speller: SpellerApart) -> None:
    unknown(speller, "bonjoru")
    ended = process_of(speller)
    speller.rest()
    assert ended.returncode == -signal.SIGKILL
    assert unknown(speller, "bonjoru") == {"bonjoru"}


def test_the_process_ends_by_itself_when_nobody_can_ask_any_more() -> None:
    alone = subprocess.Popen(dictionaries(FOLDER, "fr"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    alone.communicate(b'{"unknown": ["bonjoru"]}\n', timeout=60)
    assert alone.returncode == 0


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("import sys; sys.exit(1)", id="dies at once"),
        pytest.param("print('not JSON', flush=True); input()", id="says what nobody understands"),
        pytest.param("print('{}', flush=True); input()", id="answers with something else"),
        pytest.param("import sys; sys.stdin.read()", id="stands still"),
    ],
)
def test_who_cannot_answer_is_not_waited_for(program: str) -> None:
    speller = SpellerApart([sys.executable, "-c", program], patience=0.3)
    with pytest.raises(NotSpelt):
        speller.unknown({"bonjoru"})
    assert speller._process is None


def test_where_there_is_no_program_nobody_knows() -> None:
    with pytest.raises(NotSpelt):
        SpellerApart([os.devnull, "nothing"]).suggestions("bonjoru")
