"""What an approval has to rest on, checked on the events themselves, one condition after the other and slowly.

May not use what it checks: it knows the world, who is who in it, and nothing of how a standing is folded.
"""

from collections.abc import Iterator, Sequence

from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import (
    Answer,
    Declaration,
    Departure,
    Event,
    Expiry,
    Outcome,
    PolicySet,
    Purpose,
    Request,
    Revocation,
    Welcome,
    Withdrawal,
)
from cm_desktop.domain.approvals.people import VALIDATES, KeyId, Level, PersonId
from tests.approvals.worlds import World

DECIDED = (CaseState.APPROVED, CaseState.CORRECTED, CaseState.FAILED)
GONE = (CaseState.SENDING, CaseState.SENT)


class Grounds:
    """Some of a world's events, as one device may have them."""

    def __init__(self, world: World, view: Sequence[Event]) -> None:
        self.world = world
        self.view = list({event.id: event for event in view if event.team == world.team}.values())
        self.people = {one.key: one for one in world.members}

    def lacking(self, case: Case) -> Iterator[str]:
        """What an approval rests on, and this one does not."""
        if case.state in DECIDED and case.approved is None:
            yield "an answer"
        if case.approved is None:
            return
        if case.state not in (*DECIDED, *GONE):
            yield "a state"
        if not self._let_in(case.approved.event) or not self._let_in(case.current):
            yield "a part in the team"
        yield from self._entitled(case, case.approved)
        if case.state in DECIDED:
            yield from self._undisputed(case, case.approved)

    def lacking_to_leave(self, case: Case) -> Iterator[str]:
        """What an act has to rest on that may leave now, and this one does not; an attempt before it changes nothing."""
        yield from self.lacking(case)
        if case.approved is None:
            yield "an answer"
        else:
            yield from self._undisputed(case, case.approved)

    def _entitled(self, case: Case, ruling: Ruling) -> Iterator[str]:
        asked, said = case.current, ruling.event
        if said.id not in {event.id for event in self.view} or asked.id not in {event.id for event in self.view}:
            yield "events that are here"
        if not isinstance(said.body, Answer | Declaration) or said.body.request != asked.id or said.case != asked.case:
            yield "this very request"
        if not self.stands(said) or not self.stands(asked):
            yield "a chain without a break"
        if case.request.purpose is Purpose.ADVISE or ruling.answer.outcome not in (Outcome.APPROVE, Outcome.CORRECT):
            yield "a yes"
        if ruling.level is Level.SIGNED:
            if not isinstance(said.body, Answer) or self.person(said) == self.person(asked):
                yield "another person"
            if not self.validates(said):
                yield "a role"
            if (case.request.to and self.person(said) not in case.request.to) or self._names_others(case, ruling):
                yield "whom was asked, or whom the client names"
        elif case.request.level is Level.SIGNED or not isinstance(said.body, Declaration):
            yield "a signature"

    def _names_others(self, case: Case, ruling: Ruling) -> bool:
        """Whether the first owner's last policy that who asked had read names others, and nobody spoke of it since."""
        asked, root = case.current, self.world.ines.key
        policies = [(one, one.body.policy) for one in self.view if isinstance(one.body, PolicySet)]
        said = [
            (one.seq, policy)
            for one, policy in policies
            if one.by == root and one.seq <= self._read(asked, root) and self._unended(one)
        ]
        seq, last = max(said, key=lambda one: one[0], default=(0, None))
        nothing = case.request.act is None and ruling.answer.outcome is Outcome.APPROVE
        if last is None or nothing or any(self._read(one, root) >= seq for one, _ in policies):
            return False
        return any(one.by and self.person(ruling.event) not in one.by for one in last.demands)

    def _unended(self, event: Event) -> bool:
        return self.stands(event) and not any(self._ends(event))

    def _read(self, event: Event, author: KeyId) -> int:
        """How far who signed it had read another, or had spoken before."""
        read = event.seen.get(author)
        return event.seq - 1 if event.by == author else read.seq if read else 0

    def _undisputed(self, case: Case, ruling: Ruling) -> Iterator[str]:
        for other in self.view:
            body = other.body
            if isinstance(body, Withdrawal | Expiry) and body.request == case.current.id and self._authors(other, case):
                yield "a request that is still asked"
            if isinstance(body, Request) and body.replaces == case.current.id and self._authors(other, case):
                yield "the last version"
            if isinstance(body, Answer) and body.request == case.current.id and self._disputes(other, case, ruling):
                yield "everybody's consent"

    def _authors(self, event: Event, case: Case) -> bool:
        return event.case == case.id and self._surely(event) and self.person(event) == self.person(case.current)

    def _disputes(self, other: Event, case: Case, ruling: Ruling) -> bool:
        """Whether one who may, without any doubt, says something else, and nobody at all took it back."""
        if not isinstance(other.body, Answer) or other.case != case.id or not self._surely(other):
            return False
        if self.people[other.by].member.role not in VALIDATES or self.person(other) == self.person(case.current):
            return False
        if case.request.to and self.person(other) not in case.request.to:
            return False
        if any(other.id in event.parents for event in self.view):
            return False
        if other.body.outcome is Outcome.REJECT:
            return True
        fits = other.body.outcome is Outcome.APPROVE and other.body.choice in range(case.request.proposals)
        if any(self._named_before(one, other) for one in (ruling, *case.rulings) if _says_as_much(one, ruling)):
            return False
        return fits and (ruling.answer.outcome, ruling.answer.choice) != (other.body.outcome, other.body.choice)

    def _named_before(self, ruling: Ruling, other: Event) -> bool:
        """Whether an owner said that the one approves and the other does not."""
        owners = (self.world.ines.key, self.world.anne.key)
        said = [one.body.policy for one in self.view if one.by in owners and isinstance(one.body, PolicySet)]
        names = [demand.by for policy in said for demand in policy.demands if demand.by]
        return any(self.person(ruling.event) in by and self.person(other) not in by for by in names)

    def person(self, event: Event) -> PersonId | None:
        """Whose device signed it, None for a stranger's."""
        device = self.people.get(event.by)
        return device.person if device else None

    def validates(self, event: Event) -> bool:
        """By the role that the world gave, or by a wider one that its author had read of."""
        device = self.people.get(event.by)
        if device is None:
            return False
        return device.member.role in VALIDATES or any(self._widens(one, event) for one in self.view)

    def _widens(self, welcome: Event, event: Event) -> bool:
        read = event.seen.get(welcome.by)
        owners = (self.world.ines.key, self.world.anne.key)
        if not isinstance(welcome.body, Welcome) or welcome.by not in owners or read is None:
            return False
        member = welcome.body.member
        return member.key == event.by and member.role in VALIDATES and read.seq >= welcome.seq

    def _let_in(self, event: Event) -> bool:
        """Whether the first owner signed it, or somebody whom owners let in."""
        owners = (self.world.ines.key, self.world.anne.key)
        welcomes = (one for one in self.view if isinstance(one.body, Welcome) and one.body.member.key == event.by)
        return event.by == self.world.ines.key or any(one.by in owners and self.stands(one) for one in welcomes)

    def stands(self, event: Event) -> bool:
        """Whether all that its author said up to it is here, once each, and they had not left before, nor been put out by the
        first owner.
        """
        if event.by not in self.people or event.seq < 1:
            return False
        before = None
        for seq in range(1, event.seq + 2):
            here = [one for one in self.view if one.by == event.by and one.seq == seq]
            if seq > event.seq and not here:
                break
            if any(one.prev != before for one in here) or (seq <= event.seq and len(here) != 1):
                return False
            if seq < event.seq and isinstance(here[0].body, Departure):
                return False
            before = here[0].id
        ends = (one for one in self._ends(event) if one.by == self.world.ines.key)
        return not any(self.stands(one) for one in ends)

    def _surely(self, event: Event) -> bool:
        """Whether its author's part is known here, and to them, and nobody even tried to end it before."""
        return self.stands(event) and not any(self._ends(event)) and any(map(self.stands, self._welcomes(event)))

    def _welcomes(self, event: Event) -> Iterator[Event]:
        """Those of the first owner that its author had read of: before that, a part does not count."""
        for one in self.view:
            theirs = isinstance(one.body, Welcome) and one.body.member.key == event.by and one.by == self.world.ines.key
            if theirs and self._read(event, one.by) >= one.seq:
                yield one

    def _ends(self, event: Event) -> Iterator[Event]:
        for one in self.view:
            if isinstance(one.body, Revocation) and one.body.key == event.by and one.body.last_seq < event.seq:
                yield one


def _says_as_much(one: Ruling, ruling: Ruling) -> bool:
    """Whether it approves the same: of those who do, any may be the one whom the client names."""
    return (one.answer.outcome, one.answer.choice) == (ruling.answer.outcome, ruling.answer.choice)
