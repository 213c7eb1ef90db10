"""The proxy between this machine and the platforms: chosen, logged in to, tried. May not know how it is spoken to."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.ports import Connector, Source
from cm_desktop.domain.proxies import ProxyStanding, WayOut
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.reading.connections import Connections
from cm_desktop.engine.workroom import Workroom


class NoWayOut:
    """For a desk that goes nowhere: there is no proxy, and none to choose."""

    def choice(self) -> str:
        return ""

    def standing(self) -> ProxyStanding:
        return ProxyStanding()

    def choose(self, choice: str) -> None:
        raise NotFound("proxy", choice)

    def log_in(self, login: str) -> Keeping:  # noqa: ARG002  # the port's
        raise NotFound("proxy")

    def log_out(self) -> None:
        raise NotFound("proxy")

    def reach(self, addresses: Sequence[str]) -> tuple[str, ...]:  # noqa: ARG002  # the port's
        return ()


class OfficeProxy:
    """May wait for the keyring, and `reach` for the network: never called from the window's thread."""

    def __init__(
        self, room: Workroom, way: WayOut, connections: tuple[Connections[Source], Connections[Connector]]
    ) -> None:
        self._room = room
        self._way = way
        self._connections = connections

    def standing(self) -> ProxyStanding:
        """What is chosen, and what follows. Raises KeyringLocked."""
        return self._way.standing()

    def choose(self, choice: str) -> None:
        """Go this way from now on, at the next launch too. Raises BadValue, SettingsError, NotWritable."""
        self._way.choose(choice)
        self._open_anew()

    def log_in(self, login: str) -> Keeping:
        """Keep `user:password` for the proxy in use. Raises BadValue, NotFound where there is none, CredentialError."""
        kept = self._way.log_in(login)
        self._open_anew()
        return kept

    def log_out(self) -> None:
        """Forget it. Raises NotFound, CredentialError."""
        self._way.log_out()
        self._open_anew()

    def reach(self) -> tuple[str, ...]:
        """Knock where the pages are, in nobody's name; answers the hosts that answered.

        Raises what the first that cannot be reached raises, a PlatformError; KeyringLocked.
        """
        return self._way.reach(
            sorted({_site(page.base_url) for page in self._room.reader().accounts() if self._asks(page)})
        )

    def _asks(self, page: Account) -> bool:
        """Whether the program ever goes there, and not by itself on the local network."""
        return not page.allow_local and not self._room.caps(page).brought_in

    def _open_anew(self) -> None:
        for connections in self._connections:
            connections.forget_all()
        self._room.tell(Change.ACCOUNTS)


def _site(address: str) -> str:
    url = urlsplit(address)
    return f"{url.scheme}://{url.netloc}"
