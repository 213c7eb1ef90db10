"""The lists that Graph serves: a Page's posts, the comments under a post, the replies under a comment. May not render an item.

`toplevel`, the default filter of a post's comments, leaves replies out and is ranked whatever the order asked for;
`stream` is flat and obeys.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode

from cm_desktop.practice.errors import invalid
from cm_desktop.practice.paging import Cut, Key, cut_page, read_cursor
from cm_desktop.practice.request import VERSION
from cm_desktop.practice.things import Comment, Grant, Page, Post
from cm_desktop.practice.world import World

T = TypeVar("T")
Json = dict[str, object]

MOST = 100
USUAL = 25
_SHARED = frozenset(("limit", "after", "since"))
_OF_FEED = _SHARED | {"until", "include_hidden", "show_expired", "with"}
_OF_COMMENTS = _SHARED | {"filter", "order", "live_filter", "summary"}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "filter": ("toplevel", "stream"),
    "order": ("chronological", "reverse_chronological"),
    "live_filter": ("filter_low_quality", "no_filter"),
}
_NUMBER = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who reads, and where from. `run` names this run of the server: cursors of another are dead."""

    world: World
    grant: Grant
    base_url: str
    run: str


def check_feed(options: Mapping[str, str]) -> None:
    """Raises Refusal (100) for a parameter that a feed does not know, or a value that it does not take."""
    _check(options, _OF_FEED)


def check_comments(options: Mapping[str, str]) -> None:
    """The same for a list of comments. Cursors are not looked at: they are of one list."""
    _check(options, _OF_COMMENTS)


def feed(
    viewer: Viewer, page: Page, edge: str, options: Mapping[str, str], fields: str, item: Callable[[Post], Json]
) -> Json:
    """A Page's posts, newest first."""
    since, until = _moment(options, "since"), _moment(options, "until")
    posts = [
        post
        for post in viewer.world.posts(page.id)
        if (since is None or post.created >= since) and (until is None or post.created <= until)
    ]
    posts.sort(key=_newest_post)
    cut = _cut(viewer, posts, _newest_post, options, f"{page.id}/{edge}", gap=False)
    return _answer(viewer, f"{page.id}/{edge}", options, fields, cut, item)


def comments(
    viewer: Viewer, owner: Post | Comment, options: Mapping[str, str], fields: str, item: Callable[[Comment], Json]
) -> Json:
    """The comments under a post, or the replies under a comment. Hidden ones are among them."""
    since = _moment(options, "since")
    key, order = _order(owner, options)
    found = [c for c in _candidates(viewer, owner, options) if since is None or c.created >= since]
    found.sort(key=key)
    gap = isinstance(owner, Post) and owner.gap
    cut = _cut(viewer, found, key, options, f"{owner.id}/comments/{options.get('filter')}/{order}", gap=gap)
    answer = _answer(viewer, f"{owner.id}/comments", options, fields, cut, item)
    if _wants_summary(options):
        answer["summary"] = {"order": order, "total_count": len(found), "can_comment": True}
    return answer


def _candidates(viewer: Viewer, owner: Post | Comment, options: Mapping[str, str]) -> list[Comment]:
    if isinstance(owner, Comment):
        return [c for c in viewer.world.seen_comments(owner.post_id).values() if c.parent_id == owner.id]
    seen = viewer.world.seen_comments(owner.id).values()
    flat = options.get("filter") == "stream"
    return [c for c in seen if flat or c.parent_id is None]


def _order(owner: Post | Comment, options: Mapping[str, str]) -> tuple[Callable[[Comment], Key], str]:
    if isinstance(owner, Post) and options.get("filter") != "stream":
        return _ranked, "ranked"
    if options.get("order") == "reverse_chronological":
        return _newest, "reverse_chronological"
    return _oldest, "chronological"


def _oldest(comment: Comment) -> Key:
    return (_microseconds(comment.created), int(comment.id.partition("_")[2]))


def _newest(comment: Comment) -> Key:
    return tuple(-part for part in _oldest(comment))


def _ranked(comment: Comment) -> Key:
    return (-comment.likes, *_newest(comment))


def _newest_post(post: Post) -> Key:
    return (-_microseconds(post.created), int(post.id.partition("_")[2]))


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _cut(
    viewer: Viewer, items: Sequence[T], key: Callable[[T], Key], options: Mapping[str, str], name: str, *, gap: bool
) -> Cut[T]:
    listing = f"{viewer.run}/{name}"
    after = read_cursor(options["after"], listing) if options.get("after") else None
    return cut_page(items, key, listing=listing, limit=_limit(options), after=after, gap=gap)


def _answer(
    viewer: Viewer, path: str, options: Mapping[str, str], fields: str, cut: Cut[T], item: Callable[[T], Json]
) -> Json:
    answer: Json = {"data": [item(thing) for thing in cut.items]}
    if cut.after is None:
        return answer
    paging: Json = {"cursors": {"before": str(cut.before), "after": str(cut.after)}}
    if cut.more:
        query = {"access_token": viewer.grant.token, **options, "after": str(cut.after)}
        if fields:
            query["fields"] = fields
        paging["next"] = f"{viewer.base_url}/{VERSION}/{path}?{urlencode(query)}"
    return answer | {"paging": paging}


def _check(options: Mapping[str, str], known: frozenset[str]) -> None:
    for name, value in options.items():
        if name not in known:
            raise invalid(f"Unexpected parameter: {name}")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise invalid(f"Param {name} must be one of {{{', '.join(_CHOICES[name])}}}")
    _limit(options)
    _moment(options, "since")
    _moment(options, "until")
    _wants_summary(options)


def _limit(options: Mapping[str, str]) -> int:
    text = options.get("limit", str(USUAL))
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise invalid(f"Param limit must be a number from 1 to {MOST}")
    return int(text)


def _moment(options: Mapping[str, str], name: str) -> datetime | None:
    text = options.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromtimestamp(int(text), UTC) if _NUMBER.fullmatch(text) else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise invalid(f"Param {name} must be a time") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _wants_summary(options: Mapping[str, str]) -> bool:
    wanted = options.get("summary", "false")
    if wanted not in ("true", "1", "false", "0"):
        raise invalid("Param summary must be a boolean")
    return wanted in ("true", "1")
