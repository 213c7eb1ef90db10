"""A text without an end is shown part by part, says how much is left, and is copied whole."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.highlight import BODY, Passage
from cm_desktop.ui.kit.passages.long_text import LongText
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

LONG = "".join(chr(0x4E00 + place % 20_000) for place in range(9_000))


@pytest.fixture
def shown(qtbot: QtBot, words: Words, theme: Theme) -> LongText:
    made = LongText(LONG, [Passage(3_990, 4_010, Form.ATTACK)], BODY, theme.text, words, theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def button(shown: LongText, name: str) -> Button:
    return next(b for b in shown.findChildren(Button) if b.isVisible() and b.label == name)


def click(shown: LongText, name: str) -> None:
    button(shown, name).click()


def select(shown: LongText) -> None:
    shown.findChildren(Prose)[0]._select(0, 10)


def said(shown: LongText) -> list[str]:
    return [label.text() for label in shown.findChildren(PlainLabel) if label.isVisible()]


def parts(shown: LongText) -> list[str]:
    return [part.accessibleName() for part in shown.findChildren(Prose)]


def test_all_of_it_is_shown_part_by_part(shown: LongText) -> None:
    assert said(shown) == ["Encore 5\u202f000 caractères"]
    click(shown, "Afficher la suite")
    assert said(shown) == ["Encore 1\u202f000 caractères"]
    click(shown, "Afficher la suite")
    assert said(shown) == []
    assert "".join(parts(shown)) == LONG


def test_it_is_copied_whole_while_only_its_beginning_is_shown(shown: LongText) -> None:
    click(shown, "Copier le texte")
    assert QGuiApplication.clipboard().text() == LONG


def test_who_asks_for_more_by_key_goes_on_doing_so_while_it_is_shown_again(shown: LongText) -> None:
    more = button(shown, "Afficher la suite")
    more.setFocus()
    shown.show_text(LONG, ())
    assert more.hasFocus()
    more.click()
    assert more.hasFocus()
    assert said(shown) == ["Encore 1\u202f000 caractères"]
    more.click()
    assert shown.findChildren(Prose)[-1].hasFocus()  # nothing is left to be asked for: one reads on


def test_the_same_words_of_somebody_else_begin_anew_with_nothing_selected(shown: LongText) -> None:
    shown.show_text(LONG, (), about="one")
    click(shown, "Afficher la suite")
    select(shown)
    shown.show_text(LONG, (), about="one")
    assert (len(shown.selected), said(shown)) == (10, ["Encore 1\u202f000 caractères"])
    shown.show_text(LONG, (), about="another")
    assert (shown.selected, said(shown)) == ("", ["Encore 5\u202f000 caractères"])


def test_a_passage_over_two_parts_is_marked_in_both(shown: LongText) -> None:
    click(shown, "Afficher la suite")
    assert [[(p.start, p.end) for p in part._found] for part in shown.findChildren(Prose)] == [
        [(3_990, 4_000)],
        [(0, 10)],
    ]


def test_lines_without_number_are_shown_some_at_a_time(qtbot: QtBot, words: Words, theme: Theme) -> None:
    made = LongText("a\n" * 1_000, (), BODY, theme.text, words, theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    assert made.heightForWidth(600) < 6_000


@pytest.mark.parametrize("width", [300, 500, 900])
def test_every_line_has_its_room(qtbot: QtBot, words: Words, theme: Theme, width: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    made = LongText("Bonjour à tous, où est passé mon colis ? " * 12, (), BODY, theme.text, words, theme)
    column.addWidget(made)
    column.addStretch()
    around.resize(width, 900)
    with qtbot.waitExposed(around):
        around.show()
    (prose,) = made.findChildren(Prose)
    qtbot.waitUntil(lambda: made.height() == prose.height() == prose.heightForWidth(prose.width()) > BODY.line)
