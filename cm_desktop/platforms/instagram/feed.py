"""Reads an Instagram account page by page, media with their comments. May not change anything, nor keep its place.

Each call brings one page: of media (in a deep round with their first comments, and those with their first replies), of the
comments of one medium, or of the replies to one comment. The place is kept by the cursor.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from cm_desktop.domain.comments import AccountId, Batch, Comment
from cm_desktop.domain.errors import Gone, Invalid
from cm_desktop.platforms.graph.answers import Listing, count, inside, listing, text
from cm_desktop.platforms.graph.client import GraphClient, Json, Params, node
from cm_desktop.platforms.graph.listed import from_here
from cm_desktop.platforms.instagram.answers import COMMENT_FIELDS, MEDIA_FIELDS, comment_from, own_id, post_from
from cm_desktop.platforms.instagram.place import PAGE, Place, Round, Thread

_COMMENTS_A_MEDIUM = 5  # a page of media holds a fifth as many media as it may hold comments of each
_NOTHING = Listing(items=(), after=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one answer brought of a medium, what it left to be read, and whether it `ended` what was to be read."""

    thread: Thread
    comments: tuple[Comment, ...] = ()
    rest: tuple[Thread, ...] = ()
    ended: bool = False


class InstagramFeed:
    """The media and comments of one account, in batches of one page each."""

    def __init__(self, graph: GraphClient, account: AccountId, now: Callable[[], datetime]) -> None:
        self._graph = graph
        self._account = account
        self._now = now
        self._asked_at = now()

    def fetch(self, cursor: str | None) -> Batch:
        """The next page of the round under way. Where the platform has forgotten our place, the round starts anew, once."""
        self._asked_at = self._now()  # not after the answer: what was changed meanwhile must look newer
        place = Place.parse(cursor)
        current = place.under_way(self._asked_at)
        if current.threads:
            return self._read_on(place, current)
        try:
            return self._media(place, current)
        except Invalid:
            if not current.media or current.again:  # it is not our place that is refused
                raise
            return self._media(place, replace(place.new_round(self._asked_at), again=True))

    def _media(self, place: Place, current: Round) -> Batch:
        """One page of media, and what of them is to be read."""
        path = f"{node(own_id(self._account))}/media"
        said, size = self._graph.get_page(path, lambda size: _of_media(current, size), current.size)
        page = listing(said, current.media or None)
        posts = tuple(post_from(item, self._account) for item in page.items)
        pieces = [self._begun(item, place, current) for item in page.items]
        place = place.having_read(*(piece.thread for piece in pieces if piece.ended), at=self._now())
        turned = replace(
            current,
            threads=tuple(thread for piece in pieces for thread in piece.rest),
            listed=current.listed + len(posts),
            size=size,
            turned_at=self._now(),
        )
        goes_on = not posts or turned.reaches(posts[-1].created_at)
        turned = replace(turned, media=page.after if goes_on else None)
        return _batch(place.after(turned), Batch(posts=posts, comments=tuple(c for p in pieces for c in p.comments)))

    def _read_on(self, place: Place, current: Round) -> Batch:
        """One more page of the first thread that is to be read."""
        thread, *others = current.threads
        try:
            said, size = self._graph.get_page(_path(thread), lambda size: _of_thread(thread, size), current.size)
            piece = self._piece(thread, listing(said, thread.after or None))
        except Gone:  # deleted meanwhile; if it is our right that went, the next page of media says so
            piece, size = Piece(thread=thread, ended=True), current.size
        except Invalid:  # its cursor is forgotten, or Instagram tells nothing of it: the next round tries again
            piece, size = Piece(thread=thread), current.size
            others = [other for other in others if other.medium != thread.medium]
        if piece.ended and not any(other.medium == thread.medium for other in others):
            place = place.having_read(thread, at=self._now())
        turned = replace(current, threads=(*piece.rest, *others), size=size, turned_at=self._now())
        return _batch(place.after(turned), Batch(comments=piece.comments))

    def _begun(self, item: Json, place: Place, current: Round) -> Piece:
        """A medium as its list tells it: with its first comments in a deep round, else with nothing but their number."""
        thread = Thread(medium=text(item, "id"), count=count(item.get("comments_count")))
        plan = place.plan(thread, current)
        if not current.deep:
            return Piece(thread=thread, rest=(plan,) if plan else ())
        piece = self._piece(thread, inside(item, "comments"))
        return piece if plan else replace(piece, rest=(), ended=False)

    def _piece(self, thread: Thread, page: Listing) -> Piece:
        """A page of comments, each with those of its replies that came with it."""
        comments: list[Comment] = []
        rest: list[Thread] = []
        reaches = True
        for item in page.items:
            replies = inside(item, "replies")
            top, *under = (comment_from(one, self._account, self._asked_at) for one in (item, *replies.items))
            comments += (top, *under)
            reaches = thread.reaches(top.created_at)
            if replies.after is not None and reaches:
                rest.append(replace(thread, comment=top.ref.id, after=replies.after))
        if page.after is not None and reaches:
            rest.append(replace(thread, after=page.after))
        return Piece(thread=thread, comments=tuple(comments), rest=tuple(rest), ended=not rest)


def _batch(place: Place, read: Batch) -> Batch:
    return replace(read, cursor=str(place), more=place.round is not None)


def _of_media(current: Round, size: int) -> Params:
    if not current.deep:
        return {"fields": MEDIA_FIELDS, "limit": PAGE, **from_here(current.media)}
    fields = f"{MEDIA_FIELDS},comments.limit({size}){{{_with_replies(size)}}}"
    return {"fields": fields, "limit": max(1, size // _COMMENTS_A_MEDIUM), **from_here(current.media)}


def _path(thread: Thread) -> str:
    return f"{node(thread.comment)}/replies" if thread.comment else f"{node(thread.medium)}/comments"


def _of_thread(thread: Thread, size: int) -> Params:
    fields = COMMENT_FIELDS if thread.comment else _with_replies(size)
    return {"fields": fields, "limit": size, **from_here(thread.after)}


def _with_replies(size: int) -> str:
    """Most threads are short: their replies come with them."""
    return f"{COMMENT_FIELDS},replies.limit({size}){{{COMMENT_FIELDS}}}"
