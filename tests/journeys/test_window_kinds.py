"""The whole loop at the window on every kind of page, and on two clients at once. Nothing is faked but the browser."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import Account, AccountId, CommentRef
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Query, Queue, Row, Triage
from cm_desktop.domain.verdicts import Category
from cm_desktop.practice import Act, PracticePlatform
from tests.journeys.conftest import COPIED, done, played
from tests.journeys.person import CTRL, Person
from tests.platforms.feed_samples import recorded
from tests.platforms.web_site import by_path
from tests.platforms.wire import Wire, answers

pytestmark = pytest.mark.e2e

THANKS = "Bonjour, merci de nous l'avoir dit."
PAGE = "https://www.facebook.com/laterrasse"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were sent to the browser."""
    sent: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: sent.append(QUrl(url).toString()))
    return sent


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, browser: list[str]) -> Iterator[Person]:
    """At a window, with no page yet."""
    person = Person(qtbot, tmp_path / "workspace", KeyringVault.in_memory())
    person.sit_down()
    yield person
    person.leave()


def join(person: Person, client: str, platform: str, *, url: str, name: str = "", secret: str = "") -> AccountId:
    """A page, connected and soon read."""
    owner = person.desk.accounts.client_named(client, "#2F6F73")
    page = Account(
        id=AccountId(""), client=owner.id, platform=platform, name=name, base_url=url, allow_local="127.0.0.1" in url
    )
    added = person.desk.accounts.add(page, owner, secret)
    person.desk.sync_soon()
    return added.account.id


def join_played(person: Person, practice: PracticePlatform, platform: str) -> AccountId:
    page = played(practice, platform)
    return join(person, page.client, platform, url=practice.base_url, secret=page.token)


def join_by_hand(person: Person) -> AccountId:
    return join(person, "Café des Halles", "assisted", url=PAGE, name="La Terrasse")


def thread(person: Person, ref: CommentRef) -> list[str]:
    return [row.comment.text for row in person.desk.inbox.detail(ref).thread]


def is_to_answer(row: Row) -> bool:
    """Whether R answers it: nobody answers an advertisement."""
    return row.comment.can_reply and Category.SPAM not in row.verdict.categories


def do_by_hand(person: Person, browser: list[str]) -> None:
    """Hide the open comment, think again, hide it; answer the next one; each is done on the page and said to be."""
    hidden = person.hide()
    person.wait(lambda: person.reads("À masquer à la main"))
    person.press(Qt.Key.Key_U)
    person.wait(lambda: person.desk.inbox.row(hidden).triage is Triage.TODO)
    person.wait(lambda: person.open_comment() == hidden and not person.reads("À masquer à la main"))
    person.hide()
    person.wait(lambda: person.reads("À masquer à la main"))
    person.press(Qt.Key.Key_P)
    person.wait(lambda: person.desk.inbox.row(hidden).triage is Triage.HIDDEN)

    person.wait(lambda: person.open_comment() != hidden)
    answered = person.reply(THANKS)
    person.wait(lambda: person.reads("À publier à la main"))
    assert QGuiApplication.clipboard().text() == THANKS
    assert browser == [PAGE]
    person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_P)
    person.wait(lambda: person.desk.inbox.row(answered).triage is Triage.DONE)
    person.wait(lambda: THANKS in thread(person, answered))
    assert person.counts(Queue.HIDDEN) == 1


def test_instagram(person: Person, practice: PracticePlatform) -> None:
    join_played(person, practice, "instagram")
    person.wait(lambda: person.listed() >= 4)
    person.wait(person.everything_is_read)
    todo = person.counts(Queue.TODO)
    hidden = person.hide()
    person.wait(person.window.panes.toast.isVisible)
    person.press(Qt.Key.Key_U)
    person.wait(lambda: person.counts(Queue.TODO) == todo)
    assert person.states() == [State.CANCELLED]

    person.wait(lambda: person.open_comment() == hidden)
    practice.go_offline()
    person.hide()
    person.wait(lambda: person.open_comment() != hidden)
    while not is_to_answer(person.desk.inbox.row(person.open_comment())):
        person.press(Qt.Key.Key_J)
    answered = person.reply(THANKS)
    person.wait(lambda: person.counts(Queue.OUTGOING) == 2)
    person.wait(person.window.panes.bars.offline.isVisible)
    assert done(practice) == []

    practice.come_back()
    person.wait(lambda: not person.desk.inbox.waiting())
    assert done(practice) == sorted([(Act.HIDE, hidden.id), (Act.REPLY, answered.id)])
    person.wait(lambda: THANKS in thread(person, answered))
    person.wait(lambda: person.counts(Queue.HIDDEN) == 1)


def test_a_file(person: Person, file: Path, browser: list[str]) -> None:
    join_by_hand(person)
    person.press(Qt.Key.Key_O, CTRL)
    person.paste(str(file))
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.reads("Comment le fichier est lu"))
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.reads("3 nouveaux commentaires"))
    person.press(Qt.Key.Key_Escape)
    person.wait(lambda: person.listed() == 3)
    do_by_hand(person, browser)


def test_pasted_comments(person: Person, browser: list[str]) -> None:
    join_by_hand(person)
    person.press(Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    person.paste(COPIED)
    person.press(Qt.Key.Key_Return, CTRL)
    person.wait(lambda: person.reads("Odile Framont") or person.window.joining.sheet is not None)
    person.wait(
        lambda: "2 commentaires" in (person.window.joining.sheet.go.label if person.window.joining.sheet else "")
    )
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.reads("2 nouveaux commentaires"))
    person.press(Qt.Key.Key_Escape)
    person.wait(lambda: person.listed() == 2)
    do_by_hand(person, browser)


def test_two_clients_at_once(person: Person, practice: PracticePlatform, file: Path, browser: list[str]) -> None:
    facebook, instagram = (join_played(person, practice, kind) for kind in ("facebook", "instagram"))
    halles = join_by_hand(person)
    survey = person.desk.imports.survey(file)
    person.desk.imports.bring_in(survey, survey.mapping, halles, progress=lambda *_: None, cancelled=Event())
    with Wire(by_path({"/c.atom": answers(recorded("wordpress_comments.atom"))})) as site:
        feed = join(person, "Café des Halles", "feed", url=f"{site.url}/c.atom")
        person.wait(lambda: len(person.desk.inbox.freshness()) == 4 and person.everything_is_read())
        answered = [answer_first_of(person, account) for account in (facebook, instagram, halles)]
        watched = open_(person, feed, to_answer=False)
        person.press(Qt.Key.Key_A)
        person.wait(lambda: person.desk.inbox.row(watched).triage is Triage.DONE)
        person.wait(lambda: not person.desk.inbox.waiting())
    assert done(practice) == sorted((Act.REPLY, ref.id) for ref in answered[:2])
    assert {record.text for record in practice.log if record.applied} == {f"Bonjour {a}" for a in (facebook, instagram)}
    assert person.desk.inbox.row(answered[2]).triage is Triage.OUTGOING
    assert browser == [PAGE]


def open_(person: Person, account: AccountId, *, to_answer: bool) -> CommentRef:
    """Open the first comment of this page, or the first of those that can be answered."""
    rows = person.desk.inbox.page(Query(account=account)).rows
    ref = next(row.comment.ref for row in rows if row.comment.can_reply or not to_answer)
    person.window.panes.list.open(ref)
    person.wait(lambda: person.open_comment() == ref)
    return ref


def answer_first_of(person: Person, account: AccountId) -> CommentRef:
    ref = open_(person, account, to_answer=True)
    person.reply(f"Bonjour {account}")
    person.wait(lambda: person.desk.inbox.row(ref).triage is Triage.OUTGOING)
    person.press(Qt.Key.Key_Escape)
    return ref
