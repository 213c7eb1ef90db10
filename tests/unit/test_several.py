"""What several comments have in common, and what is never filed away with the rest."""

import pytest

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, RemoteId, Visibility
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Handle, Triage
from cm_desktop.domain.several import Gist, Stays, chosen, shared_moves, stays, the_rest
from cm_desktop.domain.verdicts import Category

PAGE = AccountId("fake:1")
HIDING = frozenset({PAGE})


def gist(number: int, client: str = "lumen", **known: object) -> Gist:
    ref = CommentRef(PAGE, RemoteId(f"c{number}"))
    return Gist(handle=Handle(number), ref=ref, client=ClientId(client), **known)  # type: ignore[arg-type]


URGENT, WATCHED = gist(1, severity=4), gist(2, severity=2)
ASKED, BEGUN, CALM = gist(3, asks=True), gist(4, draft=True), gist(5)


def test_only_what_is_calm_goes_with_the_rest() -> None:
    division = the_rest([URGENT, WATCHED, ASKED, BEGUN, CALM, gist(6, severity=1)])
    assert [one.handle for one in division.taken] == [5, 6]
    assert division.left == {Stays.URGENT: 1, Stays.WATCH: 1, Stays.DRAFT: 1, Stays.QUESTION: 1}
    assert division.all_routine


@pytest.mark.parametrize("triage", [triage for triage in Triage if triage is not Triage.TODO])
def test_what_is_not_to_do_never_goes_with_the_rest(triage: Triage) -> None:
    assert the_rest([gist(1, triage=triage)]).taken == ()


def test_a_draft_under_a_question_stays_as_a_draft() -> None:
    assert stays(gist(1, draft=True, asks=True)) is Stays.DRAFT
    assert stays(gist(1, severity=3, draft=True)) is Stays.IMPORTANT


def test_what_is_chosen_and_what_is_not_are_all_that_is_listed() -> None:
    listed = [URGENT, WATCHED, ASKED, BEGUN, CALM]
    division = chosen([WATCHED, CALM], listed)
    assert len(division.taken) + sum(division.left.values()) == len(listed)
    assert not division.all_routine


def test_clients_are_told_with_the_most_first() -> None:
    division = chosen([gist(1, "b"), gist(2, "a"), gist(3, "a")], [])
    assert list(division.clients.items()) == [(ClientId("a"), 2), (ClientId("b"), 1)]


def test_a_move_is_offered_only_where_it_can_be_done_to_all() -> None:
    assert shared_moves([CALM, URGENT], HIDING) == (Move.DISMISS, Move.HIDE, Move.SNOOZE, Move.UNREAD)
    assert shared_moves([CALM, gist(6, triage=Triage.DONE)], HIDING) == (Move.HIDE,)
    assert shared_moves([CALM, gist(6, can_hide=False)], HIDING) == (Move.DISMISS, Move.SNOOZE, Move.UNREAD)
    assert shared_moves([CALM, gist(6, visibility=Visibility.HIDDEN, triage=Triage.HIDDEN)], HIDING) == ()
    assert shared_moves([CALM], frozenset()) == (Move.DISMISS, Move.SNOOZE, Move.UNREAD)
    assert shared_moves([], HIDING) == ()


def test_what_sleeps_can_be_filed_away_snoozed_anew_or_woken_together() -> None:
    asleep = gist(7, triage=Triage.SNOOZED)
    assert shared_moves([asleep], HIDING) == (Move.DISMISS, Move.SNOOZE, Move.WAKE)
    assert not {Move.WAKE, Move.UNREAD} & set(shared_moves([asleep, CALM], HIDING))
    assert shared_moves([asleep, gist(8, triage=Triage.OUTGOING)], HIDING) == ()


def test_criticism_is_never_hidden_among_others() -> None:
    fair = gist(6, severity=3, categories=frozenset({Category.COMPLAINT}))
    assert shared_moves([CALM, fair], HIDING) == (Move.DISMISS, Move.SNOOZE, Move.UNREAD)
    both = gist(7, severity=3, categories=frozenset({Category.COMPLAINT, Category.INSULT}))
    assert shared_moves([CALM, both], HIDING) == (Move.DISMISS, Move.HIDE, Move.SNOOZE, Move.UNREAD)
