"""The outbox: acts kept whole or not at all, with a copy of their comment, and moved by one hand at a time."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import (
    Action,
    Decision,
    Delete,
    Escalate,
    Hide,
    Like,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import RemoteId, Visibility
from cm_desktop.domain.errors import EntryMoved
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import EntryId, State, cancel, claim, release
from cm_desktop.store.cells.sql import IS_LIVE
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import BLOG, BRANCH, NOW, SHOP, comment, entry, ref
from tests.store.steps import moved

COMMENT = comment("c1")
LATER = NOW + timedelta(minutes=5)


def test_an_act_is_kept_with_a_copy_of_its_comment(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT, WriteReply("Merci \U0001f642"))
    workspace.add_entries([row], COMMENT).result()
    assert reader.entry(row.id) == row
    assert reader.entries() == (row,)
    assert reader.kept_comment(COMMENT.ref) == COMMENT


def test_the_copy_is_the_comment_as_last_acted_on(workspace: Workspace, reader: Reader) -> None:
    workspace.add_entries([entry(COMMENT)], COMMENT).result()
    edited = replace(COMMENT, text="Bonsoir")
    workspace.decide([edited], Decision.DISMISSED, NOW).result()
    assert reader.kept_comment(COMMENT.ref) == edited


def test_the_acts_of_one_gesture_are_kept_together_in_their_order(workspace: Workspace, reader: Reader) -> None:
    both = (entry(COMMENT, Publish(), name="a"), entry(COMMENT, WriteReply("Merci"), name="b"))
    workspace.add_entries(both, COMMENT).result()
    assert reader.entries() == both
    assert [(line["deed"], line["entry"]) for line in journal(workspace)[-2:]] == [
        (Deed.ACT_ADDED, "a"),
        (Deed.ACT_ADDED, "b"),
    ]


def test_of_acts_that_cannot_all_be_kept_none_is(workspace: Workspace, reader: Reader) -> None:
    workspace.save_draft(COMMENT.ref, "brouillon", NOW).result()
    standing = entry(COMMENT, Hide(), name="standing")
    workspace.add_entries([standing], COMMENT).result()
    lines = journal(workspace)
    twice = [entry(COMMENT, Unhide(), name="same"), entry(COMMENT, WriteReply("a"), name="same")]
    with pytest.raises(sqlite3.IntegrityError):
        workspace.add_entries(twice, replace(COMMENT, text="autre"), forget_draft=True).result()
    assert reader.entries() == (standing,)
    assert reader.kept_comment(COMMENT.ref) == COMMENT
    assert reader.draft(COMMENT.ref) == "brouillon"
    assert journal(workspace) == lines


def test_a_draft_ends_with_the_act_that_takes_its_place(workspace: Workspace, reader: Reader) -> None:
    workspace.save_draft(COMMENT.ref, "Merci", NOW).result()
    workspace.add_entries([entry(COMMENT, Hide(), name="a")], COMMENT).result()
    assert reader.draft(COMMENT.ref) == "Merci"
    workspace.add_entries([entry(COMMENT, WriteReply("Merci"), name="b")], COMMENT, forget_draft=True).result()
    assert reader.draft(COMMENT.ref) == ""
    assert [line["deed"] for line in journal(workspace)[-2:]] == [Deed.ACT_ADDED, Deed.DRAFT_DROPPED]


def test_what_the_moderator_saw_is_kept(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT)
    held = replace(row, seen=replace(row.seen, visibility=Visibility.HELD))
    workspace.add_entries([held], COMMENT).result()
    assert reader.entry(held.id).seen == held.seen


def test_a_row_moves_from_what_it_was(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT)
    workspace.add_entries([row], COMMENT).result()
    claimed = claim(row, now=LATER, baseline=[RemoteId("b1"), RemoteId("b2")])
    workspace.change_entry(row, claimed).result()
    assert reader.entry(row.id) == claimed


def test_a_row_that_somebody_else_moved_stays_where_they_put_it(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT)
    workspace.add_entries([row], COMMENT).result()
    theirs = cancel(row)
    workspace.change_entry(row, theirs).result()
    lines = journal(workspace)
    with pytest.raises(EntryMoved) as raised:
        workspace.change_entry(row, claim(row, now=LATER, baseline=())).result()
    assert raised.value.entry == row.id
    assert reader.entry(row.id) == theirs
    assert journal(workspace) == lines


def test_the_same_state_with_other_facts_has_moved_too(workspace: Workspace) -> None:
    row = entry(COMMENT)
    workspace.add_entries([row], COMMENT).result()
    postponed = replace(row, not_before=LATER)
    workspace.change_entry(row, postponed).result()
    with pytest.raises(EntryMoved):
        workspace.change_entry(row, claim(row, now=LATER, baseline=())).result()


def test_a_row_that_never_was_cannot_move(workspace: Workspace) -> None:
    row = entry(COMMENT)
    with pytest.raises(EntryMoved):
        workspace.change_entry(row, cancel(row)).result()


def test_rows_move_together_or_none_does(workspace: Workspace, reader: Reader) -> None:
    one, other = entry(COMMENT, Hide(), name="one"), entry(COMMENT, Like(), name="other")
    workspace.add_entries([one, other], COMMENT).result()
    lines = journal(workspace)
    with pytest.raises(EntryMoved) as raised:
        workspace.change_entries([(one, cancel(one)), (replace(other, attempts=1), cancel(other))]).result()
    assert raised.value.entry == "other"
    assert reader.entries() == (one, other)
    assert journal(workspace) == lines
    workspace.change_entries([(one, cancel(one)), (other, cancel(other))]).result()
    assert reader.entries() == ()


@pytest.mark.parametrize(
    ("earlier", "later", "outcome"),
    [
        (Hide(), Unhide(), State.CANCELLED),
        (Publish(), Delete(), State.CANCELLED),
        (Delete(), Restore(), State.CANCELLED),
        (Like(), Like(), State.CANCELLED),
        (Like(), Hide(), State.QUEUED),
        (WriteReply("a"), WriteReply("a"), State.QUEUED),
        (WriteReply("a"), Hide(), State.QUEUED),
        (Escalate("a", "b"), Hide(), State.QUEUED),
        (Hide(), WriteReply("a"), State.QUEUED),
    ],
)
def test_of_acts_that_set_a_state_the_last_word_stands(
    workspace: Workspace, reader: Reader, earlier: Action, later: Action, outcome: State
) -> None:
    workspace.add_entries([entry(COMMENT, earlier, name="earlier")], COMMENT).result()
    workspace.add_entries([entry(COMMENT, later, name="later", seconds=1)], COMMENT).result()
    assert reader.entry(EntryId("earlier")).state is outcome
    assert reader.entry(EntryId("later")).state is State.QUEUED


def test_only_an_act_that_never_left_is_made_pointless(workspace: Workspace, reader: Reader) -> None:
    tried = entry(COMMENT, Hide(), name="tried")
    workspace.add_entries([tried], COMMENT).result()
    failed = moved(workspace, tried, to=State.FAILED)
    again = release(failed, now=LATER, seen=failed.seen)
    workspace.change_entry(failed, again).result()
    elsewhere = comment("c2")
    workspace.add_entries([entry(elsewhere, Hide(), name="elsewhere")], elsewhere).result()
    workspace.add_entries([entry(COMMENT, Unhide(), name="later")], COMMENT).result()
    assert {one.id: one.state for one in reader.entries()} == dict.fromkeys(
        ("tried", "elsewhere", "later"), State.QUEUED
    )


def test_entries_come_by_state_account_and_comment_the_oldest_first(workspace: Workspace, reader: Reader) -> None:
    other = comment("c2", account=BLOG)
    rows = {}
    for number, state in enumerate(State):
        about = COMMENT if number % 2 else other
        row = entry(about, WriteReply(state), name=state.value, seconds=-number)
        workspace.add_entries([row], about).result()
        rows[state] = moved(workspace, row, to=state)
    assert [row.state for row in reader.entries(states=set(State))] == list(State)[::-1]
    assert {row.state for row in reader.entries()} == set(State) - {State.SENT, State.CANCELLED}
    assert reader.entries(states={State.SENT}) == (rows[State.SENT],)
    assert set(reader.entries(states=set(State), account=BLOG)) == {r for r in rows.values() if r.comment == other.ref}
    assert reader.entries(states={State.HELD}, comment=COMMENT.ref) == (rows[State.HELD],)
    assert reader.entries(states=(), comment=COMMENT.ref) == ()
    assert reader.entries(comment=ref("c3")) == ()


def test_replies_that_were_sent_are_credited_to_their_thread(workspace: Workspace, reader: Reader) -> None:
    elsewhere, below = comment("c1", account=BRANCH), comment("c2", parent="c1")
    other = comment("c3")
    for about, action, name, state in (
        (COMMENT, WriteReply("a"), "one", State.SENT),
        (below, WriteReply("a"), "below", State.SENT),
        (other, WriteReply("a"), "other", State.SENT),
        (COMMENT, WriteReply("b"), "two", State.QUEUED),
        (COMMENT, Hide(), "three", State.SENT),
        (elsewhere, WriteReply("c"), "four", State.SENT),
    ):
        row = entry(about, action, name=name)
        workspace.add_entries([row], about).result()
        moved(workspace, row, to=state)
    assert reader.credited(SHOP, COMMENT.thread) == {RemoteId("reply to one"), RemoteId("reply to below")}
    assert reader.credited(SHOP, other.thread) == {RemoteId("reply to other")}
    assert reader.credited(BRANCH, COMMENT.thread) == {RemoteId("reply to four")}
    assert reader.credited(BLOG, COMMENT.thread) == frozenset()


def test_only_the_rows_of_a_thread_are_read_for_its_credits(workspace: Workspace, reader: Reader) -> None:
    for about in (COMMENT, comment("c2")):
        row = entry(about, WriteReply("a"), name=about.ref.id)
        workspace.add_entries([row], about).result()
        moved(workspace, row, to=State.SENT)
    with tampering(workspace) as db:  # a row that is read is checked against its seal
        db.execute("UPDATE outbox SET sha256 = '' WHERE id = 'c2'")
    assert reader.credited(SHOP, COMMENT.thread) == {RemoteId("reply to c1")}
    with tampering(workspace) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE account = '' AND thread = '' AND remote_id IS NOT NULL"
        ).fetchall()
    assert "outbox_replies (account=? AND thread=?)" in plan[0][3]


def test_live_rows_are_found_through_their_own_index(workspace: Workspace) -> None:
    with tampering(workspace) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE {IS_LIVE} ORDER BY acted_at").fetchall()
    assert [line[3] for line in plan] == ["SCAN outbox USING INDEX outbox_alive"]
