"""The life of one row of the outbox, without a database or a platform."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Action, Delete, Escalate, Hide, Publish, Repeat, WriteReply
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility, fingerprint
from cm_desktop.domain.departure import heads, hindrance
from cm_desktop.domain.errors import (
    ActRefused,
    AuthExpired,
    Blocked,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    Offline,
    PlatformError,
    ProxyRefused,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
    Untrusted,
)
from cm_desktop.domain.outbox import (
    NEXT,
    Entry,
    EntryId,
    IllegalMove,
    Seen,
    State,
    cancel,
    claim,
    confirm,
    doubt,
    hold,
    postpone,
    recover,
    refuse,
    release,
    sent,
)
from cm_desktop.domain.setbacks import defer, settle

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
THANKS = WriteReply("Merci.")


def entry(action: Action = THANKS, **changes: object) -> Entry:
    row = Entry(
        id=EntryId("1"),
        comment=CommentRef(AccountId("a:1"), RemoteId("c1")),
        thread=RemoteId("c1"),
        action=action,
        seen=Seen(fingerprint=fingerprint("Bonjour")),
        acted_at=NOW,
        not_before=NOW,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def comment(text: str = "Bonjour", visibility: Visibility = Visibility.PUBLIC) -> Comment:
    return Comment(
        ref=CommentRef(AccountId("a:1"), RemoteId("c1")),
        post=RemoteId("p1"),
        parent=None,
        author=Author(id="u1", name="Odile"),
        text=text,
        created_at=NOW,
        read_at=NOW,
        visibility=visibility,
    )


def sending(action: Action = THANKS, attempts: int = 0) -> Entry:
    return claim(entry(action, attempts=attempts), now=NOW, baseline=())


def settled(row: Entry, error: PlatformError, repeat: Repeat = Repeat.READBACK) -> Entry:
    return settle(row, error, repeat=repeat, now=NOW, settle_time=2 * MINUTE, backoff=MINUTE)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Offline(), State.QUEUED),
        (Untrusted(), State.QUEUED),
        (ProxyRefused(), State.QUEUED),
        (Transient(), State.QUEUED),
        (RateLimited(), State.QUEUED),
        (AuthExpired(), State.QUEUED),
        (Blocked(), State.QUEUED),
        (Forbidden(), State.FAILED),
        (Invalid(), State.FAILED),
        (Gone(), State.FAILED),
        (Unknown(), State.UNCERTAIN),
        (Unreadable(), State.UNCERTAIN),
        (Duplicate(), State.UNCERTAIN),
    ],
)
def test_an_error_decides_where_a_sent_row_goes(error: PlatformError, state: State) -> None:
    assert settled(sending(), error).state is state


def test_a_throttled_row_waits_as_long_as_the_platform_says() -> None:
    assert settled(sending(), RateLimited(retry_after=300)).not_before == NOW + 5 * MINUTE


def test_a_refused_duplicate_fails_at_once_where_the_server_compares_texts() -> None:
    assert settled(sending(), Duplicate(), Repeat.DEDUP).state is State.FAILED


def test_a_duplicate_after_an_earlier_attempt_is_looked_for() -> None:
    assert settled(sending(attempts=1), Duplicate(), Repeat.DEDUP).state is State.UNCERTAIN


def test_a_platform_that_cannot_be_read_makes_an_uncertain_row_ask_at_once() -> None:
    assert settled(sending(), Unknown(), Repeat.BLIND).asking


def test_deleting_what_is_gone_is_done() -> None:
    assert settled(sending(Delete()), Gone()).state is State.SENT
    assert defer(entry(Delete()), Gone(), now=NOW, backoff=MINUTE).state is State.SENT


def test_a_row_left_sending_is_in_doubt_and_keeps_the_moment_of_its_attempt() -> None:
    later = NOW + timedelta(hours=6)
    found = recover(sending(), repeat=Repeat.READBACK, until=later + 2 * MINUTE)
    assert (found.state, found.attempted_at, found.not_before) == (State.UNCERTAIN, NOW, later + 2 * MINUTE)


def test_an_uncertain_row_is_not_released_before_it_asks() -> None:
    doubtful = settled(sending(), Unknown())
    with pytest.raises(ActRefused, match="not_waiting"):
        release(doubtful, now=NOW, seen=doubtful.seen)
    asking = replace(doubtful, absent_reads=2)
    assert release(asking, now=NOW, seen=asking.seen).state is State.QUEUED


def test_a_row_that_is_sending_cannot_be_cancelled() -> None:
    with pytest.raises(ActRefused, match="too_late"):
        cancel(sending())


def test_the_users_word_settles_an_uncertain_row() -> None:
    assert confirm(settled(sending(), Unknown())).state is State.SENT
    with pytest.raises(ActRefused):
        confirm(entry())


@pytest.mark.parametrize("blocker", [State.SENDING, State.UNCERTAIN, State.FAILED, State.HELD])
def test_a_later_reply_never_overtakes_one_of_its_thread(blocker: State) -> None:
    first = entry(state=blocker)
    second = entry(id=EntryId("2"), acted_at=NOW + MINUTE)
    elsewhere = entry(id=EntryId("3"), thread=RemoteId("c9"), acted_at=NOW + MINUTE)
    assert heads([second, elsewhere, first]) == [elsewhere]


def test_a_request_never_goes_to_the_platform() -> None:
    assert heads([entry(Escalate("Bonjour"))]) == []


def test_an_edited_comment_holds_any_act_back() -> None:
    for action in (WriteReply("Merci."), Hide()):
        why = hindrance(entry(action), comment("Bonjour !"), own_replies=(), now=NOW)
        assert why is not None
        assert why.reason == "changed"


def test_an_answer_given_meanwhile_holds_a_reply_back_but_not_a_hide() -> None:
    known = [RemoteId("r1")]
    held = hindrance(entry(), comment(), own_replies=known, now=NOW)
    assert held is not None
    assert held.reason == "answered"
    assert hindrance(entry(Hide()), comment(), own_replies=known, now=NOW) is None
    seen = Seen(fingerprint=fingerprint("Bonjour"), own_replies=(RemoteId("r1"),))
    assert hindrance(entry(seen=seen), comment(), own_replies=known, now=NOW) is None


def test_a_reply_of_more_than_a_day_waits_for_the_user_until_it_is_released() -> None:
    late = NOW + timedelta(hours=25)
    why = hindrance(entry(not_before=late), comment(), own_replies=(), now=late)
    assert why is not None
    assert why.reason == "stale"
    released = release(entry(state=State.HELD), now=late, seen=entry().seen)
    offline_since = postpone(claim(released, now=late, baseline=()), Offline(), until=late)
    assert hindrance(offline_since, comment(), own_replies=(), now=late) is None


@pytest.mark.parametrize("where", [Visibility.SPAM, Visibility.TRASHED, Visibility.HIDDEN, Visibility.HELD])
def test_a_reply_to_what_was_taken_away_meanwhile_waits_for_the_user(where: Visibility) -> None:
    why = hindrance(entry(), comment(visibility=where), own_replies=(), now=NOW)
    assert why is not None
    assert why.reason == "moved"
    known = Seen(fingerprint=fingerprint("Bonjour"), visibility=where)
    assert hindrance(entry(seen=known), comment(visibility=where), own_replies=(), now=NOW) is None


def test_a_reply_waits_for_what_still_happens_to_its_comment() -> None:
    publish, answer = entry(Publish()), entry(id=EntryId("2"))
    assert heads([publish, answer]) == [publish]
    assert heads([replace(publish, state=State.FAILED), answer]) == []
    assert heads([replace(publish, state=State.SENT), answer]) == [answer]
    assert heads([replace(answer, id=EntryId("0")), entry(Hide())]) == [
        replace(answer, id=EntryId("0")),
        entry(Hide()),
    ]


ARROWS = {
    State.QUEUED: {State.SENDING, State.SENT, State.HELD, State.FAILED, State.QUEUED, State.CANCELLED},
    State.HELD: {State.QUEUED, State.SENT, State.CANCELLED},
    State.SENDING: {State.SENT, State.QUEUED, State.FAILED, State.UNCERTAIN},
    State.UNCERTAIN: {State.SENT, State.QUEUED, State.FAILED, State.UNCERTAIN, State.CANCELLED},
    State.FAILED: {State.QUEUED, State.CANCELLED},
    State.SENT: set(),
    State.CANCELLED: set(),
}
MOVES: dict[State, Callable[[Entry], Entry]] = {
    State.SENT: sent,
    State.CANCELLED: cancel,
    State.SENDING: lambda row: claim(row, now=NOW, baseline=()),
    State.QUEUED: lambda row: postpone(row, Offline(), until=NOW),
    State.HELD: lambda row: hold(row, ActRefused("changed")),
    State.FAILED: lambda row: refuse(row, Invalid()),
    State.UNCERTAIN: lambda row: doubt(row, Unknown(), repeat=Repeat.READBACK, until=NOW),
}


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_no_move_leaves_the_diagram(before: State, after: State) -> None:
    row = entry(state=before, attempted_at=NOW)
    if after in ARROWS[before]:
        assert MOVES[after](row).state is after
    else:
        with pytest.raises((IllegalMove, ActRefused)):
            MOVES[after](row)


def test_what_is_over_stays_over() -> None:
    assert NEXT[State.SENT] == NEXT[State.CANCELLED] == frozenset()
    assert all(NEXT[state] for state in State if state not in (State.SENT, State.CANCELLED))
