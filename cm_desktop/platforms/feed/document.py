"""A feed's bytes read, however badly it was written. May not fetch anything, nor know what a comment is.

What comes in is a stranger's: it is cut down to what can be read quickly before feedparser sees it.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cm_desktop.domain.errors import Unreadable

MAX_BYTES = 4 * 1024 * 1024
MAX_SIGNS = 100_000
MAX_ENTRIES = 1000

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
# Before the root: a declaration, comments, a document type. None of it is needed, and entities are declared in it.
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile("<[A-Za-z]")
_CROWDED = re.compile("<[^<>=]*(?:=[^<>=]*){200}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What feedparser made of a feed: `feed` tells of the whole, `entries` are in the feed's own order."""

    feed: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]


def read(body: bytes, content_type: str = "") -> Document:
    """The feed in `body`; what is broken in it is left out, and addresses stay as relative as they came.

    Raises Unreadable for what is no feed at all, or too large to be read at once.
    """
    text = _NOT_XML.sub("", _decoded(body, content_type))
    root = _ROOT.search(text, _after_prologue(text))
    if root is None or _is_bomb(text):
        raise Unreadable
    from cm_desktop.platforms.feed.parsers import parsed

    version, feed, entries = parsed(text[root.start() :])
    if not version:
        raise Unreadable
    # Plain dicts: feedparser's own answer for keys that they do not have, with a warning.
    return Document(feed=dict(feed), entries=tuple(map(dict, entries[:MAX_ENTRIES])))


def _is_bomb(text: str) -> bool:
    """Whether reading it would take long: more tags, entities, or attributes in one tag than a feed has."""
    signs = max(text.count("<"), text.count("&"))
    return len(text) > MAX_BYTES or signs > MAX_SIGNS or _CROWDED.search(text) is not None


def _after_prologue(text: str) -> int:
    place = 0
    while (piece := _PROLOGUE.match(text, place)) is not None:
        place = piece.end()
    return place


def _decoded(body: bytes, content_type: str) -> str:
    """The text, in the encoding that its bytes bear out; what is declared comes second, since it is often wrong."""
    for encoding in _encodings(body, content_type):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _encodings(body: bytes, content_type: str) -> Iterator[str]:
    yield from (name for mark, name in _MARKS if body.startswith(mark))
    if b"\0" in body[:4]:
        yield "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
    yield "utf-8"
    if (declared := _DECLARED.search(body[:400])) is not None:
        yield declared[1].decode("ascii")
    if (told := _CHARSET.search(content_type)) is not None:
        yield told[1]
