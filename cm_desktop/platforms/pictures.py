"""Pictures that are attached to comments, fetched for a thumbnail. May not decode one, nor send a secret anywhere.

The address comes from a platform, but what it leads to may be anyone's: only public https hosts, little data, known formats.
"""

from urllib.parse import urlsplit

from cm_desktop.domain.comments import Account
from cm_desktop.domain.errors import Gone, NotAllowedAddress, Transient, Unreadable
from cm_desktop.platforms.transport.addresses import is_local
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import HttpClient

MAX_BYTES = 2 * 1024 * 1024
_LONGEST_ADDRESS = 4096
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def fetch(account: Account, url: str, *, gateway: Gateway = DIRECT) -> bytes:
    """The bytes of a PNG, JPEG, GIF or WebP, at most MAX_BYTES. Blocks: never from the window's thread.

    Raises NotAllowedAddress (on this machine's network too, unless the account may be local), Gone, Transient, Unreadable
    (no picture, or too large a one), and Offline where nothing answers.
    """
    if not safe_address(url, allow_local=account.allow_local):
        raise NotAllowedAddress(address=url.partition("?")[0])  # what follows may be a signature
    address = urlsplit(url)
    host = HttpClient(
        f"{address.scheme}://{address.netloc}",
        headers={},
        allow_local=account.allow_local,
        max_bytes=MAX_BYTES,
        gateway=gateway,
    )
    answer = host.get(f"{address.path}?{address.query}" if address.query else address.path)
    if answer.status in (403, 404, 410):  # addresses of pictures are good for some days only
        raise Gone
    if answer.status >= 500:
        raise Transient
    if answer.status != 200 or not _is_picture(answer.body):
        raise Unreadable
    return answer.body


def safe_address(url: str, *, allow_local: bool) -> str:
    """This address where a picture may be fetched from it, else an empty text: https, or the practice's own on loopback."""
    try:
        address = urlsplit(url)
        host = address.hostname or ""
    except ValueError:
        return ""
    plain_and_ours = address.scheme == "http" and allow_local and is_local(host)
    usable = host and address.username is None and len(url) <= _LONGEST_ADDRESS and url.isprintable()
    return url if usable and (address.scheme == "https" or plain_and_ours) else ""


def _is_picture(body: bytes) -> bool:
    return body.startswith(_STARTS) or (body[:4], body[8:12]) == (b"RIFF", b"WEBP")
