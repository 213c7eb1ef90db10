"""What supervision asks of whoever holds this device's keys: to have them, to invite, to join. May not hold any behaviour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cm_desktop.domain.approvals.events import Event, Joining
from cm_desktop.domain.approvals.people import KeyId, Member, TeamId
from cm_desktop.domain.approvals.ports import Notary, Sheet, Signed
from cm_desktop.domain.vault import Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """This device in one team, as far as the others are to know. `keeping` says whether its keys outlast the program."""

    key: KeyId
    public_key: bytes
    sealing_key: bytes
    keeping: Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an invitation's file says. `root` is the team's first owner, `founding` their first event.

    `invitation` is its name, 32 hexadecimal digits.
    """

    invitation: str
    team: TeamId
    team_name: str
    root: KeyId
    founding: Sheet
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An invitation as it is handed over: the file by any way, the code by another one. The code is kept nowhere."""

    offer: Offer
    file: bytes
    code: str


class Pairing(Protocol):
    """This device's keys, and how the devices of a team come to trust one another. Calls may wait for the keyring."""

    def lasts(self) -> bool:
        """Whether what is kept now outlasts the program: whether a keyring is there. Raises CredentialError."""

    def device(self, team: TeamId, *, anew: bool = False) -> Device:
        """This device in a team; its keys are made at the first call. Raises CredentialError.

        `anew`: others from now on, for one whose part is over. What was sealed for the former ones still opens.
        """

    def notary(self, team: TeamId, root: KeyId) -> Notary:
        """Who signs there. `root` is the team's first owner. Raises CredentialError: KeysMissing where we have no keys."""

    def invite(self, founding: Sheet, team_name: str, now: datetime) -> Issued:
        """One invitation, for one device, for seven days. Raises CredentialError, Unacceptable."""

    def read(self, file: bytes, code: str, now: datetime) -> Offer:
        """What whoever is invited holds, once the code fits it. Raises InvitationRefused; Unacceptable("version")."""

    def join(self, file: bytes, code: str, member: Member, now: datetime) -> Joining:
        """What asks to take part, to be signed as this device's first event; the role is the owner's to choose.

        Raises InvitationRefused.
        """

    def check(self, asking: Event, now: datetime) -> None:
        """Whether a Joining is that of whom we invited. Raises InvitationRefused, CredentialError."""

    def spend(self, invitation: str) -> None:
        """An invitation opens nothing any more: it was used, or taken back. Raises CredentialError."""

    def recovery(self, team: TeamId, root: KeyId) -> tuple[str, Device]:
        """A second key for an owner, to be welcomed as one, and the code to print: it is kept nowhere else."""

    def recover(
        self, sheets: Iterable[Sheet], code: str, is_at_work: Callable[[TeamId], bool]
    ) -> tuple[Signed, Device]:
        """The founding, among these, of the team that the code was printed for. This device has that key from now on.

        Read its events before it signs: it may have signed elsewhere. Raises InvitationRefused("code") where the code is
        that of none of them, or of a team whose first owner was another, and ("member") where this device has another key in
        that team and `is_at_work` says that it takes part with it; CredentialError.
        """

    def afresh(self, team: TeamId) -> tuple[Device, Callable[[], None]]:
        """Other keys for this device, to be let in by those that it has, and what takes them into use then.

        What was sealed for the former ones still opens. The call raises CredentialError.
        """
