"""Widgets are used again for other content; what has to be made again hands the keyboard over."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.kept import Kept, MadeAgain
from cm_desktop.ui.kit.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def place(room: QWidget) -> QVBoxLayout:
    layout = room.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def seen(room: QWidget) -> list[str]:
    return [label.text() for label in room.findChildren(QLabel) if label.isVisible()]


def test_what_is_too_much_is_hidden_and_used_again(room: QWidget) -> None:
    kept = Kept[QLabel, str](place(room), QLabel, QLabel.setText)
    kept.show(["un", "deux", "trois"])
    made = room.findChildren(QLabel)
    kept.show(["quatre"])
    assert seen(room) == ["quatre"]
    assert [label.text() for label in kept] == ["quatre"]
    kept.show(["cinq", "six"])
    assert seen(room) == ["cinq", "six"]
    assert room.findChildren(QLabel) == made


def test_what_is_the_same_stays_and_what_is_not_stands_in_its_place(qtbot: QtBot, room: QWidget) -> None:
    kept = MadeAgain[QLabel, tuple[str, int]](place(room), lambda one: QLabel(one[0]), lambda one: one[0])
    kept.show([("un", 1), ("deux", 1)])
    first, second = room.findChildren(QLabel)
    kept.show([("un", 2), ("trois", 2)])
    assert seen(room) == ["un", "trois"]
    assert place(room).indexOf(first) == 0
    qtbot.waitUntil(lambda: second not in room.findChildren(QLabel))


def test_a_button_that_is_made_again_has_the_keyboard_still(room: QWidget, theme: Theme) -> None:
    kept = MadeAgain[Card, int](place(room), lambda _: Card(theme), about=lambda _: "the same")
    kept.show([1])
    room.findChildren(Button)[1].setFocus()
    kept.show([2])
    focused = room.focusWidget()
    assert isinstance(focused, Button)
    assert (focused.label, focused.isVisible()) == ("Reprendre", True)


def test_what_is_about_something_else_does_not_get_the_keyboard(room: QWidget, theme: Theme) -> None:
    kept = MadeAgain[Card, int](place(room), lambda _: Card(theme))
    kept.show([1])
    room.findChildren(Button)[1].setFocus()
    kept.show([2])
    assert not any(button.hasFocus() for button in room.findChildren(Button))


def test_a_widget_stays_with_what_it_is_about_wherever_that_stands(room: QWidget, theme: Theme) -> None:
    kept = Kept[Button, str](place(room), lambda name: Button(name, theme), Button.set_label, lambda name: name)
    kept.show(["un", "deux"])
    first, second = kept
    second.setFocus()
    kept.show(["zéro", "un", "deux"])
    assert [button.label for button in kept] == ["zéro", "un", "deux"]
    assert [*kept][1:] == [first, second]
    assert second.hasFocus()
    assert [place(room).indexOf(button) for button in kept] == [0, 1, 2]
    kept.show(["trois"])
    assert not any(button.hasFocus() for button in kept)


class Card(QWidget):
    """Two buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for name in ("Ailleurs", "Reprendre"):
            column.addWidget(Button(name, theme))
