"""What somebody decided, made into acts: how each of our cases stands now, beside what was done about it here.

May not send. Each ruling has its act once, in one transaction with the note that it has.
"""

import logging
from contextlib import suppress
from dataclasses import replace

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import (
    Body,
    CaseId,
    EventId,
    Failed,
    Outcome,
    Sending,
    Sent,
    WhyFailed,
    WhyWithdrawn,
    Withdrawal,
)
from cm_desktop.domain.approvals.gate import decided, stopped
from cm_desktop.domain.approvals.keeping import CaseNote, Kept, Step, Team
from cm_desktop.domain.approvals.papers import Answered, Asked
from cm_desktop.domain.approvals.rulings import held_to
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Comment, CommentRef
from cm_desktop.domain.errors import EntryMoved, NotEntitled, NotFound
from cm_desktop.domain.outbox import Entry, EntryId, State
from cm_desktop.engine.supervision.acts import action_of, came_to_nothing, recalled, row_made, row_of, said_done
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.pointless import ENDS, end_of
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.views import OPEN
from cm_desktop.engine.supervision.witness import bear_witness
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

_DECIDED = frozenset({CaseState.APPROVED, CaseState.CORRECTED, CaseState.FAILED})
_LEAVES = _DECIDED | {CaseState.SENDING}


class Following:
    """For the cases that this device opened."""

    def __init__(self, room: Workroom, records: Records, rounds: Rounds, pen: Pen) -> None:
        self._room = room
        self._records = records
        self._rounds = rounds
        self._pen = pen

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
            return self._speak(known, case, note) or self._act_upon(known, case, note)
        except (EntryMoved, NotFound):
            return False  # somebody was quicker, or its papers are not here yet: thought over again at the next call
        except NotEntitled:
            log.warning("a case could not be followed", exc_info=True)
            return False

    def _speak(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Say what became of it here, if there is anything to say and anybody listens."""
        if note is not None and note.ruling is not None and self._is_done(case, note.ruling):
            self._tell_it_is_done(known, case, note.ruling)
            return True
        end = None
        if case.state in ENDS:  # most are over, and their papers are left alone
            end = self._end(known, case, note)
        if end is None:
            return self._tell_how_it_went(known, case, note)
        self._pen.sign(known.team.id, end, case=case.id)
        self._room.tell(Change.CASES)
        return True

    def _act_upon(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Do what somebody decided, unless it is done."""
        ruling = _ruling(case)
        told = ruling.event.id if ruling else (case.advice[-1].id if case.advice else None)
        if note is None or (note.state, note.ruling) != (case.state, told):
            self._note(known, case, note, told)
        return False

    def _request(self, case: Case, note: CaseNote | None) -> Entry | None:
        """The row of the outbox that asked; None where this file no longer has it."""
        with suppress(NotFound):
            return self._room.reader().entry(note.entry if note else _first_row(case.id))
        return None

    def _note(self, known: Known, case: Case, was: CaseNote | None, told: EventId | None) -> None:
        asked, answered = self._papers(known, case)
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
            entry=was.entry if was else _first_row(case.id),
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
        request, now = self._request(case, was), self._room.now()
        seen = request.seen if request else None
        row = row_of(case, ruling, action, asked=asked, comment=comment, seen=seen, caps=caps, now=now, instead=made)
        return (row,)

    def _end(self, known: Known, case: Case, note: CaseNote | None) -> Body | None:
        """What ends it from our side; nothing calls back an act that is leaving, or may have left."""
        ruling = case.approved
        entry = row_made(self._room.reader(), ruling.event.id if ruling else None)
        if entry is not None and entry.state in (State.SENDING, State.UNCERTAIN, State.SENT):
            return None
        if ruling and entry and entry.state is State.CANCELLED and not _called_back(entry, ruling, note):
            return Withdrawal(request=case.current.id, why=WhyWithdrawn.BY_AUTHOR)
        if known.standing.is_erased(case) and _is_open(case, note):
            return Withdrawal(request=case.current.id, why=WhyWithdrawn.ERASED)
        asked, read_at = self._papers(known, case)[0], self._rounds.state(known.team.id).read_at
        return end_of(self._room, case, asked, self._request(case, note), read_at)

    def _tell_how_it_went(self, known: Known, case: Case, note: CaseNote | None) -> bool:
        """Once its act is on the page, or is known not to be, say so. Of what is in doubt nothing is said."""
        ruling = case.approved.event.id if case.approved else note.ruling if note else None
        entry = row_made(self._room.reader(), ruling) if case.state in _LEAVES else None
        if ruling is None or entry is None:
            return False
        if entry.state is State.SENT:
            self._tell_it_is_done(known, case, ruling)
            return True
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
        asked, read_at = self._papers(known, case)[0], self._rounds.state(known.team.id).read_at
        if stopped(case) or end_of(self._room, case, asked, self._request(case, note), read_at):
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

    def _papers(self, known: Known, case: Case) -> tuple[Asked | None, Answered | None]:
        names = (case.current.papers, case.approved.event.papers if case.approved else None)
        papers = self._records.papers(known.team, names)
        asked, answered = (papers.get(name) if name else None for name in names)
        return (
            asked if isinstance(asked, Asked) else None,
            answered if isinstance(answered, Answered) else None,
        )

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


def _is_open(case: Case, note: CaseNote | None) -> bool:
    """Whether nobody decided, or nothing was done here yet about what they did."""
    return case.state in OPEN or (note is not None and note.state in OPEN)


def _about_erased(known: Known, case: Case, note: CaseNote | None) -> CommentRef | None:
    """Which comment a case is about whose texts are erased: nothing is done about it any more, but it waits no longer."""
    return note.comment if note is not None and known.standing.is_erased(case) else None


def _called_back(made: Entry, ruling: Ruling, note: CaseNote | None) -> bool:
    """Whether it was undone here because another word counted for a while, as the note still tells: not by the user."""
    return made.state is State.CANCELLED and note is not None and note.ruling != ruling.event.id


def _first_row(case: CaseId) -> EntryId:
    """The row of the outbox that opened a case: they have one name."""
    return EntryId(f"{case[:8]}-{case[8:12]}-{case[12:16]}-{case[16:20]}-{case[20:]}")
