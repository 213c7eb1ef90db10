"""What can go wrong where a platform is asked something. May not know which."""

from dataclasses import dataclass
from typing import ClassVar

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class PlatformError(CmDesktopError):
    """A platform was asked something. `message` is the platform's own sentence, already in the user's language, or empty."""

    message: str = ""


class Offline(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
class Untrusted(Offline):
    """The certificate was not believed: nothing was said to whoever showed it."""

    host: str = ""


@dataclass(eq=False)
class ProxyRefused(Offline):
    """`reason` is a word of the trade: password (it wants one, or another), forbidden, unreachable. `proxy` is its host."""

    proxy: str = ""
    reason: str = ""


class Transient(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
class RateLimited(PlatformError):
    retry: ClassVar[bool] = True
    retry_after: float | None = None


@dataclass(eq=False)
class AuthExpired(PlatformError):
    reason: str = ""


@dataclass(eq=False)
class Forbidden(PlatformError):
    scope: str = ""


class Gone(PlatformError):
    pass


class Duplicate(PlatformError):
    pass


@dataclass(eq=False)
class Invalid(PlatformError):
    field: str = ""


@dataclass(eq=False)
class Blocked(PlatformError):
    reason: str = ""
    retry_after: float | None = None


class UpgradeNeeded(PlatformError):
    pass


class Unreadable(PlatformError):
    retry: ClassVar[bool] = True


class NotAPage(PlatformError):
    pass


@dataclass(eq=False)
class NotAllowedAddress(PlatformError):
    address: str = ""


@dataclass(eq=False)
class NoFeed(PlatformError):
    """`reason` is empty, or `closed` for a platform that offers none to anybody."""

    host: str = ""
    reason: str = ""


class Unknown(PlatformError):
    pass
