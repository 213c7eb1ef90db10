"""What waits for an answer: what is late or due within a day by its deadline, then whoever has waited longest."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import CaseId, Request
from cm_desktop.domain.approvals.views import CaseView, in_order
from tests.approvals.made_up import NOW, TEAM, Office

HOUR = timedelta(hours=1)


def view(name: str, asked: datetime, deadline: datetime | None = None, *, again: datetime | None = None) -> CaseView:
    """A case that was asked then, and `again`."""
    office = Office()
    first = office.hugo.asks()
    assert isinstance(first.body, Request)
    event = replace(first, at=asked, body=replace(first.body, deadline=deadline))
    versions = (event,) if again is None else (event, replace(event, at=again))
    case = Case(id=CaseId(name), state=CaseState.SUBMITTED, author=office.hugo.person, versions=versions)
    return CaseView(case=case, team=TEAM, author="Hugo", asked=None, versions=())


def names(views: tuple[CaseView, ...]) -> list[str]:
    return [one.case.id for one in views]


def test_what_is_late_or_due_within_a_day_goes_before_what_has_waited_longer() -> None:
    views = [
        view("late", NOW - 3 * HOUR, NOW - HOUR),
        view("tonight", NOW, NOW + 9 * HOUR),
        view("in a day", NOW - 60 * HOUR, NOW + 24 * HOUR),
        view("for weeks", NOW - 500 * HOUR),
        view("next week", NOW - 40 * HOUR, NOW + 170 * HOUR),
        view("asked again", NOW - 30 * HOUR, again=NOW),
        view("just now", NOW),
    ]
    for shuffled in permutations(views):
        assert names(in_order(shuffled, NOW)) == [one.case.id for one in views]


def test_what_was_far_comes_first_once_it_is_near() -> None:
    views = (view("for weeks", NOW - 500 * HOUR), view("next week", NOW, NOW + 170 * HOUR))
    assert names(in_order(views, NOW)) == ["for weeks", "next week"]
    assert names(in_order(views, NOW + 150 * HOUR)) == ["next week", "for weeks"]


def test_two_that_are_alike_are_in_one_order() -> None:
    views = (view("a", NOW), view("b", NOW))
    assert names(in_order(views, NOW)) == names(in_order(reversed(views), NOW)) == ["a", "b"]
