"""Whoever was put out has nothing erased: neither a case that they name, nor the papers of somebody who stays."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from cm_desktop.domain.approvals import erasures
from cm_desktop.domain.approvals.events import CaseId, Erasure, Event
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.ports import Filed, Signed
from tests.approvals.cast import TEAM, Author, Cast, answered, approval, asked, cast, request

ONE, OTHER, OWN = CaseId("11" * 16), CaseId("22" * 16), CaseId("33" * 16)


@dataclass
class PutOut:
    """The owner asked in two cases and ended the moderator's part; the supervisor erases the first case."""

    team: Cast
    erased: Filed
    stands: Filed

    @property
    def out(self) -> Author:
        return self.team.moderator

    @property
    def said(self) -> list[Signed]:
        return [*self.team.owner.said, *self.team.supervisor.said, *self.out.said]

    def gone(self) -> set[str]:
        events: list[Event] = [one.event for one in self.said]
        return set(fold(events, team=TEAM, root=self.team.owner.member.key).erased)


def put_out() -> PutOut:
    team = cast()
    owner, supervisor = team.owner, team.supervisor
    papers = owner.notary.file(asked("Un.")), owner.notary.file(asked("Deux."))
    for case, filed in zip((ONE, OTHER), papers, strict=True):
        owner.say(request(), case=case, papers=filed)
    owner.say(owner.notary.revocation(team.moderator.member.key, 0, [owner.member, supervisor.member]))
    supervisor.say(Erasure(papers=(papers[0].id,)))
    return PutOut(team, *papers)


def links_a_case(put: PutOut) -> None:
    """To what is erased."""
    put.out.say(request(), case=OTHER, papers=put.erased)


def names_papers(put: PutOut) -> None:
    """As if they were said in the case that is erased."""
    put.out.say(request(), case=ONE, papers=put.stands)


@pytest.mark.parametrize("deed", [links_a_case, names_papers])
def test_who_was_put_out_has_nothing_erased(deed: Callable[[PutOut], None]) -> None:
    put = put_out()
    assert put.gone() == {put.erased.id}, "control"
    deed(put)
    assert put.gone() == {put.erased.id}


def test_what_they_wrote_in_an_erased_case_is_erased() -> None:
    put = put_out()
    late = put.out.notary.file(answered("Marc exagère."))
    put.out.say(approval(put.said[0].event.id), case=ONE, papers=late)
    assert put.gone() == {put.erased.id, late.id}


def test_what_was_answered_to_a_request_that_counts_for_nothing_is_erased_with_it() -> None:
    """Nobody else asked in that case."""
    put = put_out()
    supervisor, own = put.team.supervisor, put.out.notary.file(asked("Trois."))
    of = put.out.say(request(), case=OWN, papers=own)
    late = supervisor.notary.file(answered("Marc exagère."))
    put.team.owner.say(Erasure(papers=(own.id,)))
    supervisor.say(approval(of.event.id), case=OWN, papers=late)
    assert put.gone() == {put.erased.id, own.id, late.id}


@pytest.mark.parametrize(("rule", "deed"), [("about", links_a_case), ("own", names_papers)])
def test_where_every_word_is_heard_they_have_it_erased(
    monkeypatch: pytest.MonkeyPatch, rule: str, deed: Callable[[PutOut], None]
) -> None:
    """Negative control."""
    monkeypatch.setattr(erasures, rule, lambda here, _: list(here))
    put = put_out()
    deed(put)
    assert put.stands.id in put.gone()
