"""Strangers' text is shown as text, and nothing in it is invisible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.safe_text import (
    ElidedLabel,
    PlainLabel,
    elided,
    isolated,
    message_box,
    set_tip,
    shown,
    visible,
)

HOSTILE = '<b>gras</b><img src="file:///etc/passwd">'


@pytest.mark.parametrize(
    ("text", "displayed"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("z\u200bz", "z⟨U+200B⟩z"),
        ("con\u00adne", "con⟨U+00AD⟩ne"),
        ("x\u200dy", "x⟨U+200D⟩y"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\U000e0041b", "a⟨U+E0041⟩b"),
        ("ligne\r\nautre", "ligne\nautre"),
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
    ],
)
def test_what_belongs_to_the_writing_stays(text: str) -> None:
    assert visible(text) == text


def test_a_letter_carries_at_most_eight_marks() -> None:
    assert visible("e" + "\u0301" * 40) == "e" + "\u0301" * 8


def test_a_name_in_a_sentence_cannot_turn_it_round() -> None:
    sentence = f"Réponse à {isolated('x' + chr(0x2069) + chr(0x202E) + 'evil')} envoyée"
    assert visible(sentence) == "Réponse à \u2068x⟨U+2069⟩⟨U+202E⟩evil\u2069 envoyée"


def test_isolates_that_do_not_close_are_shown() -> None:
    assert visible("\u2068abc") == "⟨U+2068⟩abc"


def test_only_the_first_four_thousand_characters_are_displayed() -> None:
    assert visible("x" * 5_000) == "x" * 4_000 + "…"


@given(st.text(st.sampled_from("ab é\u202e\u200b👏\u0301\n\r\ud800"), max_size=60))
def test_every_character_is_found_again_in_what_is_displayed(text: str) -> None:
    display = shown(text)
    units = display.text.encode("utf-16-le", "surrogatepass")
    for place in range(len(text) + 1):
        before = shown(text[:place]).text.encode("utf-16-le", "surrogatepass")
        assert 2 * display.utf16(place) == len(before)
        assert units.startswith(before)


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
