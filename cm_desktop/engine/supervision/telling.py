"""What is said of our own cases to who validates: that one is over, that its act was done or came to nothing. May not act."""

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Body, EventId, Failed, Sending, Sent, WhyFailed, WhyWithdrawn, Withdrawal
from cm_desktop.domain.approvals.gate import stopped
from cm_desktop.domain.approvals.keeping import CaseNote, Kept
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import State
from cm_desktop.engine.supervision.acts import came_to_nothing, may_have_left, request_of, row_made
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.pointless import ENDS, end_of
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.views import OPEN
from cm_desktop.engine.workroom import Workroom

_LEAVES = frozenset({CaseState.APPROVED, CaseState.CORRECTED, CaseState.FAILED, CaseState.SENDING})


class Telling:
    """For the cases that this device opened."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen

    def speak(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Say what became of it here, if there is anything to say and anybody listens; answers whether something was signed."""
        if note is not None and note.ruling is not None and self._is_done(case, note.ruling):
            self._tell_it_is_done(known, case, note.ruling)
            return True
        end: Body | None = None
        if self._is_given_up(case, note):
            why = WhyWithdrawn.ERASED if known.standing.is_erased(case) else WhyWithdrawn.BY_AUTHOR
            end = Withdrawal(request=case.current.id, why=why)
        elif case.state in ENDS:  # most are over, and their papers are left alone
            end = self._end(known, case, note)
        if end is None:
            return self._tell_how_it_went(known, case, note)
        self._pen.sign(known.team.id, end, case=case.id)
        self._room.tell(Change.CASES)
        return True

    def _end(self, known: Known, case: Case, note: CaseNote | None) -> Body | None:
        """What ends it from our side; nothing calls back an act that is leaving, or may have left."""
        ruling = case.approved
        entry = row_made(self._room.reader(), ruling.event.id if ruling else None)
        if entry is not None and may_have_left(self._room.reader(), entry):
            return None
        if known.standing.is_erased(case) and _is_open(case, note):
            return Withdrawal(request=case.current.id, why=WhyWithdrawn.ERASED)
        asked, read_at = self._records.papers_of(known, case)[0], self._rounds.state(known.team.id).read_at
        return end_of(self._room, case, asked, request_of(self._room.reader(), case, note), read_at)

    def _is_given_up(self, case: Case, note: CaseNote | None) -> bool:
        """Whether the user undid what had been decided, as the note still tells it. Whatever was answered since, no other
        word may have it done again. What may be on the page all the same is not said to be withdrawn.
        """
        may_be_decided = case.state in ENDS or case.state is CaseState.REJECTED
        made = row_made(self._room.reader(), note.ruling) if note is not None and may_be_decided else None
        is_over = made is not None and made.state is State.CANCELLED
        return made is not None and is_over and not may_have_left(self._room.reader(), made)

    def _tell_how_it_went(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Once its act is on the page, or is known not to be, say so. Of what is in doubt nothing is said."""
        ruling = case.approved.event.id if case.approved else note.ruling if note else None
        entry = row_made(self._room.reader(), ruling) if case.state in _LEAVES else None
        if ruling is None or entry is None:
            return False
        if entry.state is State.SENT:
            self._tell_it_is_done(known, case, ruling)
            return True
        if may_have_left(self._room.reader(), entry):
            return False
        waits = case.state is CaseState.SENDING and self._waits(known, case, note)
        why = came_to_nothing(entry, case.state, waits=waits)
        if why is None:
            return False

        def commit(signed: tuple[Kept, ...]) -> None:
            """Only if the row stands still: the sender may be about to try it again."""
            self._room.workspace.change_entry(entry, entry, signed=signed).result()

        self._pen.sign(known.team.id, Failed(request=case.current.id, why=why), case=case.id, commit=commit)
        return True

    def _waits(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Whether what is queued waits for more than its time: for a page to be reached again, or for ever."""
        asked, read_at = self._records.papers_of(known, case)[0], self._rounds.state(known.team.id).read_at
        if stopped(case) or end_of(self._room, case, asked, request_of(self._room.reader(), case, note), read_at):
            return True
        if asked is None:
            return self._room.reader().halted.suspended()
        about = CommentRef(asked.account, asked.remote_id)
        return asked.account in self._room.frozen() or bool(self._room.reader().halted.held_back([about]))

    def _is_done(self, case: Case, ruling: EventId) -> bool:
        """Whether the act that this ruling made was done, and nobody was told. Whatever was answered since came too late,
        but a refusal of what was not our doing.
        """
        entry = row_made(self._room.reader(), ruling) if case.state in ENDS | {CaseState.REJECTED} else None
        if entry is None or entry.state is not State.SENT:
            return False
        return case.state is not CaseState.REJECTED or not entry.found_done

    def _tell_it_is_done(self, known: Known, case: Case, ruling: EventId) -> None:
        """Of what was done by hand, no gate said by whose word it left: said now. A refusal since then came too late.

        What somebody else had done is not said to be sent by us; an attempt of ours that failed before is given up.
        """
        entry = row_made(self._room.reader(), ruling)
        if entry is not None and entry.found_done:
            if case.state is CaseState.SENDING:
                self._pen.sign(known.team.id, Failed(request=case.current.id, why=WhyFailed.GIVEN_UP), case=case.id)
            self._pen.sign(known.team.id, Withdrawal(request=case.current.id, why=WhyWithdrawn.DONE), case=case.id)
            return
        if case.state is not CaseState.SENDING:
            stands = case.approved is not None and case.approved.event.id == ruling
            answers = tuple(one.event.id for one in case.rulings) if stands else (ruling,)
            self._pen.sign(known.team.id, Sending(request=case.current.id, answers=answers), case=case.id)
        self._pen.sign(known.team.id, Sent(request=case.current.id), case=case.id)


def _is_open(case: Case, note: CaseNote | None) -> bool:
    """Whether nobody decided, or nothing was done here yet about what they did."""
    return case.state in OPEN or (note is not None and note.state in OPEN)
