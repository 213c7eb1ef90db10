"""What is known of each team here: our copies of its sheets, each opened once, and what follows. May not sign or carry."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import RLock

from cm_desktop.domain.approvals.cases import Case, Standing
from cm_desktop.domain.approvals.events import CaseId, Event, EventId, Request, Welcome
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, PapersId
from cm_desktop.domain.approvals.people import VALIDATES, KeyId, Member, Role, TeamId
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.approvals.ports import Filed, Notary
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import CredentialError, NotEntitled, Unacceptable
from cm_desktop.engine.supervision.opening import Opening
from cm_desktop.engine.supervision.outside import Outside
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A team as it stands here. `number` is that of the last event that was read, `own` our last one."""

    team: Team
    standing: Standing
    events: Mapping[EventId, Event]
    number: int
    own: Event | None

    @property
    def me(self) -> Member | None:
        """This device, once somebody let it in, until its part ends."""
        return None if self.is_over else self.standing.members.get(self.team.key)

    @property
    def is_over(self) -> bool:
        """Whether this device left, or somebody ended its part: what the team says since, it cannot read."""
        return self.team.key in self.standing.revoked or self.team.key in self.standing.left

    @property
    def spare_keys(self) -> frozenset[KeyId]:
        """Those on paper, of this person, by which this device came in."""
        owner = (self.team.person, Role.OWNER)
        own = {key for key, one in self.standing.members.items() if (one.person, one.role) == owner}
        return frozenset(one.by for one in self.events.values() if one.by in own and _welcomes(one, self.team.key))

    @property
    def shut_out(self) -> bool:
        """Whether the code by which this owner came back was used elsewhere at the same time, so that neither use counts."""
        if self.is_over or (self.me is not None and self.team.person):
            return False
        return not self.standing.forked.keys().isdisjoint(self.spare_keys or {self.team.key})

    @property
    def validates(self) -> bool:
        """Whether this person may answer what others ask."""
        return self.me is not None and self.me.role in VALIDATES

    @property
    def clients(self) -> frozenset[ClientId]:
        """Those of whom anybody of the team spoke."""
        asked = {case.request.client for case in self.standing.cases.values()}
        return frozenset({*self.team.clients, *self.standing.policies, *asked})

    def asked_in(self, papers: Collection[PapersId]) -> frozenset[CaseId]:
        """The cases whose request is in these papers, and in no others that may still be read."""
        requests = (one for one in self.events.values() if isinstance(one.body, Request) and one.papers in papers)
        gone = self.standing.erased.union(papers)
        stand = {case.id for case in self.standing.cases.values() if case.current.papers not in gone}
        return frozenset(one.case for one in requests if one.case and one.case not in stand)

    def may_drop(self, client: ClientId) -> bool:
        """Whether this person may have the team work for a client no more: what it wants validated is the owner's to say, also
        of one whom the team can no longer hear. Who is not in, or no more, cannot know what that is.
        """
        if self.shut_out or self.me is None:
            return self.shut_out
        return self.me.role is Role.OWNER or not self.standing.policies.get(client, Policy()).demands

    def is_ours(self, case: Case) -> bool:
        """Whether this very device asked, and so has to follow it: a second device of the person must not do so too."""
        return case.versions[0].by == self.team.key


@dataclass(slots=True)
class _Read:
    """What was read of one team so far, with this device's key of then."""

    key: KeyId
    opening: Opening = field(default_factory=Opening)
    papers: dict[PapersId, Papers] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)


class Records:
    """Any thread may ask; the first call for a team opens all that is kept of it, and may wait for the keyring.

    In a window, `shown` waits for nothing: it answers what the background work read last.
    """

    def __init__(self, room: Workroom, outside: Callable[[], Outside] | None) -> None:
        """`outside` is asked once, when something is first signed or opened; None where nothing can be validated.

        `lost` are the teams in which this device signed something that is nowhere any more: with these keys it signs nothing.
        """
        self._room = room
        self._bring = outside
        self._brought: Outside | None = None
        self._read: dict[TeamId, _Read] = {}
        self._last: dict[TeamId, Known] = {}
        self._notaries: dict[TeamId, Notary] = {}
        self.lost: frozenset[TeamId] = frozenset()
        self._turn = RLock()
        self._papers_turn = RLock()

    @property
    def equipped(self) -> bool:
        """Whether this desk can have anything validated."""
        return self._bring is not None

    @property
    def outside(self) -> Outside:
        """What the outer parts brought. Raises NotEntitled("no_team") where this desk has none."""
        if self._bring is None:
            raise NotEntitled("no_team")
        with self._turn:
            self._brought = self._brought or self._bring()
            return self._brought

    def teams(self) -> tuple[Team, ...]:
        """Every team that this workspace takes part in, or asks to, by name."""
        return self._room.reader().supervised.teams() if self.equipped else ()

    def team_of(self, client: ClientId) -> Team | None:
        """The team that works for a client."""
        return next((team for team in self.teams() if client in team.clients), None)

    def check_free(self, clients: Iterable[ClientId], *, to: TeamId | None = None) -> None:
        """Whether these may leave the team that they have, for another or for none.

        Raises NotEntitled("role") where one of them wants something validated and this person owns not that team;
        CredentialError.
        """
        for client in clients:
            team = self.team_of(client)
            if team is not None and team.id != to and not self.known(team.id).may_drop(client):
                raise NotEntitled("role")

    def notary(self, team: Team) -> Notary:
        """Who signs and opens there. Raises CredentialError."""
        with self._turn:
            notary = self._notaries.get(team.id)
            if notary is None or notary.key != team.key:  # whoever joined again has other keys, in every process
                notary = self._notaries[team.id] = self.outside.pairing.notary(team.id, team.root)
            return notary

    def ready(self, team: Team) -> Notary:
        """The same, with the keys of the team that are told in what is kept here: else what is sealed opens to nobody."""
        self.known(team.id)
        return self.notary(team)

    def known(self, team: TeamId) -> Known:
        """The team with all that was taken in by now, by whatever process. Raises NotFound, CredentialError."""
        with self._turn:
            kept = self._room.reader().supervised.team(team)
            read = self._caught_up(kept)
            own = [event for event in read.opening.events.values() if event.by == kept.key]
            self._last[team] = Known(
                team=kept,
                standing=read.standing,
                events=read.opening.events,
                number=read.opening.number,
                own=max(own, key=lambda event: event.seq, default=None),
            )
            return self._last[team]

    def all(self) -> Iterator[Known]:
        """Every team, as `known`; of one whose keys cannot be had now, nothing but its name."""
        for team in self.teams():
            try:
                yield self.known(team.id)
            except CredentialError:
                yield _unopened(team)

    def shown(self) -> Iterator[Known]:
        """The same, to be looked at."""
        if not self._room.staying.is_set():
            yield from self.all()
            return
        for team in self.teams():
            yield self._last.get(team.id) or _unopened(team)

    def at_hand(self, client: ClientId) -> Known | None:
        """The team of a client: in a window as it was last looked at, None where it was not yet. Raises CredentialError."""
        team = self.team_of(client)
        if team is None or self._room.staying.is_set():
            return self._last.get(team.id) if team else None
        return self.known(team.id)

    def papers(self, team: Team, ids: Collection[PapersId | None]) -> dict[PapersId, Papers]:
        """These papers, where they are here and not erased."""
        with self._papers_turn:
            read = self._of(team)
            wanted = {name for name in ids if name is not None} - read.standing.erased
            self._open_papers(team, read, wanted - read.papers.keys())
            return {name: read.papers[name] for name in wanted if name in read.papers}

    def papers_of(self, known: Known, case: Case) -> tuple[Asked | None, Answered | None]:
        """What was asked in a case, and what the answer says by which it stands; None for what is not here, or erased."""
        names = (case.current.papers, case.approved.event.papers if case.approved else None)
        papers = self.papers(known.team, names)
        asked, answered = (papers.get(name) if name else None for name in names)
        return (
            asked if isinstance(asked, Asked) else None,
            answered if isinstance(answered, Answered) else None,
        )

    def forget(self, team: TeamId, ids: Collection[PapersId]) -> None:
        """They were erased: no copy stays in memory."""
        with self._papers_turn:
            if (read := self._read.get(team)) is not None:
                read.papers = {name: papers for name, papers in read.papers.items() if name not in ids}

    def _of(self, team: Team) -> _Read:
        """What was read so far; nothing yet where this device has another key since."""
        read = self._read.get(team.id)
        if read is None or read.key != team.key:
            read = self._read[team.id] = _Read(key=team.key)
        return read

    def _caught_up(self, team: Team) -> _Read:
        read, kept = self._of(team), self._room.reader().supervised
        new = kept.events(team.id, after=read.opening.number)
        if not new:
            return read
        notary = self.notary(team)
        read.opening.go_on(notary, new, kept.checked(team.id))
        if (noted := read.opening.to_note(notary)) is not None:
            self._room.workspace.supervision.note_checked(team.id, *noted)  # nothing waits for it
        read.standing = fold(read.opening.events.values(), team=team.id, root=team.root)
        return read

    def _open_papers(self, team: Team, read: _Read, ids: Collection[PapersId]) -> None:
        if not ids:
            return
        notary = self._notaries.get(team.id) or self.notary(team)
        for kept in self._room.reader().supervised.papers(team.id, tuple(ids)):
            try:
                opened = notary.open(kept.sheet)
            except Unacceptable:
                log.warning("papers that are kept here can no longer be opened", exc_info=True)
                continue
            if isinstance(opened, Filed):
                read.papers[opened.id] = opened.papers


def _welcomes(event: Event, key: KeyId) -> bool:
    return isinstance(event.body, Welcome) and event.body.member.key == key


def _unopened(team: Team) -> Known:
    """A team of which nothing can be read now."""
    return Known(team=team, standing=Standing(), events={}, number=0, own=None)
