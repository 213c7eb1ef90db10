"""The acts as data: kept and read back, measured, offered where they make sense."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from cm_desktop.domain.actions import (
    Action,
    ActionKind,
    EditReply,
    Escalate,
    PlatformAction,
    TextLimit,
    TextUnit,
    WriteReply,
    action_from,
    makes_sense,
    payload,
)
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, Visibility

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def every_action() -> list[Action]:
    plain: list[Action] = [kind() for kind in get_args(PlatformAction) if kind not in (WriteReply, EditReply)]
    return [*plain, WriteReply("Merci ☕"), EditReply("Merci !"), Escalate("Bonjour", "menace")]


def comment(visibility: Visibility, **changes: bool) -> Comment:
    return Comment(
        ref=CommentRef(AccountId("a:1"), RemoteId("c1")),
        post=RemoteId("p1"),
        parent=None,
        author=Author(id="u1", name="Odile"),
        text="Bonjour",
        created_at=NOW,
        read_at=NOW,
        visibility=visibility,
        **changes,  # type: ignore[arg-type]
    )


def test_every_kind_has_one_act_that_is_read_back_as_it_was_kept() -> None:
    assert {action.kind for action in every_action()} == set(ActionKind)
    for action in every_action():
        assert action_from(action.kind, payload(action)) == action


def test_a_payload_that_lacks_a_part_is_refused() -> None:
    with pytest.raises(KeyError):
        action_from(ActionKind.REPLY, {})


def test_nothing_is_offered_on_what_is_gone() -> None:
    assert not any(makes_sense(kind, comment(Visibility.GONE)) for kind in ActionKind)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (ActionKind.HIDE, {Visibility.PUBLIC}),
        (ActionKind.UNHIDE, {Visibility.HIDDEN, Visibility.HELD}),
        (ActionKind.PUBLISH, {Visibility.HELD}),
        (ActionKind.RESTORE, {Visibility.SPAM, Visibility.TRASHED}),
    ],
)
def test_an_act_is_offered_only_where_it_changes_something(kind: ActionKind, where: set[Visibility]) -> None:
    assert {seen for seen in Visibility if makes_sense(kind, comment(seen))} == where


def test_what_a_platform_forbids_is_not_offered() -> None:
    assert not makes_sense(ActionKind.HIDE, comment(Visibility.PUBLIC, can_hide=False))
    assert not makes_sense(ActionKind.DELETE, comment(Visibility.PUBLIC, can_delete=False))


def test_our_own_words_are_only_edited_or_taken_away() -> None:
    ours = replace(comment(Visibility.PUBLIC), author=Author(id="p", name="Page", is_page=True))
    assert {kind for kind in ActionKind if makes_sense(kind, ours)} == {ActionKind.EDIT, ActionKind.DELETE}
    assert not makes_sense(ActionKind.EDIT, comment(Visibility.PUBLIC))


def test_a_length_is_measured_in_the_platforms_unit() -> None:
    assert TextLimit(refuse=10).length("été ☕") == 5
    assert TextLimit(refuse=10, unit=TextUnit.UTF8_BYTES).length("été ☕") == 9


def test_a_name_is_read_back_as_it_was_written() -> None:
    ref = CommentRef(AccountId("wordpress:blog.example.org"), RemoteId("12/3"))
    assert CommentRef.parse(str(ref)) == ref
    for text in ("", "abc", "/1", "a/"):
        with pytest.raises(ValueError, match=r".*"):
            CommentRef.parse(text)


def test_a_request_of_an_earlier_version_is_written_as_it_was() -> None:
    data = {"proposal": "Bonjour", "reason": "menace"}
    assert payload(action_from(ActionKind.ESCALATE, data)) == data
    assert list(payload(Escalate("Bonjour", "menace"))) == ["proposal", "reason"]


def test_the_terms_of_a_request_come_back_as_they_were() -> None:
    terms = Terms(
        others=("Bonsoir", "Merci\u202f!"),
        asks=Asks.REPLY,
        deadline=datetime(2026, 11, 23, 9, tzinfo=UTC),
        level=Level.SIGNED,
        to=(PersonId("a" * 32), PersonId("b" * 32)),
    )
    asked = Escalate("Bonjour", "menace", terms)
    assert action_from(ActionKind.ESCALATE, payload(asked)) == asked
    assert asked.proposals == ("Bonjour", "Bonsoir", "Merci\u202f!")


def test_what_is_asked_follows_from_what_is_put_forward() -> None:
    assert Escalate("Bonjour").asks is Asks.REPLY
    assert Escalate(reason="Que dire ?").asks is Asks.ADVICE
    hide = Escalate("Bonjour", terms=Terms(asks=Asks.HIDE))
    assert (hide.asks, hide.proposals) == (Asks.HIDE, ())
