"""When a page is added, what is older than a month does not queue up: said, counted, and changed both ways."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit

from cm_desktop.domain.queue import Queue
from cm_desktop.practice import PracticePlatform
from cm_desktop.ui.joining.aside_field import LATELY, lately
from tests.ui.joining.conftest import Newcomer
from tests.ui.joining.test_adding import come_to_the_token, played

OLDER = "Ignorer les commentaires d’avant le"


def add(newcomer: Newcomer, practice: PracticePlatform) -> None:
    come_to_the_token(newcomer, practice)
    newcomer.paste(played(practice)[1])
    newcomer.enter()
    newcomer.wait_for("Ajouter cette page")
    newcomer.enter()
    newcomer.wait_for("La page est là")


def to_do(newcomer: Newcomer) -> int:
    return newcomer.desk.inbox.counts().queues.get(Queue.TODO, 0)


def test_a_month_is_proposed_and_the_day_can_be_moved_or_taken_back(
    newcomer: Newcomer, practice: PracticePlatform
) -> None:
    add(newcomer, practice)
    (account,) = newcomer.desk.inbox.accounts()
    now = newcomer.desk.clock.now()
    assert newcomer.desk.inbox.aside_before() == {account.id: lately(now)}
    assert LATELY <= now - lately(now) < LATELY + timedelta(days=1, hours=2)
    newcomer.desk.sync()
    newcomer.wait(lambda: to_do(newcomer) > 0)
    everything = to_do(newcomer)

    day = newcomer.sheet.findChild(QDateEdit)
    assert day is not None
    today = day.date().currentDate()
    day.setDate(today.addDays(1))
    assert day.date() == today, "what is still to be written may not be left aside"
    newcomer.wait(lambda: to_do(newcomer) < everything)
    newcomer.wait_for("ne sont pas à traiter")

    newcomer.tab_to(OLDER)
    newcomer.press(Qt.Key.Key_Space)
    newcomer.wait(lambda: to_do(newcomer) == everything)
    newcomer.wait_for("Quel que soit leur âge")
    assert newcomer.desk.inbox.aside_before() == {}


def test_a_page_that_is_here_already_keeps_what_was_chosen_for_it(
    newcomer: Newcomer, practice: PracticePlatform
) -> None:
    add(newcomer, practice)
    (account,) = newcomer.desk.inbox.accounts()
    newcomer.desk.accounts.leave_aside(account.id, None)
    newcomer.enter()
    add(newcomer, practice)
    assert newcomer.desk.inbox.aside_before() == {}
