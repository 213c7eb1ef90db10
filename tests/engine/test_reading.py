"""What comes in, how it is judged and counted: real databases, a strict platform at the port."""

from dataclasses import replace

import pytest

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Account, AccountId, CommentRef, RemoteId, Visibility
from cm_desktop.domain.errors import AuthExpired, Forbidden, NotFound, Offline
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform, FakeVault


def test_a_page_is_read_to_its_end_and_judged(desk: Desk, platform: FakePlatform) -> None:
    for n in range(5):
        platform.post(f"c{n}", "Merci !" if n else "Quel escroc !")
    (pulled,) = desk.sync()
    assert (pulled.read, pulled.news, pulled.trouble) == (5, 5, None)
    first = desk.inbox.page(Query()).rows[0]
    assert (first.comment.ref.id, first.verdict.business) == ("c0", 3)
    hit = first.verdict.hits[0]
    assert first.comment.text[hit.start : hit.end] == "escroc"


def test_reading_again_brings_nothing_new(desk: Desk, platform: FakePlatform) -> None:
    platform.post("c1", "Merci !")
    desk.sync()
    assert desk.sync()[0].news == 0
    assert len(desk.inbox.page(Query()).rows) == 1


def test_an_edited_comment_is_judged_again(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Merci !")
    desk.sync()
    platform.edit(ref, "Merci, escroc !")
    assert desk.sync()[0].news == 1
    assert desk.inbox.row(ref).verdict.severity == 3


def test_a_comment_that_is_absent_from_a_reading_is_still_there(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Merci !")
    desk.sync()
    platform.comments.clear()
    desk.sync()
    assert desk.inbox.row(ref).comment.visibility is Visibility.PUBLIC


def test_an_answer_of_the_page_empties_the_question_from_the_queue(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Vous ouvrez quand ?")
    desk.sync()
    platform.post("c2", "À 9 h.", parent="c1", by_page=True)
    desk.sync()
    assert desk.inbox.row(ref).triage is Triage.DONE
    assert desk.inbox.counts().queues[Queue.TODO] == 0


def test_other_rules_judge_what_is_already_here(desk: Desk, platform: FakePlatform, open_desk: OpenDesk) -> None:
    ref = platform.post("c1", "Quel voleur !")
    desk.sync()
    assert desk.inbox.row(ref).verdict.severity == 0
    stricter = open_desk(FakeLibrary("voleur"))
    stricter.sync()
    assert stricter.inbox.row(ref).verdict.severity == 3


def test_a_trouble_is_noted_beside_its_account(desk: Desk, platform: FakePlatform, clock: FakeClock) -> None:
    platform.down = Offline()
    (pulled,) = desk.sync()
    assert pulled.trouble == Offline().trouble()
    assert desk.network.offline_since == clock.now()
    assert desk.inbox.freshness()[0].trouble == Offline().trouble()


def test_an_expired_access_stops_the_reading_until_it_is_replaced(
    desk: Desk, platform: FakePlatform, vault: FakeVault
) -> None:
    platform.down = AuthExpired()
    desk.sync()
    platform.down = None
    assert desk.sync()[0].trouble == AuthExpired().trouble()
    desk.accounts.reconnect(ACCOUNT.id, "jeton")
    assert desk.sync()[0].trouble is None
    assert vault.secrets == {ACCOUNT.id: "jeton"}


def test_nothing_is_kept_of_an_account_that_does_not_prove_itself(
    open_desk: OpenDesk, platform: FakePlatform, vault: FakeVault
) -> None:
    desk = open_desk()
    platform.down = Forbidden(scope="MODERATE")
    with pytest.raises(Forbidden):
        desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    assert (desk.inbox.accounts(), desk.inbox.clients(), vault.secrets) == ((), (), {})


def test_an_account_takes_its_name_from_the_platform(open_desk: OpenDesk) -> None:
    desk = open_desk()
    unnamed: Account = replace(ACCOUNT, id=AccountId(""), name="")
    added = desk.accounts.add(unnamed, CLIENT, "jeton")
    assert (added.account.id, added.account.name) == (ACCOUNT.id, "Brasserie Lumen")


def test_an_unknown_account_or_comment_is_named(desk: Desk) -> None:
    with pytest.raises(NotFound, match="fake:9"):
        desk.sync(AccountId("fake:9"))
    with pytest.raises(NotFound, match="c9"):
        desk.inbox.row(CommentRef(ACCOUNT.id, RemoteId("c9")))


def test_who_listens_hears_what_kind_of_thing_changed_after_it_changed(desk: Desk, platform: FakePlatform) -> None:
    heard: list[tuple[Changes, int]] = []
    stop = desk.subscribe(lambda changes: heard.append((changes, desk.inbox.counts().queues[Queue.TODO])))
    ref = platform.post("c1", "Merci !")
    desk.sync()
    assert heard[0] == (frozenset({Change.RULES}), 0)
    assert (frozenset({Change.COMMENTS}), 1) in heard
    desk.acts.dismiss(ref).result()
    assert heard[-1] == (frozenset({Change.DECISIONS, Change.COMMENTS}), 0)
    stop()
    desk.acts.reopen(ref).result()
    assert len(heard) == 4
