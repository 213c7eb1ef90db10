"""Telling from the page what became of an uncertain write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.actions import Delete, Hide, Like, PlatformAction, Publish, WriteReply
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Reply, Visibility, fingerprint
from cm_desktop.domain.errors import Duplicate, Unknown
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.readback import find_effect, find_reply, same_text, stands

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=3)
THANKS = WriteReply("Merci de votre message.")


def uncertain(action: PlatformAction = THANKS, **changes: object) -> Entry:
    row = Entry(
        id=EntryId("1"),
        comment=CommentRef(AccountId("a:1"), RemoteId("c1")),
        thread=RemoteId("c1"),
        action=action,
        seen=Seen(fingerprint=fingerprint("Bonjour")),
        acted_at=NOW,
        not_before=NOW,
        state=State.UNCERTAIN,
        attempts=1,
        attempted_at=NOW,
        trouble=Unknown().trouble(),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def reply(name: str, text: str = "Merci de votre message.", at: datetime = NOW) -> Reply:
    return Reply(id=RemoteId(name), text=text, created_at=at)


def look(row: Entry, *replies: Reply, credited: frozenset[RemoteId] = frozenset()) -> Entry:
    return find_reply(row, replies, credited=credited, now=LATER)


def test_our_reply_found_on_the_page_settles_the_row() -> None:
    found = look(uncertain(), reply("r1", "Merci  de votre\u200b message. "))
    assert (found.state, found.remote_id) == (State.SENT, "r1")


def test_a_reply_that_stood_there_before_is_not_ours() -> None:
    assert look(uncertain(baseline=(RemoteId("r1"),)), reply("r1")).state is State.UNCERTAIN


def test_a_reply_is_never_credited_to_two_rows() -> None:
    row = look(uncertain(), reply("r1"), reply("r2"), credited=frozenset({RemoteId("r1")}))
    assert row.remote_id == "r2"


def test_the_oldest_of_several_is_taken() -> None:
    assert look(uncertain(), reply("r2", at=NOW + timedelta(seconds=9)), reply("r1")).remote_id == "r1"


def test_a_reply_of_yesterday_is_not_ours() -> None:
    assert look(uncertain(), reply("r1", at=NOW - timedelta(days=1))).state is State.UNCERTAIN


def test_two_absent_readings_make_it_ask_and_it_never_leaves_by_itself() -> None:
    once = look(uncertain())
    assert not once.asking
    twice = look(once)
    assert twice.asking
    assert look(twice).state is State.UNCERTAIN


def test_a_reply_of_ours_with_another_text_is_for_the_user_to_judge() -> None:
    assert look(uncertain(), reply("r1", "Merci de votre message. https://exemple.fr")).asking


def test_a_duplicate_with_no_new_reply_of_ours_was_refused() -> None:
    row = uncertain(trouble=Duplicate().trouble(), baseline=(RemoteId("r1"),))
    assert look(row, reply("r1")).state is State.FAILED


@pytest.mark.parametrize(
    ("action", "visibility", "done"),
    [
        (Hide(), Visibility.HIDDEN, True),
        (Hide(), Visibility.PUBLIC, False),
        (Publish(), Visibility.PUBLIC, True),
        (Publish(), Visibility.HELD, False),
        (Delete(), Visibility.TRASHED, True),
        (Like(), Visibility.PUBLIC, False),
    ],
)
def test_an_act_that_sets_a_state_is_done_when_the_state_is_there(
    action: PlatformAction, visibility: Visibility, done: bool
) -> None:
    row = find_effect(uncertain(action), comment(visibility), until=LATER)
    assert row.state is (State.SENT if done else State.QUEUED)
    assert stands(comment(visibility), uncertain(action)) is done


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_text_is_itself_whatever_a_platform_does_to_its_spacing(text: str) -> None:
    assert same_text(text, f"  {text}\n")


def test_other_words_are_another_text() -> None:
    assert not same_text("Merci de votre message.", "Merci pour votre message.")


def comment(visibility: Visibility) -> Comment:
    return Comment(
        ref=CommentRef(AccountId("a:1"), RemoteId("c1")),
        post=RemoteId("p1"),
        parent=None,
        author=Author(id="u1", name="Odile"),
        text="Bonjour",
        created_at=NOW,
        read_at=NOW,
        visibility=visibility,
    )
