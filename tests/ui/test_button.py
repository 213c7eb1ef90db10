"""The button and the small painted widgets: pressed, named, seen."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cm_desktop.domain.names import initials
from cm_desktop.domain.queue import Queue
from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.kit import assets, icons
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.marks.avatar import AuthorAvatar, ClientSquare
from cm_desktop.ui.kit.marks.meter import Meter
from cm_desktop.ui.kit.marks.pill import Pill, PillLabel
from cm_desktop.ui.kit.theme import LIGHT, Theme
from tests.ui.rows import BRASSERIE

SOURCES = Path(__file__).parents[2] / "cm_desktop" / "ui"


@pytest.mark.parametrize("kind", Kind)
def test_a_button_can_be_pressed_with_mouse_and_keyboard(qtbot: QtBot, theme: Theme, kind: Kind) -> None:
    button = Button("Masquer", theme, kind=kind, icon="eye-off", key="H")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_enter_that_is_held_or_not_alone_presses_no_button_again(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[bool] = []
    button = Button("Masquer", theme)
    qtbot.addWidget(button)
    button.clicked.connect(pressed.append)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(button, again)
    assert pressed == []
    assert again.isAccepted()  # or what is around it would go on


def test_enter_ticks_nothing(qtbot: QtBot, theme: Theme) -> None:
    """What is around goes on by it."""
    box = Check("Tout", theme)
    qtbot.addWidget(box)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_an_ampersand_in_a_label_is_no_shortcut(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Pain & vin", theme)
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.label == "Pain & vin"


def test_a_button_that_is_only_an_icon_has_a_name_and_a_tip(qtbot: QtBot, theme: Theme) -> None:
    button = Button("", theme, icon="ellipsis", name="Autres actions")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Autres actions"
    assert "Autres actions" in button.toolTip()
    assert button.sizeHint().width() == button.sizeHint().height() == 38


@pytest.mark.parametrize("kind", Kind)
def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(qtbot: QtBot, theme: Theme, kind: Kind) -> None:
    button = Button("Masquer", theme, kind=kind)
    qtbot.addWidget(button)
    button.show()
    calm = button.grab().toImage()
    button.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert button.grab().toImage() == calm
    button.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert button.grab().toImage() != calm


def test_the_sign_of_a_menu_stands_after_the_words(qtbot: QtBot, theme: Theme) -> None:
    for button, inks in (
        (Button("", theme, kind=Kind.GHOST, opens=True), (False, True)),
        (Button("", theme, kind=Kind.GHOST, icon="chevron-down"), (True, False)),
    ):
        qtbot.addWidget(button)
        button.set_label("\u00a0" * 20)  # words that leave no ink
        image = button.grab().toImage()
        ground = image.pixelColor(0, 0)
        half = image.width() // 2
        sides = (range(half), range(half, image.width()))
        found = tuple(
            any(image.pixelColor(x, y) != ground for x in side for y in range(image.height())) for side in sides
        )
        assert found == inks


def test_words_fit_in_their_button(qtbot: QtBot, theme: Theme) -> None:
    short, long = Button("Oui", theme), Button("Masquer et faire valider", theme, icon="eye-off", key="Maj+E")
    for button in (short, long):
        qtbot.addWidget(button)
    assert long.sizeHint().width() > short.sizeHint().width() + 150


def test_painted_widgets_have_names(qtbot: QtBot, theme: Theme) -> None:
    for widget, name in (
        (AuthorAvatar("Marc Delvaux", 34, theme), "Marc Delvaux"),
        (ClientSquare(BRASSERIE, 24, theme), "Brasserie Lumen"),
        (Meter(3, Form.ATTACK, "Important", theme), "Important"),
        (PillLabel(Pill("Urgent", icon="octagon-alert"), theme), "Urgent"),
    ):
        qtbot.addWidget(widget)
        assert widget.accessibleName() == name
        assert not widget.grab().isNull()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marc Delvaux", "MD"),
        ("Marie-Claude Verdonnet", "MV"),
        ("amine.tissus.rabat", "AT"),
        ("mme_bergamote", "MB"),
        ("Odile", "O"),
        ("أمينة ل.", "أل"),
        ("🙏🙏", "?"),
        ("", "?"),
    ],
)
def test_initials_are_those_of_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_every_icon_that_the_window_names_is_shipped() -> None:
    shipped = {path.stem for path in assets.ICONS.glob("*.svg")}
    named = {*icons.QUEUES.values(), *icons.LEVELS.values(), *icons.FORMS.values(), *icons.ACTIONS.values()}
    for source in SOURCES.rglob("*.py"):
        named |= set(re.findall(r'icon(?:=|s\.draw\(painter, |s\.icon\()"([a-z0-9-]+)"', source.read_text("utf-8")))
    assert len(named) > 15
    assert named <= shipped


def test_no_icon_is_shipped_that_nothing_shows() -> None:
    sources = "".join(source.read_text("utf-8") for source in SOURCES.rglob("*.py"))
    assert [path.stem for path in assets.ICONS.glob("*.svg") if f'"{path.stem}"' not in sources] == []


def test_an_icon_is_tinted(dressed: QApplication) -> None:
    drawn = icons.pixmap("check", LIGHT.ok_fg, 24).toImage()
    colours = {
        drawn.pixelColor(x, y).name() for x in range(24) for y in range(24) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.ok_fg.name() in colours


def test_an_icon_that_is_not_shipped_is_an_error(dressed: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", LIGHT.text)


def test_no_section_of_the_settings_has_the_icon_of_another_thing() -> None:
    source = (SOURCES / "settings" / "settings_view.py").read_text("utf-8")
    sections = re.findall(r'self\.\w+: "([a-z0-9-]+)"', source)
    assert len(sections) == len(set(sections)) > 5
    assert not {"info", "external-link", icons.QUEUES[Queue.ALL]} & set(sections)
