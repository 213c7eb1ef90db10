"""What leaves, what waits, what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from PySide6.QtCore import Qt

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.practice.faults import Calls, Cut, Fault
from tools.pictures.screen import Screen
from tools.pictures.screens.comment import GRIEVANCE, QUESTION, THREAT
from tools.pictures.screens.replies import REPLY
from tools.pictures.sitter import CTRL, Sitter

AT_ONCE = timedelta(0)


def undo_hide(sitter: Sitter) -> None:
    sitter.open(THREAT)
    sitter.press(Qt.Key.Key_H)


def undo_reply(sitter: Sitter) -> None:
    sitter.open(QUESTION)
    sitter.reply("Bonjour Jean-Luc, oui, la réservation est conseillée ce soir-là.")
    sitter.press(Qt.Key.Key_Return, CTRL)


def filed(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_A)


def nothing_waits(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_4)


def waiting(sitter: Sitter) -> None:
    """One failed, one uncertain, one on its way."""
    faults = sitter.practice.faults
    sitter.desk.acts.do(sitter.ref(QUESTION), WriteReply("Bonjour Jean-Luc, oui."), delay=AT_ONCE).result()
    faults.plan_error(200, calls=Calls.WRITES)
    sitter.desk.send()
    sitter.desk.acts.do(sitter.ref(GRIEVANCE), WriteReply(REPLY), delay=AT_ONCE).result()
    faults.plan(Fault(answer=Cut(), calls=Calls.WRITES))
    sitter.desk.send()
    for _ in range(3):
        sitter.pass_by(timedelta(minutes=3))
        sitter.desk.send()
    sitter.desk.acts.do(sitter.ref(THREAT), Hide(), delay=timedelta(minutes=1)).result()
    faults.clear()
    sitter.press(Qt.Key.Key_4)


def suspended(sitter: Sitter) -> None:
    sitter.desk.acts.do(sitter.ref(THREAT), Hide(), delay=timedelta(minutes=1)).result()
    sitter.desk.acts.suspend(on=True).result()
    sitter.press(Qt.Key.Key_4)


def offline(sitter: Sitter) -> None:
    with _cut_off(sitter):
        sitter.open(GRIEVANCE)


def offline_waiting(sitter: Sitter) -> None:
    """What is to leave once the network is back."""
    with _cut_off(sitter):
        sitter.press(Qt.Key.Key_4)


@contextmanager
def _cut_off(sitter: Sitter) -> Iterator[None]:
    """The network goes; three things are done meanwhile."""
    practice = sitter.practice
    practice.go_offline()
    try:
        sitter.desk.sync()
        sitter.pass_by(timedelta(minutes=34))
        sitter.desk.acts.do(sitter.ref(THREAT), Hide(), delay=AT_ONCE).result()
        sitter.desk.acts.do(sitter.ref("Assassins"), Hide(), delay=AT_ONCE).result()
        sitter.desk.acts.do(sitter.ref(QUESTION), WriteReply("Bonjour, oui."), delay=AT_ONCE).result()
        sitter.desk.send()
        sitter.settle()
        yield
    finally:
        practice.come_back()


def departure(sitter: Sitter) -> None:
    """Back online: what was prepared meanwhile."""
    sitter.desk.departing.begin()
    with _cut_off(sitter):
        sitter.pass_by(timedelta(minutes=12))
    sitter.desk.send()
    sitter.wait(sitter.window.panes.bars.departure.isVisible)
    sitter.window.panes.bars.departure.asked.emit()
    sitter.settle()


def public_look(sitter: Sitter) -> None:
    """A first reply left: is it seen by all?"""
    sitter.desk.acts.do(sitter.ref(QUESTION), WriteReply("Bonjour Jean-Luc, oui."), delay=AT_ONCE).result()
    sitter.desk.send()
    sitter.desk.sync()
    sitter.settle()


def expired(sitter: Sitter) -> None:
    """A page whose access has ended."""
    sitter.practice.faults.plan_error(190, 463, times=1)
    sitter.desk.sync()
    sitter.practice.faults.clear()
    sitter.settle()
    sitter.window.panes.rail.panel.open(sitter.window.panes.rail.fresh)
    sitter.settle()


def pages(sitter: Sitter) -> None:
    """Readings and budgets."""
    sitter.window.panes.rail.panel.open(sitter.window.panes.rail.fresh)
    sitter.settle()


SCREENS = (
    Screen(name="undo-hide", come=undo_hide),
    Screen(name="undo-reply", come=undo_reply),
    Screen(name="undo-filed", come=filed),
    Screen(name="waiting-nothing", come=nothing_waits),
    Screen(name="waiting", come=waiting),
    Screen(name="waiting-suspended", come=suspended),
    Screen(name="offline", come=offline),
    Screen(name="offline-waiting", come=offline_waiting),
    Screen(name="departure", come=departure),
    Screen(name="bar-public-look", come=public_look),
    Screen(name="bar-crashed", come=lambda sitter: sitter.settle(), crashed=True),
    Screen(name="bar-practice", come=lambda sitter: sitter.settle(), practice=True),
    Screen(name="pages-expired", come=expired),
    Screen(name="pages", come=pages),
)
