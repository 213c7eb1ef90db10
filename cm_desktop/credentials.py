"""Secrets, in the keyring of the operating system; the only module that imports keyring, and late.

May not write a secret to a file, a log or an error.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Collection, MutableMapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, NoReturn, Self, TypeVar

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import (
    CredentialError,
    KeyringFailed,
    KeyringLocked,
    NoKeyring,
    SecretMissing,
    SecretTooLong,
    SettingsError,
)
from cm_desktop.domain.vault import Keeping

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

SERVICE = "CM Desktop"
SECRET_LIMIT = 1280
"""In UTF-16 units: Windows keeps 2,560 bytes an entry (jaraco/keyring#355)."""

_SILENT = "no answer"

ONE_SECRET = "CM_DESKTOP_SECRET"  # noqa: S105 - a name, not a secret
"""Environment variable: the secret of the page being connected, or of the workspace's only page."""
SECRETS = "CM_DESKTOP_SECRETS"
"""Environment variable: a JSON object, account id to secret."""

PATIENCE = 60.0
"""Seconds for a keyring to answer, which may ask a person first. Whoever asked goes on then."""

# The rest (keyrings.alt, null, third parties) may write secrets in clear, so none of it is used.
_SAFE_BACKENDS = ("SecretService", "libsecret", "kwallet", "macOS", "Windows")


class KeyringVault:
    """The Vault port (domain/ports.py) over the system's keyring: one entry an account.

    Where no safe keyring is available, secrets live in memory until the program ends. Secrets given in the
    environment are taken out of it, and serve this process until one is put or forgotten for the same account:
    those given by account come before the keyring; the one given without a name serves nobody until `lend_to` says whom.
    Every call may wait, up to PATIENCE, while a person unlocks the keyring: never call from the window's thread.
    """

    def __init__(
        self,
        environment: MutableMapping[str, str] = os.environ,
        choose: Callable[[], KeyringBackend] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Takes over the secrets of `environment`. Raises SettingsError on malformed JSON.

        `choose` answers the keyring to use, or raises NoKeyring; `system_keyring` if not given.
        """
        self._choose = choose or system_keyring
        self._patience = patience
        self._unanswered: threading.Thread | None = None
        self._unnamed = take_secret(environment)
        self._session = _secrets_by_account(environment.pop(SECRETS, "{}"))
        self._lent: dict[AccountId, str] = {}

    @classmethod
    def in_memory(cls) -> Self:
        """A vault that asks no keyring and no environment: for secrets worth nothing, like the practice page's."""
        return cls({}, _nowhere)

    @property
    def has_unnamed(self) -> bool:
        """Whether a secret came without a name, and serves nobody yet."""
        return self._unnamed is not None

    def lend_to(self, accounts: Collection[AccountId]) -> None:
        """Let the secret that came without a name serve the only one of these accounts, where no keyring has another.

        With several it serves none: one client's secret must never reach another client's site.
        """
        if self._unnamed is not None and len(accounts) == 1:
            self._lent = dict.fromkeys(accounts, self._unnamed)
        self._unnamed = None

    def get(self, account: AccountId) -> str:
        """The secret. Raises SecretMissing, KeyringLocked, KeyringFailed."""
        if account in self._session:
            return self._session[account]
        lent = self._lent.get(account)
        try:
            secret = self._ask(lambda keyring: keyring.get_password(SERVICE, account)) or lent
        except NoKeyring:
            secret = lent
        except KeyringFailed:
            if lent is None:
                raise
            secret = lent
        if secret is None:
            raise SecretMissing(account)
        return secret

    def put(self, account: AccountId, secret: str) -> Keeping:
        """Keep it; in memory where no keyring can, or where it fails. Raises SecretTooLong, KeyringLocked."""
        length = len(secret.encode("utf-16-le", "surrogatepass")) // 2
        if length > SECRET_LIMIT:
            raise SecretTooLong(length, SECRET_LIMIT)
        try:
            self._ask(lambda keyring: _keep(keyring, account, secret))
        except (NoKeyring, KeyringFailed) as error:
            _log.info("kept for this session only: %s", error)
            self._session[account] = secret
            return Keeping.SESSION
        self._forget_session(account)
        return Keeping.KEYRING

    def forget(self, account: AccountId) -> None:
        """Drop it wherever it is; no error if there is none. Raises KeyringLocked, KeyringFailed."""
        self._forget_session(account)
        try:
            self._ask(lambda keyring: _delete(keyring, account))
        except NoKeyring:
            return

    def _ask(self, question: Callable[[KeyringBackend], Answer]) -> Answer:
        """Put a question to the keyring; whatever it raises comes out as a CredentialError, and so does its silence.

        While it owes the answer to one question it is asked no other: a daemon that hangs would collect them all.
        """
        if self._unanswered is not None and self._unanswered.is_alive():
            raise KeyringFailed(_SILENT)
        answer: Future[Answer] = Future()
        asking = threading.Thread(target=self._answer, args=(question, answer), name="keyring", daemon=True)
        asking.start()
        try:
            return answer.result(self._patience)
        except TimeoutError:
            self._unanswered = asking
            raise KeyringFailed(_SILENT) from None

    def _answer(self, question: Callable[[KeyringBackend], Answer], answer: Future[Answer]) -> None:
        """Settle what the keyring answers, or raises."""
        try:
            answer.set_result(question(self._choose()))
        except CredentialError as error:
            answer.set_exception(error)
        except Exception as error:  # noqa: BLE001  # backends let through whatever D-Bus, Windows or macOS raises
            failure = _translated(error)
            failure.__cause__ = error
            answer.set_exception(failure)

    def _forget_session(self, account: AccountId) -> None:
        self._session.pop(account, None)
        self._lent.pop(account, None)


def take_secret(environment: MutableMapping[str, str] = os.environ) -> str | None:
    """The secret given in CM_DESKTOP_SECRET, taken out of the environment: whoever takes it says what it is for."""
    return environment.pop(ONE_SECRET, None) or None


def _secrets_by_account(text: str) -> dict[AccountId, str]:
    try:
        secrets = json.loads(text)
    except ValueError:
        secrets = None
    if not isinstance(secrets, dict) or not all(isinstance(secret, str) for secret in secrets.values()):
        raise SettingsError(field=SECRETS)  # without its content, which is secret
    return {AccountId(account): secret for account, secret in secrets.items()}


def _nowhere() -> NoReturn:
    raise NoKeyring


def system_keyring() -> KeyringBackend:
    """The system's keyring, chosen once a process. Raises NoKeyring if there is none, or none that is safe."""
    from keyring import core

    try:
        keyring = core.get_keyring()
        if not _is_safe(keyring):
            core.init_backend(limit=_is_safe)
            keyring = core.get_keyring()
    except Exception as error:  # a misspelt PYTHON_KEYRING_BACKEND, a broken plug-in
        raise NoKeyring from error
    if not _is_safe(keyring):
        raise NoKeyring
    return keyring


def _is_safe(keyring: KeyringBackend) -> bool:
    parts = type(keyring).__module__.split(".")
    return parts[:2] == ["keyring", "backends"] and parts[2] in _SAFE_BACKENDS


def _keep(keyring: KeyringBackend, account: AccountId, secret: str) -> None:
    try:
        keyring.set_password(SERVICE, account, secret)
    except Exception as error:
        if secret not in f"{error!r}{error.__cause__!r}":
            raise
        raise KeyringFailed(type(error).__name__) from None  # some tell what they could not keep


def _delete(keyring: KeyringBackend, account: AccountId) -> None:
    from keyring.errors import PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, account)
    except PasswordDeleteError:  # said of an absent entry, and of one that could not be deleted
        if keyring.get_password(SERVICE, account) is not None:
            raise


def _translated(error: Exception) -> CredentialError:
    from keyring import errors

    # On Linux the reason is the name of what keyring's InitError was raised from.
    reasons = {type(error).__name__, type(error.__cause__).__name__}
    if isinstance(error, errors.KeyringLocked) or reasons & {"PromptDismissedException", "LockedException"}:
        return KeyringLocked()
    name = type(error).__name__
    return KeyringFailed(f"{name}: {error}" if isinstance(error, errors.KeyringError) else name)
