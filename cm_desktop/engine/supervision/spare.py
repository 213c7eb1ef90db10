"""An owner's second key, on paper: printed while all is well, used where the device was lost. May not let anybody else in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cm_desktop.domain.approvals.events import Welcome
from cm_desktop.domain.approvals.keeping import Team, kept
from cm_desktop.domain.approvals.pairing import Device
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role, TeamId
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotEntitled, SecretMissing
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
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
        self._pen.sign(team, self._records.notary(known.team).welcome(_on(device, me)))
        return code

    def come_back(self, code: str, name: str, clients: Sequence[ClientId], folder: Path) -> TeamId:
        looking = _nobody_in(name, folder)
        sheets = self._records.outside.carry(looking).scan()
        found, device = self._records.outside.pairing.recover(sheets, code, self._is_at_work)
        begun = found.event
        self._records.check_free(clients, to=begun.team)
        before = self._before(begun.team)
        kept_for = before.clients if before is not None else ()
        works_for = tuple(dict.fromkeys((*kept_for, *clients)))
        team = replace(looking, id=begun.team, root=begun.by, key=device.key, clients=works_for, unread=True)
        self._room.workspace.supervision.save_team(team).result()
        self._room.workspace.supervision.keep_sheets([kept(team.id, found, self._room.now())]).result()
        self._rounds.go(team)
        self._lets_itself_in(team.id)
        self._room.tell(Change.CASES)
        return team.id

    def go_on(self, team: TeamId) -> None:
        """Where the folder had not all of it yet when this owner came back. Raises CredentialError, StoreError."""
        known = self._records.known(team)
        if known.me is not None and not known.team.unread and _is_on_paper(known):
            with suppress(NotEntitled):  # the code was used twice at once, which is told beside the team
                self._lets_itself_in(team)
                self._room.tell(Change.CASES)

    def _before(self, team: TeamId) -> Team | None:
        return next((one for one in self._records.teams() if one.id == team), None)

    def _is_at_work(self, team: TeamId) -> bool:
        """Whether this device takes part there, with keys that it has. That its part is over may be told in the folder."""
        before = self._before(team)
        if before is None:
            return False
        try:
            self._rounds.go(before)
            key = self._records.outside.pairing.notary(team, before.root).key
            known = self._records.known(team)
        except SecretMissing:
            return False
        if known.me is None or known.shut_out:
            return False
        return key == known.team.key and team not in self._records.lost

    def _lets_itself_in(self, team: TeamId) -> None:
        """With keys of its own, as the person whom the team knows. The one on paper says nothing but this: used on a second
        computer, it does not sign what the first one signs too.
        """
        known = self._records.known(team)
        if known.me is None:
            raise NotEntitled("revoked" if known.is_over else "unread")
        if known.shut_out:
            raise NotEntitled("used_twice")
        device, take_into_use = self._records.outside.pairing.afresh(team)
        self._pen.sign(team, self._records.notary(known.team).welcome(_on(device, known.me)))
        take_into_use()
        itself = replace(known.team, key=device.key, person=known.me.person, person_name=known.me.name)
        self._room.workspace.supervision.save_team(itself).result()


def _is_on_paper(known: Known) -> bool:
    """Whether this device still signs with the key of a code: with keys of its own it knows who it is, from the first on;
    every other one founded the team, or asked to be let in.
    """
    own = (event for event in known.events.values() if event.by == known.team.key)
    return not known.team.person and all(isinstance(event.body, Welcome) for event in own)


def _on(device: Device, member: Member) -> Member:
    """The same person, with the same part, on another device."""
    return replace(member, key=device.key, public_key=device.public_key, sealing_key=device.sealing_key)


def _nobody_in(name: str, folder: Path) -> Team:
    """Whoever looks into a folder without taking part in anything yet."""
    return Team(
        id=TeamId(""), name=name, root=KeyId(""), key=KeyId(""), person=PersonId(""), person_name="", folder=str(folder)
    )
