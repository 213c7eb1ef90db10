"""Strangers' text is shown as text, and nothing in it is invisible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain import unseen
from cm_desktop.ui.kit.safe_text import (
    ElidedLabel,
    PlainLabel,
    elided,
    isolated,
    message_box,
    reads_from_the_right,
    set_tip,
    shown,
    utf16_length,
    visible,
)

HOSTILE = '<b>gras</b><img src="file:///etc/passwd">'


@pytest.mark.parametrize(
    ("text", "displayed"),
    [
        ("a\u202eb", "a⟨RLO⟩b"),
        ("z\u200bz", "z⟨ZWSP⟩z"),
        ("con\u00adne", "con⟨SHY⟩ne"),
        ("x\u200dy", "x⟨ZWJ⟩y"),
        ("a\x00b", "a⟨NUL⟩b"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\U000e0041b", "a⟨U+E0041⟩b"),
        ("ligne\r\nautre", "ligne\nautre"),
        ("ligne\rautre", "ligne⟨CR⟩autre"),
        ("a\u061cb", "a⟨ALM⟩b"),
        ("a\u2800b\u3164", "a⟨U+2800⟩b⟨U+3164⟩"),
        ("mot\ufe0f", "mot⟨VS16⟩"),
        ("😀\ufe0f\ufe01", "😀\ufe0f⟨U+FE01⟩"),
        ("😀\U000e0100", "😀⟨U+E0100⟩"),
        ("漢\u200d字", "漢⟨ZWJ⟩字"),
        ("🏴" + "\U000e0066" * 3, "🏴⟨U+E0066\u00a0×3⟩"),
        ("\u200b" * 40, "⟨ZWSP\u00a0×40⟩"),
        ("\u200b\u200c\u200b\u200c", "⟨ZWSP\u00a0+3⟩"),
        ("e" + "\u20dd" * 40, "e" + "\u20dd" * 8 + "⟨U+20DD\u00a0×32⟩"),
    ],
)
def test_what_is_invisible_becomes_a_chip(text: str, displayed: str) -> None:
    assert visible(text) == displayed


@pytest.mark.parametrize(
    "text",
    [
        "été, «\u00a0où\u202f?\u00a0»",
        "👩\u200d🔧",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "1\ufe0f\u20e3 ©\ufe0f ℹ\ufe0f 葛\U000e0100",
    ],
)
def test_what_belongs_to_the_writing_stays(text: str) -> None:
    assert visible(text) == text


def test_a_letter_carries_at_most_eight_marks_and_the_others_are_told() -> None:
    assert visible("e" + "\u0301" * 40) == "e" + "\u0301" * 8 + "⟨U+0301\u00a0×32⟩"


def test_a_name_in_a_sentence_cannot_turn_it_round() -> None:
    sentence = f"Réponse à {isolated('x' + chr(0x2069) + chr(0x202E) + 'evil')} envoyée"
    assert visible(sentence) == "Réponse à \u2068x⟨PDI⟩⟨RLO⟩evil\u2069 envoyée"


def test_isolates_that_do_not_close_are_shown() -> None:
    assert visible("\u2068abc") == "⟨FSI⟩abc"


def test_only_the_first_four_thousand_characters_and_two_hundred_lines_are_displayed() -> None:
    assert visible("x" * 5_000) == "x" * 4_000 + "…"
    assert visible("x\n" * 300) == ("x\n" * 200)[:-1] + "…"


def test_the_letters_of_a_chip_turn_nothing_round() -> None:
    assert visible("שלום\u202e עולם") == "שלום\u2066⟨RLO⟩\u2069 עולם"
    assert reads_from_the_right("\u202aשלום")
    assert not reads_from_the_right("\u200fbonjour")


@given(st.text(st.sampled_from("ab é\u202e\u200b👏\u0301\n\r\ud800ש"), max_size=60))
def test_every_character_is_found_again_in_what_is_displayed(text: str) -> None:
    display = shown(text)
    shared = {place for start, end, _ in unseen.runs(text) for place in range(start, end)}
    for place, char in enumerate(text):
        here, after = display.utf16(place), display.utf16(place + 1)
        of_it = _units(display.text, here, after)
        assert of_it == char if place not in shared else not of_it or of_it[0] in "⟨\u2066"
        assert display.original(here, len(text)) <= place
    assert display.utf16(len(text)) == utf16_length(display.text)


@given(st.text(st.sampled_from("ab é\u202e\u200b👏\u0301\n\r\ud800ש"), max_size=60))
def test_a_chip_stands_for_a_whole_run(text: str) -> None:
    display = shown(text)
    for start, stop in display.chips:
        chip = _units(display.text, start, stop).strip("\u2066\u2069")
        assert (chip[0], chip[-1]) == ("⟨", "⟩")
    for start, end, told in unseen.runs(text):
        if told:
            assert display.original(display.utf16(start), len(text)) <= start
            assert display.original(display.utf16(end), len(text)) == end


def _units(text: str, start: int, stop: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * stop].decode("utf-16-le", "surrogatepass")


def test_a_label_never_takes_text_for_markup(qtbot: QtBot) -> None:
    for label in (PlainLabel(HOSTILE), ElidedLabel(HOSTILE)):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == HOSTILE


def test_a_tip_shows_markup_as_text(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, HOSTILE)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()
    set_tip(widget, "")
    assert widget.toolTip() == ""


def test_a_box_shows_markup_as_text_in_both_its_places(qtbot: QtBot) -> None:
    box = message_box("Titre", HOSTILE, HOSTILE)
    qtbot.addWidget(box)
    shows = [label for label in box.findChildren(QLabel) if label.text() == HOSTILE]
    assert len(shows) == 2
    assert {label.textFormat() for label in shows} == {Qt.TextFormat.PlainText}


def test_an_ellipsis_stands_against_a_word_and_inside_its_isolate(dressed: QApplication) -> None:
    metrics = QFontMetricsF(dressed.font())
    text = isolated("un deux trois quatre cinq six sept huit neuf dix")
    for room in range(40, 200):
        cut = elided(text, metrics, room)
        assert cut.count("…") == 1
        assert " …" not in cut
    assert elided("court", metrics, 400) == "court"


def test_what_lacks_room_gives_way_to_what_is_shorter(qtbot: QtBot) -> None:
    label = ElidedLabel("Menace voilée · menaces.fr")
    qtbot.addWidget(label)
    assert label.fitting(1000) == label.fitting(20) == "Menace voilée · menaces.fr"
    label.shorter = "Menace voilée"
    assert label.fitting(1000) == "Menace voilée · menaces.fr"
    assert label.fitting(20) == "Menace voilée"
    assert label.accessibleName() == "Menace voilée · menaces.fr"
