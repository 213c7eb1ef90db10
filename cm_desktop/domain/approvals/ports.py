"""What supervision asks of the outside. May not hold any behaviour."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cm_desktop.domain.approvals.events import (
    Body,
    CaseId,
    Event,
    EventId,
    Founding,
    Position,
    Revocation,
    Welcome,
)
from cm_desktop.domain.approvals.papers import Papers, PapersId
from cm_desktop.domain.approvals.people import KeyId, Member, TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Something to carry, as bytes that never change: an event's envelope, or papers. `name` is their SHA-256, 64 digits."""

    name: str
    data: bytes


class Carrier(Protocol):
    """How the members' sheets reach one another. Synchronous, called from a worker thread."""

    def begin(self) -> None:
        """Make the place, for a team that is new: one that is gone later is out of reach. Raises CarrierError."""

    def put(self, sheet: Sheet) -> None:
        """Put it where the others find it; once more changes nothing but what was spoilt. Raises CarrierError."""

    def scan(self, known: Container[str] = ()) -> Iterator[Sheet]:
        """Every sheet that is there now and whole, in no order, ours too, but for those of the names that are `known`.

        Raises CarrierError where it cannot be reached, or where some of it cannot be read: then at the end, so that what
        it gave before counts, but this was no reading of all there is.
        """

    def missing(self, names: Collection[str]) -> frozenset[str]:
        """Those of these sheets that are nowhere there, or not whole: to be put again. Raises CarrierError."""

    def drop(self, names: frozenset[str], former: Collection[KeyId] = ()) -> None:
        """Take away those of these sheets that we put there ourselves, or devices whose part is over: `former`. To be
        called again while they may come back. Raises CarrierError.
        """

    def hint(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, from any thread, when something may have come; answers how to stop. It may never call."""


class Dossiers(Protocol):
    """Sheets as one file, to be mailed where no folder is shared."""

    def pack(self, sheets: Iterable[Sheet]) -> bytes:
        """The file. Raises Unacceptable("too_large")."""

    def unpack(self, data: bytes) -> tuple[Sheet, ...]:
        """What is in it, each sheet's bytes what its name says. Raises Unacceptable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event that its author is about to sign."""

    team: TeamId
    seq: int
    prev: EventId | None
    at: datetime
    body: Body
    case: CaseId | None = None
    papers: PapersId | None = None
    parents: tuple[EventId, ...] = ()
    seen: tuple[tuple[KeyId, Position], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An event, and what carries it."""

    event: Event
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Papers, their name in events, and what carries them."""

    id: PapersId
    papers: Papers
    sheet: Sheet


class Notary(Protocol):
    """Signs what this device says to its team, and opens what the others signed. One for each team.

    What is signed is numbered in the keyring too, so that a workspace put back from a copy signs no number twice:
    `sign`, then keep the event in the store, then `kept`, and only then put it into the carrier.
    It learns the team's keys from the events in clear that it opens: those have to be opened before anything is signed.
    """

    @property
    def key(self) -> KeyId:
        """This device."""

    @property
    def secret(self) -> bytes:
        """32 bytes that no other device has, the same each time: of what the codes of declared answers are made."""

    def last_signed(self) -> int:
        """The number of the last event of ours that was `kept`, in this workspace or one that it is a copy of; 0 before the
        first. Raises CredentialError.
        """

    def sign(self, draft: Draft) -> Signed:
        """The event in its envelope, ready to be carried; nothing is noted yet.

        Raises CredentialError; NotEntitled("unread") where the draft does not follow the last event that was `kept`, or
        where the team's key is not known yet; Unacceptable("too_large").
        """

    def kept(self, event: Event) -> None:
        """This event of ours is safe in the store: the next draft follows it. Once more, or of an older one, changes nothing.

        Call it with our last event of the store when the program starts, too. Raises CredentialError.
        """

    def file(self, papers: Papers) -> Filed:
        """Texts with a salt of their own, ready to be carried.

        Raises NotEntitled("unread") where the team's key is not known yet; Unacceptable("too_large").
        """

    def open(self, sheet: Sheet, *, checked: bool = False) -> Signed | Filed:
        """What is in it: an event whose signature is that of the key it names, or papers whose bytes are what their name
        says. Raises Unacceptable; ("sealed") may open once more events are read. Whether that key takes part is for `fold`
        to say. `checked`: this sheet was opened by this device before, and `remember` says so.
        """

    def remember(self, number: int, names: Iterable[str]) -> str:
        """What only this device can write of the sheets of these names, up to that number, once it has opened all of them."""

    def bare(self, sheet: Sheet) -> bytes:
        """What is sealed in it, as its author wrote it: an envelope, or papers; for a journal. Raises Unacceptable."""

    def founding(self, member: Member) -> Founding:
        """What begins the team, with its first key."""

    def welcome(self, member: Member) -> Welcome:
        """What lets a device take part, with the keys of the team sealed for it. Raises NotEntitled("unread")."""

    def revocation(self, key: KeyId, last_seq: int, staying: Sequence[Member]) -> Revocation:
        """What ends a device's part, with a new key of the team for those who stay, ourselves among them.

        Raises NotEntitled("unread").
        """
