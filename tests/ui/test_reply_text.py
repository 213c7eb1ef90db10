"""The field of the reply box: as tall as what stands in it, however it came there; plain; within the platform's limit."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import TextLimit, TextUnit
from cm_desktop.ui.detail.reply_text import LINE, ReplyText
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.wording.words import Words


@pytest.fixture
def field(qtbot: QtBot, words: Words, dressed: QApplication) -> Iterator[ReplyText]:
    around = QWidget()
    qtbot.addWidget(around)
    made = ReplyText(words, around)
    made.resize(600, made.height())
    around.show()
    yield made
    around.hide()


def test_the_reply_box_grows_with_its_text_up_to_nine_lines(field: ReplyText) -> None:
    empty = field.height()
    field.insertPlainText("\n".join("ligne" for _ in range(5)))
    assert field.height() == empty + 3 * LINE
    field.insertPlainText("\n".join("ligne" for _ in range(50)))
    assert field.height() == empty + 7 * LINE


def paste(field: ReplyText, text: str) -> None:
    held = QMimeData()
    held.setText(text)
    field.insertFromMimeData(held)


@pytest.mark.parametrize("empty", [ReplyText.clear, lambda field: field.replace("")], ids=["cleared", "new"])
def test_what_is_pasted_has_the_lines_of_what_is_typed_and_none_is_cut(
    field: ReplyText, empty: Callable[[ReplyText], None]
) -> None:
    for lines in range(1, 9):
        empty(field)
        paste(field, "\n".join(["Bonjour"] * lines))
        assert field.document().size().height() == lines * LINE
        assert field.viewport().height() >= lines * LINE
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.document().size().height() == 9 * LINE
    field.undo()
    assert written(field.document()) == "\n".join(["Bonjour"] * 8)


def test_the_reply_box_takes_no_markup(field: ReplyText) -> None:
    field.replace("<b>gras</b> & <img src='file:///etc/hostname'>")
    assert field.toPlainText() == "<b>gras</b> & <img src='file:///etc/hostname'>"


def test_a_replaced_text_cannot_be_undone_into_another_comments_reply(field: ReplyText) -> None:
    field.setPlainText("Pour Marc")
    field.replace("Pour Inès")
    field.undo()
    assert field.toPlainText() == "Pour Inès"


@pytest.mark.parametrize(("unit", "fits"), [(TextUnit.CODE_POINTS, True), (TextUnit.UTF8_BYTES, False)])
def test_a_reply_is_measured_as_its_platform_does(field: ReplyText, unit: TextUnit, *, fits: bool) -> None:
    field.set_limit(TextLimit(refuse=4, unit=unit))
    field.setPlainText("été🙏")
    assert field.fits is fits
