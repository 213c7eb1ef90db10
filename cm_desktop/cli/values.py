"""What is typed, read into values; each reader raises BadValue where that cannot be. May not know any command."""

import math
import re
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cm_desktop.domain.errors import BadValue
from cm_desktop.domain.retention import LONGEST
from cm_desktop.settings import LONGEST_UNDO

HIGHEST_PORT = 65535
MOST_ROWS = 1_000_000
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_SECRET = re.compile("[ -~]*[!-~][ -~]*")  # a header carries no more than that


def check_text(arguments: Sequence[str]) -> None:
    """Bytes that are no UTF-8 come in as lone surrogates, which no database and no platform takes."""
    for argument in arguments:
        if not _is_text(argument):
            raise BadValue("argument", argument)


def folder(text: str) -> Path:
    """A folder, which may not be there yet."""
    if not text.strip():
        raise BadValue("workspace")
    return Path(text)


def delay(text: str) -> timedelta:
    """Seconds, as the settings allow them."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST_UNDO:
        raise BadValue("delay", text, int(LONGEST_UNDO))
    return timedelta(seconds=seconds)


def day(text: str) -> datetime:
    """The beginning of a day, where the user is: `2026-11-22`."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone()
    except ValueError:
        raise BadValue("day", text) from None


def moment(text: str) -> datetime:
    """A moment, where the user is: `2026-11-23T18:00`."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise BadValue("moment", text) from None


def colour(text: str) -> str:
    """`#RRGGBB`."""
    if not _COLOUR.fullmatch(text):
        raise BadValue("colour", text)
    return text


def client(text: str) -> str:
    """A client's name, on one line."""
    if not (name := " ".join(text.split())):
        raise BadValue("client")
    return name


def base_url(text: str) -> str:
    """A site's whole address, without a slash at its end; whether it may be reached is the connector's business."""
    try:
        url = urlsplit(text)
        usable = url.scheme in ("http", "https") and url.hostname and url.port != 0
    except ValueError:
        usable = False
    if not usable or url.username is not None or url.query or url.fragment or re.search(r"\s", text):
        raise BadValue("base_url", text)
    return text.rstrip("/")


def address(text: str) -> str:
    """The address of a page or of a feed: as `base_url`, but it may have a query."""
    base_url(text.partition("?")[0])
    if re.search(r"\s|#", text):
        raise BadValue("base_url", text)
    return text


def port(text: str) -> int:
    """A TCP port, or 0."""
    return _whole(text, "port", 0, HIGHEST_PORT)


def limit(text: str) -> int:
    """How many rows at most."""
    return _whole(text, "limit", 1, MOST_ROWS)


def months(text: str) -> int:
    """How long something is kept."""
    return _whole(text, "months", 1, LONGEST)


def secret(text: str) -> str:
    """An access that a request can carry."""
    if not text:
        raise BadValue("no_secret")
    if not _SECRET.fullmatch(text):
        raise BadValue("secret")  # without its content, which is secret
    return text


def standard_input(*, lines: int | None = None) -> str:
    """What is piped in or typed: all of it, or its first lines."""
    try:
        text = sys.stdin.read() if lines is None else "".join(sys.stdin.readline() for _ in range(lines))
    except UnicodeDecodeError:
        raise BadValue("input") from None
    if not _is_text(text):
        raise BadValue("input")
    return text.rstrip("\n")


def _whole(text: str, what: str, lowest: int, highest: int) -> int:
    if not text.isascii() or not text.isdigit() or not lowest <= int(text[:9]) <= highest or len(text) > 9:
        raise BadValue(what, text, highest)
    return int(text)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
