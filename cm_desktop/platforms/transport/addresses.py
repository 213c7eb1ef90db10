"""Where an address leads: home, to the public Internet, or neither. May not connect to any.

Python has an opinion of its own (`is_private`, `is_global`), which is another in each of its versions.
"""

import ipaddress
import queue
import socket
import threading

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(each) for each in text.split())


_HOME = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"
    " ::/127 fc00::/7 fe80::/10 fec0::/10"
)
"""This machine, its network, and those that an office or a provider keeps for itself."""
_RESERVED = _networks(
    "192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3"
    " 2001::/23 2001:db8::/32 2002::/16 3fff::/20"
)
"""For protocols (Teredo and 6to4 hold an IPv4 address that may be of home), examples, many at once, or nobody yet."""
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
"""All that was ever given out: what wraps IPv4 elsewhere (compatible, translated, a local NAT64) is outside."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""What a provider without IPv4 puts before each IPv4 address that it leads to."""


def is_home(address: Address) -> bool:
    """Whether it is this machine, or on its network."""
    return _is_in(_HOME, _unwrapped(address))


def is_public(address: Address) -> bool:
    """Whether it leads to the public Internet, and to one machine there."""
    found = _unwrapped(address)
    if found.version == 6 and found not in _GLOBAL_V6:
        return False
    return not _is_in(_HOME, found) and not _is_in(_RESERVED, found)


def is_local(host: str) -> bool:
    """Whether a host, without asking anybody, is seen not to be a public one."""
    address = literal(host)
    return host == "localhost" if address is None else not is_public(address)


def resolve(host: str, port: int, seconds: float) -> list[Address]:
    """The host's addresses, IPv4 in IPv6 unwrapped; none if it has none or its name server takes too long."""
    address = literal(host)
    if address is not None:
        return [address]
    answer: queue.SimpleQueue[list[Address]] = queue.SimpleQueue()
    threading.Thread(target=lambda: answer.put(_look_up(host, port)), daemon=True).start()
    try:
        return answer.get(timeout=seconds)
    except queue.Empty:
        return []


def literal(text: str) -> Address | None:
    """The address that is written out there, IPv4 in IPv6 unwrapped; None for a name."""
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _look_up(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    addresses = (literal(str(place[0])) for *_, place in found)
    return [address for address in addresses if address is not None]


def _unwrapped(address: Address) -> Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address


def _is_in(networks: tuple[Network, ...], address: Address) -> bool:
    return any(address in network for network in networks)
