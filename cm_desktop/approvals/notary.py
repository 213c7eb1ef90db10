"""Signs for this device and opens what the team's devices signed: the Notary of domain/approvals/ports.py.

May not carry or keep anything but the number of its last event, nor judge whether who signed takes part.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from cm_desktop.approvals import envelope, filing
from cm_desktop.approvals.keys import DeviceKeys, KeyCase
from cm_desktop.approvals.ownership import CLEAR, Owners
from cm_desktop.approvals.sealing import Ring, merged, unwrap
from cm_desktop.approvals.sheets import Content, Kind, content, in_clear, sealed
from cm_desktop.domain.approvals.events import Event, Founding, Position, Revocation, Welcome
from cm_desktop.domain.approvals.papers import Papers
from cm_desktop.domain.approvals.people import KeyId, Member, TeamId
from cm_desktop.domain.approvals.ports import Draft, Filed, Sheet, Signed
from cm_desktop.domain.errors import NotEntitled, Unacceptable


class TeamNotary:
    """Of one device in one team. `root` is the key of the team's first owner, which is trusted.

    Any thread may call it; only one of those that sign for a device at a time gets its event into the store.
    """

    def __init__(self, team: TeamId, root: KeyId, case: KeyCase) -> None:
        """Raises CredentialError: KeysMissing where this device has no keys in this team."""
        self._team = team
        self._case = case
        self._all = case.all()
        self._keys = self._all[0]
        self._key = self._keys.id
        self._owners = Owners(root)
        self._ring = Ring()
        self._read: dict[bytes, Ring] = {}

    @property
    def key(self) -> KeyId:
        """This device."""
        return self._key

    @property
    def secret(self) -> bytes:
        """See the port."""
        return self._keys.secret

    def last_signed(self) -> int:
        """See the port."""
        last = self._case.mark()
        return last.seq if last else 0

    def sign(self, draft: Draft) -> Signed:
        """See the port."""
        if draft.team != self._team:
            raise NotEntitled("no_team")
        last = self._case.mark()
        if (draft.seq, draft.prev) != ((last.seq + 1, last.id) if last else (1, None)):
            raise NotEntitled("unread")
        written = envelope.write(draft, self._keys.public_key, self._keys.signing.sign)
        event = envelope.read(written)  # what the others will read
        sheet = in_clear(Kind.EVENT, written) if isinstance(draft.body, CLEAR) else self._sealed(Kind.EVENT, written)
        return Signed(event=event, sheet=sheet)

    def kept(self, event: Event) -> None:
        """See the port."""
        last = self._case.mark()
        if event.by == self._key and (last is None or event.seq > last.seq):
            self._case.move_mark(Position(seq=event.seq, id=event.id))
        self._learn(event)

    def file(self, papers: Papers) -> Filed:
        """See the port."""
        data = filing.write(papers)
        return Filed(id=filing.name(data), papers=papers, sheet=self._sealed(Kind.PAPERS, data))

    def open(self, sheet: Sheet, *, checked: bool = False) -> Signed | Filed:
        """See the port."""
        with refusing():
            return self._opened(sheet, checked=checked)

    def remember(self, number: int, names: Iterable[str]) -> str:
        """See the port."""
        said = f"{self._team} {number}\n" + "\n".join(names)
        return hmac.digest(self._keys.remembering, said.encode("ascii"), "sha256").hex()

    def bare(self, sheet: Sheet) -> bytes:
        """See the port."""
        return content(sheet, self._ring).data

    def founding(self, member: Member) -> Founding:
        """See the port."""
        ring = self._ring or Ring().renewed()
        return Founding(member=member, sealed=self._wrapped(ring, member))

    def welcome(self, member: Member) -> Welcome:
        """See the port. Raises Unacceptable("bad_value") for a device whose key to seal with is none."""
        return Welcome(member=member, sealed=self._wrapped(self._known_ring(), member))

    def revocation(self, key: KeyId, last_seq: int, staying: Sequence[Member]) -> Revocation:
        """See the port."""
        ring = self._known_ring().renewed()
        sealed = tuple((member.key, self._wrapped(ring, member)) for member in staying if member.key != key)
        return Revocation(key=key, last_seq=last_seq, sealed=sealed)

    def _opened(self, sheet: Sheet, *, checked: bool) -> Signed | Filed:
        inside = content(sheet, self._ring)
        if inside.kind is Kind.PAPERS and not inside.clear:
            return Filed(id=filing.name(inside.data), papers=filing.read(inside.data), sheet=sheet)
        event = _event(inside, checked=checked)
        if event.team != self._team:
            raise Unacceptable("team")
        self._learn(event)
        return Signed(event=event, sheet=sheet)

    def _sealed(self, kind: Kind, data: bytes) -> Sheet:
        return sealed(kind, data, self._known_ring())

    def _known_ring(self) -> Ring:
        if not self._ring:
            raise NotEntitled("unread")
        return self._ring

    def _learn(self, event: Event) -> None:
        """Its owners' words on keys are taken in, and with them the keys."""
        if self._owners.learn(event):
            given = ((sealed, keys) for keys in self._all for sealed in self._owners.given(keys.id))
            self._ring = merged(self._unwrapped(sealed, keys) for sealed, keys in given)

    def _unwrapped(self, sealed: bytes, keys: DeviceKeys) -> Ring:
        """Opened once. What was not wrapped for us is no key of ours, whatever its event says."""
        if sealed not in self._read:
            try:
                self._read[sealed] = unwrap(sealed, keys.sealing, self._context(keys.id))
            except Unacceptable:
                self._read[sealed] = Ring()
        return self._read[sealed]

    def _wrapped(self, ring: Ring, member: Member) -> bytes:
        return ring.wrap(member.sealing_key, self._context(member.key))

    def _context(self, to: KeyId) -> bytes:
        return f"{self._team} {to}".encode("ascii")


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever a stranger's bytes set off, they are not believed: comes out as Unacceptable."""
    try:
        yield
    except Unacceptable:
        raise
    except Exception:  # noqa: BLE001
        raise Unacceptable("bad_value") from None


def read_founding(sheet: Sheet) -> Event:
    """The event that begins a team, whichever it is. Raises Unacceptable."""
    with refusing():
        event = _event(content(sheet, Ring()))
    if not isinstance(event.body, Founding):
        raise Unacceptable("bad_value")
    return event


def _event(inside: Content, *, checked: bool = False) -> Event:
    """In clear is what everybody has to read, and nothing else."""
    if inside.kind is not Kind.EVENT:
        raise Unacceptable("bad_value")
    event = envelope.read(inside.data, checked=checked)
    if isinstance(event.body, CLEAR) is not inside.clear:
        raise Unacceptable("bad_value")
    return event
