"""How a case stands depends on no order, and nothing is approved without grounds; and this would be seen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from cm_desktop.domain.approvals import chains, course, fold, gate, membership, rulings
from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling, Standing
from cm_desktop.domain.approvals.chains import Chains
from cm_desktop.domain.approvals.events import Answer, CaseId, Event, Outcome
from cm_desktop.domain.approvals.membership import Roll, enrolled
from cm_desktop.domain.approvals.people import KeyId, Level, PersonId, Role
from tests.reliability.shuffled import SHUFFLED, Fold, folded, trial


def test_no_order_changes_how_a_case_stands_and_nothing_is_approved_without_grounds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    total = SHUFFLED.total()
    with capsys.disabled():
        print(f"\nshuffled worlds: {dict(total)}")
    assert not SHUFFLED.broken(total), total
    assert total["shuffles"] == SHUFFLED.short
    for state in CaseState:
        assert total[state.value] >= SHUFFLED.short // 40, state
    assert total["may leave"] >= SHUFFLED.short // 20
    assert total["forked"] >= SHUFFLED.short // 10
    assert total["put out"] >= SHUFFLED.short // 10
    assert total["left"] >= SHUFFLED.short // 10
    assert total["back again"] >= SHUFFLED.short // 10


def is_caught(by: Fold = folded) -> bool:
    """Whether one of the worlds shows that this lets something be approved that is not."""
    trials = (trial(seed, by) for seed in range(SHUFFLED.short))
    return any(one["wrongly approved"] + one["wrongly approved in part"] for one in trials)


def last_by_the_clock(events: Sequence[Event], root: KeyId) -> Standing:
    """As one would do it at first: of the answers to a case the one with the latest time counts."""
    standing = folded(events, root)
    last: dict[CaseId, Event] = {}
    for event in events:
        if isinstance(event.body, Answer) and event.case and event.by in standing.members:
            before = last.get(event.case)
            last[event.case] = event if before is None or event.at >= before.at else before
    return replace(standing, cases={name: _by(case, last.get(name)) for name, case in standing.cases.items()})


def _by(case: Case, last: Event | None) -> Case:
    if last is None or not isinstance(last.body, Answer) or case.state in (CaseState.SENDING, CaseState.SENT):
        return case
    if last.body.outcome is not Outcome.APPROVE:
        return replace(case, state=CaseState.REJECTED, approved=None)
    ruling = Ruling(event=last, answer=last.body, level=Level.SIGNED, person=None)
    return replace(case, state=CaseState.APPROVED, approved=ruling)


def test_a_fold_that_keeps_the_last_answer_by_the_clock_is_caught() -> None:
    assert is_caught(last_by_the_clock)


Broken = Callable[[pytest.MonkeyPatch], None]


def keys_for_persons(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Roll, "person", lambda roll, event: PersonId(event.by))


def everybody_validates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Roll, "role", lambda roll, event: Role.SUPERVISOR)


def approval_beats_refusal(patch: pytest.MonkeyPatch) -> None:
    def lenient(given: Sequence[Ruling]) -> tuple[CaseState, Ruling | None]:
        return rulings.verdict([one for one in given if one.answer.outcome is not Outcome.REJECT] or given)

    patch.setattr(course, "verdict", lenient)


def two_of_one_number(patch: pytest.MonkeyPatch) -> None:
    follow = chains._follow
    patch.setattr(chains, "_follow", lambda key, numbers, again, into: follow(key, numbers, {}, into))


def gaps_jumped(patch: pytest.MonkeyPatch) -> None:
    def jump(key: KeyId, numbers: dict[int, Event], again: dict[int, list[Event]], into: Chains) -> None:
        into.whole[key] = [numbers[seq] for seq in sorted(numbers) if seq not in again]

    patch.setattr(chains, "_follow", jump)


def nobody_put_out(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Chains, "until", lambda whole, limits: whole)


def nobody_leaves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(membership, "departed", lambda _chains: {})


def old_keys_live_again(patch: pytest.MonkeyPatch) -> None:
    """Whoever is let in again is believed in all that they said, with the former key too."""

    def lenient(given: Chains, root: KeyId) -> Roll:
        roll = enrolled(given, root)
        back = {one.person for key, one in roll.members.items() if key not in roll.revoked}
        gone = {key: seq for key, seq in roll.revoked.items() if key in roll.members}
        return replace(roll, revoked={key: seq for key, seq in gone.items() if roll.members[key].person not in back})

    patch.setattr(fold, "enrolled", lenient)


@pytest.mark.parametrize(
    "broken",
    [
        keys_for_persons,
        everybody_validates,
        approval_beats_refusal,
        two_of_one_number,
        gaps_jumped,
        nobody_put_out,
        nobody_leaves,
        old_keys_live_again,
    ],
)
def test_a_fold_without_one_of_its_rules_is_caught(monkeypatch: pytest.MonkeyPatch, broken: Broken) -> None:
    broken(monkeypatch)
    assert is_caught()


def tried_once_is_free_for_ever(_case: Case) -> str | None:
    return None


def test_a_gate_that_asks_nothing_of_what_was_tried_before_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "stopped", tried_once_is_free_for_ever)
    assert any(trial(seed)["wrongly let go"] for seed in range(SHUFFLED.short))
