"""The first and the last moment of all, which a paper may claim, are shown wherever a request is, whatever the zone."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.validation.case_body import CaseBody
from cm_desktop.ui.validation.case_head import CaseHead
from cm_desktop.ui.validation.case_item import CaseItem
from cm_desktop.wording.words import Words
from tests.approvals.requests_made import EVENT, asking
from tests.reliability.hostile_cases import view
from tests.reliability.hostile_widgets import NO_REQUESTS
from tests.ui.rows import NOW

ENDS = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]


@pytest.fixture(params=["Europe/Paris", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own, east or west of Greenwich."""
    with monkeypatch.context() as there:
        there.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def wanted_by(deadline: datetime) -> CaseView:
    return _waiting(asking(deadline=deadline))


def asked_at(at: datetime) -> CaseView:
    return _waiting(replace(EVENT, at=at))


def _waiting(current: Event) -> CaseView:
    shown = view("Un.")
    return replace(shown, case=replace(shown.case, state=CaseState.SUBMITTED, versions=(current,)), advice=())


@pytest.mark.parametrize("shown", [made(end) for made in (wanted_by, asked_at) for end in ENDS])
def test_they_are_shown(dressed: QApplication, words: Words, zone: None, shown: CaseView) -> None:
    now, around = NOW.astimezone(), QWidget()
    CaseBody(words, LIGHT, around).show_case(shown, now, 24)
    head, item = CaseHead(shown, now, 24, words, LIGHT), CaseItem(shown, now, words, LIGHT)
    card = RequestCard(shown, NO_REQUESTS, now, words, LIGHT)
    assert not any(made.grab().isNull() for made in (around, head, item, card))
