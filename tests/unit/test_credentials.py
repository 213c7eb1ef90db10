"""Where secrets are kept, and what a keyring's failures become. May not touch a real keyring: tests/e2e does."""

from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, fail, null
from keyring.errors import InitError, PasswordDeleteError, PasswordSetError
from keyring.errors import KeyringLocked as Locked

from cm_desktop import credentials
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import (
    KeyringFailed,
    KeyringLocked,
    NoKeyring,
    SecretMissing,
    SecretTooLong,
    SettingsError,
)
from cm_desktop.domain.vault import Keeping, Vault

SHOP = AccountId("facebook:1001")
BLOG = AccountId("wordpress:blog.example.org")


class MemoryKeyring(KeyringBackend):
    """A keyring that works, and fails as told: strict about the service and about deleting what is not there."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[str, str] = {}
        self.failure: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._answer(service)
        return self.entries.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer(service)
        self.entries[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer(service)
        if self.entries.pop(username, None) is None:
            raise PasswordDeleteError(username)

    def _answer(self, service: str) -> None:
        assert service == "CM Desktop"
        if self.failure:
            raise self.failure


def unavailable() -> KeyringBackend:
    raise NoKeyring


@pytest.fixture
def entries() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def vault(entries: MemoryKeyring) -> Vault:
    return KeyringVault({}, lambda: entries)


def test_a_secret_is_kept_in_the_keyring_one_entry_an_account(vault: Vault, entries: MemoryKeyring) -> None:
    assert vault.put(SHOP, "clé 🔑") is Keeping.KEYRING
    assert vault.put(BLOG, "abcd efgh") is Keeping.KEYRING
    assert vault.get(SHOP) == "clé 🔑"
    assert entries.entries == {SHOP: "clé 🔑", BLOG: "abcd efgh"}


def test_without_a_keyring_a_secret_lasts_as_long_as_the_program() -> None:
    vault = KeyringVault.in_memory()
    assert vault.put(SHOP, "s3cret") is Keeping.SESSION
    assert vault.get(SHOP) == "s3cret"
    with pytest.raises(SecretMissing):
        KeyringVault.in_memory().get(SHOP)


def test_a_secret_that_nobody_gave_is_missing_by_name(vault: Vault) -> None:
    with pytest.raises(SecretMissing) as missing:
        vault.get(SHOP)
    assert missing.value.account == SHOP


def test_forgetting_drops_the_secret_and_may_be_repeated(vault: Vault, entries: MemoryKeyring) -> None:
    vault.put(SHOP, "s3cret")
    vault.forget(SHOP)
    vault.forget(SHOP)
    assert entries.entries == {}
    session = KeyringVault.in_memory()
    session.put(SHOP, "s3cret")
    session.forget(SHOP)
    with pytest.raises(SecretMissing):
        session.get(SHOP)


@pytest.mark.parametrize(("secret", "length"), [("x" * 1281, 1281), ("🔑" * 641, 1282)])
def test_a_secret_that_windows_could_not_keep_is_refused_everywhere(vault: Vault, secret: str, length: int) -> None:
    with pytest.raises(SecretTooLong) as refused:
        vault.put(SHOP, secret)
    assert (refused.value.length, refused.value.limit) == (length, 1280)


@pytest.mark.parametrize("secret", ["x" * 1280, "🔑" * 640])
def test_the_longest_secret_that_windows_keeps_is_taken(vault: Vault, secret: str) -> None:
    vault.put(SHOP, secret)
    assert vault.get(SHOP) == secret


ACTS: list[Callable[[Vault], object]] = [
    lambda vault: vault.get(SHOP),
    lambda vault: vault.put(SHOP, "s3cret"),
    lambda vault: vault.forget(SHOP),
]


@pytest.mark.parametrize("act", ACTS, ids=["get", "put", "forget"])
def test_a_locked_keyring_is_told_apart(vault: Vault, entries: MemoryKeyring, act: Callable[[Vault], object]) -> None:
    entries.failure = Locked("Failed to unlock the collection!")
    with pytest.raises(KeyringLocked):
        act(vault)


FAILURES = [InitError("no collection"), PasswordSetError("-25299"), OSError(1783, "CredWrite")]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_keyring_that_fails_keeps_nobody_from_working(
    vault: Vault, entries: MemoryKeyring, failure: Exception
) -> None:
    entries.failure = failure
    assert vault.put(SHOP, "s3cret") is Keeping.SESSION
    assert vault.get(SHOP) == "s3cret"


@pytest.mark.parametrize("act", [ACTS[0], ACTS[2]], ids=["get", "forget"])
@pytest.mark.parametrize("failure", FAILURES)
def test_any_failure_of_the_keyring_becomes_one_of_ours(
    vault: Vault, entries: MemoryKeyring, act: Callable[[Vault], object], failure: Exception
) -> None:
    entries.failure = failure
    with pytest.raises(KeyringFailed) as failed:
        act(vault)
    assert failed.value.detail.startswith(type(failure).__name__)


def test_a_failure_that_quotes_the_secret_is_not_repeated(vault: Vault, entries: MemoryKeyring) -> None:
    entries.failure = ValueError("cannot read s3cret")
    with pytest.raises(KeyringFailed) as failed:
        vault.get(SHOP)
    assert failed.value.detail == "ValueError"


def test_a_keyring_that_tells_what_it_could_not_keep_is_not_repeated(
    vault: Vault, entries: MemoryKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    entries.failure = PasswordSetError("cannot keep s3cret")
    with caplog.at_level("DEBUG"):
        assert vault.put(SHOP, "s3cret") is Keeping.SESSION
    assert "PasswordSetError" in caplog.text
    assert "s3cret" not in caplog.text


def test_an_entry_that_cannot_be_deleted_is_a_failure() -> None:
    class Sticky(MemoryKeyring):
        def delete_password(self, service: str, username: str) -> None:
            raise PasswordDeleteError("denied")

    sticky = Sticky()
    sticky.entries[SHOP] = "s3cret"
    with pytest.raises(KeyringFailed):
        KeyringVault({}, lambda: sticky).forget(SHOP)


ONE = {"CM_DESKTOP_SECRET": "given"}
NAMED = {"CM_DESKTOP_SECRETS": f'{{"{SHOP}": "given"}}'}


def test_secrets_are_taken_out_of_the_environment() -> None:
    environment = {**ONE, **NAMED, "LANG": "fr_FR.UTF-8"}
    KeyringVault(environment, unavailable)
    assert environment == {"LANG": "fr_FR.UTF-8"}


def test_the_secret_without_a_name_serves_the_only_page() -> None:
    vault = KeyringVault(dict(ONE), unavailable)
    vault.lend_to([SHOP])
    assert vault.get(SHOP) == "given"
    with pytest.raises(SecretMissing):
        vault.get(BLOG)


@pytest.mark.parametrize("accounts", [[], [SHOP, BLOG]])
def test_the_secret_without_a_name_serves_nobody_among_several(accounts: list[AccountId]) -> None:
    vault = KeyringVault(dict(ONE), unavailable)
    vault.lend_to(accounts)
    vault.lend_to([SHOP])
    with pytest.raises(SecretMissing):
        vault.get(SHOP)


def test_the_secret_without_a_name_yields_to_the_keyring(entries: MemoryKeyring) -> None:
    entries.entries[SHOP] = "stored"
    vault = KeyringVault(dict(ONE), lambda: entries)
    vault.lend_to([SHOP])
    assert vault.get(SHOP) == "stored"


@pytest.mark.parametrize("failure", FAILURES)
def test_the_secret_without_a_name_serves_where_the_keyring_fails(entries: MemoryKeyring, failure: Exception) -> None:
    entries.failure = failure
    vault = KeyringVault(dict(ONE), lambda: entries)
    vault.lend_to([SHOP])
    assert vault.get(SHOP) == "given"


def test_a_locked_keyring_is_not_passed_over(entries: MemoryKeyring) -> None:
    entries.failure = Locked("Failed to unlock the collection!")
    vault = KeyringVault(dict(ONE), lambda: entries)
    vault.lend_to([SHOP])
    with pytest.raises(KeyringLocked):
        vault.get(SHOP)


def test_the_environment_hands_over_a_secret_for_each_account() -> None:
    vault = KeyringVault({"CM_DESKTOP_SECRETS": f'{{"{SHOP}": "one", "{BLOG}": "two"}}'}, unavailable)
    assert (vault.get(SHOP), vault.get(BLOG)) == ("one", "two")


def test_a_secret_given_by_name_comes_first_and_is_never_stored(entries: MemoryKeyring) -> None:
    entries.entries[SHOP] = "stored"
    vault = KeyringVault(dict(NAMED), lambda: entries)
    assert vault.get(SHOP) == "given"
    assert entries.entries == {SHOP: "stored"}


@pytest.mark.parametrize("variable", [ONE, NAMED])
def test_a_given_secret_yields_to_a_newer_one_and_is_forgotten(
    entries: MemoryKeyring, variable: dict[str, str]
) -> None:
    vault = KeyringVault(dict(variable), lambda: entries)
    vault.lend_to([SHOP])
    assert vault.get(SHOP) == "given"
    vault.put(SHOP, "newer")
    assert vault.get(SHOP) == "newer"
    vault.forget(SHOP)
    with pytest.raises(SecretMissing):
        vault.get(SHOP)


@pytest.mark.parametrize("text", ["s3cret", "[1]", '{"a": 1}', "{"])
def test_malformed_secrets_are_refused_without_being_quoted(text: str) -> None:
    environment = {"CM_DESKTOP_SECRETS": text}
    with pytest.raises(SettingsError) as refused:
        KeyringVault(environment)
    assert refused.value.field == "CM_DESKTOP_SECRETS"
    assert text not in str(refused.value)
    assert environment == {}


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[type[KeyringBackend]], None]]:
    """Make a keyring the one that was already chosen in this process."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    before = keyring.get_keyring()
    yield lambda backend: keyring.set_keyring(backend())
    keyring.set_keyring(before)


@pytest.mark.parametrize("unsafe", [null.Keyring, fail.Keyring, MemoryKeyring])
def test_a_keyring_that_may_keep_secrets_in_clear_is_refused(
    choose: Callable[[type[KeyringBackend]], None], monkeypatch: pytest.MonkeyPatch, unsafe: type[KeyringBackend]
) -> None:
    choose(unsafe)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{unsafe.__module__}.{unsafe.__name__}")
    with pytest.raises(NoKeyring):
        credentials.system_keyring()


def test_the_keyring_of_the_desktop_is_accepted(choose: Callable[[type[KeyringBackend]], None]) -> None:
    choose(SecretService.Keyring)
    assert isinstance(credentials.system_keyring(), SecretService.Keyring)


def test_a_keyring_that_cannot_be_loaded_counts_as_none(
    choose: Callable[[type[KeyringBackend]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(null.Keyring)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    with pytest.raises(NoKeyring):
        credentials.system_keyring()
