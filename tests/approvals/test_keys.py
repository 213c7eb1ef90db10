"""A device's keys are in the keyring, whole, and nowhere else."""

import base64
import pickle
from collections.abc import Callable

import pytest

from cm_desktop.approvals.keys import DeviceKeys, KeyCase
from cm_desktop.approvals.pairing import DevicePairing
from cm_desktop.approvals.sealing import Ring
from cm_desktop.credentials import SECRET_LIMIT, KeyringVault
from cm_desktop.domain.approvals.events import EventId, Head, Position
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import KeyringFailed, KeyringLocked, NotEntitled, SecretMissing
from tests.approvals.cast import TEAM, Author, cast
from tests.engine.port import FakeVault

SEEDS = AccountId(f"supervision:{TEAM}")
MARK = AccountId(f"supervision:{TEAM}:mark")


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def case(vault: FakeVault) -> KeyCase:
    return KeyCase(vault, TEAM)


def test_keys_are_made_once(case: KeyCase, vault: FakeVault) -> None:
    with pytest.raises(SecretMissing):
        case.keys()
    made, _ = case.take()
    assert case.keys().id == case.take()[0].id == made.id
    assert KeyCase(vault, TEAM).keys().sealing_key == made.sealing_key
    assert case.mark() is None


def test_every_entry_fits_the_narrowest_keyring(case: KeyCase, vault: FakeVault) -> None:
    case.take()
    case.move_mark(Position(seq=10**9, id=EventId("a" * 64)))
    assert case.mark() == Position(seq=10**9, id=EventId("a" * 64))
    assert all(len(secret) < SECRET_LIMIT / 4 for secret in vault.secrets.values())
    assert set(vault.secrets) == {SEEDS, MARK}


def test_other_keys_begin_with_nothing_signed(case: KeyCase) -> None:
    first, _ = case.take()
    case.move_mark(Position(seq=3, id=EventId("a" * 64)))
    second, _ = case.replace(bytes(range(64)))
    assert second.id == case.keys().id != first.id
    assert case.mark() is None


@pytest.mark.parametrize(
    "spoilt", ["", "é", "AAAA", base64.b64encode(bytes(63)).decode(), base64.b64encode(bytes(65)).decode()]
)
def test_an_entry_that_is_no_key_is_told_without_its_content(case: KeyCase, vault: FakeVault, spoilt: str) -> None:
    case.take()
    vault.secrets[SEEDS] = spoilt
    for ask in (case.keys, case.take):
        with pytest.raises(KeyringFailed) as told:
            ask()
        assert not spoilt or spoilt not in str(told.value)
    assert vault.secrets[SEEDS] == spoilt  # never overwritten: somebody may still mend it


@pytest.mark.parametrize("spoilt", ["", "x", "-1 a", "3", "3 ", "3 a", f"0 {'a' * 64}"])
def test_a_mark_that_is_none_lets_nothing_be_signed(case: KeyCase, vault: FakeVault, spoilt: str) -> None:
    case.take()
    vault.secrets[MARK] = spoilt
    with pytest.raises(KeyringFailed):
        case.mark()


def test_a_mark_that_is_gone_lets_nothing_be_signed(case: KeyCase, vault: FakeVault) -> None:
    case.take()
    vault.forget(MARK)
    with pytest.raises(SecretMissing):
        case.mark()


def test_a_locked_keyring_lets_nothing_be_signed() -> None:
    team = cast()
    author = team.moderator
    vault = FakeVault()
    locked = Author.new("Paul", Role.MODERATOR, vault=vault)
    locked.say(locked.notary.founding(locked.member))
    vault.locked = True
    with pytest.raises(KeyringLocked):
        locked.say(Head())
    vault.locked = False
    assert locked.say(Head()).event.seq == 2
    assert author.say(Head()).event.seq == 1


def test_a_number_that_the_keyring_could_not_note_is_noted_later(vault: FakeVault) -> None:
    """The program died between keeping the event and noting its number: the store has one more than the keyring."""
    author = Author.new("Paul", Role.MODERATOR, vault=vault)
    author.say(author.notary.founding(author.member))
    before = vault.secrets[MARK]
    head = author.say(Head())
    vault.secrets[MARK] = before
    with pytest.raises(NotEntitled, match="unread"):
        author.notary.sign(author.draft(Head()))
    author.notary.kept(head.event)
    assert author.say(Head()).event.seq == 3


@pytest.mark.parametrize("show", [repr, str, lambda it: f"{it!r} {it!s}"])
def test_nothing_shows_a_key(show: Callable[[object], str]) -> None:
    seeds = bytes(range(64))
    shown = show(DeviceKeys.from_seeds(seeds)) + show(Ring((seeds[:32],)))
    for spelling in (seeds[:32].hex(), seeds[32:].hex(), base64.b64encode(seeds[:32]).decode(), repr(seeds[:32])[2:40]):
        assert spelling not in shown
    with pytest.raises(TypeError):
        pickle.dumps(DeviceKeys.from_seeds(seeds))


def test_a_device_whose_keyring_forgets_is_told_so() -> None:
    pairing = DevicePairing(KeyringVault.in_memory())
    assert pairing.device(TEAM).keeping == "session"
