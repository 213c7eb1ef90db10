"""A feed's entries read as our words. May not fetch anything.

WordPress (6.1.9, as recorded) gives each comment the address `<post>#comment-ID`, tells in Atom alone what it answers
(`thr:in-reply-to`, RFC 4685, which names the comment itself where the parent is lost), and puts "In reply to <a>…</a>."
before its text, in the site's language.
"""

import calendar
import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from cm_desktop.domain.comments import Account, Author, Comment, CommentRef, Post, RemoteId
from cm_desktop.platforms.feed.document import Document
from cm_desktop.platforms.transport.html_text import plain

Entry = Mapping[str, Any]

LONGEST_TEXT = 65_536
LONGEST_ID = 300
_WORDPRESS_COMMENT = re.compile(r"#comment-(\d+)$")
_ANSWERING = re.compile(
    r'\s*(?:<p>)?[^<]{0,80}<a [^<>]*href="[^"<>]*#comment-(\d+)"[^<>]*>[^<]{0,300}</a>[^<]{0,20}(?:</p>|\n)'
)
_WORDPRESS_TITLES = re.compile(r"(?:Comment on|Commentaires? sur) (.+) (?:by|par) ")
_COMMENTS_PAGE = re.compile(r"/comment-page-\d+/?$")
_MASTODON_POST = re.compile(r"/@([\w.-]+(?:@[\w.-]+)?)/\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, with what each of its entries is read beside. `address` is where it was found."""

    account: Account
    document: Document
    address: str
    read_at: datetime

    @property
    def title(self) -> str:
        return title_of(self.document, self.address)

    @property
    def is_wordpress(self) -> bool:
        return "wordpress" in str(self.document.feed.get("generator", "")).casefold()

    def comments(self) -> Iterator[Comment]:
        """Each entry once, in the feed's order."""
        entries: dict[str, Entry] = {}
        for entry in self.document.entries:
            entries.setdefault(_id(entry), entry)
        for entry in entries.values():
            yield self._comment(entry, entries)

    def posts(self, comments: tuple[Comment, ...]) -> tuple[Post, ...]:
        """What these comments are under: a feed does not tell when that was written, only that it was before them."""
        first: dict[RemoteId, datetime] = {}
        for comment in comments:
            first[comment.post] = min(comment.created_at, first.get(comment.post, comment.created_at))
        known = {self._post(entry): self._described(entry) for entry in reversed(self.document.entries)}
        return tuple(
            Post(account=self.account.id, id=ident, text=known[ident][0], created_at=moment, permalink=known[ident][1])
            for ident, moment in first.items()
        )

    def _described(self, entry: Entry) -> tuple[str, str]:
        """The title and the address of what an entry is under."""
        if not self._number(entry):
            return self.title, _link(self.document.feed, self.address)
        told = _WORDPRESS_TITLES.match(_words(entry, "title"))
        place = urldefrag(_link(entry, self.address)).url
        return told[1] if told else self.title, _COMMENTS_PAGE.sub("/", place)

    def _comment(self, entry: Entry, beside: Container[str]) -> Comment:
        """`beside` are the ids of all entries: what is answered elsewhere is no parent here."""
        if number := self._number(entry):
            text, parent = _wordpress(entry)
        else:
            text, parent = _entitled(entry), _answered(entry)
            parent = parent if parent in beside else ""
        ident = RemoteId(number or _id(entry))
        picture = _picture(entry, self.address)
        return Comment(
            ref=CommentRef(self.account.id, ident),
            post=self._post(entry),
            parent=RemoteId(parent) if parent and parent != ident else None,
            author=Author(id="", name=_author(entry, self.address) or self.title),
            text=text[:LONGEST_TEXT],
            created_at=_moment(entry, self.read_at),
            read_at=self.read_at,
            permalink=_link(entry, self.address),
            media="image" if picture else "",
            media_url=picture,
            can_hide=False,
            can_delete=False,
            can_reply=False,
        )

    def _number(self, entry: Entry) -> str:
        """WordPress's own number of a comment, empty for what is none."""
        found = _WORDPRESS_COMMENT.search(_id(entry)) if self.is_wordpress else None
        return found[1] if found else ""

    def _post(self, entry: Entry) -> RemoteId:
        """What it is under: a WordPress post, by the part of the id that its comments share, else the feed itself."""
        return RemoteId(urldefrag(_id(entry)).url if self._number(entry) else self.account.base_url)


def title_of(document: Document, address: str) -> str:
    """A feed's name, its host where it has none."""
    return _words(document.feed, "title") or urlsplit(address).hostname or ""


def _id(entry: Entry) -> str:
    """What the feed calls it, else a name made of what it holds."""
    told = str(entry.get("id", "")).strip()
    if told and len(told) <= LONGEST_ID and not re.search(r"[\s\x00-\x1f\x7f]", told):
        return told
    parts = (
        told or "\n".join((str(entry.get("link", "")), _words(entry, "title"))).strip() or str(entry.get("summary", ""))
    )
    return f"sha256:{hashlib.sha256(parts.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _answered(entry: Entry) -> str:
    told = entry.get("thr_in-reply-to")
    return str(told.get("ref", "")) if isinstance(told, Mapping) else ""


def _wordpress(entry: Entry) -> tuple[str, str]:
    """The text of a WordPress comment, and the number of the one that it answers, empty at the top of a thread.

    What stands before the text is left out only where the feed says it too: else anybody could hide words in it.
    """
    markup, _ = _markup(entry)
    told, above = _WORDPRESS_COMMENT.search(_answered(entry)), _ANSWERING.match(markup)
    if told and above and told[1] == above[1]:
        markup = markup[above.end() :]
    parent = told or above
    return plain(markup), parent[1] if parent else ""


def _markup(entry: Entry) -> tuple[str, bool]:
    """What an entry says, and whether it is plain text already."""
    for part in (*entry.get("content", ()), entry.get("summary_detail")):
        if isinstance(part, Mapping) and part.get("value"):
            return str(part["value"]), part.get("type") == "text/plain"
    return str(entry.get("summary", "")), False


def _words(holder: Entry, name: str) -> str:
    """A line of text: a title, a name."""
    detail = holder.get(f"{name}_detail")
    value = str(holder.get(name, ""))
    is_plain = isinstance(detail, Mapping) and detail.get("type") == "text/plain"
    return " ".join((value if is_plain else plain(value)).split())


def _entitled(entry: Entry) -> str:
    """The title, where it is more than the text's own beginning, and the text."""
    markup, is_plain = _markup(entry)
    title, body = _words(entry, "title"), markup.strip() if is_plain else plain(markup)
    if body.startswith(title.rstrip("….")):
        return body
    return f"{title}\n\n{body}".strip()


def _author(entry: Entry, address: str) -> str:
    detail = entry.get("author_detail")
    named = str(detail.get("name", "")) if isinstance(detail, Mapping) else ""
    if named := " ".join(plain(named or str(entry.get("author", ""))).split()):
        return named
    place = urlsplit(_link(entry, address))
    mastodon = _MASTODON_POST.search(place.path)
    if mastodon is None:
        return ""
    return f"@{mastodon[1]}" if "@" in mastodon[1] else f"@{mastodon[1]}@{place.hostname}"


def _link(holder: Entry, address: str) -> str:
    """Where it can be looked at, empty where that is no web page."""
    try:
        link = urljoin(address, str(holder.get("link", "")).strip()) if holder.get("link") else ""
        return link if urlsplit(link).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _picture(entry: Entry, address: str) -> str:
    """The first picture that comes with it."""
    enclosed = (link for link in entry.get("links", ()) if link.get("rel") == "enclosure")
    for part in (*entry.get("media_content", ()), *enclosed):
        if str(part.get("type", "")).startswith("image/"):
            return _link({"link": part.get("url") or part.get("href")}, address)
    return next((_link({"link": part.get("url")}, address) for part in entry.get("media_thumbnail", ())), "")


def _moment(entry: Entry, read_at: datetime) -> datetime:
    """When it was written; when it was read, where it does not tell, or tells of a time to come."""
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        moment = datetime.fromtimestamp(calendar.timegm(told), UTC) if told else read_at
    except (ValueError, OverflowError, OSError, TypeError):
        return read_at
    return min(moment, read_at)
