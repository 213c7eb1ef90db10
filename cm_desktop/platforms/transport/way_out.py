"""The way out that is chosen now, for all that leaves: a laptop changes networks, and its user their mind.

May not keep a password: the keyring does.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from cm_desktop.domain.errors import KeyringFailed, NotFound, SecretMissing, SettingsError
from cm_desktop.domain.proxies import NONE, ProxyStanding, kept_as, read_choice, read_login
from cm_desktop.domain.vault import Keeping, Vault
from cm_desktop.platforms.transport.gateway import Gateway, gateway

_WITHOUT_PAGES = "https://graph.facebook.com"


class ChosenWayOut:
    """Fulfils `domain.proxies.WayOut`. Any thread may ask it.

    `choice` is "system", "none" or an address, and `keep` has it at the next launch; `kept` is what another process may
    have chosen since. `said_in` is the settings file where that one decides. `certificates` are authorities to believe
    beside the usual ones, as PEM text.
    """

    def __init__(
        self,
        choice: str,
        certificates: str,
        vault: Vault,
        *,
        keep: Callable[[str], None],
        kept: Callable[[], str] = str,
        said_in: Path | None = None,
    ) -> None:
        self._choice = choice
        self._certificates = certificates
        self._vault = vault
        self._keep = keep
        self._kept = kept
        self._seen = kept()
        self._said_in = said_in

    def choice(self) -> str:
        if (kept := self._kept()) != self._seen:
            self._seen = kept
            self._choice = kept if self._said_in is None else self._choice
        return self._choice

    def gateway(self, *, local: bool = False) -> Gateway:
        """The way of one opening. What is `local` is reached without a proxy. Raises KeyringLocked."""
        return gateway(NONE if local else self.choice(), self._certificates, self._login)

    def standing(self) -> ProxyStanding:
        way = self.gateway()
        return ProxyStanding(choice=self.choice(), address=way.proxy, login=bool(way.login), said_in=self._said_in)

    def choose(self, choice: str) -> None:
        if self._said_in is not None:
            raise SettingsError(file=self._said_in, field="proxy", problem="decided")
        chosen = read_choice(choice)
        self._keep(chosen)
        self._choice = chosen

    def proxy(self) -> str:
        """The address of the proxy in use; the keyring is not asked. Raises NotFound for none."""
        address = gateway(self.choice(), "", lambda _address: "").proxy
        if not address:
            raise NotFound("proxy", self.choice())
        return address

    def log_in(self, login: str) -> Keeping:
        return self._vault.put(kept_as(self.proxy()), read_login(login))

    def log_out(self) -> None:
        self._vault.forget(kept_as(self.proxy()))

    def reach(self, addresses: Sequence[str]) -> tuple[str, ...]:
        way = self.gateway()
        return tuple(_knock(address, way) for address in addresses or (_WITHOUT_PAGES,))

    def _login(self, address: str) -> str:
        try:
            return self._vault.get(kept_as(address))
        except (SecretMissing, KeyringFailed):
            return ""


def _knock(address: str, way: Gateway) -> str:
    """Whatever is answered will do: it is the way there that is in question."""
    from cm_desktop.platforms.transport.http import HttpClient

    HttpClient(address, headers={}, allow_local=False, gateway=way).send("HEAD", "/")
    return urlsplit(address).hostname or ""
