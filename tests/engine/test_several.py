"""Several comments at once: one transaction, one receipt, one way back; all of them or none."""

import pytest

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.comments import ClientId, CommentRef, RemoteId
from cm_desktop.domain.errors import ActRefused, NotFound
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.domain.several import Stays, the_rest
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform
from tests.engine.steps import triage

NOWHERE = CommentRef(ACCOUNT.id, RemoteId("nowhere"))


@pytest.fixture
def refs(desk: Desk, platform: FakePlatform) -> list[CommentRef]:
    """A grievance, a question, and two that say nothing in particular."""
    texts = ("Quel escroc !", "Vous ouvrez quand ?", "Merci", "Bravo")
    made = [platform.post(f"c{number}", text) for number, text in enumerate(texts)]
    desk.sync()
    return made


def test_several_are_filed_away_and_brought_back_as_one(desk: Desk, refs: list[CommentRef]) -> None:
    receipt = desk.acts.dismiss(*refs).result()
    assert desk.inbox.counts().queues[Queue.TODO] == 0
    assert set(receipt.dismissed) == set(refs)
    desk.acts.undo(receipt).result()
    assert [triage(desk, ref) for ref in refs] == [Triage.TODO] * len(refs)


def test_where_one_is_unknown_none_is_filed_away(desk: Desk, refs: list[CommentRef]) -> None:
    with pytest.raises(NotFound):
        desk.acts.dismiss(*refs, NOWHERE)
    assert desk.inbox.counts().queues[Queue.TODO] == len(refs)


def test_several_are_hidden_by_one_receipt_and_taken_back_before_they_leave(
    desk: Desk, platform: FakePlatform, clock: FakeClock, refs: list[CommentRef]
) -> None:
    receipt = desk.acts.hide_all(refs).result()
    assert len(receipt.entries) == len(refs)
    assert desk.inbox.counts().queues[Queue.OUTGOING] == len(refs)
    desk.acts.undo(receipt).result()
    clock.pass_(seconds=60)
    desk.send()
    assert platform.writes == []
    assert desk.inbox.counts().queues[Queue.TODO] == len(refs)


def test_several_hidden_leave_each_once(
    desk: Desk, platform: FakePlatform, clock: FakeClock, refs: list[CommentRef]
) -> None:
    desk.acts.hide_all(refs).result()
    clock.pass_(seconds=60)
    desk.send()
    assert sorted(platform.writes) == sorted((ActionKind.HIDE, ref.id) for ref in refs)


def test_where_one_cannot_be_hidden_none_is(desk: Desk, platform: FakePlatform, refs: list[CommentRef]) -> None:
    ours = platform.post("ours", "Bonjour", by_page=True)
    desk.sync()
    with pytest.raises(ActRefused):
        desk.acts.hide_all([*refs, ours])
    assert desk.inbox.waiting() == ()


def test_once_one_has_left_none_is_taken_back(
    desk: Desk, platform: FakePlatform, clock: FakeClock, refs: list[CommentRef]
) -> None:
    receipt = desk.acts.hide_all(refs).result()
    clock.pass_(seconds=11)
    desk.send()
    with pytest.raises(ActRefused):
        desk.acts.undo(receipt)
    assert len(platform.writes) == len(refs)


def test_the_rest_of_a_client_is_what_is_calm_no_question_and_has_no_draft(desk: Desk, refs: list[CommentRef]) -> None:
    desk.acts.draft(refs[3], "Merci à vous").result()
    division = the_rest(desk.inbox.gists(Query(client=CLIENT.id)))
    assert [gist.ref for gist in division.taken] == [refs[2]]
    assert sum(division.left.values()) == 3
    assert division.left[Stays.DRAFT] == 1
    assert division.left[Stays.QUESTION] == 1


def test_gists_are_of_the_list_alone(desk: Desk, refs: list[CommentRef]) -> None:
    everything = desk.inbox.gists(Query())
    handles = [gist.handle for gist in everything]
    assert [gist.handle for gist in desk.inbox.gists(Query(), among=handles[:2])] == handles[:2]
    desk.acts.dismiss(everything[0].ref).result()
    assert [gist.handle for gist in desk.inbox.gists(Query(), among=handles[:2])] == handles[1:2]
    assert desk.inbox.gists(Query(client=ClientId("nobody"))) == ()


def test_the_program_hides_only_where_its_page_lets_it(desk: Desk) -> None:
    assert desk.inbox.hiding() == {ACCOUNT.id}


def test_hundreds_are_one_commit(desk: Desk, platform: FakePlatform) -> None:
    made = [platform.post(f"n{number}", "Merci") for number in range(600)]
    desk.sync()
    commits: list[object] = []
    desk.subscribe(commits.append)
    receipt = desk.acts.dismiss(*made).result()
    assert len(commits) == 1
    assert desk.inbox.counts().queues[Queue.DONE] == len(made)
    desk.acts.undo(receipt).result()
    assert len(commits) == 2
    assert desk.inbox.counts().queues[Queue.TODO] == len(made)


def test_a_reply_written_meanwhile_does_not_come_back_with_the_others(desk: Desk, refs: list[CommentRef]) -> None:
    receipt = desk.acts.dismiss(*refs).result()
    desk.acts.do(refs[2], WriteReply("Merci")).result()
    desk.acts.undo(receipt).result()
    assert [triage(desk, ref) for ref in refs] == [Triage.TODO, Triage.TODO, Triage.OUTGOING, Triage.TODO]


def many(desk: Desk, platform: FakePlatform, number: int) -> list[CommentRef]:
    made = [platform.post(f"m{each}", f"Encore {each}") for each in range(number)]
    desk.sync()
    return made


def test_more_than_one_question_can_name_are_hidden_and_taken_back_as_one(desk: Desk, platform: FakePlatform) -> None:
    some = many(desk, platform, 1_100)
    before = desk.inbox.counts().queues[Queue.TODO]
    receipt = desk.acts.hide_all(some).result()
    assert [entry.comment for entry in desk._room.reader().aimed_at.entries(receipt.entries)] == some
    assert desk.inbox.counts().queues[Queue.OUTGOING] == len(some)
    desk.acts.undo(receipt).result()
    assert desk.inbox.counts().queues[Queue.TODO] == before
    desk.acts.undo(desk.acts.dismiss(*some).result()).result()
    assert desk.inbox.counts().queues[Queue.TODO] == before


def statements(desk: Desk, refs: list[CommentRef]) -> int:
    """How often the databases are asked before hiding these is handed to the writer."""
    reader, asked = desk._room.reader(), list[str]()
    for db in (reader._cache_db, reader._work_db):
        db.set_trace_callback(asked.append)
    receipt = desk.acts.hide_all(refs).result()
    for db in (reader._cache_db, reader._work_db):
        db.set_trace_callback(None)
    desk.acts.undo(receipt).result()
    return len(asked)


def test_hiding_many_asks_little_more_than_hiding_few(desk: Desk, platform: FakePlatform) -> None:
    some = many(desk, platform, 60)
    few, lots = statements(desk, some[:10]), statements(desk, some)
    assert (lots - few) / 50 <= 2  # for each its thread, and what of it is ours


def test_in_a_thread_of_many_what_is_ours_is_looked_for_once(desk: Desk, platform: FakePlatform) -> None:
    top = platform.post("top", "Qui vient ?")
    some = [platform.post(f"r{each}", f"Moi {each}", parent=top.id) for each in range(40)]
    ours = platform.post("ours", "Bienvenue", parent=top.id, by_page=True)
    desk.sync()
    assert statements(desk, some) == statements(desk, some[:10])
    desk.acts.hide_all(some).result()
    assert {waiting.entry.seen.own_replies for waiting in desk.inbox.waiting()} == {(ours.id,)}
