"""Supervision as the window and the command line have it: `desk.supervision`. May not do the work of its parts."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.asked_for import ACTS
from cm_desktop.domain.approvals.cases import OVER
from cm_desktop.domain.approvals.events import CaseId, EventId, Outcome
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.approvals.terms import valid_until
from cm_desktop.domain.approvals.views import CaseView, Urgency, urgency
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, ClientId, CommentRef
from cm_desktop.domain.errors import NotEntitled
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.supervision.answering import Answering
from cm_desktop.engine.supervision.asking import Asking
from cm_desktop.engine.supervision.erasing import Erasing
from cm_desktop.engine.supervision.files import Files
from cm_desktop.engine.supervision.following import Following
from cm_desktop.engine.supervision.founding import Founding
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.supervision.outside import Outside
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Records
from cm_desktop.engine.supervision.rounds import Rounds
from cm_desktop.engine.supervision.spare import SpareKeys
from cm_desktop.engine.supervision.teams import TeamDesk
from cm_desktop.engine.supervision.views import OPEN, Views
from cm_desktop.engine.workroom import Workroom

EVERY = timedelta(seconds=15)
SELDOM = timedelta(minutes=1)
SOON = timedelta(seconds=1)  # whatever goes wrong, no round follows at once upon another


class Supervision:
    """Fulfils `domain.approvals.supervising.Supervising`, where each call is told."""

    def __init__(self, room: Workroom, outside: Callable[[], Outside] | None, *, fleeting: bool = False) -> None:
        """`outside` is asked once, when it is needed; `fleeting` says that the program ends with one command."""
        self._room = room
        self._urgencies: dict[CaseId, Urgency] = {}
        self._records = Records(room, outside)
        self._rounds = Rounds(room, self._records)
        pen = Pen(room, self._records, self._rounds.publish)
        self._views = Views(room, self._records)
        founding = Founding(room, self._records, self._rounds, pen, fleeting=fleeting)
        self._asking = Asking(room, self._records, pen, founding)
        self._following = Following(room, self._records, self._rounds, pen)
        self._answering = Answering(room, self._records, pen, self._views, self._following)
        self._files = Files(room, self._records, self._rounds, self._views, self._following)
        self._erasing = Erasing(room, self._records, self._rounds, pen)
        self.gate = Gate(room, self._records, self._rounds, pen)
        self.spare = SpareKeys(room, self._records, self._rounds, pen)
        self.teams = TeamDesk(
            room,
            self._records,
            self._rounds,
            pen,
            founding,
            self._following,
            self.gate,
            self._views,
            self.spare,
            self._erasing,
        )

    # -- in the background, or on demand

    def go(self) -> tuple[Entry, ...]:
        """One round: what is due is asked, the folders are read, what somebody decided is made into acts.

        Answers the requests that moved. Raises StoreError, CredentialError.
        """
        if not self._records.equipped:
            return ()
        asked = self._asking.go()
        self.teams.scan()
        self._remind()
        return asked

    def wake(self) -> None:
        """Read what is kept here, so that it can be shown; no folder is looked into yet."""
        if any(known.number for known in self._records.all()):
            self._room.tell(Change.CASES)

    def _remind(self) -> None:
        """Have everybody look again where a deadline came nearer than it was at the last round: see `urgency`."""
        now, was = self._room.now(), self._urgencies
        open_cases = (case for known in self._records.all() for case in known.standing.cases.values())
        self._urgencies = {
            case.id: urgency(case.current.at, case.request.deadline, now) for case in open_cases if case.state in OPEN
        }
        if any(was.get(name, Urgency.CALM) is not now for name, now in self._urgencies.items()):
            self._room.tell(Change.CASES)

    def follow(self) -> None:
        """Do what follows from what is known by now, the folders left alone."""
        for team in self._records.teams():
            self._following.go(team)

    def demanded(self, account: Account, act: ActionKind, categories: Collection[Category] | None) -> bool | None:
        """Whether the client's policy wants this act validated; None where that is not read yet: a window waits for nothing.

        Where nobody knows what such a comment is about, `categories` is None. Raises CredentialError.
        """
        if self._records.team_of(account.client) is None:
            return False
        known = self._records.at_hand(account.client)
        if known is None:
            return None
        policy = known.standing.policies.get(account.client, Policy())
        return known.me is None or policy.demanded(act, categories) is not None

    def check_page_may_leave(self, client: ClientId) -> None:
        """Whether a page of this client may become another's, the folder read once more.

        Raises NotEntitled("page") where the client wants something validated and this person owns not its team;
        CredentialError.
        """
        team = self._records.team_of(client)
        if team is None:
            return
        self._rounds.go(team)
        if not self._records.known(team.id).may_drop(client):
            raise NotEntitled("page")

    def next_round(self) -> timedelta:
        """How long until there is something to do, as far as is known here."""
        waits = EVERY if any(team.folder for team in self._records.teams()) else SELDOM
        due = self._asking.next_due() if self._records.equipped else None
        return waits if due is None else max(min(waits, due - self._room.now()), SOON)

    # -- looking

    def waiting(self) -> tuple[CaseView, ...]:
        return self._views.in_order(
            (known, case) for known in self._records.shown() for case in self._views.waiting(known)
        )

    def mine(self) -> tuple[CaseView, ...]:
        return self._views.in_order(
            (known, case) for known in self._records.shown() for case in self._views.mine(known)
        )

    def all(self) -> tuple[CaseView, ...]:
        every = [(known, case) for known in self._records.shown() for case in known.standing.cases.values()]
        every.sort(key=lambda one: (one[1].versions[0].at, one[1].id), reverse=True)
        return tuple(self._views.view(known, case) for known, case in every)

    def case(self, case: CaseId) -> CaseView:
        return self._views.view(*self._views.look(case))

    def about(self, comment: CommentRef) -> CaseView | None:
        return next(self._views.about(comment), None) if self._records.equipped else None

    def needed(self, client: ClientId, row: Row) -> dict[ActionKind, Needed]:
        team = self._records.team_of(client)
        if team is None:
            return {}
        policy = self.teams.policy(client, team.id)
        about = categories(self._room, row.comment, row.verdict.categories)
        needed = {act: policy.demanded(act, about) for act in ACTS.values()}
        return {act: one for act, one in needed.items() if one is not None}

    def standing(self, comment: CommentRef) -> tuple[CaseView, ...]:
        views = self.all_about(comment)
        return (*views[:1], *(view for view in views[1:] if view.state not in OVER))

    def all_about(self, comment: CommentRef) -> tuple[CaseView, ...]:
        """All that this workspace ever asked about a comment, the last first."""
        return tuple(self._views.about(comment)) if self._records.equipped else ()

    def valid_until(self, deadline: datetime | None) -> datetime:
        return valid_until(deadline, self._room.now())

    # -- answering

    def answer(
        self,
        case: CaseId,
        request: EventId,
        outcome: Outcome,
        *,
        choice: int | None = None,
        text: str = "",
        reason: str = "",
    ) -> CaseView:
        return self._answering.answer(case, request, outcome, choice, text, reason)

    def take_back(self, case: CaseId) -> CaseView:
        return self._answering.take_back(case)

    def declare(self, case: CaseId, pasted: str) -> CaseView:
        return self._answering.declare(case, pasted)

    def declare_elsewhere(
        self,
        case: CaseId,
        outcome: Outcome,
        *,
        person: str,
        message: str,
        choice: int | None = None,
        text: str = "",
        reason: str = "",
    ) -> CaseView:
        return self._answering.declare_elsewhere(case, outcome, choice, text, reason, person, message)

    def withdraw(self, case: CaseId) -> CaseView:
        return self._answering.withdraw(case)

    # -- files

    def page(self, case: CaseId) -> bytes:
        return self._files.page(case)

    def fiche(self, case: CaseId) -> bytes:
        return self._files.fiche(case)

    def journal(self, team: TeamId) -> bytes:
        return self._files.journal(team)

    def dossier(self, case: CaseId) -> bytes:
        return self._files.dossier(case)

    def take_in(self, dossier: bytes) -> int:
        return self._files.take_in(dossier)

    def erase(self, comment: CommentRef) -> int:
        return self._erasing.erase(comment)

    def erase_papers(self, comments: Collection[CommentRef]) -> int:
        return self._erasing.erase_papers(comments)
