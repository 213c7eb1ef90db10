"""Whom a client names once somebody else had approved: where approvals contradict each other theirs counts."""

from collections.abc import Callable
from random import Random

import pytest

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Event, Outcome
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.rulings import decision
from tests.approvals.made_up import CASE, TEAM, Device, Office, naming
from tests.approvals.test_named import case

Says = Callable[[Device, Event], Event]


def yes(one: Device, asked: Event) -> Event:
    return one.approves(asked, 0)


def another_text(one: Device, asked: Event) -> Event:
    return one.corrects(asked)


def contradicted(first: Says, then: Says, *, named: bool = True) -> tuple[Office, Event]:
    """Paul answers before anybody is named, Claire otherwise once she is."""
    office = Office()
    asked = office.hugo.asks()
    first(office.paul, asked)
    if named:
        office.ines.says(naming(office.claire))
    return office, then(office.claire, asked)


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [
        (yes, another_text, CaseState.CORRECTED),
        (another_text, yes, CaseState.APPROVED),
        (another_text, another_text, CaseState.CORRECTED),
        (yes, lambda one, asked: one.approves(asked, 1), CaseState.APPROVED),
    ],
)
def test_what_somebody_else_approved_gives_way_to_who_is_named(first: Says, then: Says, state: CaseState) -> None:
    office, hers = contradicted(first, then)
    found = case(office)
    assert (found.state, found.approved and found.approved.event) == (state, hers)
    assert [one.person for one in found.earlier] == [office.paul.person]
    assert case(contradicted(first, then, named=False)[0]).state is CaseState.CONFLICT, "where nobody is named"


def test_an_owner_who_is_not_named_gives_way_as_well() -> None:
    office = Office()
    asked = office.hugo.asks()
    office.ines.approves(asked, 0)
    office.ines.says(naming(office.claire))
    office.claire.corrects(asked)
    assert case(office).state is CaseState.CORRECTED


def test_a_refusal_gives_way_to_nobody() -> None:
    office, _ = contradicted(lambda one, asked: one.refuses(asked), another_text)
    assert case(office).state is CaseState.REJECTED


def test_two_who_are_named_still_contradict_each_other() -> None:
    office, _ = contradicted(yes, another_text)
    office.ines.says(naming(office.claire, office.paul))
    assert case(office).state is CaseState.CONFLICT


def test_a_text_in_the_place_of_nothing_gives_way_to_who_may_say_that_nothing_is_done() -> None:
    office = Office()
    asked = office.hugo.asks(act=None, proposals=0)
    office.paul.corrects(asked)
    office.ines.says(naming(office.claire))
    assert case(office).state is CaseState.CORRECTED
    office.ines.approves(asked, None)
    assert case(office).state is CaseState.APPROVED
    office.claire.corrects(asked)
    assert case(office).state is CaseState.CONFLICT, "both may: the one says nothing, the other a reply"


def test_no_order_of_reading_changes_whose_word_counts() -> None:
    decided = 0
    for seed in range(300):
        random, office = Random(seed), Office()
        asked = office.hugo.asks()
        for one in random.sample((office.ines, office.claire, office.paul) * 2, random.randint(1, 5)):
            if random.random() < 0.3:
                office.ines.says(naming(*random.sample((office.claire, office.paul), random.randint(0, 1))))
            outcome = random.choice((Outcome.APPROVE, Outcome.CORRECT, Outcome.CORRECT, Outcome.REJECT))
            one.answers(asked, outcome, random.randint(0, 1) if outcome is Outcome.APPROVE else None)
        office.ines.says(naming(office.claire))
        found = case(office)
        assert all(shuffled(office, random) == found for _ in range(5))
        assert (found.state is CaseState.REJECTED) == any(one.answer.outcome is Outcome.REJECT for one in found.rulings)
        hers = {decision(one) for one in found.rulings if one.person == office.claire.person}
        if hers and found.approved is not None:
            assert decision(found.approved) in hers
            decided += 1
    assert decided > 30


def shuffled(office: Office, random: Random) -> Case:
    events = [*office.events, *random.sample(office.events, 3)]
    random.shuffle(events)
    return fold(events, team=TEAM, root=office.ines.key).cases[CASE]
