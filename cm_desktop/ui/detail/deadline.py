"""Until when a request wants its answer, as a pill that grows louder on the way there. Pure; may not read a clock."""

from datetime import datetime

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Purpose
from cm_desktop.domain.approvals.views import CaseView, Urgency, urgency
from cm_desktop.ui.detail.when import capitalised
from cm_desktop.ui.kit.marks.pill import Fill, Pill, Tone
from cm_desktop.wording.times import clock, due, due_day, is_same_day, moment
from cm_desktop.wording.words import Words

_LATE = (Tone.DUE, Fill.SOLID, "triangle-alert")


def deadline_pill(words: Words, view: CaseView, now: datetime) -> Pill | None:
    """In a sentence, for who has room. Orange on the day itself and once nine tenths of the time are over.

    From half of the time on it says what is to be done.
    """
    if view.deadline is None:
        return None
    time = clock(words, view.deadline) if is_same_day(view.deadline, now) else due(words, view.deadline, now)
    match near(view, now):
        case Urgency.LATE:
            return Pill(words.say("Late since {time}", time=moment(words, view.deadline, now)), *_LATE)
        case Urgency.CALM:
            told = words.say("Before {time}", time=time)
        case _ if view.purpose is Purpose.ADVISE:
            told = words.say("Advice wanted before {time}", time=time)
        case _:
            told = words.say("To validate before {time}", time=time)
    return Pill(told, tone=_tone(view, now), icon="clock")


def short_deadline(words: Words, view: CaseView, now: datetime) -> Pill | None:
    """The same in a word, for a list."""
    if view.deadline is None:
        return None
    if near(view, now) is Urgency.LATE:
        return Pill(words.say("Late"), *_LATE)
    told = clock(words, view.deadline)
    if not is_same_day(view.deadline, now):
        told = capitalised(due_day(words, view.deadline, now))
    return Pill(told, tone=_tone(view, now), icon="clock")


def reminder(words: Words, view: CaseView, now: datetime) -> Pill | None:
    """For who asked: nothing before half of the time is over, nor once it is answered."""
    waits = view.state is CaseState.SUBMITTED and not view.advised
    return deadline_pill(words, view, now) if waits and near(view, now) is not Urgency.CALM else None


def near(view: CaseView, now: datetime) -> Urgency:
    """How far it is on its way to its deadline."""
    return urgency(view.case.current.at, view.deadline, now)


def _tone(view: CaseView, now: datetime) -> Tone:
    assert view.deadline is not None
    due_now = is_same_day(view.deadline, now) or near(view, now) is Urgency.NEARLY
    return Tone.DUE if due_now else Tone.NEUTRAL
