"""What supervision asks for people who have no program: pages, answers pasted, a journal. May not hold any behaviour."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from cm_desktop.domain.approvals.cases import Standing
from cm_desktop.domain.approvals.events import Event, EventId, Outcome
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.views import CaseView, TeamView


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The one answer in a pasted message. `choice` counts from 0; `text` is a correction, `reason` why not, or an advice.

    `code` is what the request's page gave for this answer: it counts once.
    """

    outcome: Outcome
    code: str
    choice: int | None = None
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """All of a team for a journal: its events in the order in which they were taken in, each envelope, each papers' bytes."""

    team: TeamView
    standing: Standing
    events: tuple[Event, ...]
    envelopes: Mapping[EventId, bytes]
    papers: Mapping[PapersId, bytes]
    cases: tuple[CaseView, ...]


class Paperwork(Protocol):
    """Makes files to show and to answer, and reads what comes back."""

    def page(self, case: CaseView, secret: bytes) -> bytes:
        """The request as one HTML file; `secret` is what its codes are made with. The papers have to be there."""

    def read(self, case: CaseView, pasted: str, *, secret: bytes, used: Collection[str]) -> Pasted:
        """What somebody answered. Raises AnswerUnclear, CaseMoved("erased")."""

    def fiche(self, case: CaseView) -> bytes:
        """One decision on one page of HTML. The papers have to be there."""

    def journal(self, archive: Archive) -> bytes:
        """A ZIP that can be checked without the program."""
