"""The proxy of an office: what one may choose, how it stands, and the port to it. May not speak to any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import BadValue

if TYPE_CHECKING:
    from cm_desktop.domain.vault import Keeping

SYSTEM, NONE = "system", "none"
_PLACE = re.compile(r"[\w.\[\]:-]+")  # a name or an address, and a port: nothing that has to be quoted anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyStanding:
    """`choice` is SYSTEM, NONE or an address; `address` the proxy that follows from it, empty where there is none.

    `login` says that a user and a password are known for it. `said_in` is the settings file, where that one decides.
    """

    choice: str = NONE
    address: str = ""
    login: bool = False
    said_in: Path | None = None


class WayOut(Protocol):
    """How requests leave this machine, as it is chosen now. Calls may wait while the user unlocks the keyring."""

    def choice(self) -> str:
        """What is chosen now, also by another process; waits for nobody."""

    def standing(self) -> ProxyStanding:
        """What is chosen, and what follows. Raises KeyringLocked."""

    def choose(self, choice: str) -> None:
        """Go another way from the next opening on, and at the next launch. Raises BadValue, SettingsError where the
        settings file decides, NotWritable."""

    def log_in(self, login: str) -> Keeping:
        """Keep `user:password` for the proxy in use. Raises BadValue, NotFound where there is none, CredentialError."""

    def log_out(self) -> None:
        """Forget it. Raises NotFound, CredentialError."""

    def reach(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Knock at each of these, in nobody's name, at Facebook's own where there is none. Answers the hosts that answered.

        Raises what the first that cannot be reached raises, a PlatformError; KeyringLocked.
        """


def read_choice(text: str) -> str:
    """SYSTEM, NONE or the address of a proxy that can be spoken to. Raises BadValue, which repeats no password."""
    if text in (SYSTEM, NONE):
        return text
    if "@" in text:
        raise BadValue("proxy_password")
    try:
        url = urlsplit(text)
        good = url.scheme == "http" and bool(url.hostname) and url.port != 0
    except ValueError:
        good = False
    if not good or not _PLACE.fullmatch(url.netloc) or url.path not in ("", "/") or url.query or url.fragment:
        raise BadValue("proxy", text)
    return text.rstrip("/")


def read_login(text: str) -> str:
    """`user:password`, both on one line. Raises BadValue, which repeats neither."""
    user, colon, _password = text.partition(":")
    if not user or not colon or not text.isprintable():
        raise BadValue("proxy_login")
    return text


def kept_as(address: str) -> AccountId:
    """What the keyring, and CM_DESKTOP_SECRETS, call the `user:password` of a proxy."""
    return AccountId(f"proxy:{urlsplit(address).hostname or ''}")
