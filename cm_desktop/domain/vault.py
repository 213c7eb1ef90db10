"""Where secrets live: the port to it. May not hold one."""

from enum import StrEnum
from typing import Protocol

from cm_desktop.domain.comments import AccountId


class Keeping(StrEnum):
    """Where a secret is kept."""

    KEYRING = "keyring"
    SESSION = "session"  # in memory, until the program ends
    NOWHERE = "nowhere"  # there is none to keep


class Vault(Protocol):
    """Where secrets live. Calls may block on the user unlocking a keyring: never make them from the window's thread."""

    def get(self, account: AccountId) -> str:
        """The secret. Raises SecretMissing, KeyringLocked, KeyringFailed."""

    def put(self, account: AccountId, secret: str) -> Keeping:
        """Keep it, in memory only where no keyring can. Raises SecretTooLong, KeyringLocked, KeyringFailed."""

    def forget(self, account: AccountId) -> None:
        """Drop it wherever it is; no error if there is none."""
