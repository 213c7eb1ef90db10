"""Rows of a file made into posts and comments, as its mapping says. May not open the file, nor know what is here already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cm_desktop.domain.arrivals import BrokenLine, ColumnMapping, LineProblem, PastedComment
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, Post, RemoteId, Visibility
from cm_desktop.imports import identity
from cm_desktop.imports.cells import bare, count, is_link, says_yes
from cm_desktop.imports.dates import DateReader, Moment
from cm_desktop.imports.identity import Claim
from cm_desktop.imports.repair import repaired
from cm_desktop.imports.row import Row

_LONGEST_ID = 64
# What a file tells of a comment that is here already, by the comment's own attribute.
_ATTRIBUTES = {
    "text": "text",
    "author": "author",
    "created_at": "created_at",
    "link": "permalink",
    "post": "post",
    "parent": "parent",
    "likes": "likes",
}

Told = dict[str, str]  # the cells of a row that are not empty, by the field's word: an enum's own hash is slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A comment as a file tells it. `tells` are the fields that it does tell; the others hold what is usual.

    `again` says that the same file told it before.
    """

    comment: Comment
    tells: Collection[str]
    post: Post | None = None
    doubt: BrokenLine | None = None
    again: bool = False


class Transcriber:
    """Transcribes one file, row after row. What an author named like the `page` wrote is the page's own."""

    def __init__(self, account: AccountId, page: str, now: datetime) -> None:
        self._account = account
        self._page = page.casefold()
        self._now = now
        self._identities = identity.Identities()
        self._posts: dict[str, Post] = {}
        self._under: dict[str, Post] = {}

    def row(self, row: Row, words: Mapping[str, str], dates: DateReader) -> Transcript | BrokenLine:
        """The comment in a row, or why there is none. `words` are the fields, as `field_words` gives them.

        A date that cannot be read leaves the moment of the import.
        """
        told: Told = {}
        for column, word in words.items():
            if cell := bare(row.cells.get(column, "")):
                told[word] = repaired(cell)
        if "text" not in told:
            return replace(row.doubt, kept=False) if row.doubt else _without_text(row.line)
        hour = told.pop("time", "")
        moment = _moment(dates, told["created_at"], hour) if "created_at" in told else None
        if "created_at" not in told or (moment is not None and not moment.contrary):
            return self._transcript(told, moment, row.line, row.doubt)
        problem = LineProblem.DATE if moment is None else LineProblem.ORDER
        doubt = row.doubt or BrokenLine(line=row.line, problem=problem, detail=told["created_at"], kept=True)
        return self._transcript(told, moment, row.line, doubt)

    def pasted(self, pasted: PastedComment, line: int) -> Transcript | BrokenLine:
        """A comment that was pasted, the `line`-th of its lot."""
        link = pasted.link.strip()
        cells = {
            "text": pasted.text.strip(),
            "author": pasted.author.strip(),
            "link": link,
            "likes": str(pasted.likes or ""),
            "post": "" if identity.in_link(link) else link,
        }
        told = {field: cell for field, cell in cells.items() if cell}
        if "text" not in told:
            return _without_text(line)
        return self._transcript(told, Moment(pasted.created_at or self._now, ""), line, None)

    def _transcript(self, told: Told, moment: Moment | None, line: int, doubt: BrokenLine | None) -> Transcript:
        at, when = (self._now, "") if moment is None else (moment.at, moment.name)
        if not when:  # counted from today, or not told: another day it would be another moment
            told.pop("created_at", None)
        in_link = identity.in_link(told["link"]) if "link" in told else ""
        post = self._post(told, in_link, at)
        if post is not None:
            told["post"] = post.id
        name, claim = self._named(told, in_link, when)
        if post is not None:
            self._under[name] = post
        if claim is Claim.TAKEN and "id" in told:
            doubt = doubt or BrokenLine(line=line, problem=LineProblem.ID, detail=told["id"], kept=True)
        comment = self._comment(told, name, post, at)
        return Transcript(comment=comment, tells=told, post=post, doubt=doubt, again=claim is Claim.AGAIN)

    def _comment(self, told: Told, name: RemoteId, post: Post | None, at: datetime) -> Comment:
        author, hidden = told.get("author", ""), "hidden" in told and says_yes(told["hidden"])
        return Comment(
            ref=CommentRef(self._account, name),
            post=post.id if post else RemoteId(""),
            parent=_parent(told, name),
            author=Author(id=told.get("author_id", ""), name=author, is_page=author.casefold() == self._page != ""),
            text=told["text"],
            created_at=at,
            read_at=self._now,
            visibility=Visibility.HIDDEN if hidden else Visibility.PUBLIC,
            likes=count(told["likes"]) if "likes" in told else 0,
            permalink=told.get("link") or (post.permalink if post else ""),
        )

    def _named(self, told: Told, in_link: str, when: str) -> tuple[RemoteId, Claim]:
        """The comment's id, and what became of its claim to the one that it has itself, if it has any."""
        author, text = told.get("author", ""), told["text"]
        own = identity.told(told.get("id", "")) or in_link
        claim = self._identities.claim(own, author, text) if own else Claim.NONE
        if claim in (Claim.FIRST, Claim.AGAIN):
            return RemoteId(own), claim
        return self._identities.by_content(author, text, when, told.get("post", "")), claim

    def _post(self, told: Told, in_link: str, at: datetime) -> Post | None:
        """What the comment is under: as told, else as its link says, else the post of what it answers."""
        link = identity.post_link(told["link"]) if in_link else ""
        cell = told.get("post") or link
        if not cell:
            return self._under.get(told.get("parent", ""))
        if cell not in self._posts:
            self._posts[cell] = self._first_seen(cell, link, at)
        return self._posts[cell]

    def _first_seen(self, cell: str, link: str, at: datetime) -> Post:
        """A post, by its name, address or title; the first comment under it dates it."""
        is_name = is_link(cell) or (len(cell) <= _LONGEST_ID and " " not in cell)
        return Post(
            account=self._account,
            id=RemoteId(cell if is_name else identity.digest(cell)),
            text="" if is_name else cell,
            created_at=at,
            permalink=cell if is_link(cell) else link,
        )


def _moment(dates: DateReader, day: str, hour: str) -> Moment | None:
    """The moment of a date, at the hour that stands in a column of its own; the day alone where that is none."""
    return (dates.read(f"{day} {hour}") if hour else None) or dates.read(day)


def field_words(mapping: ColumnMapping) -> Mapping[str, str]:
    """What each column holds, as `Transcriber.row` wants it."""
    return {column: field.value for column, field in mapping.fields.items()}


def _without_text(line: int) -> BrokenLine:
    return BrokenLine(line=line, problem=LineProblem.NO_TEXT)


def _parent(told: Told, name: RemoteId) -> RemoteId | None:
    """What it answers; some exports name the post there, or the comment itself."""
    cell = told.get("parent")
    if cell is None:
        return None
    parent = RemoteId(identity.in_link(cell) or identity.told(cell))
    return None if parent in ("", name, told.get("post")) else parent


def renewed(said: Transcript, known: Comment | None) -> Comment | None:
    """The comment as it stands after what was said of it; None where that says nothing new of the `known` one.

    What is not told stays. A file may hide a comment, never show it again: the moderator may have hidden it since.
    """
    if known is None:
        return said.comment
    news = {name: getattr(said.comment, name) for field, name in _ATTRIBUTES.items() if field in said.tells}
    if said.comment.visibility is Visibility.HIDDEN and known.visibility is Visibility.PUBLIC:
        news["visibility"] = Visibility.HIDDEN
    if all(getattr(known, name) == value for name, value in news.items()):
        return None
    return replace(known, **news, read_at=said.comment.read_at)
