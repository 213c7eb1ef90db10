"""What somebody decided, made into acts: how each of our cases stands now, beside what was done about it here.

May not send. Each ruling has its act once, in one transaction with the note that it has.
"""

import logging
from contextlib import suppress
from dataclasses import replace

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import EventId, Outcome
from cm_desktop.domain.approvals.gate import decided
from cm_desktop.domain.approvals.keeping import CaseNote, Step, Team
from cm_desktop.domain.approvals.papers import Answered, Asked
from cm_desktop.domain.approvals.rulings import held_to
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import EntryMoved, NotEntitled, NotFound
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.engine.supervision.acts import action_of, first_row, recalled, request_of, row_made, row_of, said_done
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.telling import Telling
from cm_desktop.engine.supervision.witness import bear_witness
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

_DECIDED = frozenset({CaseState.APPROVED, CaseState.CORRECTED, CaseState.FAILED})


class Following:
    """For the cases that this device opened."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._pen = pen
        self._telling = Telling(room, records, rounds, pen)

    def go(self, team: Team) -> None:
        """Do what follows from all that is known now. What cannot be done yet is tried again at the next call."""
        if self._go(team):
            self._go(team)  # what was just signed changes how a case stands

    def _go(self, team: Team) -> bool:
        """Answers whether anything was signed about a case."""
        known = self._records.known(team.id)
        if known.team.unread:
            return False  # what was signed since the copy was made is not read again yet
        notes = {note.case: note for note in self._room.reader().supervised.notes(team=team.id)}
        for note in notes.values():
            self._give_up(known, note)
        if known.is_over:
            return False
        ours = [case for case in known.standing.cases.values() if known.is_ours(case)]
        signed = [self._follow(known, case, notes.get(case.id)) for case in ours]
        bear_witness(self._pen, known, self._room.now())
        return any(signed)

    def _give_up(self, known: Known, note: CaseNote) -> None:
        """What was asked with a key whose part is over is followed no more: what it waits for will not come to this device."""
        case = known.standing.cases.get(note.case)
        back = recalled(row_made(self._room.reader(), note.ruling))
        if case is None or (known.is_ours(case) and not known.is_over) or not (note.waits or back):
            return
        now = replace(note, state=CaseState.WITHDRAWN, ruling=None, at=self._room.now())
        with suppress(EntryMoved):
            self._room.workspace.supervision.take_step(Step(was=note, now=now, moves=back)).result()
            self._room.tell(Change.OUTBOX, Change.COMMENTS, Change.CASES)

    def _follow(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Answers whether something was signed about it."""
        case = held_to(case, note.ruling if note else None)
        try:
            return self._telling.speak(known, case, note) or self._act_upon(known, case, note)
        except (EntryMoved, NotFound):
            return False  # somebody was quicker, or its papers are not here yet: thought over again at the next call
        except NotEntitled:
            log.warning("a case could not be followed", exc_info=True)
            return False

    def _act_upon(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Do what somebody decided, unless it is done."""
        ruling = _ruling(case)
        told = ruling.event.id if ruling else (case.advice[-1].id if case.advice else None)
        if note is None or (note.state, note.ruling) != (case.state, told):
            self._note(known, case, note, told)
        return False

    def _note(self, known: Known, case: Case, was: CaseNote | None, told: EventId | None) -> None:
        asked, answered = self._records.papers_of(known, case)
        about = CommentRef(asked.account, asked.remote_id) if asked else _about_erased(known, case, was)
        if about is None:
            return  # its papers are not here yet
        comment = self._comment(about) if asked else None
        before = row_made(self._room.reader(), was.ruling if was else None)
        moves = recalled(before) if was and was.ruling != told else said_done(before, case.state)
        acts = self._acts(case, was, asked, answered, comment) if asked and comment else ()
        now = CaseNote(
            case=case.id,
            team=known.team.id,
            comment=about,
            entry=was.entry if was else first_row(case.id),
            state=case.state,
            at=self._room.now(),
            ruling=told,
        )
        step = Step(
            was=was,
            now=now,
            moves=moves,
            acts=acts,
            comment=comment,
            decision=_dismissal(case),
            as_of={known.team.id: known.number},
        )
        self._room.workspace.supervision.take_step(step).result()
        self._room.tell(Change.OUTBOX, Change.COMMENTS, Change.CASES)

    def _acts(
        self, case: Case, was: CaseNote | None, asked: Asked, answered: Answered | None, comment: Comment
    ) -> tuple[Entry, ...]:
        """The row that a decision makes, if it is not there. Raises NotFound where the text is not here yet."""
        ruling = case.approved
        if case.state not in _DECIDED or ruling is None:
            return ()
        made = row_made(self._room.reader(), ruling.event.id)
        if made is not None and not _called_back(made, ruling, was):
            return ()
        action = action_of(case, ruling, asked, answered)
        if action is None:
            if decided(case, ruling) is not None:
                raise NotFound("papers", case.id)
            return ()
        caps = self._room.caps(self._room.reader().account(asked.account))
        request, now = request_of(self._room.reader(), case, was), self._room.now()
        seen = request.seen if request else None
        row = row_of(case, ruling, action, asked=asked, comment=comment, seen=seen, caps=caps, now=now, instead=made)
        return (row,)

    def _comment(self, ref: CommentRef) -> Comment:
        try:
            return self._room.reader().row(ref).comment
        except NotFound:
            return self._room.reader().kept_comment(ref)


def _dismissal(case: Case) -> Decision | None:
    """What was decided where that is to do nothing."""
    nothing = case.state in _DECIDED and case.approved is not None and decided(case, case.approved) is None
    return Decision.DISMISSED if nothing else None


def _ruling(case: Case) -> Ruling | None:
    """The answer by which it stands as it does."""
    if case.approved is not None or case.state is not CaseState.REJECTED:
        return case.approved
    return next((one for one in case.rulings if one.answer.outcome is Outcome.REJECT), None)


def _about_erased(known: Known, case: Case, note: CaseNote | None) -> CommentRef | None:
    """Which comment a case is about whose texts are erased: nothing is done about it any more, but it waits no longer."""
    return note.comment if note is not None and known.standing.is_erased(case) else None


def _called_back(made: Entry, ruling: Ruling, note: CaseNote | None) -> bool:
    """Whether it was undone here because another word counted for a while, as the note still tells: not by the user."""
    return made.state is State.CANCELLED and note is not None and note.ruling != ruling.event.id
