"""Shared folders and our own copies, brought to the same: what came is kept, what vanished is put again.

May not say how a case stands, nor sign anything.
"""

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from threading import Lock, RLock

from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.keeping import Kept, Team, kept
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Carrier, Filed, Sheet, Signed
from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import CarrierError, InvitationRefused, Trouble, Unacceptable
from cm_desktop.engine.supervision.batches import fitting, some_at_a_time
from cm_desktop.engine.supervision.bound import bind, wanted
from cm_desktop.engine.supervision.opening import MAY_OPEN_LATER
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.strangers import heard, insiders
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

MOST_REFUSED = 100_000


@dataclass(slots=True)
class Round:
    """How it stands with one team's folder. `refused` are sheets that cannot be believed, by name: the same bytes never will.
    `spare` are sheets of what was here already under another name, `erased` those that nobody takes in any more, and that are
    dropped as often as they come back. `strangers` are those of events that count for nothing while `insiders` are all who
    take part. `newer` are the devices that signed something there with a newer program. `accounted` is the key for which all
    that it signed was looked for.

    `read_at` is when it was last read to its end. `ours` are the names of what we put again, as of the event of that number.
    """

    read_at: datetime | None = None
    trouble: Trouble | None = None
    refused: dict[str, str] = field(default_factory=dict)
    spare: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    insiders: frozenset[KeyId] = frozenset()
    newer: set[KeyId] = field(default_factory=set)
    accounted: KeyId | None = None
    ours: frozenset[str] = frozenset()
    counted: int = -1

    @property
    def outdated(self) -> bool:
        """Whether something there was written by a newer program."""
        return "version" in self.refused.values()


class Rounds:
    """One thread goes round at a time; the state of a round may be read from any."""

    def __init__(self, room: Workroom, records: Records) -> None:
        self._room = room
        self._records = records
        self._rounds: dict[TeamId, Round] = {}
        self._carriers: dict[TeamId, tuple[tuple[str, KeyId], Carrier]] = {}
        self._guard = Lock()
        self._turn = RLock()

    def state(self, team: TeamId) -> Round:
        """As the last round left it."""
        with self._guard:
            return self._rounds.setdefault(team, Round())

    def carrier(self, team: Team) -> Carrier:
        """The team's folder, and ours in it, as they are set now."""
        place = (team.folder, team.key)
        with self._guard:
            if team.id not in self._carriers or self._carriers[team.id][0] != place:
                self._carriers[team.id] = (place, self._records.outside.carry(team))
            return self._carriers[team.id][1]

    def go(self, team: Team) -> bool:
        """Read the folder, put there what is missing; answers whether it was read to its end. Nothing is raised for it.

        Raises CredentialError, StoreError.
        """
        with self._turn:
            before = self._room.reader().supervised.last_event(team.id)
            state = self.state(team.id)
            try:
                if team.folder:
                    self._read(team, state)
                    self._account(team, state)
                    self._put_again(team, state)
            except CarrierError as error:
                self._note(state, error)
            else:
                self._note(state, None)
            self._obey(team)
            known = self._records.known(team.id)
            bind(known, wanted(known), self._records, self._room)
            if self._room.reader().supervised.last_event(team.id) != before:
                self._room.tell(Change.CASES)
            return state.trouble is None

    def publish(self, team: Team, sheets: Iterable[Sheet]) -> None:
        """Put what was just kept into the folder; what cannot be is put again by a later round."""
        if not team.folder:
            return
        with self._turn:
            try:
                for sheet in sheets:
                    self.carrier(team).put(sheet)
            except CarrierError as error:
                self._note(self.state(team.id), error)

    def take_in(self, team: Team, sheets: Iterable[Sheet]) -> int:
        """Keep what can be opened of these, and counts or may come to; answers how many were new. What is sealed opens once
        its key was read, and what was a stranger's counts once they were let in.
        """
        state, left, new = self.state(team.id), list(sheets), 0
        while left:
            opened, later = self._open(team, state, left)
            new += self._keep(team, state, opened)
            if len(later) == len(left):
                break
            left = later
        return new + self._keep(team, state, self._heard(team, state, left))

    def opens(self, team: Team, sheets: Iterable[Sheet]) -> bool:
        """Whether any of these is this team's."""
        notary = self._records.ready(team)
        for sheet in sheets:
            with suppress(Unacceptable):
                notary.open(sheet)
                return True
        return False

    def _read(self, team: Team, state: Round) -> None:
        """Once more while somebody comes in by it: what they said may have been passed over as a stranger's."""
        goes_on = True
        while goes_on:
            state.insiders, before = insiders(self._records.known(team.id)), state.insiders
            if state.insiders != before:
                state.strangers.clear()
            goes_on = self._read_once(team, state) or state.insiders != insiders(self._records.known(team.id))

    def _read_once(self, team: Team, state: Round) -> bool:
        """What came is kept even where the reading breaks off. Answers whether another one would find more."""
        names = self._room.reader().supervised.sheet_names(team.id)
        passed_over = len(state.strangers)
        later: list[Sheet] = []
        left_out = False
        coming = self.carrier(team).scan(names | state.refused.keys() | state.spare | state.erased | state.strangers)
        try:
            for some in some_at_a_time(coming):
                opened, more = self._open(team, state, some)
                self._keep(team, state, opened)
                kept_back = fitting(later, more)
                left_out |= len(kept_back) < len(more)
                later += kept_back
        finally:
            self.take_in(team, later)
        return left_out and len(state.strangers) > passed_over

    def _open(self, team: Team, state: Round, sheets: Iterable[Sheet]) -> tuple[list[Kept], list[Sheet]]:
        """What is to be kept, and what may be later: sealed still, or a stranger's."""
        notary, opened, later = self._records.ready(team), [], []
        known = self._records.known(team.id)
        inside = insiders(known)
        for sheet in sheets:
            try:
                one = notary.open(sheet)
            except Unacceptable as error:
                if error.reason == MAY_OPEN_LATER:
                    later.append(sheet)
                else:
                    _refuse(state, sheet, error, inside)
                continue
            if isinstance(one, Filed) and one.id in known.standing.erased:
                state.erased.add(sheet.name)
            elif isinstance(one, Filed) and known.is_over:
                state.spare.add(sheet.name)  # what it erased by itself lies in the folder still
            elif isinstance(one, Signed) and one.event.by not in inside:
                later.append(sheet)
            else:
                opened.append(kept(team.id, one, self._room.now(), sheet=sheet))
        return opened, later

    def _heard(self, team: Team, state: Round, sheets: Iterable[Sheet]) -> list[Kept]:
        """The little that is kept of strangers; all else of theirs is passed over until somebody is let in."""
        notary, known, signed = self._records.ready(team), self._records.known(team.id), list[Signed]()
        for sheet in sheets:
            with suppress(Unacceptable):
                if isinstance(one := notary.open(sheet), Signed):
                    signed.append(one)
        told = list(heard(signed, known, self._is_invited))
        more = {one.sheet.name for one in signed} - {one.sheet.name for one in told}
        state.strangers.update(islice(more, max(0, MOST_REFUSED - len(state.strangers))))
        return [kept(team.id, one, self._room.now()) for one in told]

    def _is_invited(self, asking: Event) -> bool:
        """Whether it comes of an invitation that this device gave."""
        with suppress(InvitationRefused):
            self._records.outside.pairing.check(asking, self._room.now())
            return True
        return False

    def _keep(self, team: Team, state: Round, opened: list[Kept]) -> int:
        """Answers how many were new."""
        new = self._room.workspace.supervision.keep_sheets(opened).result() if opened else 0
        if new < len(opened):
            there = self._room.reader().supervised.sheet_names(team.id)
            state.spare |= {one.sheet.name for one in opened} - there
        return new

    def _put_again(self, team: Team, state: Round) -> None:
        """What is no longer there: somebody took it away, or it could not be put at the time."""
        known = self._records.known(team.id)
        if state.counted != known.number:
            state.ours, state.counted = self._ours(known), known.number
        missing = self.carrier(team).missing(state.ours)
        for one in self._room.reader().supervised.sheets(team.id, missing) if missing else ():
            self.carrier(team).put(one.sheet)

    def _ours(self, known: Known) -> frozenset[str]:
        """The names of the sheets that we answer for: our events, those of a key on paper that let us in and of devices
        whose part is over, which put nothing again themselves, and the papers that they name.
        """
        ended, ours = known.standing.revoked, {known.team.key, *known.spare_keys}
        events = [one for one in known.events.values() if one.by in ours or one.seq <= ended.get(one.by, 0)]
        papers = {event.papers for event in events if event.papers} - known.standing.erased
        kept_here = self._room.reader().supervised.papers(known.team.id, [*(event.id for event in events), *papers])
        return frozenset(one.sheet.name for one in kept_here)

    def _obey(self, team: Team) -> None:
        """Drop what is to be erased, here and, of ours and of those who are gone, in the folder."""
        known = self._records.known(team.id)
        erased = [PapersId(name) for name in known.standing.erased]
        there = self._room.reader().supervised.papers(team.id, erased) if erased else ()
        if there:
            gone = [PapersId(one.id) for one in there]
            self._room.workspace.supervision.drop_papers(team.id, gone, known.asked_in(gone)).result()
            self._records.forget(team.id, erased)
            self.state(team.id).spare.clear()  # the same texts under another name are to be found again
        state = self.state(team.id)
        state.erased |= {one.sheet.name for one in there}
        if team.folder and state.erased:
            with suppress(CarrierError):
                self.carrier(team).drop(frozenset(state.erased), known.standing.revoked.keys())

    def _note(self, state: Round, error: CarrierError | None) -> None:
        was, state.trouble = state.trouble, error.trouble() if error else None
        if error is None:
            state.read_at = self._room.now()
        if was != state.trouble:
            self._room.tell(Change.CASES)

    def _account(self, team: Team, state: Round) -> None:
        """The folder was read: whether all is here that this device ever signed. If not, the workspace was put back from a
        copy, and what nobody carried may lie in the file that was put aside.
        """
        if state.accounted == team.key and not team.unread:
            return
        lacks = self._lacks_own(team)
        if lacks and state.accounted != team.key:
            self.take_in(team, self._room.reader().supervised.left_behind(team.id))
            lacks = self._lacks_own(team)
        state.accounted = team.key
        self._records.lost = self._records.lost | {team.id} if lacks else self._records.lost - {team.id}
        now = self._room.reader().supervised.team(team.id)
        if now.key == team.key and now.unread != lacks:  # else it joined again meanwhile
            self._room.workspace.supervision.save_team(replace(now, unread=lacks)).result()
            self._room.tell(Change.CASES)

    def _lacks_own(self, team: Team) -> bool:
        """The keyring first: another process that signs meanwhile keeps the event before it moves the number there."""
        notary = self._records.notary(team)
        signed = notary.last_signed()
        own = self._records.known(team.id).own
        return notary.key == team.key and signed > (own.seq if own else 0)


def _refuse(state: Round, sheet: Sheet, error: Unacceptable, inside: Collection[KeyId]) -> None:
    """However much strangers put there, what a member signed with a newer program is noted: it may be a refusal."""
    if error.by in inside or len(state.newer) < MOST_REFUSED:
        state.newer |= {KeyId(error.by)} if error.by else set()
    if len(state.refused) < MOST_REFUSED:
        state.refused[sheet.name] = error.reason
