"""Every part of the window that shows a request: in front of whoever asks, and of whoever answers. May not know a text."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.differences import differences
from cm_desktop.domain.approvals.events import Answer, EventId, Outcome
from cm_desktop.domain.approvals.papers import Answered, Asked, Said
from cm_desktop.domain.approvals.people import PersonId, TeamId
from cm_desktop.domain.approvals.views import Answering, CaseView, Version
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.asking.begun import Begun
from cm_desktop.ui.asking.declare_pages import ElsewherePage, PastePage
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.kit.passages.difference import DifferenceText
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.validation.case_body import CaseBody
from cm_desktop.ui.validation.case_head import CaseHead
from cm_desktop.ui.validation.case_item import CaseItem
from tests.approvals.requests_made import ASKED, EVENT
from tests.reliability.hostile_widgets import FRENCH, NO_REQUESTS, WHEN, detail, hits
from tests.ui.rows import NOW

HERE = NOW.astimezone()  # as the window has it
LAST = datetime.max.replace(tzinfo=UTC)


def asked(text: str) -> Asked:
    """Everything that somebody wrote is the text."""
    said = Said(author=text, text=text, at=NOW)
    return replace(
        ASKED,
        page=text,
        client=text,
        colour=text,
        platform=text,
        comment=said,
        permalink=text,
        thread=(said, said),
        hits=hits(text) if text else (),
        proposals=(text, text),
        reason=text,
    )


def view(text: str) -> CaseView:
    """A second version, whose first one was refused, now corrected and with an advice."""
    first = replace(EVENT, id=EventId("first"))
    papers = Answered(text=text, reason=text, person=text, message=text)
    answer = replace(EVENT, id=EventId("answer"), body=Answer(request=EVENT.id, outcome=Outcome.CORRECT))
    said = Answering(event=answer, outcome=Outcome.CORRECT, who=text, text=text, papers=papers)
    assert EVENT.case is not None
    case = Case(id=EVENT.case, state=CaseState.CORRECTED, author=PersonId("a"), versions=(first, EVENT))
    versions = (Version(event=first, asked=asked(text[::-1])), Version(event=EVENT, asked=asked(text)))
    return CaseView(
        case=case,
        team=TeamId(text),
        author=text,
        asked=asked(text),
        versions=versions,
        answers=(said,),
        advice=(said,),
        earlier=(said,),
        mine=True,
    )


def waiting(text: str) -> CaseView:
    """The same before its answers, wanted by the last moment of all: east of Greenwich no clock shows it."""
    shown = view(text)
    request = replace(shown.case.request, deadline=LAST)
    current = replace(EVENT, at=LAST, body=request)
    case = replace(shown.case, state=CaseState.SUBMITTED, versions=(current,))
    return replace(shown, case=case, answers=(), advice=(), earlier=())


def card(text: str) -> QWidget:
    return RequestCard(view(text), NO_REQUESTS, NOW, FRENCH, LIGHT)


def body(text: str) -> QWidget:
    return _body(view(text))


def _body(shown: CaseView) -> QWidget:
    around = QWidget()
    made = CaseBody(FRENCH, LIGHT, around)
    made.resize(760, 700)
    around.resize(760, 700)
    made.show_case(shown, HERE, 24)
    return around


def head(text: str) -> QWidget:
    return CaseHead(view(text), NOW, 24, FRENCH, LIGHT)


def item(text: str) -> QWidget:
    return CaseItem(view(text), NOW, FRENCH, LIGHT)


def body_waiting(text: str) -> QWidget:
    return _body(waiting(text))


def head_waiting(text: str) -> QWidget:
    return CaseHead(waiting(text), HERE, 24, FRENCH, LIGHT)


def item_waiting(text: str) -> QWidget:
    return CaseItem(waiting(text), HERE, FRENCH, LIGHT)


def changes(text: str) -> QWidget:
    return DifferenceText(differences(text, text[::-1]), FRENCH, LIGHT)


def pasting(text: str) -> QWidget:
    """What somebody answered elsewhere, to be pasted."""
    return PastePage(view(text), FRENCH, LIGHT)


def elsewhere(text: str) -> QWidget:
    return ElsewherePage(view(text), FRENCH, LIGHT)


def form(text: str) -> QWidget:
    begun = Begun(detail=detail(text), text=text[:200], hide=False, validates=(), demanded={}, now=NOW)  # ours, typed
    return AskPage(begun, WHEN, FRENCH, LIGHT)
