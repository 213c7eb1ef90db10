"""What the window and the command line ask of supervision, as a Protocol: `desk.supervision`. May not hold any behaviour.

Looking answers from what is known here; in a window it is what the background work read last, and waits for nothing:
`Change.CASES` says when to look again. Everything that signs waits for the keyring, for the disk, and for the shared folder:
not for the window's thread.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import CaseId, EventId, Outcome
from cm_desktop.domain.approvals.people import KeyId, PersonId, Role, TeamId
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.approvals.views import CaseView, Invited, TeamStatus, TeamView
from cm_desktop.domain.comments import Client, ClientId, CommentRef
from cm_desktop.domain.queue import Row


class Teams(Protocol):
    """Who moderates and validates together. `desk.supervision.teams`."""

    def all(self) -> tuple[TeamView, ...]:
        """Every team that this workspace takes part in, or asks to, by name."""

    def one(self, team: TeamId) -> TeamView:
        """Raises NotFound."""

    def of(self, client: ClientId) -> TeamView | None:
        """The team that works for a client; None where nobody validates for it."""

    def clients(self, team: TeamId) -> tuple[Client, ...]:
        """Of whom the team spoke, ours or not, by name: empty where the texts that told it are erased. Raises NotFound."""

    def lasts(self) -> bool:
        """Whether keys that are made here outlast the program. Waits for the keyring. Raises NotEntitled, CredentialError."""

    def status(self, team: TeamId) -> TeamStatus:
        """When its folder was last read, its trouble, whether this person validates. Raises NotFound."""

    def found(self, name: str, clients: Sequence[ClientId], folder: Path, person_name: str) -> TeamView:
        """Begin a team of which this person is the owner.

        Raises NotEntitled as `work_for` does, CarrierError, CredentialError, StoreError.
        """

    def invite(self, team: TeamId) -> Invited:
        """Invite one device. Raises NotEntitled, CredentialError, StoreError."""

    def join(self, invitation: bytes, code: str, person_name: str, folder: Path) -> TeamView:
        """Ask to take part; an owner has to welcome this device. Raises InvitationRefused, CarrierError, CredentialError."""

    def welcome(self, team: TeamId, key: KeyId, role: Role, person: PersonId | None = None) -> None:
        """Let in a device that asks, in this role; another device of `person`, who takes part, where one is named.

        Raises NotEntitled, InvitationRefused, NotFound, CredentialError.
        """

    def put_aside(self, team: TeamId, key: KeyId, *, on: bool = True) -> None:
        """Show a device that asks no more, or again: here alone, signed by nobody. Raises NotEntitled, NotFound, StoreError."""

    def revoke(self, team: TeamId, key: KeyId) -> None:
        """End a device's part: what it says from here on is void, and what it said after its log stopped holding together.

        Once more, and earlier, where it is `torn` all the same. Raises NotEntitled ("last_owner": this device's own, and nobody
        else would say who takes part), NotFound, CredentialError.
        """

    def leave(self, team: TeamId) -> None:
        """This device takes part no more, for good; its open requests are withdrawn, what was approved is called back.

        The team is left its clients that want something validated, unless an owner leaves. Raises NotEntitled ("under_way":
        something that was approved is on its way; "last_owner": nobody else would say who takes part; "revoked", "unread",
        "no_team"), CarrierError where the folder cannot be read now, NotFound, CredentialError, StoreError.
        """

    def work_for(self, team: TeamId, clients: Sequence[ClientId]) -> None:
        """Have this team validate for these of our clients, and for no others.

        Only its owner takes away a client that wants something validated. Raises NotFound, NotEntitled, CredentialError,
        StoreError.
        """

    def meant(self, client: ClientId) -> TeamView | None:
        """Whose rules are meant where no team is named: the one that works for this client, else the only one of ours that
        ever spoke of it. Raises NotEntitled("which_team") where several did: each has rules of its own.
        """

    def policy(self, client: ClientId, team: TeamId | None = None) -> Policy:
        """What this client wants validated in that team, or the one that is `meant`; nothing, where nobody validates for it.

        Raises NotEntitled as `meant` does, NotFound.
        """

    def set_policy(self, client: ClientId, policy: Policy, team: TeamId | None = None) -> None:
        """Say so for the whole of that team, or of the one that is `meant`. Raises NotEntitled, NotFound, CredentialError."""

    def scan(self, team: TeamId | None = None) -> tuple[TeamStatus, ...]:
        """Read the shared folders now, and do what follows. Raises NotFound; a folder's trouble is in its status."""


class Spare(Protocol):
    """An owner's second key, on paper. `desk.supervision.spare`."""

    def printed(self, team: TeamId) -> str:
        """A code to print, kept nowhere: whoever has it is this owner. Raises NotEntitled, NotFound, CredentialError."""

    def come_back(self, code: str, name: str, clients: Sequence[ClientId], folder: Path) -> TeamId:
        """Take part as the owner who printed this code, where their device was lost: end its part then (`revoke`).

        In a workspace that has none of it, or in theirs where its keys are lost, or their part is over: then what that device
        had asked is to be asked again. Keys of its own are made, which the code's key welcomes: it may be used again elsewhere.

        Nothing is signed before the folder was read. Raises InvitationRefused ("code": no team of this folder has it; "member":
        this workspace takes part already), NotEntitled ("unread": the folder has not all of it yet; "revoked", "used_twice":
        the code's own part is over, or used up; "role": as `work_for`), CarrierError, CredentialError, StoreError.
        """


class Supervising(Protocol):
    """Cases: asked, answered, declared, followed. `desk.supervision`.

    A request begins as an act like any other: `desk.acts.do(comment, Escalate(...))`.
    """

    @property
    def teams(self) -> Teams:
        """Who takes part."""

    def waiting(self) -> tuple[CaseView, ...]:
        """What this person has to answer: what is late or due within a day, by its deadline; then the oldest first."""

    def mine(self) -> tuple[CaseView, ...]:
        """What this device asked and is not over, in the same order."""

    def all(self) -> tuple[CaseView, ...]:
        """Every case known here, the newest first."""

    def case(self, case: CaseId) -> CaseView:
        """Raises NotFound."""

    def about(self, comment: CommentRef) -> CaseView | None:
        """The last case that this device opened about a comment, over or not: None where there was none."""

    def needed(self, client: ClientId, row: Row) -> Mapping[ActionKind, Needed]:
        """What a request about this comment of a client's has to be answered with, for each act that its policy covers."""

    def standing(self, comment: CommentRef) -> tuple[CaseView, ...]:
        """The last case that this device opened about a comment, over or not, then those before it that go on."""

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
        """Approve a proposal (`choice`, from 0), correct it with `text`, refuse it for a `reason`, or advise (`reason`).

        It counts at once here, and at the others' once it was carried. Raises NotEntitled, CaseMoved, NotFound,
        ActRefused (empty_text; too_long, unfilled of a correction), CredentialError.
        """

    def take_back(self, case: CaseId) -> CaseView:
        """This person's refusal was a mistake: it counts no more, and what others say does.

        Raises CaseMoved ("no_refusal": none of theirs stands; "sent" of what is leaving), NotEntitled, NotFound,
        CredentialError.
        """

    def declare(self, case: CaseId, pasted: str) -> CaseView:
        """Take in the answer that the request's page made.

        Raises AnswerUnclear, CaseMoved, NotEntitled("to_sign") of a yes where one has to sign, ActRefused (too_long, unfilled)
        of a correction: nothing has changed then, and the code is still good.
        """

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
        """Somebody answered outside the program: who, and their message as it is, which is the reason where none is given.

        A request for advice takes any outcome as an advice. Raises as `declare`, or ActRefused.
        """

    def withdraw(self, case: CaseId) -> CaseView:
        """Nobody is to answer it any more. Raises NotEntitled, CaseMoved, CredentialError."""

    def page(self, case: CaseId) -> bytes:
        """The request as one HTML file, to be answered without the program. Raises NotFound, CaseMoved("erased")."""

    def fiche(self, case: CaseId) -> bytes:
        """One decision on one page of HTML, for the client. Raises NotFound, CaseMoved("erased")."""

    def journal(self, team: TeamId) -> bytes:
        """All events of a team, with what checks them, as a ZIP. Raises NotFound."""

    def dossier(self, case: CaseId) -> bytes:
        """All that belongs to a case as one file, to be mailed to another member. Raises NotFound."""

    def take_in(self, dossier: bytes) -> int:
        """Read such a file; answers how many of its sheets were new. Raises Unacceptable, NotFound for another team's."""

    def erase(self, comment: CommentRef) -> int:
        """Have every member drop the texts of all cases about this comment, and of those that show it in their thread, and
        their own copies of it.

        Where this device's part in a team is over, it drops its own. Answers how many papers. Raises NotEntitled("untold")
        once its own copy is gone, where a team could not be told: this device can sign nothing there.
        """

    def erase_papers(self, comments: Collection[CommentRef]) -> int:
        """The same for several comments, and nothing leaves the databases here. Answers how many papers. Raises NotEntitled."""

    def valid_until(self, deadline: datetime | None) -> datetime:
        """Until when an answer would be awaited to what is asked now."""
