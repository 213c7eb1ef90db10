"""An owner's second key, on paper: printed while all is well, used where the device was lost. May not let anybody else in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cm_desktop.domain.approvals.keeping import Team, kept
from cm_desktop.domain.approvals.people import KeyId, PersonId, Role, TeamId
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import InvitationRefused, NotEntitled, SecretMissing
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom


class SpareKeys:
    """Fulfils `domain.approvals.supervising.Spare`, where each call is told."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen

    def printed(self, team: TeamId) -> str:
        known = self._records.known(team)
        me = known.me
        if me is None or me.role is not Role.OWNER:
            raise NotEntitled("role")
        code, device = self._records.outside.pairing.recovery(team, known.team.root)
        spare = replace(me, key=device.key, public_key=device.public_key, sealing_key=device.sealing_key)
        self._pen.sign(team, self._records.notary(known.team).welcome(spare))
        return code

    def come_back(self, code: str, name: str, clients: Sequence[ClientId], folder: Path) -> TeamId:
        looking = _nobody_in(name, folder)
        for team in self._records.teams():
            if team.unread:
                with suppress(SecretMissing):  # on a new computer there are none
                    self._rounds.go(team)  # which tells whether the keys of this device are of any use there
        sheets = self._records.outside.carry(looking).scan()
        found, device = self._records.outside.pairing.recover(sheets, code, self._records.lost)
        begun = found.event
        before = next((team for team in self._records.teams() if team.id == begun.team), None)
        if before is not None and before.key == device.key:
            raise InvitationRefused("member")
        kept_for = before.clients if before is not None else ()
        works_for = tuple(dict.fromkeys((*kept_for, *clients)))
        team = replace(looking, id=begun.team, root=begun.by, key=device.key, clients=works_for, unread=True)
        self._room.workspace.supervision.save_team(team).result()
        self._room.workspace.supervision.keep_sheets([kept(team.id, found, self._room.now())]).result()
        self._rounds.go(team)
        self._be_oneself(team.id)
        self._room.tell(Change.CASES)
        return team.id

    def _be_oneself(self, team: TeamId) -> None:
        """The person of the lost device, as the team knows them."""
        known = self._records.known(team)
        if known.me is not None:
            team_now = replace(known.team, person=known.me.person, person_name=known.me.name)
            self._room.workspace.supervision.save_team(team_now).result()


def _nobody_in(name: str, folder: Path) -> Team:
    """Whoever looks into a folder without taking part in anything yet."""
    return Team(
        id=TeamId(""), name=name, root=KeyId(""), key=KeyId(""), person=PersonId(""), person_name="", folder=str(folder)
    )
