"""feedparser's two parsers, the strict and the forgiving one, with an end to how long they take. May not fetch anything.

`feedparser.parse` is never called: it takes what it is given for the name of a page or a file, too.
"""

import io
import time
from collections.abc import Mapping
from typing import Any
from xml.sax import SAXException
from xml.sax.expatreader import create_parser

from feedparser.api import LooseFeedParser, StrictFeedParser  # type: ignore[import-untyped]  # it has no stubs

from cm_desktop.domain.errors import Unreadable

SECONDS = 2.0
LONGEST_NAME = 200


class _InTime:
    """Gives up on markup that is made to take long. What looks for an address in a name takes the square of its length."""

    def __init__(self, *given: object) -> None:
        self._until = time.monotonic() + SECONDS
        super().__init__(*given)

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        if time.monotonic() > self._until:
            raise Unreadable
        super().unknown_starttag(tag, attrs)  # type: ignore[misc]  # of feedparser

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()  # type: ignore[attr-defined]  # of feedparser
        if isinstance(context.get(key), str):
            context[key] = context[key][:LONGEST_NAME]
        super()._sync_author_detail(key)  # type: ignore[misc]  # of feedparser


class _Strict(_InTime, StrictFeedParser):  # type: ignore[misc]  # of feedparser
    pass


class _Loose(_InTime, LooseFeedParser):  # type: ignore[misc]  # of feedparser
    def handle_charref(self, ref: str) -> None:
        """A number that is no character stops nothing: a sign says that something stood there."""
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):
            super().handle_charref("xfffd")


def parsed(text: str) -> tuple[str, Mapping[str, Any], list[Mapping[str, Any]]]:
    """The version of a feed, empty for what is none; what it tells of itself; its entries. Raises Unreadable."""
    parser = _strictly(text) or _loosely(text)
    return str(parser.version), parser.feeddata, parser.entries


def _strictly(text: str) -> Any:
    """A parser that has read it all, or None where it breaks the rules of XML."""
    parser = _plain(_Strict("", None, "utf-8"))
    reader = create_parser(namespaceHandling=True)  # noqa: S315  # nosec B315  # no document type ever reaches it: document.py
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    try:
        reader.parse(io.BytesIO(text.encode()))
    except SAXException:
        return None
    return parser


def _loosely(text: str) -> Any:
    parser = _plain(_Loose("", None, "utf-8", {}))
    parser.feed(text)
    return parser


def _plain(parser: Any) -> Any:
    """Markup is left as it came: it is made plain text later, and by us."""
    parser.sanitize_html = parser.resolve_relative_uris = False
    return parser
