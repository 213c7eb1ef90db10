"""A page whose access is refused is told over the window, with the way to give it another one, until it has one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cm_desktop.practice import PracticePlatform
from cm_desktop.ui.kit.button import Button
from tests.ui.joining.conftest import Newcomer
from tests.ui.joining.test_adding import played
from tests.ui.joining.test_aside import add
from tests.ui.window.steps import texts


def test_a_refused_access_is_told_over_the_window_until_it_is_given_anew(
    newcomer: Newcomer, practice: PracticePlatform
) -> None:
    add(newcomer, practice)
    newcomer.enter()
    bar, (name, token) = newcomer.window.panes.bars.access, played(practice)
    assert not bar.isVisible()
    practice.faults.plan_error(190, 463, times=1)
    newcomer.desk.sync()
    practice.faults.clear()
    newcomer.wait(bar.isVisible)
    assert name in texts(bar)
    again = bar.findChild(Button)
    assert again is not None
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    newcomer.paste(token)
    newcomer.enter()
    newcomer.wait(lambda: newcomer.window.joining.sheet is None)
    newcomer.desk.sync()
    newcomer.wait(lambda: not bar.isVisible())
