"""How a team begins, and how this device asks to take part in one. May not let anybody in."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cm_desktop.domain.approvals.keeping import Team, kept
from cm_desktop.domain.approvals.pairing import Offer
from cm_desktop.domain.approvals.people import Member, PersonId, Role, TeamId
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import InvitationRefused, NotEntitled, SecretMissing
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom


class Founding:
    """Makes this device's keys for a team, and signs its first event there."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen, *, fleeting: bool) -> None:
        """`fleeting`: this program ends with one command, and what no keyring keeps is lost with it."""
        self._room = room
        self._fleeting = fleeting
        self._records = records
        self._rounds = rounds
        self._pen = pen

    def alone(self) -> Team:
        """The team of this device alone, whose requests leave as files; made where there is none. Raises CredentialError.

        One that was put back from a copy signs nothing any more: nobody carries what it would have to read again.
        """
        for known in self._records.all():
            if not known.team.folder and not known.team.unread and known.me is not None:
                return known.team
        return self._begin("", (), "", "")

    def found(self, name: str, clients: Sequence[ClientId], folder: Path, person_name: str) -> Team:
        """A team of which this person is the owner. Raises NotEntitled, CarrierError, CredentialError, StoreError."""
        self._records.check_free(clients)
        return self._begin(name, tuple(clients), str(folder), person_name)

    def join(self, invitation: bytes, code: str, person_name: str, folder: Path) -> Team:
        """Ask to take part, with another key where this device's part is over: the former one says nothing any more.

        Raises InvitationRefused, CarrierError, CredentialError, StoreError.
        """
        now, pairing = self._room.now(), self._records.outside.pairing
        offer = pairing.read(invitation, code, now)
        if before := self._before(offer):
            self._rounds.carrier(replace(before, folder=str(folder))).begin()  # no keys are made for nothing
        person = before.person if before else PersonId(secrets.token_hex(16))
        member = self._member(offer.team, person, person_name, Role.MODERATOR, anew=before is not None)
        joining = pairing.join(invitation, code, member, now)
        team = Team(
            id=offer.team,
            name=offer.team_name,
            root=offer.root,
            key=member.key,
            person=person,
            person_name=person_name,
            folder=str(folder),
            clients=before.clients if before else (),
        )
        self._rounds.carrier(team).begin()
        self._room.workspace.supervision.save_team(team).result()
        founding = kept(team.id, self._records.notary(team).open(offer.founding), now, sheet=offer.founding)
        self._room.workspace.supervision.keep_sheets([founding]).result()
        self._pen.sign(team.id, joining)
        return team

    def _before(self, offer: Offer) -> Team | None:
        """This device in that team, where its part is over, or its keys are lost; None where it never had any.

        Raises InvitationRefused: "member" where it takes part, "other_team" where another began that one; CredentialError.
        """
        team = next((one for one in self._records.teams() if one.id == offer.team), None)
        if team is not None and team.root != offer.root:
            raise InvitationRefused("other_team")
        if team is None or self._is_out(team):
            return team
        raise InvitationRefused("member")

    def _is_out(self, team: Team) -> bool:
        """That its part is over may be told in the folder."""
        try:
            self._rounds.go(team)
            known = self._records.known(team.id)
        except SecretMissing:
            return True
        return known.is_over or known.own is None or team.id in self._records.lost

    def _begin(self, name: str, clients: tuple[ClientId, ...], folder: str, person_name: str) -> Team:
        id_ = TeamId(secrets.token_hex(16))
        member = self._member(id_, PersonId(secrets.token_hex(16)), person_name, Role.OWNER)
        team = Team(
            id=id_,
            name=name,
            root=member.key,
            key=member.key,
            person=member.person,
            person_name=person_name,
            folder=folder,
            clients=clients,
        )
        if folder:
            self._rounds.carrier(team).begin()
        self._room.workspace.supervision.save_team(team).result()
        self._pen.sign(id_, self._records.notary(team).founding(member))
        return team

    def _member(self, team: TeamId, person: PersonId, name: str, role: Role, *, anew: bool = False) -> Member:
        device = self._records.outside.pairing.device(team, anew=anew)
        if self._fleeting and device.keeping is Keeping.SESSION:
            raise NotEntitled("no_keyring")
        return Member(
            key=device.key,
            public_key=device.public_key,
            sealing_key=device.sealing_key,
            person=person,
            name=name,
            role=role,
        )
