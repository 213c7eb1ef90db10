"""How this device leaves a team, and how an owner's sees off another one that left. May not end anybody's part by itself."""

from contextlib import suppress
from dataclasses import replace

from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.events import Departure, WhyWithdrawn, Withdrawal
from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import Role, TeamId
from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import CarrierError, EntryMoved, NotEntitled
from cm_desktop.domain.outbox import Addressee, State, cancel
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.pointless import ENDS
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom

_ON_ITS_WAY = frozenset({State.SENDING, State.UNCERTAIN})


class Leaving:
    """What was asked is withdrawn first, so that nobody answers what nobody follows any more."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen, following: Following) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen
        self._following = following

    def go(self, team: TeamId) -> None:
        """See `Teams.leave`."""
        known = self._checked(team)
        clients = [client for client in known.team.clients if not known.may_drop(client)]
        self._take_back_requests(known)
        for case in known.standing.cases.values():
            if known.is_ours(case) and case.state in ENDS:
                self._withdraw(known, case)
        self._following.go(known.team)  # what was approved is called back
        self._pen.sign(team, Departure())
        self._room.workspace.supervision.save_team(replace(known.team, clients=tuple(clients))).result()
        self._rounds.go(known.team)  # what could not be put is put again until it is there
        self._room.tell(Change.OUTBOX, Change.COMMENTS)

    def see_off(self, team: Team) -> None:
        """Where this person says who takes part: whoever left gets no key to what is said from now on."""
        known = self._records.known(team.id)
        if team.unread or known.me is None or known.me.role is not Role.OWNER:
            return
        for key in sorted(known.standing.left & known.standing.members.keys()):
            last = known.standing.revoked[key]
            staying = [one for one in known.standing.members.values() if one.key not in known.standing.revoked]
            self._pen.sign(team.id, self._records.notary(team).revocation(key, last, staying))
            self._room.tell(Change.CASES)

    def _checked(self, team: TeamId) -> Known:
        """The team as it stands once its folder was read: whoever leaves is heard. Raises NotEntitled, CarrierError."""
        kept = self._records.known(team).team
        if not kept.folder:
            raise NotEntitled("no_team")
        if not self._rounds.go(kept):
            raise CarrierError(path=kept.folder)
        known = self._records.known(team)
        if known.is_over:
            raise NotEntitled("revoked")
        if known.team.unread:
            raise NotEntitled("unread")
        if would_strand(known):
            raise NotEntitled("last_owner")
        if self._is_under_way(known):
            raise NotEntitled("under_way")
        return known

    def _is_under_way(self, known: Known) -> bool:
        """Whether what the team approved may be on the page already."""
        leaving = self._room.reader().entries(states=_ON_ITS_WAY)
        return any(entry.approval and entry.approval.case in known.standing.cases for entry in leaving)

    def _take_back_requests(self, known: Known) -> None:
        """Those that nobody signed yet."""
        reader = self._room.reader()
        for entry in reader.entries(states={State.QUEUED, State.HELD}):
            client = reader.account(entry.comment.account).client
            if entry.addressee is Addressee.SUPERVISOR and client in known.team.clients:
                with suppress(EntryMoved):
                    self._room.workspace.change_entry(entry, cancel(entry)).result()

    def _withdraw(self, known: Known, case: Case) -> None:
        body = Withdrawal(request=case.current.id, why=WhyWithdrawn.BY_AUTHOR)
        self._pen.sign(known.team.id, body, case=case.id)


def would_strand(known: Known) -> bool:
    """Whether others stay of whom nobody is an owner."""
    me, gone = known.me, known.standing.revoked
    if me is None or me.role is not Role.OWNER:
        return False
    others = [one for key, one in known.standing.members.items() if key not in gone and one.person != me.person]
    return bool(others) and all(one.role is not Role.OWNER for one in others)
