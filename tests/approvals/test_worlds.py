"""Whatever two teams do, in good faith or bad, the order in which it is read changes nothing, and no approval lacks grounds.

The moves are chosen by a search that looks for a mistake, and shrinks what it finds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cm_desktop.domain.approvals.cases import Standing
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import TeamId
from tests.approvals.departures import leaves
from tests.approvals.grounds import Grounds
from tests.approvals.made_up import TEAM
from tests.approvals.worlds import World

T = TypeVar("T")
SHUFFLES = 1_200
EXAMPLES, MOVES = 40, 40
OTHER_TEAM = TeamId("0c" * 16)


def test_no_order_of_reading_and_no_move_changes_what_is_approved() -> None:
    shuffled = 0

    class Teamwork(RuleBasedStateMachine):
        """Two worlds of the same people, a move in one of them at a time, read in another order after each."""

        def __init__(self) -> None:
            super().__init__()
            self.worlds = [World(lambda some: some[0], team) for team in (TEAM, OTHER_TEAM)]

        @property
        def events(self) -> list[Event]:
            """All that lies in one folder."""
            return [event for world in self.worlds for event in world.events]

        @rule(data=st.data(), seed=st.integers(0, 2**32), place=st.sampled_from([0, 0, 0, 1]))
        def move(self, data: st.DataObject, seed: int, place: int) -> None:
            def drawn(some: Sequence[T]) -> T:
                return data.draw(st.sampled_from(some))

            world = self.worlds[place]
            world.pick = drawn
            world.step()
            self.read_in_another_order(world, Random(seed))

        def read_in_another_order(self, world: World, random: Random) -> None:
            nonlocal shuffled
            again = [*self.events, *random.choices(self.events, k=len(self.events) // 3)]
            random.shuffle(again)
            assert bare(again, world) == bare(world.events, world), "what the other team says is nothing here"
            shuffled += 1

        @invariant()
        def what_is_approved_and_what_may_leave_have_their_grounds(self) -> None:
            for world in self.worlds:
                assert not [*lacking(self.events, world)]

    machine = settings(
        max_examples=EXAMPLES,
        stateful_step_count=MOVES,
        derandomize=True,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(Teamwork, settings=machine)
    assert shuffled >= SHUFFLES


def lacking(events: Sequence[Event], world: World) -> Iterator[str]:
    """What some approval, or some act that may leave, does not rest on."""
    grounds, found = Grounds(world, events), standing(events, world)
    for case in found.cases.values():
        yield from grounds.lacking(case)
        if leaves(found, case):
            yield from grounds.lacking_to_leave(case)


def standing(events: Sequence[Event], world: World) -> Standing:
    return fold(events, team=world.team, root=world.ines.key)


def bare(events: Sequence[Event], world: World) -> Standing:
    """Without what it says of events of other teams."""
    found = standing(events, world)
    own = {event.id for event in events if event.team == world.team}
    return replace(found, void=frozenset(found.void & own))


def test_a_fold_that_takes_two_teams_for_one_would_be_seen() -> None:
    """Negative control: the same keys signed in both, so all of it would fork."""
    chance = Random(1)
    worlds = [World(chance.choice, team) for team in (TEAM, OTHER_TEAM)]
    for _ in range(20):
        for world in worlds:
            world.step()
    events = [event for world in worlds for event in world.events]
    assert bare(events, worlds[0]) == bare(worlds[0].events, worlds[0])
    mixed = [replace(event, team=TEAM) for event in events]
    assert bare(mixed, worlds[0]) != bare(worlds[0].events, worlds[0])
