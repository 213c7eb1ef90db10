"""A platform with one state for what is hidden and what is held: a hide that reads back as held is done."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Delete, Hide, MarkSpam, PlatformAction, Publish, Restore, Unhide
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.projection import triage
from cm_desktop.domain.queue import Triage
from cm_desktop.domain.readback import stands

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def comment(visibility: Visibility) -> Comment:
    return Comment(
        ref=CommentRef(AccountId("wordpress:carnet"), RemoteId("7")),
        post=RemoteId("1"),
        parent=None,
        author=Author(id="", name="Odile"),
        text="Bonjour",
        created_at=NOW,
        read_at=NOW,
        visibility=visibility,
    )


def row(action: PlatformAction, minutes: int = 0, state: State = State.SENT) -> Entry:
    moment = NOW + timedelta(minutes=minutes)
    return Entry(
        id=EntryId(f"{minutes:03}"),
        comment=comment(Visibility.PUBLIC).ref,
        thread=RemoteId("7"),
        action=action,
        seen=Seen(fingerprint=""),
        acted_at=moment,
        not_before=moment,
        state=state,
    )


DONE = {
    Hide(): {Visibility.HIDDEN, Visibility.HELD},
    Unhide(): {Visibility.PUBLIC},
    Publish(): {Visibility.PUBLIC},
    MarkSpam(): {Visibility.SPAM},
    Delete(): {Visibility.TRASHED, Visibility.GONE},
    Restore(): {Visibility.PUBLIC, Visibility.HELD},
}


@pytest.mark.parametrize("action", DONE, ids=lambda action: str(action.kind))
@pytest.mark.parametrize("visibility", Visibility)
def test_an_act_stands_exactly_where_it_may_have_put_the_comment(
    action: PlatformAction, visibility: Visibility
) -> None:
    assert stands(comment(visibility), row(action)) is (visibility in DONE[action])


def test_what_we_hid_is_among_the_hidden_though_it_reads_as_held() -> None:
    held = comment(Visibility.HELD)
    assert triage(held, [row(Hide())], None, answered_at=None) is Triage.HIDDEN
    assert triage(held, [row(Publish()), row(Hide(), 1)], None, answered_at=None) is Triage.HIDDEN


def test_what_waits_for_a_moderator_is_to_do() -> None:
    held = comment(Visibility.HELD)
    assert triage(held, [], None, answered_at=None) is Triage.TODO
    assert triage(held, [row(Hide(), state=State.CANCELLED)], None, answered_at=None) is Triage.TODO


def test_what_was_published_after_a_hide_is_no_longer_among_the_hidden() -> None:
    entries = [row(Hide()), row(Publish(), 1)]
    assert triage(comment(Visibility.HELD), entries, None, answered_at=None) is not Triage.HIDDEN
