"""The guide is a key away from the help, without a network, and leaves the keyboard where it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.guide.guide_page import GuidePage
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.prose import Prose
from cm_desktop.ui.sheet.foot import Foot
from tests.ui.window.steps import press, texts, type_in


def open_guide(window: MainWindow) -> GuidePage:
    window.panes.help.open()
    press(window, Qt.Key.Key_G)
    assert window.panes.help.isHidden()
    assert window.guide.sheet is not None
    page = window.guide.sheet.findChild(GuidePage)
    assert page is not None
    return page


def read(window: MainWindow) -> str:
    assert window.guide.sheet is not None
    return "\n".join(prose.accessibleName() for prose in window.guide.sheet.findChildren(Prose) if prose.isVisible())


def test_a_heading_is_found_and_read_through_the_keyboard(window: MainWindow) -> None:
    page = open_guide(window)
    type_in("hors lig")
    assert [row.section.title for row in page.rows if row.isVisible()] == ["Hors ligne"]
    press(window, Qt.Key.Key_Return)
    assert "part dans l’ordre de chaque fil" in read(window)
    press(window, Qt.Key.Key_Escape)
    assert window.guide.sheet is None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.isAncestorOf(focused)


def test_one_section_is_open_at_a_time_and_another_key_only_closes_the_help(window: MainWindow) -> None:
    page = open_guide(window)
    first, second = page.rows[0], page.rows[-1]
    first.head.click()
    second.head.click()
    assert (first.is_open, second.is_open) == (False, True)
    assert first.head._icon != second.head._icon, "the sign says which is open"
    second.head.click()
    assert not second.is_open
    press(window, Qt.Key.Key_Escape)
    window.panes.help.open()
    press(window, Qt.Key.Key_J)
    assert window.panes.help.isHidden()
    assert window.guide.sheet is None


def test_a_word_that_no_heading_says_is_said_to_be_in_none(window: MainWindow) -> None:
    open_guide(window)
    type_in("zanzibar")
    assert "Aucun titre ne dit cela." in texts(window)


def test_the_guide_speaks_the_language_of_the_window(window: MainWindow) -> None:
    window.speak("en")
    page = open_guide(window)
    assert page.rows[0].section.title == "Practise first"


def test_a_sheet_that_has_nothing_in_its_foot_has_none(window: MainWindow) -> None:
    open_guide(window)
    assert window.guide.sheet is not None
    (foot,) = window.guide.sheet.findChildren(Foot)
    assert foot.isHidden()
    window.guide.sheet.refuse(OSError("full"))
    assert foot.isVisible(), "what is told has its place"


def test_the_help_is_closed_with_the_mouse_too(window: MainWindow) -> None:
    window.panes.help.open()
    (cross,) = [button for button in window.panes.help.findChildren(Button) if button.accessibleName() == "Fermer"]
    cross.click()
    assert window.panes.help.isHidden()
