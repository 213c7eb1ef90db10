"""A morning at the window, on a real WordPress: real databases, real HTTP, the keyboard. Seen from the site's own database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import Account, AccountId, Visibility
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Queue
from tests.e2e.wordpress_steps import FAMILY, INSULT, comments
from tests.journeys.person import Person
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, site: WordPress, proxy: FaultProxy) -> Iterator[Person]:
    """At a window on the site, through a line that can be spoilt; two comments are published, one is held."""
    comments(site, FAMILY, INSULT)
    comments(site, "Bonjour, où se gare-t-on ?", status="0")
    person = Person(qtbot, tmp_path / "workspace", KeyringVault.in_memory())
    client = person.desk.accounts.client_named("Maison Verte", "#2F6F73")
    account = Account(
        id=AccountId(""),
        client=client.id,
        platform="wordpress",
        name="",
        base_url=proxy.base_url,
        login="editor",
        allow_local=True,
    )
    person.desk.accounts.add(account, client, site.passwords["editor"])
    person.sit_down()
    yield person
    person.leave()


def visibility(person: Person) -> Visibility:
    return person.desk.inbox.row(person.open_comment()).comment.visibility


def test_the_insult_is_hidden_the_held_one_published_the_kind_one_answered(person: Person, site: WordPress) -> None:
    person.wait(lambda: person.listed() == 3)
    row = person.desk.inbox.row(person.open_comment())
    assert row.comment.text == INSULT
    assert row.verdict.abuse >= 2
    person.press(Qt.Key.Key_H)
    person.wait(lambda: person.counts(Queue.TODO) == 2)

    if visibility(person) is not Visibility.HELD:
        person.press(Qt.Key.Key_J)
    assert visibility(person) is Visibility.HELD
    person.press(Qt.Key.Key_P)
    person.wait(lambda: person.counts(Queue.TODO) == 1)
    person.wait(lambda: visibility(person) is Visibility.PUBLIC)
    person.press(Qt.Key.Key_R)
    person.write("Merci beaucoup ! <3")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait(person.nothing_waits)

    rows = site.sql("SELECT comment_approved, comment_content FROM wp_comments ORDER BY comment_ID")
    assert [approved for approved, _ in rows] == ["1", "0", "1", "1"]
    assert rows[-1][1] == "Merci beaucoup ! &lt;3"
    person.wait(lambda: (person.counts(Queue.HIDDEN), person.counts(Queue.TODO)) == (1, 0))


def test_a_reply_whose_answer_was_cut_is_found_on_the_site_and_not_sent_twice(
    person: Person, site: WordPress, proxy: FaultProxy
) -> None:
    person.wait(lambda: person.listed() == 3)
    proxy.spoil("POST", lambda answer: answer[:20])
    person.press(Qt.Key.Key_R)
    person.write("Bonjour, nous regardons.")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: State.UNCERTAIN in person.states())
    person.wait(lambda: person.states() == [State.SENT])
    assert site.sql("SELECT COUNT(*) FROM wp_comments WHERE comment_content = 'Bonjour, nous regardons.'") == [["1"]]
