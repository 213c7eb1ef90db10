"""The way from this machine to the outside: through which proxy, and whom to believe. May not send anything.

What the system says of proxies is read here and nowhere else. A script that chooses proxies (PAC) is not run.
"""

import base64
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cm_desktop.domain.proxies import NONE, SYSTEM

if TYPE_CHECKING:
    import ssl


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """`proxy` is the address of an HTTP proxy, empty where there is none; `login` its user and password, as `user:password`.

    `exceptions` says that the system names hosts that are reached without it (no_proxy). `certificates` are authorities
    to believe beside the usual ones, as PEM text.
    """

    proxy: str = ""
    login: str = field(default="", repr=False)
    exceptions: bool = False
    certificates: str = field(default="", repr=False)

    def proxies(self, address: str) -> Mapping[str, str]:
        """The proxy for an https address, by scheme as requests wants it; nothing where it is reached without."""
        from requests.utils import should_bypass_proxies

        if not self.proxy or (self.exceptions and should_bypass_proxies(address, no_proxy=None)):
            return {}
        return {"https": self.proxy}

    def greeting(self) -> dict[str, str]:
        """What a proxy is told of who asks: it alone, never what lies behind it."""
        if not self.login:
            return {}
        return {"Proxy-Authorization": f"Basic {base64.b64encode(self.login.encode()).decode('ascii')}"}

    def trust(self) -> "ssl.SSLContext":
        """Whom to believe: the system's authorities, where it has none those of certifi, and our own beside them."""
        import ssl

        import truststore

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if not _system_has_authorities():
            import certifi

            context.load_verify_locations(cafile=certifi.where())
        if self.certificates:
            context.load_verify_locations(cadata=self.certificates)
        return context


DIRECT = Gateway()


def gateway(proxy: str, certificates: str, login: Callable[[str], str]) -> Gateway:
    """The way out as configured: `proxy` is "system", "none" or an address.

    `login` is asked for the user and password of a proxy, by its address, and answers "" where it wants none.
    """
    address, given = _of_the_system() if proxy == SYSTEM else ("" if proxy == NONE else proxy, "")
    known = login(address) if address else ""
    return Gateway(proxy=address, login=known or given, exceptions=proxy == SYSTEM, certificates=certificates)


def _of_the_system() -> tuple[str, str]:
    """What the environment or the system's settings say: the proxy of https addresses, and the login they give with it."""
    from urllib.request import getproxies

    proxies = getproxies()
    said = proxies.get("https") or proxies.get("all") or ""
    url = urlsplit(said if "://" in said else f"http://{said}")
    if url.scheme != "http" or not url.hostname:
        return "", ""  # SOCKS, or nothing at all
    login = f"{unquote(url.username)}:{unquote(url.password or '')}" if url.username else ""
    return f"http://{url.netloc.rpartition('@')[2]}", login


def _system_has_authorities() -> bool:
    """Windows and macOS always have; elsewhere where OpenSSL looks, at a file or in a folder."""
    import ssl

    if sys.platform in ("win32", "darwin"):
        return True
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and any(os.scandir(paths.capath))))
