"""One page of a list: its options, its cursors, the address of the next. May not know what is listed, or render it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar
from urllib.parse import urlencode

from cm_desktop.practice.errors import invalid
from cm_desktop.practice.graph.fields import Fields, written
from cm_desktop.practice.graph.paging import Key, cut_page, read_cursor
from cm_desktop.practice.graph.request import VERSION, Options
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.things import Comment, Post

T = TypeVar("T")
USUAL = 25
_NUMBER = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a list may be asked with: the parameters it knows, the words that some of them take, the most things a page."""

    known: frozenset[str]
    most: int
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def check(self, options: Options) -> None:
        """Raises Refusal (100) for what the list does not know or take. Cursors are not looked at: they are of one list."""
        for name, value in options.items():
            if name not in self.known:
                raise invalid(f"Unexpected parameter: {name}")
            if name in self.choices and value not in self.choices[name]:
                raise invalid(f"Param {name} must be one of {{{', '.join(self.choices[name])}}}")
        _limit(options, self.most)
        moment(options, "since")
        moment(options, "until")
        flag(options, "summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A list as it stands, in the order of `key`. `path` is where it is served; `view` tells apart the ways to read it,
    since a cursor is good for one way only. `gap`: an empty page comes after the first."""

    path: str
    things: Sequence[T]
    key: Callable[[T], Key]
    view: str = ""
    gap: bool = False


def page(
    viewer: Viewer, listing: Listing[T], options: Options, fields: Fields | None, item: Callable[[T], Json]
) -> Json:
    """The page that the options ask for; they were checked."""
    name = f"{viewer.run}/{listing.path}/{listing.view}"
    after = read_cursor(options["after"], name) if options.get("after") else None
    limit = int(options.get("limit", USUAL))
    things = sorted(listing.things, key=listing.key)
    cut = cut_page(things, listing.key, listing=name, limit=limit, after=after, gap=listing.gap)
    answer: Json = {"data": [item(thing) for thing in cut.items]}
    if cut.after is None:
        return answer
    paging: Json = {"cursors": {"before": str(cut.before), "after": str(cut.after)}}
    if cut.more:
        query = {"access_token": viewer.grant.token, **options, "after": str(cut.after)}
        if fields:
            query["fields"] = written(fields)
        paging["next"] = f"{viewer.base_url}/{VERSION}/{listing.path}?{urlencode(query)}"
    return answer | {"paging": paging}


def posted_between(posts: Sequence[Post], options: Options) -> list[Post]:
    """Those of the time that `since` and `until` leave."""
    since, until = moment(options, "since"), moment(options, "until")
    return [p for p in posts if (since is None or p.created >= since) and (until is None or p.created <= until)]


def oldest(thing: Post | Comment) -> Key:
    """Oldest first."""
    return (int(thing.created.timestamp() * 1_000_000), int(thing.id.rpartition("_")[2]))


def newest(thing: Post | Comment) -> Key:
    """Newest first."""
    return tuple(-part for part in oldest(thing))


def moment(options: Options, name: str) -> datetime | None:
    """A time among the options. Raises Refusal (100) where it is none."""
    text = options.get(name)
    if text is None:
        return None
    try:
        found = datetime.fromtimestamp(int(text), UTC) if _NUMBER.fullmatch(text) else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise invalid(f"Param {name} must be a time") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def flag(options: Options, name: str) -> bool:
    """A yes or no among the options. Raises Refusal (100) where it is neither."""
    wanted = options.get(name, "false")
    if wanted not in ("true", "1", "false", "0"):
        raise invalid(f"Param {name} must be a boolean")
    return wanted in ("true", "1")


def _limit(options: Options, most: int) -> None:
    text = options.get("limit", str(USUAL))
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
        raise invalid(f"Param limit must be a number from 1 to {most}")
