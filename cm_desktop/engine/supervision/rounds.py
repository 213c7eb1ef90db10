"""Shared folders and our own copies, brought to the same: what came is kept, what vanished is put again.

May not say how a case stands, nor sign anything.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock, RLock

from cm_desktop.domain.approvals.keeping import Kept, Team, kept
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, TeamId
from cm_desktop.domain.approvals.ports import Carrier, Filed, Sheet
from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import CarrierError, Trouble, Unacceptable
from cm_desktop.engine.supervision.opening import MAY_OPEN_LATER
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

AT_ONCE = 500
MOST_REFUSED, MOST_SEALED = 100_000, 5_000


@dataclass(slots=True)
class Round:
    """How it stands with one team's folder. `refused` are sheets that cannot be believed, by name: the same bytes never will.
    `spare` are sheets of what was here already under another name, `erased` those that nobody takes in any more, and that are
    dropped as often as they come back.

    `read_at` is when it was last read to its end. `ours` are the names of what we put again, as of the event of that number.
    """

    read_at: datetime | None = None
    trouble: Trouble | None = None
    refused: dict[str, str] = field(default_factory=dict)
    spare: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
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
                    self._put_again(team, state)
            except CarrierError as error:
                self._note(team, state, error)
            else:
                self._note(team, state, None)
            self._obey(team)
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
                self._note(team, self.state(team.id), error)

    def take_in(self, team: Team, sheets: Iterable[Sheet]) -> int:
        """Keep what can be opened of these; answers how many were new. What is sealed opens once its key was read."""
        state, left, new = self.state(team.id), list(sheets), 0
        while left:
            opened, sealed = self._open(team, state, left)
            new += self._keep(team, state, opened)
            if len(sealed) == len(left):
                break
            left = sealed
        return new

    def opens(self, team: Team, sheets: Iterable[Sheet]) -> bool:
        """Whether any of these is this team's."""
        notary = self._records.ready(team)
        for sheet in sheets:
            with suppress(Unacceptable):
                notary.open(sheet)
                return True
        return False

    def _read(self, team: Team, state: Round) -> None:
        """What came is kept even where the reading breaks off."""
        known = self._room.reader().supervised.sheet_names(team.id)
        sealed: list[Sheet] = []
        coming = self.carrier(team).scan(known | state.refused.keys() | state.spare | state.erased)
        try:
            for some in _some_at_a_time(coming):
                opened, later = self._open(team, state, some)
                self._keep(team, state, opened)
                sealed += later[: MOST_SEALED - len(sealed)]  # the rest is read again in the next round
        finally:
            self.take_in(team, sealed)

    def _open(self, team: Team, state: Round, sheets: Iterable[Sheet]) -> tuple[list[Kept], list[Sheet]]:
        """What opens and is not erased, and what may open later."""
        notary, opened, sealed = self._records.ready(team), [], []
        erased = self._records.known(team.id).standing.erased
        for sheet in sheets:
            try:
                one = notary.open(sheet)
                if isinstance(one, Filed) and one.id in erased:
                    state.erased.add(sheet.name)
                else:
                    opened.append(kept(team.id, one, self._room.now(), sheet=sheet))
            except Unacceptable as error:
                if error.reason == MAY_OPEN_LATER:
                    sealed.append(sheet)
                elif len(state.refused) < MOST_REFUSED:
                    state.refused[sheet.name] = error.reason
        return opened, sealed

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
        """The names of the sheets that we answer for: our events, those of devices whose part is over, which put nothing
        again themselves, and the papers that they name.
        """
        ended = known.standing.revoked
        events = [one for one in known.events.values() if one.by == known.team.key or one.seq <= ended.get(one.by, 0)]
        papers = {event.papers for event in events if event.papers} - known.standing.erased
        kept_here = self._room.reader().supervised.papers(known.team.id, [*(event.id for event in events), *papers])
        return frozenset(one.sheet.name for one in kept_here)

    def _obey(self, team: Team) -> None:
        """Drop what is to be erased, here and, of ours and of those who are gone, in the folder."""
        known = self._records.known(team.id)
        erased = [PapersId(name) for name in known.standing.erased]
        there = self._room.reader().supervised.papers(team.id, erased) if erased else ()
        if there:
            self._room.workspace.supervision.drop_papers(team.id, [PapersId(one.id) for one in there]).result()
            self._records.forget(team.id, erased)
            self.state(team.id).spare.clear()  # the same texts under another name are to be found again
        state = self.state(team.id)
        state.erased |= {one.sheet.name for one in there}
        if team.folder and state.erased:
            with suppress(CarrierError):
                self.carrier(team).drop(frozenset(state.erased), known.standing.revoked.keys())

    def _note(self, team: Team, state: Round, error: CarrierError | None) -> None:
        was, state.trouble = state.trouble, error.trouble() if error else None
        if error is None:
            state.read_at = self._room.now()
            if team.unread and team.folder:  # what nobody carries cannot be read again
                self._have_read(team)
        if was != state.trouble:
            self._room.tell(Change.CASES)

    def _have_read(self, team: Team) -> None:
        """After a workspace was put back from a copy: what we signed since has been read again."""
        self._room.workspace.supervision.save_team(replace(team, unread=False)).result()


def _some_at_a_time(coming: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """All that came before a trouble is given before the trouble is raised."""
    some: list[Sheet] = []
    try:
        for sheet in coming:
            some.append(sheet)
            if len(some) == AT_ONCE:
                yield some
                some = []
    except CarrierError:
        yield some
        raise
    yield some
