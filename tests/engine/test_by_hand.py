"""Pages without an API: the moderator acts there by hand, and the workspace knows it on their word."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cm_desktop.domain.actions import Action, Delete, EditReply, Escalate, Hide, Unhide, WriteReply
from cm_desktop.domain.comments import CommentRef, RemoteId, Visibility
from cm_desktop.domain.errors import ActRefused, Offline
from cm_desktop.domain.outbox import Addressee, EntryId, State
from cm_desktop.domain.queue import Handle, Query, Queue, Triage
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform, FakeVault
from tests.engine.shelf import PAGE, FakeShelf, said
from tests.engine.steps import now, offline_since, triage

HERE = said("c1").ref


@pytest.fixture
def by_hand(open_desk: OpenDesk, shelf: FakeShelf) -> Desk:
    """A desk with one page without an API, and one comment there."""
    desk = open_desk()
    desk.accounts.add(PAGE, CLIENT, "")
    shelf.add(PAGE.id, (), [said("c1", "Quel escroc !")])
    desk.sync()
    return desk


def act(desk: Desk, *actions: Action, about: CommentRef = HERE) -> tuple[EntryId, ...]:
    return desk.acts.do(about, *actions).result().entries


def thrown_away(desk: Desk, open_desk: OpenDesk) -> Desk:
    """The workspace opened again after its cache was deleted, and read."""
    desk.close()
    for file in desk.folder.glob("cache.db*"):
        file.unlink()
    again = open_desk()
    again.sync()
    return again


def test_an_act_waits_for_the_hand_and_nothing_is_opened_for_it(by_hand: Desk, vault: FakeVault) -> None:
    receipt = by_hand.acts.do(HERE, WriteReply("Bonjour.")).result()
    waits = now(by_hand, receipt.entries[0])
    assert (waits.state, waits.trouble, waits.addressee) == (State.HELD, None, Addressee.HAND)
    assert receipt.due is None
    assert triage(by_hand, HERE) is Triage.OUTGOING
    assert by_hand.send() == ()
    assert vault.asked == 0
    assert [one.entry.id for one in by_hand.inbox.waiting(addressee=Addressee.HAND)] == [waits.id]
    assert by_hand.inbox.waiting() == ()


def test_what_the_moderator_published_stands_in_the_thread_at_once(by_hand: Desk) -> None:
    (name,) = act(by_hand, WriteReply("Bonjour."))
    by_hand.acts.confirm(name).result()
    assert now(by_hand, name).state is State.SENT
    assert triage(by_hand, HERE) is Triage.DONE
    _theirs, ours = by_hand.inbox.detail(HERE).thread
    assert (ours.comment.text, ours.comment.author.is_page, ours.comment.parent) == ("Bonjour.", True, HERE.id)
    assert ours.comment.ref.id == RemoteId(name) == now(by_hand, name).remote_id
    assert ours.triage is Triage.DONE


@pytest.mark.parametrize(
    ("actions", "stands", "where"),
    [
        ([WriteReply("Bonjour.")], Triage.DONE, Visibility.PUBLIC),
        ([Hide()], Triage.HIDDEN, Visibility.HIDDEN),
        ([Delete()], Triage.HIDDEN, Visibility.TRASHED),
        ([Hide(), WriteReply("Bonjour.")], Triage.HIDDEN, Visibility.HIDDEN),
    ],
)
def test_a_rebuilt_cache_shows_the_same(
    by_hand: Desk, open_desk: OpenDesk, actions: list[Action], stands: Triage, where: Visibility
) -> None:
    for name in act(by_hand, *actions):
        by_hand.acts.confirm(name).result()
    before = by_hand.inbox.detail(HERE)
    assert (before.row.triage, before.row.comment.visibility) == (stands, where)
    after = thrown_away(by_hand, open_desk).inbox.detail(HERE)
    assert [(row.comment, row.triage) for row in after.thread] == [(row.comment, row.triage) for row in before.thread]


def test_hidden_by_hand_and_shown_again_by_hand_is_to_do(by_hand: Desk) -> None:
    for action in (Hide(), Unhide()):
        by_hand.acts.confirm(act(by_hand, action)[0]).result()
    assert triage(by_hand, HERE) is Triage.TODO


def test_what_a_later_arrival_shows_in_public_again_is_to_do(by_hand: Desk, shelf: FakeShelf) -> None:
    by_hand.acts.confirm(act(by_hand, Hide())[0]).result()
    shelf.add(PAGE.id, (), [said("c1", "Quel escroc !", minutes=5)])
    by_hand.sync()
    assert triage(by_hand, HERE) is Triage.TODO


def test_two_acts_wait_and_are_done_one_by_one(by_hand: Desk) -> None:
    hide, answer = act(by_hand, Hide(), WriteReply("Bonjour."))
    by_hand.acts.confirm(answer).result()
    assert (now(by_hand, hide).state, triage(by_hand, HERE)) == (State.HELD, Triage.OUTGOING)
    by_hand.acts.confirm(hide).result()
    assert triage(by_hand, HERE) is Triage.HIDDEN


@pytest.mark.parametrize("way", ["undo", "drop"])
def test_what_was_not_done_can_be_taken_back(by_hand: Desk, shelf: FakeShelf, way: str) -> None:
    receipt = by_hand.acts.do(HERE, Hide()).result()
    if way == "undo":
        by_hand.acts.undo(receipt).result()
    else:
        by_hand.acts.drop(receipt.entries[0]).result()
    assert (now(by_hand, receipt.entries[0]).state, triage(by_hand, HERE)) == (State.CANCELLED, Triage.TODO)
    assert len(shelf.arrivals[PAGE.id]) == 1


def test_what_is_for_the_hand_is_never_let_go_and_confirmed_only_once(by_hand: Desk, shelf: FakeShelf) -> None:
    (name,) = act(by_hand, Hide())
    with pytest.raises(ActRefused, match="not_waiting"):
        by_hand.acts.release(name)
    by_hand.acts.confirm(name).result()
    with pytest.raises(ActRefused, match="not_waiting"):
        by_hand.acts.confirm(name)
    with pytest.raises(ActRefused, match="too_late"):
        by_hand.acts.drop(name)
    assert len(shelf.arrivals[PAGE.id]) == 2


def test_the_last_word_is_the_one_that_is_to_be_done(by_hand: Desk) -> None:
    (hide,), (delete,) = act(by_hand, Hide()), act(by_hand, Delete())
    assert (now(by_hand, hide).state, now(by_hand, delete).state) == (State.CANCELLED, State.HELD)


def test_a_request_goes_to_the_supervisor_as_everywhere(by_hand: Desk) -> None:
    hide, ask = act(by_hand, Hide(), Escalate("Bonjour.", "à voir"))
    assert (now(by_hand, ask).addressee, now(by_hand, ask).state) == (Addressee.SUPERVISOR, State.QUEUED)
    by_hand.acts.drop(hide).result()
    assert triage(by_hand, HERE) is Triage.VALIDATION


def test_our_own_reply_is_edited_then_taken_off_and_what_it_answered_is_to_do(by_hand: Desk) -> None:
    (name,) = act(by_hand, WriteReply("Bonjour."))
    by_hand.acts.confirm(name).result()
    ours = CommentRef(PAGE.id, RemoteId(name))
    by_hand.acts.confirm(act(by_hand, EditReply("Bonsoir."), about=ours)[0]).result()
    assert by_hand.inbox.row(ours).comment.text == "Bonsoir."
    assert triage(by_hand, HERE) is Triage.DONE
    by_hand.acts.confirm(act(by_hand, Delete(), about=ours)[0]).result()
    assert (triage(by_hand, HERE), triage(by_hand, ours)) == (Triage.TODO, Triage.DONE)


def test_a_shelf_that_cannot_be_written_leaves_the_act_to_be_confirmed_again(
    by_hand: Desk, shelf: FakeShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    (name,) = act(by_hand, Hide())
    with monkeypatch.context() as broken:
        broken.setattr(shelf, "add", _full)
        with pytest.raises(OSError, match="full"):
            by_hand.acts.confirm(name)
    assert now(by_hand, name).state is State.HELD
    by_hand.acts.confirm(name).result()
    assert triage(by_hand, HERE) is Triage.HIDDEN


def _full(*_: object) -> None:
    raise OSError("full")


def test_the_page_is_forgotten_with_all_that_was_put_down_for_it(by_hand: Desk, shelf: FakeShelf) -> None:
    act(by_hand, Hide())
    assert by_hand.accounts.remove(PAGE.id).dropped == 1
    assert shelf.arrivals == {}


def test_a_page_that_asks_nobody_does_not_hide_that_the_others_cannot_be_reached(
    by_hand: Desk, platform: FakePlatform
) -> None:
    by_hand.accounts.add(ACCOUNT, CLIENT, "jeton")
    platform.down = Offline()
    by_hand.sync()
    assert offline_since(by_hand) is not None
    platform.down = None
    by_hand.sync()
    assert offline_since(by_hand) is None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["c1", "c2"]),
        st.sampled_from([Hide(), Unhide(), Delete(), WriteReply("Bonjour."), Escalate(), "confirm", "drop", "dismiss"]),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_done_every_comment_stands_in_one_list_and_counts_agree(
    open_desk: OpenDesk, shelf: FakeShelf, steps: list[tuple[str, Action | str]]
) -> None:
    desk = open_desk()
    shelf.clear(PAGE.id)
    desk.accounts.add(PAGE, CLIENT, "")
    shelf.add(PAGE.id, (), [said("c1"), said("c2")])
    desk.sync()
    for name, step in steps:
        _take(desk, CommentRef(PAGE.id, RemoteId(name)), step)
    counts = desk.inbox.counts().queues
    lists = {queue: desk.inbox.handles(Query(queue=queue)) for queue in Queue}
    assert counts == {queue: len(handles) for queue, handles in lists.items()}
    assert sorted(handle for one in set(Triage) - {Triage.ASIDE} for handle in lists[Queue(one.value)]) == sorted(
        lists[Queue.ALL]
    )
    for row in desk.inbox.rows([Handle(handle) for handle in lists[Queue.ALL]]):
        by_hand = any(entry.addressee is Addressee.HAND for entry in row.pending)
        assert by_hand == (row.triage is Triage.OUTGOING)
    desk.accounts.remove(PAGE.id)
    desk.close()


def _take(desk: Desk, ref: CommentRef, step: Action | str) -> None:
    waiting = [entry.id for entry in desk.inbox.row(ref).pending]
    with suppress(ActRefused):
        if isinstance(step, str) and step != "dismiss":
            for name in waiting[:1]:
                (desk.acts.confirm if step == "confirm" else desk.acts.drop)(name).result()
        elif isinstance(step, str):
            desk.acts.dismiss(ref).result()
        else:
            desk.acts.do(ref, step).result()
