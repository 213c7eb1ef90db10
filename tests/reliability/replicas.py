"""Devices of a team that know of one another only what a folder brings. May not know how badly it is shared.

What whoever validates truly decided is noted beside, in a book that no folder can touch: no view of any device may take
for approved what is not in it.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling, Standing
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    CaseId,
    Event,
    EventId,
    Outcome,
    Position,
    Revocation,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, PapersId
from cm_desktop.domain.approvals.people import VALIDATES, KeyId
from cm_desktop.domain.approvals.ports import Carrier, Filed, Sheet
from cm_desktop.domain.errors import Unacceptable
from tests.approvals.cast import TEAM, Author, answered, asked, request
from tests.reliability.campaign import Counts

MOST_CASES = 4  # that one device has waiting

Carries = Callable[[Path, KeyId], Carrier]
Follows = Callable[..., Standing]


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody entitled to truly said yes to."""

    request: EventId
    text: str


Book = dict[EventId, Decided]


@dataclass
class Replica:
    """One device: what it signed and read, kept for ever, and the carrier of its copy of the folder."""

    author: Author
    root: KeyId
    carrier: Carrier
    dice: random.Random
    book: Book
    follows: Follows = fold
    events: dict[EventId, Event] = field(default_factory=dict)
    papers: dict[PapersId, Papers] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    counted: Counts = field(default_factory=Counter)

    @property
    def standing(self) -> Standing:
        """All that follows from what this device knows."""
        return self.follows(self.events.values(), team=TEAM, root=self.root)

    def read(self) -> None:
        """Read the folder, put there again what is gone, and look at what follows."""
        for sheet in self.carrier.scan(self.sheets.keys() | self.refused):
            self._take_in(sheet)
        for name in sorted(self.carrier.missing(self.sheets.keys())):
            self.carrier.put(self.sheets[name])
            self.counted["sheets put again"] += 1
        self._look()

    def act(self) -> None:
        """Say something, as whoever has this device may, or may not."""
        cases = [*self.standing.cases.values()]
        ours = [case for case in cases if case.author == self.author.person and case.state is CaseState.SUBMITTED]
        others = [case for case in cases if case.author != self.author.person]
        open_ = [case for case in others if case.state in (CaseState.SUBMITTED, CaseState.CONFLICT)]
        if self.author.role in VALIDATES and others:
            self._answer(self.dice.choice(open_ if open_ and self.dice.random() < 0.9 else others))
        elif len(ours) < (1 if self.author.role in VALIDATES else MOST_CASES):
            self._ask(CaseId(f"{self.dice.getrandbits(128):032x}"), None)
        else:
            said = self.dice.choices([self._edit, self._withdraw, self._answer], [3, 1, 20])[0]
            said(self.dice.choice(ours if said != self._answer else cases))

    def say(
        self, body: Body, *, case: CaseId | None = None, papers: Papers | None = None, parents: tuple[EventId, ...] = ()
    ) -> Event:
        """Sign the next event, keep it, and put it into the folder, the papers last."""
        filed = None if papers is None else self.author.notary.file(papers)
        draft = replace(self.author.draft(body, case=case, papers=filed), parents=parents, seen=self._seen())
        signed = self.author.notary.sign(draft)
        self.author.notary.kept(signed.event)
        self.author.said.append(signed)
        self.events[signed.event.id] = signed.event
        if filed is not None:
            self.papers[filed.id] = filed.papers
        for sheet in [signed.sheet, *([filed.sheet] if filed else [])]:
            self.sheets[sheet.name] = sheet
            self.carrier.put(sheet)
        self.counted["events"] += 1
        return signed.event

    def _seen(self) -> tuple[tuple[KeyId, Position], ...]:
        """How far each of the others is known here."""
        last: dict[KeyId, Position] = {}
        for event in self.events.values():
            if event.by != self.author.member.key and (event.by not in last or last[event.by].seq < event.seq):
                last[event.by] = Position(seq=event.seq, id=event.id)
        return tuple(last.items())

    def _take_in(self, sheet: Sheet) -> None:
        try:
            opened = self.author.notary.open(sheet)
        except Unacceptable as error:
            if error.reason != "sealed":  # another key may come; the same bytes will never be anything else
                self.refused.add(sheet.name)
            return
        self.sheets[sheet.name] = sheet
        if isinstance(opened, Filed):
            self.papers[opened.id] = opened.papers
        else:
            self.events[opened.event.id] = opened.event

    def _look(self) -> None:
        self.counted["views"] += 1
        for case in self.standing.cases.values():
            if case.approved is not None:
                self.counted["approved in a view"] += 1
                self.counted["approved without"] += not self._is_true(case, case.approved)

    def _is_true(self, case: Case, ruling: Ruling) -> bool:
        decided = self.book.get(ruling.event.id)
        if decided is None or decided.request != case.current.id:
            return False
        text = self._text(case, ruling.event)
        return text is None or text == decided.text

    def _text(self, case: Case, answer: Event) -> str | None:
        """What would be sent; None where the papers are not here yet: then nothing can be."""
        body = answer.body
        assert isinstance(body, Answer)
        if body.outcome is Outcome.CORRECT:
            told = self.papers.get(answer.papers) if answer.papers else None
            return told.text if isinstance(told, Answered) else None
        put = self.papers.get(case.current.papers) if case.current.papers else None
        return put.proposals[body.choice or 0] if isinstance(put, Asked) else None

    def _ask(self, case: CaseId, replaces: EventId | None) -> None:
        texts = tuple(f"Réponse {self.dice.getrandbits(64):x}" for _ in range(self.dice.randint(1, 3)))
        body = replace(request(), proposals=len(texts), replaces=replaces)
        self.say(body, case=case, papers=asked(proposals=texts))

    def _edit(self, case: Case) -> None:
        self._ask(case.id, case.current.id)

    def _withdraw(self, case: Case) -> None:
        self.say(Withdrawal(request=case.current.id, why=WhyWithdrawn.BY_AUTHOR), case=case.id)

    def _answer(self, case: Case) -> None:
        """To whatever version is the present one here; by one who may not, too."""
        asked_of = self.papers.get(case.current.papers) if case.current.papers else None
        if not isinstance(asked_of, Asked):
            return
        outcome = self.dice.choices([Outcome.APPROVE, Outcome.CORRECT, Outcome.REJECT], [5, 2, 1])[0]
        choice = self.dice.randrange(len(asked_of.proposals)) if outcome is Outcome.APPROVE else None
        text = f"Corrigé {self.dice.getrandbits(64):x}" if outcome is Outcome.CORRECT else ""
        told = replace(answered(text), reason="Non." if outcome is Outcome.REJECT else "")
        before = tuple(ruling.event.id for ruling in case.rulings) if self.dice.random() < 0.8 else ()
        body = Answer(request=case.current.id, outcome=outcome, choice=choice)
        event = self.say(body, case=case.id, papers=told, parents=before)
        if self.author.role in VALIDATES and case.author != self.author.person and outcome is not Outcome.REJECT:
            said = text or asked_of.proposals[choice or 0]
            self.book[event.id] = Decided(case.current.id, said)

    def revoke(self, other: "Replica", staying: list["Replica"]) -> None:
        """The owner ends another's part."""
        last = max((event.seq for event in self.events.values() if event.by == other.author.notary.key), default=0)
        members = [one.author.member for one in staying]
        body: Revocation = self.author.notary.revocation(other.author.notary.key, last, members)
        self.say(body)
        self.counted["devices revoked"] += 1
