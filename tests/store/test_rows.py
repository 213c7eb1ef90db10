"""What goes into a row comes out of it, whatever the texts; and a changed byte is noticed."""

import hashlib
import string
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import ActionKind, action_from
from cm_desktop.domain.approvals.cases import Approval
from cm_desktop.domain.approvals.events import CaseId, EventId
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Client,
    ClientId,
    Comment,
    CommentRef,
    Post,
    RemoteId,
    Visibility,
)
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.store.cells import rows
from cm_desktop.store.cells.acted_upon import seen_cell, seen_from
from cm_desktop.store.cells.rows import cell, seal, text_of, time_cell, time_of

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))  # lone surrogates and NUL included
TIMES = st.datetimes(timezones=st.just(UTC))
REMOTE = ANY_TEXT.map(RemoteId)
REFS = st.builds(CommentRef, ANY_TEXT.map(AccountId), REMOTE)
ACTIONS = st.builds(
    lambda kind, first, second: action_from(kind, {"text": first, "proposal": first, "reason": second}),
    st.sampled_from(ActionKind),
    ANY_TEXT,
    ANY_TEXT,
)
COMMENTS = st.builds(
    Comment,
    ref=REFS,
    post=REMOTE,
    parent=st.none() | REMOTE,
    author=st.builds(Author, id=ANY_TEXT, name=ANY_TEXT, is_page=st.booleans()),
    text=ANY_TEXT,
    created_at=TIMES,
    read_at=TIMES,
    visibility=st.sampled_from(Visibility),
    likes=st.integers(0, 10**9),
    permalink=ANY_TEXT,
    media=ANY_TEXT,
    can_hide=st.booleans(),
    can_delete=st.booleans(),
)
ENTRIES = st.builds(
    Entry,
    id=st.text(string.hexdigits, min_size=1).map(EntryId),
    comment=REFS,
    thread=REMOTE,
    action=ACTIONS,
    seen=st.builds(
        Seen, fingerprint=ANY_TEXT, visibility=st.sampled_from(Visibility), own_replies=st.lists(REMOTE).map(tuple)
    ),
    acted_at=TIMES,
    not_before=TIMES,
    renewed_at=st.none() | TIMES,
    state=st.sampled_from(State),
    attempts=st.integers(0, 99),
    attempted_at=st.none() | TIMES,
    baseline=st.lists(REMOTE).map(tuple),
    absent_reads=st.integers(0, 9),
    remote_id=st.none() | REMOTE,
    trouble=st.none() | st.builds(Trouble, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT)),
    approval=st.none() | st.builds(Approval, case=ANY_TEXT.map(CaseId), request=ANY_TEXT.map(EventId)),
)


@given(COMMENTS)
def test_a_comment_comes_back_as_it_went(comment: Comment) -> None:
    assert rows.comment_from(rows.comment_cells(comment)) == comment


@given(ENTRIES)
def test_a_row_of_the_outbox_comes_back_as_it_went(entry: Entry) -> None:
    assert rows.entry_from(rows.entry_cells(entry)) == entry


@given(st.builds(Post, account=ANY_TEXT.map(AccountId), id=REMOTE, text=ANY_TEXT, created_at=TIMES, permalink=ANY_TEXT))
def test_a_post_comes_back_as_it_went(post: Post) -> None:
    assert rows.post_from(rows.post_cells(post)) == post


@given(
    st.builds(Client, id=ANY_TEXT.map(ClientId), name=ANY_TEXT, colour=ANY_TEXT),
    st.builds(
        Account,
        id=ANY_TEXT.map(AccountId),
        client=ANY_TEXT.map(ClientId),
        platform=ANY_TEXT,
        name=ANY_TEXT,
        base_url=ANY_TEXT,
        login=ANY_TEXT,
        allow_local=st.booleans(),
    ),
)
def test_a_client_and_an_account_come_back_as_they_went(client: Client, account: Account) -> None:
    assert rows.client_from(rows.client_cells(client)) == client
    assert rows.account_from(rows.account_cells(account)) == account


@given(st.sampled_from(Category), st.integers(0, 4), st.integers(0, 10**6))
def test_a_hit_comes_back_as_it_went(category: Category, severity: int, start: int) -> None:
    hit = Hit(rule=RuleId("r"), pack="fr", category=category, severity=severity, start=start, end=start + 3)
    assert rows.hit_from(rows.hit_cells(hit)) == hit


@pytest.mark.parametrize("text", ["", "été", "a\0b", "🧁", "a\ud800b", "\udfff"])
def test_only_a_text_that_utf8_cannot_hold_becomes_a_blob(text: str) -> None:
    kept = cell(text)
    assert text_of(kept) == text
    assert isinstance(kept, bytes) == any("\ud800" <= char <= "\udfff" for char in text)


@given(TIMES, TIMES)
def test_times_sort_as_their_texts(one: datetime, other: datetime) -> None:
    assert (time_cell(one) < time_cell(other)) == (one < other)


def test_a_time_of_another_zone_is_kept_in_utc() -> None:
    paris = datetime(2026, 3, 4, 14, 8, tzinfo=timezone(timedelta(hours=1)))
    assert time_cell(paris) == "2026-03-04T13:08:00"
    assert time_of(time_cell(paris)) == paris


def test_what_was_seen_before_its_place_was_kept_comes_back_in_public_and_keeps_its_seal() -> None:
    old = '{"fingerprint": "f", "own_replies": ["r1"]}'
    seen, approval = seen_from(old)
    assert seen == Seen(fingerprint="f", visibility=Visibility.PUBLIC, own_replies=(RemoteId("r1"),))
    assert approval is None
    assert seen_cell(seen) == old


@given(ENTRIES, st.data())
def test_the_seal_tells_any_other_row(entry: Entry, data: st.DataObject) -> None:
    cells = list(rows.entry_cells(entry))
    place = data.draw(st.integers(0, len(cells) - 1))
    other = data.draw(st.none() | st.integers() | st.binary() | ANY_TEXT.map(cell))
    changed = [*cells[:place], other, *cells[place + 1 :]]
    assert (seal(changed) == seal(cells)) == (changed == cells)


def test_the_seal_is_the_same_everywhere() -> None:
    """It stands in files that outlive this version: SHA-256 of JSON in ASCII, blobs in hexadecimal."""
    written = rb'["\u00e9", null, 3, {"blob": "ff"}]'
    assert seal(["é", None, 3, b"\xff"]) == hashlib.sha256(written).hexdigest()
