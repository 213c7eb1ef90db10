"""Who takes part, and what their clients want validated: the desk's side of it. May not answer any request."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cm_desktop.domain.approvals.chains import holds_until
from cm_desktop.domain.approvals.events import Event, Joining, PolicySet
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.approvals.views import Invited, TeamStatus, TeamView
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.errors import CredentialError, NotEntitled, NotFound
from cm_desktop.engine.supervision.bound import bind
from cm_desktop.engine.supervision.clients import spoken_of
from cm_desktop.engine.supervision.erasing import Erasing
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.founding import Founding
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.supervision.leaving import Leaving, would_strand
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.spare import SpareKeys
from cm_desktop.engine.supervision.views import Views
from cm_desktop.engine.workroom import Workroom


class TeamDesk:
    """Fulfils `domain.approvals.supervising.Teams`, where each call is told."""

    def __init__(
        self,
        room: Workroom,
        records: Records,
        rounds: Rounds,
        pen: Pen,
        founding: Founding,
        following: Following,
        gate: Gate,
        views: Views,
        spare: SpareKeys,
        erasing: Erasing,
    ) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen
        self._founding = founding
        self._following = following
        self._gate = gate
        self._views = views
        self._spare = spare
        self._erasing = erasing
        self._leaving = Leaving(room, records, rounds, pen, following)

    def all(self) -> tuple[TeamView, ...]:
        return tuple(self._view(known) for known in self._records.shown())

    def one(self, team: TeamId) -> TeamView:
        return self._view(self._seen(team))

    def of(self, client: ClientId) -> TeamView | None:
        team = self._records.team_of(client)
        return self.one(team.id) if team else None

    def clients(self, team: TeamId) -> tuple[Client, ...]:
        return spoken_of(self._seen(team), self._room.reader().clients(), self._records)

    def lasts(self) -> bool:
        return self._records.outside.pairing.lasts()

    def status(self, team: TeamId) -> TeamStatus:
        known, state = self._seen(team), self._rounds.state(team)
        return TeamStatus(
            team=team,
            read_at=state.read_at,
            trouble=state.trouble,
            validates=known.validates,
            unread=known.team.unread,
            lost=team in self._records.lost,
            outdated=state.outdated,
            refused=len(state.refused) + len(state.strangers),
            waiting=len(self._views.waiting(known)),
            mine=len(self._views.mine(known)),
        )

    def found(self, name: str, clients: Sequence[ClientId], folder: Path, person_name: str) -> TeamView:
        return self._told(self._founding.found(name, clients, folder, person_name))

    def join(self, invitation: bytes, code: str, person_name: str, folder: Path) -> TeamView:
        team = self._founding.join(invitation, code, person_name, folder)
        self._rounds.go(team)
        return self._told(team)

    def invite(self, team: TeamId) -> Invited:
        known = self._owned(team)
        root = next(event for event in known.events.values() if event.by == known.team.root and event.seq == 1)
        kept = self._room.reader().supervised.papers(team, [root.id])
        issued = self._records.outside.pairing.invite(kept[0].sheet, known.team.name, self._room.now())
        return Invited(file=issued.file, code=issued.code, until=issued.offer.expires)

    def welcome(self, team: TeamId, key: KeyId, role: Role, person: PersonId | None = None) -> None:
        known = self._owned(team)
        asking = self._asking(known, key)
        body = asking.body
        assert isinstance(body, Joining)
        pairing = self._records.outside.pairing
        pairing.check(asking, self._room.now())
        member = replace(body.member, role=role, person=_whose(known, body.member, person))
        self._pen.sign(team, self._records.notary(known.team).welcome(member))
        pairing.spend(body.invitation)
        self._told(known.team)

    def put_aside(self, team: TeamId, key: KeyId, *, on: bool = True) -> None:
        self._asking(self._owned(team), key)
        self._room.workspace.supervision.put_aside(team, key, on=on).result()
        self._room.tell(Change.CASES)

    def revoke(self, team: TeamId, key: KeyId) -> None:
        known = self._owned(team)
        standing = known.standing
        if key not in standing.members or key in standing.revoked.keys() - standing.torn:
            raise NotFound("member", key)
        if key == known.team.key and would_strand(known):
            raise NotEntitled("last_owner")
        last = holds_until(known.events.values(), key)
        staying = [one for one in _members(known) if one.key != key]
        self._pen.sign(team, self._records.notary(known.team).revocation(key, last, staying))
        self._told(known.team)

    def leave(self, team: TeamId) -> None:
        self._leaving.go(team)
        self._told(self._records.known(team).team)

    def work_for(self, team: TeamId, clients: Sequence[ClientId]) -> None:
        kept = self._room.reader().supervised.team(team)
        named = (*clients, *self._erased_and_kept(kept, clients))
        self._records.check_free(set(kept.clients) - set(named))
        self._records.check_free(clients, to=team)
        self._room.workspace.supervision.save_team(replace(kept, clients=named)).result()
        self._told(kept)

    def _erased_and_kept(self, team: Team, clients: Sequence[ClientId]) -> list[ClientId]:
        """Nobody sees them here to choose them, and an owner alone may take them from the team."""
        here, known = {client.id for client in self._room.reader().clients()}, self._records.known(team.id)
        gone = (one for one in team.clients if one not in here and one not in clients)
        return [one for one in gone if not known.may_drop(one)]

    def meant(self, client: ClientId) -> TeamView | None:
        every = tuple(self._records.shown())
        works = [known for known in every if client in known.team.clients]
        meant = works or [known for known in every if _is_in(known) and client in known.clients]
        if len(meant) > 1:
            raise NotEntitled("which_team")
        return self._view(meant[0]) if meant else None

    def policy(self, client: ClientId, team: TeamId | None = None) -> Policy:
        named = team or self._meant(client)
        return self._seen(named).standing.policies.get(client, Policy()) if named else Policy()

    def set_policy(self, client: ClientId, policy: Policy, team: TeamId | None = None) -> None:
        named = team or self._meant(client)
        if named is None:
            raise NotEntitled("no_team")
        known = self._owned(named)
        self._pen.sign(known.team.id, PolicySet(client=client, policy=policy))
        if policy.demands:  # else an owner would read as in force here what is not
            bind(known, [client], self._records, self._room)
        self._told(known.team)

    def scan(self, team: TeamId | None = None) -> tuple[TeamStatus, ...]:
        teams = [one for one in self._records.teams() if team is None or one.id == team]
        if team is not None and not teams:
            raise NotFound("team", team)
        for one in teams:
            self._go(one)
        return tuple(self.status(one.id) for one in teams)

    def _go(self, team: Team) -> None:
        """One team whose keys cannot be had keeps no other waiting."""
        try:
            if self._rounds.go(team):
                self._gate.release(team)
            self._spare.go_on(team.id)
            self._leaving.see_off(team)
            self._erasing.obey(team)
            self._following.go(team)
        except CredentialError as error:
            self._rounds.state(team.id).trouble = error.trouble()
            self._room.tell(Change.CASES)

    def _meant(self, client: ClientId) -> TeamId | None:
        meant = self.meant(client)
        return meant.id if meant else None

    def _seen(self, team: TeamId) -> Known:
        """To be looked at. Raises NotFound."""
        for known in self._records.shown():
            if known.team.id == team:
                return known
        raise NotFound("team", team)

    def _told(self, team: Team) -> TeamView:
        self._room.tell(Change.CASES)
        return self._view(self._records.known(team.id))

    def _view(self, known: Known) -> TeamView:
        aside = self._room.reader().supervised.put_aside(known.team.id)
        return replace(view(known), aside=aside)

    def _owned(self, team: TeamId) -> Known:
        """The team, if this person says who takes part. Raises NotEntitled, NotFound."""
        known = self._records.known(team)
        if known.me is None or known.me.role is not Role.OWNER:
            raise NotEntitled("role")
        return known

    def _asking(self, known: Known, key: KeyId) -> Event:
        for event in known.standing.asking:
            if isinstance(event.body, Joining) and event.body.member.key == key:
                return event
        raise NotFound("member", key)


def view(known: Known) -> TeamView:
    """A team as it is shown."""
    team, standing = known.team, known.standing
    asking = [event.body.member for event in standing.asking if isinstance(event.body, Joining)]
    return TeamView(
        id=team.id,
        name=team.name,
        folder=Path(team.folder) if team.folder else None,
        clients=team.clients,
        key=team.key,
        me=None if known.shut_out else known.me,
        members=tuple(_members(known)),
        revoked=tuple(member for key, member in standing.members.items() if key in standing.revoked),
        asking=tuple(member for member in asking if member.key not in standing.members),
        over=known.is_over,
        torn=standing.torn,
        shut_out=known.shut_out,
    )


def _is_in(known: Known) -> bool:
    """Whether this device takes part, and is heard, in a team that others are in too."""
    return bool(known.team.folder) and known.me is not None and not known.shut_out


def _whose(known: Known, asking: Member, person: PersonId | None) -> PersonId:
    """Whose device it is: that of somebody who takes part is for the owner to say, not for whoever asks. Raises NotFound."""
    there = {member.person for member in known.standing.members.values()}
    if person is not None:
        if person not in there:
            raise NotFound("member", person)
        return person
    return PersonId(secrets.token_hex(16)) if asking.person in there else asking.person


def _members(known: Known) -> list[Member]:
    """Those who take part, by name."""
    there = [one for key, one in known.standing.members.items() if key not in known.standing.revoked]
    return sorted(there, key=lambda member: (member.name, member.key))
