"""The outbox and the moderator's other work: kept, sealed, moved by one hand at a time, told in the journal."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
from cm_desktop.domain.comments import Client, RemoteId
from cm_desktop.domain.errors import AuthExpired, Damaged, EntryMoved, NotFound, RateLimited
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import Entry, EntryId, State, cancel, claim, hold, refuse, release, sent
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BLOG, BRANCH, CLIENT_OF, NOW, SHOP, comment, entry, ref

COMMENT = comment("c1")
LATER = NOW + timedelta(minutes=5)


def moved(workspace: Workspace, was: Entry, *, to: State) -> Entry:
    """The row after the moves that lead to this state, each of them kept."""
    claimed = claim(was, now=NOW, baseline=[RemoteId("b")])
    ways = {
        State.QUEUED: [],
        State.HELD: [hold(was, AuthExpired())],
        State.SENDING: [claimed],
        State.UNCERTAIN: [claimed, replace(claimed, state=State.UNCERTAIN)],
        State.SENT: [claimed, sent(claimed, RemoteId(f"reply to {was.id}"))],
        State.FAILED: [claimed, refuse(claimed, AuthExpired("expired"))],
        State.CANCELLED: [cancel(was)],
    }
    for now in ways[to]:
        workspace.change_entry(was, now).result()
        was = now
    return was


@contextmanager
def tampering(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """Another program at work.db."""
    with closing(sqlite3.connect(workspace.folder / "work.db", isolation_level=None)) as db:
        yield db


def test_an_act_is_kept_with_a_copy_of_its_comment(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT, WriteReply("Merci \U0001f642"))
    workspace.add_entry(row, COMMENT).result()
    assert reader.entry(row.id) == row
    assert reader.entries() == (row,)
    assert reader.kept_comment(COMMENT.ref) == COMMENT


def test_the_copy_is_the_comment_as_last_acted_on(workspace: Workspace, reader: Reader) -> None:
    workspace.add_entry(entry(COMMENT), COMMENT).result()
    edited = replace(COMMENT, text="Bonsoir")
    workspace.decide(edited, Decision.DISMISSED, NOW).result()
    assert reader.kept_comment(COMMENT.ref) == edited


def test_a_row_moves_from_what_it_was(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT)
    workspace.add_entry(row, COMMENT).result()
    claimed = claim(row, now=LATER, baseline=[RemoteId("b1"), RemoteId("b2")])
    workspace.change_entry(row, claimed).result()
    assert reader.entry(row.id) == claimed


def test_a_row_that_somebody_else_moved_stays_where_they_put_it(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT)
    workspace.add_entry(row, COMMENT).result()
    theirs = cancel(row)
    workspace.change_entry(row, theirs).result()
    lines = len(reader.journal())
    with pytest.raises(EntryMoved) as raised:
        workspace.change_entry(row, claim(row, now=LATER, baseline=())).result()
    assert raised.value.entry == row.id
    assert reader.entry(row.id) == theirs
    assert len(reader.journal()) == lines


def test_the_same_state_with_other_facts_has_moved_too(workspace: Workspace) -> None:
    row = entry(COMMENT)
    workspace.add_entry(row, COMMENT).result()
    postponed = replace(row, not_before=LATER)
    workspace.change_entry(row, postponed).result()
    with pytest.raises(EntryMoved):
        workspace.change_entry(row, claim(row, now=LATER, baseline=())).result()


def test_a_row_that_never_was_cannot_move(workspace: Workspace) -> None:
    row = entry(COMMENT)
    with pytest.raises(EntryMoved):
        workspace.change_entry(row, cancel(row)).result()


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
    workspace.add_entry(entry(COMMENT, earlier, name="earlier"), COMMENT).result()
    workspace.add_entry(entry(COMMENT, later, name="later", seconds=1), COMMENT).result()
    assert reader.entry(EntryId("earlier")).state is outcome
    assert reader.entry(EntryId("later")).state is State.QUEUED


def test_only_an_act_that_never_left_is_made_pointless(workspace: Workspace, reader: Reader) -> None:
    tried = entry(COMMENT, Hide(), name="tried")
    workspace.add_entry(tried, COMMENT).result()
    failed = moved(workspace, tried, to=State.FAILED)
    again = release(failed, now=LATER, seen=failed.seen)
    workspace.change_entry(failed, again).result()
    elsewhere = comment("c2")
    workspace.add_entry(entry(elsewhere, Hide(), name="elsewhere"), elsewhere).result()
    workspace.add_entry(entry(COMMENT, Unhide(), name="later"), COMMENT).result()
    assert {one.id: one.state for one in reader.entries()} == dict.fromkeys(
        ("tried", "elsewhere", "later"), State.QUEUED
    )


def test_entries_come_by_state_account_and_comment_the_oldest_first(workspace: Workspace, reader: Reader) -> None:
    other = comment("c2", account=BLOG)
    rows = {}
    for number, state in enumerate(State):
        about = COMMENT if number % 2 else other
        row = entry(about, WriteReply(state), name=state.value, seconds=-number)
        workspace.add_entry(row, about).result()
        rows[state] = moved(workspace, row, to=state)
    assert [row.state for row in reader.entries(states=set(State))] == list(State)[::-1]
    assert {row.state for row in reader.entries()} == set(State) - {State.SENT, State.CANCELLED}
    assert reader.entries(states={State.SENT}) == (rows[State.SENT],)
    assert set(reader.entries(states=set(State), account=BLOG)) == {r for r in rows.values() if r.comment == other.ref}
    assert reader.entries(states={State.HELD}, comment=COMMENT.ref) == (rows[State.HELD],)
    assert reader.entries(states=(), comment=COMMENT.ref) == ()
    assert reader.entries(comment=ref("c3")) == ()


def test_replies_that_were_sent_are_credited_to_their_account(workspace: Workspace, reader: Reader) -> None:
    elsewhere = comment("c1", account=BRANCH)
    for about, action, name, state in (
        (COMMENT, WriteReply("a"), "one", State.SENT),
        (COMMENT, WriteReply("b"), "two", State.QUEUED),
        (COMMENT, Hide(), "three", State.SENT),
        (elsewhere, WriteReply("c"), "four", State.SENT),
    ):
        row = entry(about, action, name=name)
        workspace.add_entry(row, about).result()
        moved(workspace, row, to=state)
    assert reader.credited(SHOP) == {RemoteId("reply to one")}
    assert reader.credited(BRANCH) == {RemoteId("reply to four")}
    assert reader.credited(BLOG) == frozenset()


def test_an_act_for_an_account_that_is_gone_is_refused(workspace: Workspace, reader: Reader) -> None:
    workspace.remove_account(SHOP).result()
    with pytest.raises(NotFound):
        workspace.add_entry(entry(COMMENT), COMMENT).result()
    assert reader.entries(states=set(State)) == ()


def test_removing_an_account_cancels_what_waits_and_keeps_the_journal(workspace: Workspace, reader: Reader) -> None:
    elsewhere = comment("c9", account=BRANCH)
    workspace.add_entry(entry(elsewhere, name="elsewhere"), elsewhere).result()
    for state in State:
        row = entry(COMMENT, WriteReply(state), name=state.value)
        workspace.add_entry(row, COMMENT).result()
        moved(workspace, row, to=state)
    before = reader.journal(limit=1000)
    workspace.remove_account(SHOP).result()
    after = {row.id: row.state for row in reader.entries(states=set(State))}
    kept = {State.SENDING, State.SENT}
    assert after == {state.value: state if state in kept else State.CANCELLED for state in State} | {
        "elsewhere": State.QUEUED
    }
    assert reader.journal(limit=1000)[-len(before) :] == before
    assert reader.journal(limit=1)[0].deed is Deed.ACCOUNT_REMOVED
    assert SHOP not in {account.id for account in reader.accounts()}
    with pytest.raises(NotFound):
        reader.account(SHOP)


def test_drafts_come_and_go(workspace: Workspace, reader: Reader) -> None:
    assert reader.draft(COMMENT.ref) == ""
    workspace.save_draft(COMMENT.ref, "Bonj", NOW).result()
    workspace.save_draft(COMMENT.ref, "Bonjour \ud83d !", NOW).result()
    assert reader.draft(COMMENT.ref) == "Bonjour \ud83d !"
    workspace.save_draft(COMMENT.ref, "", NOW).result()
    workspace.save_draft(COMMENT.ref, "", NOW).result()
    assert reader.draft(COMMENT.ref) == ""
    assert [line.deed for line in reader.journal(limit=2)] == [Deed.DRAFT_DROPPED, Deed.DRAFT_KEPT]


def test_the_last_decision_stands(workspace: Workspace, reader: Reader) -> None:
    assert reader.decision(COMMENT.ref) is None
    for decision in Decision:
        workspace.decide(COMMENT, decision, NOW).result()
        assert reader.decision(COMMENT.ref) is decision


def test_clients_and_accounts_are_saved_again_in_place(workspace: Workspace, reader: Reader) -> None:
    workspace.save_client(Client(id=BAKERY, name="Boulangerie", colour="#000000")).result()
    assert [client.name for client in reader.clients()] == ["Bank", "Boulangerie"]
    assert {account.id: account.client for account in reader.accounts()} == CLIENT_OF
    blog = replace(reader.account(BLOG), login="zoé", allow_local=True)
    workspace.save_account(blog).result()
    assert reader.account(BLOG) == blog


def test_an_account_stays_frozen_until_told_otherwise(workspace: Workspace, reader: Reader) -> None:
    workspace.freeze(SHOP, RateLimited(retry_after=60.0).trouble(), LATER).result()
    workspace.freeze(BLOG, AuthExpired("expired").trouble(), None).result()
    assert reader.frozen() == {
        SHOP: (RateLimited(retry_after=60.0).trouble(), LATER),
        BLOG: (AuthExpired("expired").trouble(), None),
    }
    workspace.thaw(SHOP).result()
    workspace.remove_account(BLOG).result()
    assert reader.frozen() == {}
    with pytest.raises(NotFound):
        workspace.freeze(BLOG, AuthExpired().trouble(), None).result()


def test_everything_stays_suspended_from_one_start_to_the_next(workspace: Workspace, reader: Reader) -> None:
    assert not reader.suspended()
    workspace.suspend(True).result()
    again = Workspace.open(workspace.folder, threads=False)
    other = again.reader()
    assert other.suspended()
    again.suspend(False).result()
    assert not reader.suspended()
    other.close()
    again.close()


def test_the_journal_tells_each_deed_the_newest_first(workspace: Workspace, reader: Reader) -> None:
    start = datetime.now(UTC)
    row = entry(COMMENT)
    workspace.add_entry(row, COMMENT).result()
    moved(workspace, row, to=State.SENDING)
    workspace.decide(COMMENT, Decision.DISMISSED, NOW).result()
    workspace.freeze(SHOP, AuthExpired().trouble(), None).result()
    workspace.suspend(True).result()
    lines = reader.journal(limit=5)
    assert [(line.deed, line.detail) for line in lines] == [
        (Deed.SUSPENDED, ""),
        (Deed.FROZEN, "AuthExpired"),
        (Deed.DECIDED, "dismissed"),
        (Deed.ACT_MOVED, "hide sending"),
        (Deed.ACT_ADDED, "hide queued"),
    ]
    assert [line.number for line in lines] == list(range(lines[0].number, lines[0].number - 5, -1))
    assert [line.entry for line in lines] == [None, None, None, row.id, row.id]
    assert [line.comment for line in lines] == [None, None, COMMENT.ref, COMMENT.ref, COMMENT.ref]
    assert [line.account for line in lines] == [None, SHOP, SHOP, SHOP, SHOP]
    assert all(start <= line.at <= datetime.now(UTC) for line in lines)


def test_the_journal_is_silent_about_what_the_moderator_wrote(workspace: Workspace, reader: Reader) -> None:
    workspace.save_draft(COMMENT.ref, "un secret", NOW).result()
    workspace.add_entry(entry(COMMENT, WriteReply("un secret")), COMMENT).result()
    with tampering(workspace) as db:
        assert "secret" not in repr(db.execute("SELECT * FROM journal").fetchall())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("outbox", "payload", '{"text": "Mercy"}'),
        ("outbox", "account", "facebook:1002"),
        ("outbox", "state", "sens"),
        ("outbox", "seen", "not JSON"),
        ("kept", "text", "Bonsoir"),
        ("decision", "decision", "reopened"),
        ("draft", "text", "other"),
        ("frozen", "until", None),
        ("setting", "value", "no"),
        ("client", "name", "Bink"),
        ("account", "base_url", "https://evil.example"),
        ("journal", "at", "2020-01-01T00:00:00"),
    ],
)
def test_a_row_that_was_tampered_with_is_never_believed(
    workspace: Workspace, reader: Reader, table: str, column: str, value: str | None
) -> None:
    workspace.add_entry(entry(COMMENT, WriteReply("Merci")), COMMENT).result()
    workspace.save_draft(COMMENT.ref, "text", NOW).result()
    workspace.decide(COMMENT, Decision.DISMISSED, NOW).result()
    workspace.freeze(SHOP, AuthExpired().trouble(), LATER).result()
    workspace.suspend(True).result()
    reads: dict[str, Callable[[], object]] = {
        "outbox": reader.entries,
        "kept": lambda: reader.kept_comment(COMMENT.ref),
        "decision": lambda: reader.decision(COMMENT.ref),
        "draft": lambda: reader.draft(COMMENT.ref),
        "frozen": reader.frozen,
        "setting": reader.suspended,
        "client": reader.clients,
        "account": reader.accounts,
        "journal": reader.journal,
    }
    reads[table]()
    with tampering(workspace) as db:
        db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(Damaged) as raised:
        reads[table]()
    assert raised.value.path == workspace.folder / "work.db"


def test_a_text_that_no_longer_is_utf8_is_damage(workspace: Workspace, reader: Reader) -> None:
    workspace.save_draft(COMMENT.ref, "text", NOW).result()
    with tampering(workspace) as db:
        db.execute("UPDATE draft SET text = CAST(x'ff74' AS TEXT)")
    with pytest.raises(Damaged):
        reader.draft(COMMENT.ref)


def test_what_is_not_here_is_not_found(reader: Reader) -> None:
    for ask in (
        lambda: reader.entry(EntryId("none")),
        lambda: reader.kept_comment(ref("none")),
        lambda: reader.row(ref("none")),
    ):
        with pytest.raises(NotFound):
            ask()


def test_live_rows_are_found_through_their_own_index(workspace: Workspace) -> None:
    from cm_desktop.store.sql import IS_LIVE

    with tampering(workspace) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE {IS_LIVE} ORDER BY acted_at").fetchall()
    assert [line[3] for line in plan] == ["SCAN outbox USING INDEX outbox_alive"]
