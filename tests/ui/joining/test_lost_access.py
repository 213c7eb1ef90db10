"""A page whose access is refused is told over the window, with the way to give it another one, until it has one.

Who knows puts it away, until it is refused anew.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cm_desktop.practice import PracticePlatform
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Scheme
from tests.ui.joining.conftest import Newcomer
from tests.ui.joining.test_adding import played
from tests.ui.joining.test_aside import add
from tests.ui.window.steps import texts


def refuse(newcomer: Newcomer, practice: PracticePlatform) -> None:
    """The next reading finds the access gone."""
    practice.faults.plan_error(190, 463, times=1)
    newcomer.desk.sync()
    practice.faults.clear()


def click(newcomer: Newcomer, name: str) -> None:
    buttons = newcomer.window.panes.bars.access.findChildren(Button)
    button = next(each for each in buttons if name in (each.label, each.accessibleName()))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def reconnect(newcomer: Newcomer, token: str) -> None:
    """From the bar."""
    click(newcomer, "Reconnecter")
    newcomer.paste(token)
    newcomer.enter()
    newcomer.wait(lambda: newcomer.window.joining.sheet is None)


def test_a_refused_access_is_told_over_the_window_until_it_is_given_anew(
    newcomer: Newcomer, practice: PracticePlatform
) -> None:
    add(newcomer, practice)
    newcomer.enter()
    bar, (name, token) = newcomer.window.panes.bars.access, played(practice)
    assert not bar.isVisible()
    refuse(newcomer, practice)
    newcomer.wait(bar.isVisible)
    assert name in texts(bar)
    reconnect(newcomer, token)
    newcomer.desk.sync()
    newcomer.wait(lambda: not bar.isVisible())


def test_it_is_put_away_until_the_access_is_refused_anew(newcomer: Newcomer, practice: PracticePlatform) -> None:
    add(newcomer, practice)
    newcomer.enter()
    refuse(newcomer, practice)
    newcomer.wait(newcomer.window.panes.bars.access.isVisible)
    click(newcomer, "Fermer")
    newcomer.desk.sync()
    newcomer.window.panes.refresh()
    assert not newcomer.window.panes.bars.access.isVisible()
    newcomer.window.wear(Scheme.DARK)
    bar = newcomer.window.panes.bars.access
    assert not bar.isVisible()
    (page,) = newcomer.desk.inbox.accounts()
    newcomer.desk.accounts.reconnect(page.id, played(practice)[1])
    newcomer.desk.sync()
    newcomer.wait(lambda: not bar.put_away)
    refuse(newcomer, practice)
    newcomer.wait(bar.isVisible)
