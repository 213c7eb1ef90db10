"""How the devices of a team come to trust one another: an invitation's file by any way, its code by another one.

May not let anybody in: whoever fits the code is for an owner to welcome. Fulfils Pairing of domain/approvals/pairing.py.

The code makes a key (scrypt, salted with the invitation's name) that nobody learns who only sees the file. With it the
file is proved to whoever joins, and whoever joins to the device that invited, which keeps that key in the keyring until it
is spent.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from cm_desktop.approvals import notary, spoken, strict_json
from cm_desktop.approvals.forms import exactly, form, versioned
from cm_desktop.approvals.keys import SEED, DeviceKeys, KeyCase, new_seeds
from cm_desktop.approvals.notary import TeamNotary
from cm_desktop.domain.approvals.events import Event, Joining
from cm_desktop.domain.approvals.pairing import Device, Issued, Offer
from cm_desktop.domain.approvals.people import KeyId, Member, TeamId
from cm_desktop.domain.approvals.ports import Sheet, Signed
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import InvitationRefused, KeyringFailed, SecretMissing, Unacceptable
from cm_desktop.domain.vault import Keeping, Vault

GOOD_FOR = timedelta(days=7)
CODE = 16  # letters: 80 bits
RECOVERY = 32  # letters: 160 bits
_CHECKED = 4  # letters more, which tell a slip of the pen

_VERSION = 1
_NAME = re.compile("[0-9a-f]{32}")
_FILE = frozenset({"v", "offer", "digest", "proof"})
_OFFER = form(Offer)
_BYTES = form(bytes)
_MOMENT = form(datetime)
_TRIAL = AccountId("supervision:trial")
_COST = 1 << 14  # scrypt's n, 16 MiB: 80 bits of chance are what keeps the code from being tried out


class DevicePairing:
    """The keys of this device in all its teams, in one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def lasts(self) -> bool:
        """See the port: what is kept to try it is forgotten at once."""
        kept = self._vault.put(_TRIAL, "-")
        self._vault.forget(_TRIAL)
        return kept is Keeping.KEYRING

    def device(self, team: TeamId, *, anew: bool = False) -> Device:
        """See the port."""
        case = KeyCase(self._vault, team)
        return _shown(*(case.renew() if anew else case.take()))

    def notary(self, team: TeamId, root: KeyId) -> TeamNotary:
        """See the port."""
        return TeamNotary(team, root, KeyCase(self._vault, team))

    def invite(self, founding: Sheet, team_name: str, now: datetime) -> Issued:
        """See the port."""
        event = notary.read_founding(founding)
        code = spoken.new(CODE)
        offer = Offer(
            invitation=secrets.token_hex(16),
            team=event.team,
            team_name=team_name,
            root=event.by,
            founding=founding,
            expires=now + GOOD_FOR,
        )
        key = _stretched(code, offer.invitation)
        record = (offer.team, _MOMENT.write(offer.expires), _BYTES.write(key))
        self._vault.put(_entry(offer.invitation), " ".join(record))
        return Issued(offer=offer, file=_written(offer, key), code=spoken.grouped(code))

    def read(self, file: bytes, code: str, now: datetime) -> Offer:
        """See the port."""
        return _opened(file, code, now)[0]

    def join(self, file: bytes, code: str, member: Member, now: datetime) -> Joining:
        """See the port."""
        offer, key = _opened(file, code, now)
        return Joining(member=member, invitation=offer.invitation, proof=_proof(key, offer.team, member))

    def check(self, asking: Event, now: datetime) -> None:
        """See the port."""
        joining = asking.body
        if not isinstance(joining, Joining):
            raise InvitationRefused("damaged")
        team, expires, key = self._invited(joining.invitation)
        if team != asking.team:
            raise InvitationRefused("other_team")
        if not hmac.compare_digest(joining.proof, _proof(key, asking.team, joining.member)):
            raise InvitationRefused("code")
        if now > expires:
            raise InvitationRefused("expired")

    def spend(self, invitation: str) -> None:
        """See the port."""
        self._vault.forget(_entry(invitation))

    def recovery(self, team: TeamId, root: KeyId) -> tuple[str, Device]:
        """See the port."""
        code = spoken.new(RECOVERY)
        keys = DeviceKeys.from_seeds(_seeds(team, root, code))
        return spoken.grouped(code + _check_letters(team, root, code)), _shown(keys, Keeping.NOWHERE)

    def recover(
        self, sheets: Iterable[Sheet], code: str, is_at_work: Callable[[TeamId], bool]
    ) -> tuple[Signed, Device]:
        """See the port."""
        letters = spoken.typed(code)
        code, check = letters[:RECOVERY], letters[RECOVERY:]
        for sheet in sheets:
            with suppress(Unacceptable):
                event = notary.read_founding(sheet)
                if check == _check_letters(event.team, event.by, code):
                    seeds = _seeds(event.team, event.by, code)
                    return Signed(event=event, sheet=sheet), self._taken(event.team, seeds, is_at_work)
        raise InvitationRefused("code")

    def _taken(self, team: TeamId, seeds: bytes, is_at_work: Callable[[TeamId], bool]) -> Device:
        """This device's keys from now on, where it has no others: what it signs with is not taken away from it."""
        case = KeyCase(self._vault, team)
        if not case.has(seeds):
            if is_at_work(team):
                raise InvitationRefused("member")
            case.renew(seeds)
        return _shown(*case.take())

    def afresh(self, team: TeamId) -> tuple[Device, Callable[[], None]]:
        """See the port."""
        seeds = new_seeds()

        def take_into_use() -> None:
            KeyCase(self._vault, team).renew(seeds)

        return _shown(DeviceKeys.from_seeds(seeds), Keeping.NOWHERE), take_into_use

    def _invited(self, invitation: str) -> tuple[TeamId, datetime, bytes]:
        """The record of an invitation that this device gave: its team, its end, its key."""
        try:
            record = self._vault.get(_entry(invitation))
        except SecretMissing:
            raise InvitationRefused("used") from None
        try:
            team, expires, key = record.split(" ")
            return TeamId(team), _MOMENT.read(expires), _BYTES.read(key)
        except (ValueError, Unacceptable):
            raise KeyringFailed("not an invitation of this program") from None


def _entry(invitation: str) -> AccountId:
    return AccountId(f"supervision:invitation:{invitation}")


def _shown(keys: DeviceKeys, keeping: Keeping) -> Device:
    return Device(key=keys.id, public_key=keys.public_key, sealing_key=keys.sealing_key, keeping=keeping)


def _stretched(code: str, invitation: str) -> bytes:
    """The key that a code makes."""
    return Scrypt(salt=bytes.fromhex(invitation), length=32, n=_COST, r=8, p=1).derive(code.encode("ascii"))


def _proof(key: bytes, team: TeamId, member: Member) -> bytes:
    """What only the code's holder can say of a member; of their role it says nothing, which is the owner's to choose."""
    text = form(str)
    said = [team, member.key, _BYTES.write(member.sealing_key), member.person, text.write(member.name)]
    return hmac.digest(key, b"cmdesktop joining v1\n" + strict_json.write(said), "sha256")


def _written(offer: Offer, key: bytes) -> bytes:
    said = strict_json.write(_OFFER.write(offer))
    proof = hmac.digest(key, b"cmdesktop invitation v1\n" + said, "sha256")
    fields = {"offer": _OFFER.write(offer), "digest": sha256(said).hexdigest(), "proof": _BYTES.write(proof)}
    return strict_json.write({"v": _VERSION, **fields})


def _opened(file: bytes, code: str, now: datetime) -> tuple[Offer, bytes]:
    """What an invitation's file says, and the key that its code makes: that of whoever wrote the file."""
    offer, letters = _parsed(file), spoken.typed(code)
    if len(letters) != CODE:
        raise InvitationRefused("code")
    key = _stretched(letters, offer.invitation)
    if not hmac.compare_digest(_written(offer, key), file):
        raise InvitationRefused("code")
    if now > offer.expires:
        raise InvitationRefused("expired")
    return offer, key


def _parsed(file: bytes) -> Offer:
    """What it says, whoever wrote it; what was spoilt on the way is told from what a wrong code does not open."""
    try:
        with notary.refusing():
            value = exactly(versioned(strict_json.read(file), _VERSION), _FILE)
            offer: Offer = _OFFER.read(value["offer"])
            begun = notary.read_founding(offer.founding)
    except Unacceptable as error:
        if error.reason == "version":
            raise
        raise InvitationRefused("damaged") from None
    if sha256(strict_json.write(_OFFER.write(offer))).hexdigest() != value["digest"] or not _NAME.fullmatch(
        offer.invitation
    ):
        raise InvitationRefused("damaged")
    if (begun.team, begun.by) != (offer.team, offer.root):
        raise InvitationRefused("other_team")
    return offer


def _seeds(team: TeamId, root: KeyId, code: str) -> bytes:
    """Of a recovery key: 160 bits of chance need no stretching. Where another owner is said to be the first, it is no key."""
    info = f"cmdesktop recovery v1\n{team} {root}".encode("ascii")
    return HKDF(algorithm=SHA256(), length=2 * SEED, salt=None, info=info).derive(code.encode("ascii"))


def _check_letters(team: TeamId, root: KeyId, code: str) -> str:
    return spoken.spelt(sha256(f"{team} {root} {code}".encode("ascii")).digest(), _CHECKED)
