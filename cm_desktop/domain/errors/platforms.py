"""What can go wrong where a platform is asked something. May not know which."""

from dataclasses import dataclass
from typing import ClassVar

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class PlatformError(CmDesktopError):
    """A platform was asked something. `message` is the platform's own sentence, already in the user's language, or empty."""

    message: str = ""


@dataclass(eq=False)
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


@dataclass(eq=False)
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


@dataclass(eq=False)
class Gone(PlatformError):
    pass


@dataclass(eq=False)
class Duplicate(PlatformError):
    pass


@dataclass(eq=False)
class Invalid(PlatformError):
    field: str = ""


@dataclass(eq=False)
class Blocked(PlatformError):
    reason: str = ""
    retry_after: float | None = None


@dataclass(eq=False)
class UpgradeNeeded(PlatformError):
    pass


@dataclass(eq=False)
class Unreadable(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
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


@dataclass(eq=False)
class Unknown(PlatformError):
    pass
