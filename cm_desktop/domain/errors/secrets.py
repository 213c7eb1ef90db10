"""What can go wrong with a secret. May not hold one."""

from dataclasses import dataclass

from cm_desktop.domain.errors.root import CmDesktopError


class CredentialError(CmDesktopError):
    pass


class NoKeyring(CredentialError):
    pass


class KeyringLocked(CredentialError):
    pass


@dataclass(eq=False)
class KeyringFailed(CredentialError):
    detail: str = ""


@dataclass(eq=False)
class SecretTooLong(CredentialError):
    length: int = 0
    limit: int = 0


@dataclass(eq=False)
class SecretMissing(CredentialError):
    account: str = ""


class KeysMissing(SecretMissing):
    pass
