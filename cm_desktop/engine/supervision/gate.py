"""Asked before anything leaves: the folder is read once more, and what everybody said by then decides.

May not send, nor decide who validates what.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.cases import Approval, Case, CaseState
from cm_desktop.domain.approvals.events import Sending
from cm_desktop.domain.approvals.gate import Departing, may_send, unheard, unread
from cm_desktop.domain.approvals.keeping import Kept, Team
from cm_desktop.domain.approvals.papers import Papers, PapersId
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.approvals.policy import Policy
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import ClientId, Comment, fingerprint
from cm_desktop.domain.errors import EntryMoved, NotFound, NotValidated
from cm_desktop.domain.outbox import Entry, State, release
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.workroom import Workroom

_WAITED_FOR_A_READING = frozenset({"unreachable", "behind", "forked", "newer"})
_WAITED_FOR_A_YES = frozenset({"missing", "person", "level"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`why` it may not leave, None where it may. `as_of`: the last event that was read of its team, for the claim to hold."""

    why: NotValidated | None = None
    as_of: Mapping[TeamId, int] = field(default_factory=dict)


class Gate:
    """One for all that leaves."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen

    def ask(self, entry: Entry, comment: Comment) -> Answer:
        """Whether this row may leave for the comment as it was just read, once the folders were too. Raises CredentialError."""
        for team in self._teams(entry):
            self._rounds.go(self._room.reader().supervised.team(team))
        return self.weigh(entry, comment)

    def weigh(self, entry: Entry, comment: Comment) -> Answer:
        """The same by what is known now. Raises CredentialError."""
        account = self._room.reader().account(entry.comment.account)
        asked, works = self._team(entry), self._records.team_of(account.client)
        if asked is None:
            return Answer(why=NotValidated("missing") if entry.approval else None)
        known = self._records.known(asked)
        theirs = known if works is None or works.id == asked else self._records.known(works.id)
        if known.me is None or theirs.me is None:  # not let in yet, or no more: what is wanted validated cannot be read
            return Answer(why=NotValidated("missing"))
        case = known.standing.cases.get(entry.approval.case) if entry.approval else None
        if case is not None and not known.is_ours(case):  # asked with a key whose part is over
            return Answer(why=NotValidated("missing"))
        if entry.approval and known.team.unread:  # of a team that nobody carries, nothing will ever be read again
            is_waited_for = known.team.folder and known.team.id not in self._records.lost
            return Answer(why=NotValidated("unreachable" if is_waited_for else "missing"))
        here = known.standing.policies.get(account.client, Policy())
        elsewhere = Policy() if theirs is known else theirs.standing.policies.get(account.client, Policy())
        scanned_at = self._scanned_at((known.team, theirs.team))  # before it is asked what time it is
        why = may_send(
            known.standing,
            self._departing(entry, comment, account.client, here, elsewhere),
            self._papers(known, entry.approval),
            now=self._room.now(),
            scanned_at=scanned_at,
        )
        if why is None:
            why = self._unheard((known, theirs), case)
        return Answer(why=why, as_of={one.team.id: one.number for one in (known, theirs)})

    def leave(self, entry: Entry, leaving: Entry, comment: Comment, as_of: Mapping[TeamId, int]) -> None:
        """Mark the row as leaving and sign that it is, in one transaction and only if nobody said more since `as_of`.

        What was read while the others were told of it counts too. Raises EntryMoved, NotValidated, NotEntitled, NotFound,
        CredentialError, WorkspaceBusy: nothing may be written then, whether the row was marked or not.
        """

        def commit(signed: tuple[Kept, ...] = ()) -> None:
            self._room.workspace.change_entry(entry, leaving, as_of=as_of, signed=signed).result()

        approval, team = entry.approval, self._team(entry)
        if approval is None or team is None or (case := self._case(team, approval)).state is CaseState.SENDING:
            commit()  # nobody is to be told, or was, by an attempt before this one
        else:
            answers = tuple(one.event.id for one in case.rulings)
            self._pen.sign(team, Sending(request=approval.request, answers=answers), case=case.id, commit=commit)
        late = self.weigh(leaving, comment).why
        if late is not None:
            raise late

    def release(self, team: Team) -> None:
        """The folder was read to its end: what waited for that and nothing else may be asked for again; what waited for
        an approval, for another's or for a surer one, once it may leave. What nobody approved is no younger for it.
        """
        for entry in self._room.reader().entries(states={State.HELD}):
            is_read = _waits_for(entry, _WAITED_FOR_A_READING) and self._is_read(entry, team)
            if is_read or (_waits_for(entry, _WAITED_FOR_A_YES) and self._is_enough_now(entry, team)):
                free = release(entry, now=self._room.now(), seen=entry.seen)
                if entry.approval is None:  # its moderator has not looked at it again
                    free = replace(free, renewed_at=entry.renewed_at)
                with suppress(EntryMoved):
                    self._room.workspace.change_entry(entry, free).result()
                self._room.tell(Change.OUTBOX)

    def _is_read(self, entry: Entry, team: Team) -> bool:
        """Whether this team has a say in it, and nothing that is still to be read of any that has."""
        names, asked = self._teams(entry), self._team(entry)
        if team.id not in names or asked is None:
            return False
        teams = [self._room.reader().supervised.team(name) for name in names]
        scanned_at = self._scanned_at(teams)
        if unread(self._room.now(), scanned_at):
            return False
        case = self._records.known(asked).standing.cases.get(entry.approval.case) if entry.approval else None
        return self._unheard([self._records.known(name) for name in names], case) is None

    def _unheard(self, teams: Iterable[Known], case: Case | None) -> NotValidated | None:
        """That an owner of one of these teams, or who else has a say in this case, may have said what cannot be known here."""
        for known in teams:
            standing, voices = known.standing, known.standing.owners
            if case is not None and case.id in standing.cases:
                voices |= standing.voices(case)
            if why := unheard(standing, voices):
                return why
            ended = standing.revoked.keys()  # what counts of theirs is named by who ended their part
            if not voices.isdisjoint(self._rounds.state(known.team.id).newer - ended):
                return NotValidated("newer")
        return None

    def _is_enough_now(self, entry: Entry, team: Team) -> bool:
        """Whether it may leave by what this team said or wants since. The row is made once, by the first who approved: that
        another one did too, or that less is demanded, makes no new one.
        """
        if team.id not in self._teams(entry):
            return False
        with suppress(NotFound):
            return self.weigh(entry, self._room.reader().row(entry.comment).comment).why is None
        return False

    def _scanned_at(self, teams: Iterable[Team]) -> datetime | None:
        """Since when nobody looked into one of their folders; now, where they have none."""
        read = [self._rounds.state(team.id).read_at for team in teams if team.folder]
        known = [at for at in read if at is not None]
        return min(known, default=self._room.now()) if len(known) == len(read) else None

    def _team(self, entry: Entry) -> TeamId | None:
        """Whose word it needs: the team of its case, else the team that works for the client."""
        if entry.approval is not None:
            note = self._room.reader().supervised.note(entry.approval.case)
            return note.team if note else None
        team = self._records.team_of(self._room.reader().account(entry.comment.account).client)
        return team.id if team else None

    def _teams(self, entry: Entry) -> set[TeamId]:
        """All whose word counts: that of its case, and that which works for the client by now."""
        works = self._records.team_of(self._room.reader().account(entry.comment.account).client)
        return {team for team in (self._team(entry), works.id if works else None) if team is not None}

    def _case(self, team: TeamId, approval: Approval) -> Case:
        try:
            return self._records.known(team).standing.cases[approval.case]
        except KeyError:
            raise NotFound("case", approval.case) from None

    def _departing(
        self, entry: Entry, comment: Comment, client: ClientId, here: Policy, elsewhere: Policy
    ) -> Departing:
        """`elsewhere` is what the team that works for the client wants, where another one was asked. What the act is about is
        looked for where that makes any difference.
        """
        assert not isinstance(entry.action, Escalate)
        about = None
        if any(policy.demanded(entry.action.kind, None) for policy in (here, elsewhere)):
            found = self._room.judge().judge(comment.text, client).categories
            about = categories(self._room, comment, found)
        return Departing(
            action=entry.action,
            client=client,
            comment=entry.comment,
            fingerprint=fingerprint(comment.text),
            categories=about,
            approval=entry.approval,
            elsewhere=elsewhere.demanded(entry.action.kind, about),
        )

    def _papers(self, known: Known, approval: Approval | None) -> Mapping[PapersId, Papers]:
        case = known.standing.cases.get(approval.case) if approval else None
        if case is None:
            return {}
        answer = case.approved.event.papers if case.approved else None
        return self._records.papers(known.team, [case.current.papers, answer])


def _waits_for(entry: Entry, reasons: frozenset[str]) -> bool:
    """Whether it is held for one of these, in a word of NotValidated."""
    trouble = entry.trouble
    return trouble is not None and trouble.name == NotValidated.__name__ and trouble.facts.get("reason") in reasons
