"""Reads a Page page by page, posts with their comments. May not change anything, nor keep its place: the cursor does."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from cm_desktop.domain.comments import Account, Batch, Comment, RemoteId
from cm_desktop.domain.errors import Gone, Invalid
from cm_desktop.platforms.facebook.answers import COMMENT_FIELDS, POST_FIELDS, comment_from, page_of, post_from
from cm_desktop.platforms.facebook.round import Place, Round
from cm_desktop.platforms.graph.answers import inside, listing, text
from cm_desktop.platforms.graph.client import GraphClient, Json, Params, node
from cm_desktop.platforms.graph.listed import from_here

STREAM = {"filter": "stream", "order": "reverse_chronological", "live_filter": "no_filter"}


class FacebookFeed:
    """The posts and comments of one Page, in batches of one page each."""

    def __init__(self, graph: GraphClient, account: Account, now: Callable[[], datetime]) -> None:
        self._graph = graph
        self._account = account
        self._now = now
        self._asked_at = now()

    def fetch(self, cursor: str | None) -> Batch:
        """The next page of the round under way. Where the platform has forgotten our place, the round starts anew, once."""
        self._asked_at = self._now()  # not after the answer: what was changed meanwhile must look newer
        place = Place.parse(cursor)
        current = place.under_way(self._now())
        try:
            return self._next(place, current)
        except Invalid:
            if not (current.feed or current.threads) or current.again:  # it is not our place that is refused
                raise
            return self._next(place, replace(place.new_round(self._now()), again=True))

    def _next(self, place: Place, current: Round) -> Batch:
        since = place.since(current)
        return self._thread(place, current, since) if current.threads else self._posts(place, current, since)

    def _posts(self, place: Place, current: Round, since: datetime | None) -> Batch:
        """One page of posts, each with its newest comments; those that have more are left for the pages to come."""

        def params(size: int) -> Params:
            stream = "".join(f".{name}({value})" for name, value in _stream(size, since).items())
            fields = f"{POST_FIELDS},comments{stream}{{{COMMENT_FIELDS}}}"
            return {"fields": fields, "limit": max(1, size // 2), **from_here(current.feed)}

        said, size = self._graph.get_page(f"{node(page_of(self._account))}/feed", params, current.size)
        page = listing(said, current.feed)
        posts = tuple(post_from(item, self._account.id) for item in page.items)
        comments: list[Comment] = []
        threads: list[tuple[str, str]] = []
        for item in page.items:
            under = inside(item, "comments")
            comments += self._comments(under.items, RemoteId(text(item, "id")))
            if under.after is not None:
                threads.append((text(item, "id"), under.after))
        reaches = not posts or current.reaches(posts[-1].created_at)
        feed = page.after if reaches else None
        turned = replace(current, feed=feed, threads=tuple(threads), size=size, turned_at=self._now())
        return _batch(place.after(turned), Batch(posts=posts, comments=tuple(comments)))

    def _thread(self, place: Place, current: Round, since: datetime | None) -> Batch:
        """One more page of the comments under one post."""
        (post, after), *others = current.threads

        def params(size: int) -> Params:
            return {"fields": COMMENT_FIELDS, **_stream(size, since), **from_here(after)}

        try:
            said, size = self._graph.get_page(f"{node(post)}/comments", params, current.size)
        except Gone:  # the post was deleted meanwhile; if it is our right that went, the next page of posts says so
            said, size = {"data": []}, current.size
        page = listing(said, after)
        threads = ((post, page.after), *others) if page.after is not None else tuple(others)
        turned = replace(current, threads=threads, size=size, turned_at=self._now())
        return _batch(place.after(turned), Batch(comments=self._comments(page.items, RemoteId(post))))

    def _comments(self, items: Iterable[Json], post: RemoteId) -> tuple[Comment, ...]:
        return tuple(comment_from(item, self._account, post, self._asked_at) for item in items)


def _batch(place: Place, read: Batch) -> Batch:
    return replace(read, cursor=str(place), more=place.round is not None)


def _stream(size: int, since: datetime | None) -> Params:
    """Every comment, replies too, the newest first: the default leaves replies out and may be ranked whatever is asked."""
    return {**STREAM, "limit": size, **({} if since is None else {"since": int(since.timestamp())})}
