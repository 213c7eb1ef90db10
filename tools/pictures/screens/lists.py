"""The list of comments in each of its states."""

from datetime import timedelta

from PySide6.QtCore import Qt

from cm_desktop.bootstrap import enrol
from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.inbox.list_head import ListHead
from cm_desktop.ui.kit.controls.button import Button
from tools.pictures.screen import Screen
from tools.pictures.sitter import CTRL, SHIFT, Sitter

FOUND, NOT_FOUND = "tartare", "zygomatique"


def both_forms(sitter: Sitter) -> None:
    """A comment that attacks people and accuses the client, both at once."""
    rows = sitter.desk.inbox.page(Query()).rows
    both = next(row for row in rows if set(row.verdict.forms) >= {Form.ATTACK, Form.GRIEVANCE})
    sitter.window.panes.turn_to(both.comment.ref)
    sitter.settle()


def hidden(sitter: Sitter) -> None:
    for beginning in ("Assassins", "bande d'enfoirés"):
        sitter.desk.acts.do(sitter.ref(beginning), Hide(), delay=timedelta(0)).result()
    sitter.desk.send()
    sitter.desk.sync()
    sitter.press(Qt.Key.Key_6)


def snoozed(sitter: Sitter) -> None:
    """Three comments that sleep, and where they are found."""
    _sleep(sitter)
    sitter.window.panes.go(Queue.SNOOZED)
    sitter.settle()


def back_again(sitter: Sitter) -> None:
    """One of them that woke."""
    ref = _sleep(sitter)
    sitter.desk.snoozing.wake([ref]).result()
    sitter.window.panes.turn_to(ref)
    sitter.settle()


def _sleep(sitter: Sitter) -> CommentRef:
    refs = [row.comment.ref for row in sitter.desk.inbox.page(Query(), limit=5).rows][2:]
    sitter.desk.snoozing.snooze(refs, sitter.desk.clock.now() + timedelta(days=2)).result()
    sitter.settle()
    return refs[0]


def several_until(sitter: Sitter) -> None:
    """Until when several are snoozed."""
    several(sitter)
    sitter.settle()
    sitter.press(Qt.Key.Key_Z)
    sitter.settle()


def one_client(sitter: Sitter) -> None:
    client = sitter.desk.inbox.clients()[0]
    sitter.window.panes.ask(Query(client=client.id))


def drafts(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_5)


def done(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_7)


def everything(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_8)


def all_done(sitter: Sitter) -> None:
    refs = [row.comment.ref for row in sitter.desk.inbox.page(Query(), limit=1_000).rows]
    for ref in refs[:3]:
        sitter.desk.acts.do(ref, Hide(), delay=timedelta(0)).result()
    sitter.desk.acts.dismiss(*refs[3:]).result()
    sitter.desk.send()
    sitter.settle()


def search(sitter: Sitter) -> None:
    """A word looked for everywhere."""
    _look_for(sitter, FOUND)


def no_result(sitter: Sitter) -> None:
    _look_for(sitter, NOT_FOUND)


def _look_for(sitter: Sitter, text: str) -> None:
    sitter.press(Qt.Key.Key_Slash)
    sitter.paste(text)
    all_there_is = sitter.desk.inbox.counts().queues[Queue.TODO]
    sitter.wait(lambda: sitter.window.panes.list.model.rowCount() < all_there_is)
    sitter.settle()


def several(sitter: Sitter) -> None:
    for _ in range(4):
        sitter.press(Qt.Key.Key_J, SHIFT)
    _wait_for_several(sitter)


def several_all(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_A, CTRL)
    _wait_for_several(sitter)


def the_rest(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_A, SHIFT)
    _wait_for_several(sitter)


def _wait_for_several(sitter: Sitter) -> None:
    """They are counted beside the window."""
    sitter.wait(lambda: not sitter.window.panes.stage.shows_detail())
    sitter.settle()


def several_filed(sitter: Sitter) -> None:
    the_rest(sitter)
    sitter.press(Qt.Key.Key_A)
    sitter.wait(lambda: not sitter.window.panes.list.picked.is_on)


def order(sitter: Sitter) -> None:
    """How it can be sorted."""
    head = sitter.window.panes.list.findChildren(ListHead)[0]
    head.findChildren(Button)[0].click()


def unread(sitter: Sitter) -> None:
    """Pages that were just added, and are being read for the first time."""
    enrol(sitter.desk, sitter.practice)
    sitter.window.panes.refresh()


SCREENS = (
    Screen(name="list-unread", come=unread, blank=True),
    Screen(name="list-order", come=order),
    Screen(name="list-todo", come=lambda sitter: sitter.settle()),
    Screen(name="list-both-forms", come=both_forms),
    Screen(name="list-one-client", come=one_client),
    Screen(name="list-drafts-empty", come=drafts),
    Screen(name="list-hidden", come=hidden),
    Screen(name="list-snoozed", come=snoozed),
    Screen(name="list-back-again", come=back_again),
    Screen(name="list-done", come=done),
    Screen(name="list-all", come=everything),
    Screen(name="list-all-done", come=all_done),
    Screen(name="list-search", come=search),
    Screen(name="list-no-result", come=no_result),
    Screen(name="several-picked", come=several),
    Screen(name="several-snooze", come=several_until),
    Screen(name="several-everything", come=several_all),
    Screen(name="several-the-rest", come=the_rest),
    Screen(name="several-filed", come=several_filed),
)
