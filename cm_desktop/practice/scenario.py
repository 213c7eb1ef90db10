"""A practice history read from its file, every value checked. May not know how it is played.

The file is JSON: clients with a colour, their pages, the posts of each page, the comments under each post. Times are
minutes before the start of the practice. In a comment, `parent`, `likes`, `by_page`, `edited_text` and `media` may be left out.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

from cm_desktop.domain.errors import ScenarioError
from cm_desktop.practice.things import MEDIA

PLATFORMS = ("facebook", "instagram", "wordpress")
_T = TypeVar("_T")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioComment:
    """`parent` is the id of an earlier comment under the same post; `edited_text` is what the author changes it to; `media`
    is the kind of what is attached, or empty."""

    id: str
    parent: str | None
    author: str
    text: str
    minutes_ago: float
    likes: int
    by_page: bool
    edited_text: str | None
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPost:
    id: str
    text: str
    minutes_ago: float
    comments: tuple[ScenarioComment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPage:
    platform: str
    name: str
    posts: tuple[ScenarioPost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioClient:
    name: str
    colour: str
    pages: tuple[ScenarioPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    clients: tuple[ScenarioClient, ...]


def read_scenario(file: Path) -> Scenario:
    """The history that a file tells. Raises ScenarioError, naming the place in the file."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(file, "", "unreadable") from error
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ScenarioError(file, place, "not_json") from error
    root = _Part(file, "", content)
    clients = root.parts("clients", unique="name")
    if not clients:
        root.refuse("clients", "empty")
    return root.whole(Scenario(clients=tuple(_client(part) for part in clients)))


def _client(part: "_Part") -> ScenarioClient:
    name = part.name("name")
    colour = part.name("colour")
    if not _COLOUR.fullmatch(colour):
        part.refuse("colour", "bad_value")
    pages = tuple(_page(child) for child in part.parts("pages"))
    for number, page in enumerate(pages):
        if any((page.platform, page.name) == (earlier.platform, earlier.name) for earlier in pages[:number]):
            part.refuse(f"pages[{number}]", "duplicate")
    return part.whole(ScenarioClient(name=name, colour=colour, pages=pages))


def _page(part: "_Part") -> ScenarioPage:
    platform = part.one_of("platform", PLATFORMS)
    posts = tuple(_post(child) for child in part.parts("posts", unique="id"))
    return part.whole(ScenarioPage(platform=platform, name=part.name("name"), posts=posts))


def _post(part: "_Part") -> ScenarioPost:
    written = part.minutes("minutes_ago")
    comments: dict[str, ScenarioComment] = {}
    for child in part.parts("comments", unique="id"):
        comment = _comment(child)
        if comment.parent is not None and comment.parent not in comments:
            child.refuse("parent", "unknown_parent")
        above = comments[comment.parent].minutes_ago if comment.parent else written
        if comment.minutes_ago > above:
            child.refuse("minutes_ago", "too_early")
        comments[comment.id] = comment
    return part.whole(
        ScenarioPost(id=part.name("id"), text=part.text("text"), minutes_ago=written, comments=tuple(comments.values()))
    )


def _comment(part: "_Part") -> ScenarioComment:
    return part.whole(
        ScenarioComment(
            id=part.name("id"),
            parent=part.name("parent") if part.has("parent") else None,
            author=part.name("author"),
            text=part.text("text"),
            minutes_ago=part.minutes("minutes_ago"),
            likes=part.count("likes") if part.has("likes") else 0,
            by_page=part.flag("by_page") if part.has("by_page") else False,
            edited_text=part.text("edited_text") if part.has("edited_text") else None,
            media=part.one_of("media", MEDIA) if part.has("media") else "",
        )
    )


class _Part:
    """One object of the file and its place in it. Every key must be asked for, so that a misspelt one is noticed."""

    def __init__(self, file: Path, place: str, content: object) -> None:
        self._file = file
        self._place = place
        if not isinstance(content, dict):
            raise ScenarioError(file, place, "wrong_type")
        self._content: dict[str, object] = content
        self._asked: set[str] = set()

    def refuse(self, key: str, problem: str) -> NoReturn:
        raise ScenarioError(self._file, self._at(key), problem)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return self._content.get(key) is not None

    def text(self, key: str) -> str:
        value = self._value(key, lambda found: isinstance(found, str))
        assert isinstance(value, str)
        try:
            value.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: no platform sends that
            self.refuse(key, "bad_value")
        return value

    def name(self, key: str) -> str:
        if not (value := self.text(key)).strip():
            self.refuse(key, "empty")
        return value

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        if (value := self.name(key)) not in known:
            self.refuse(key, "bad_value")
        return value

    def minutes(self, key: str) -> float:
        value = self._value(key, lambda found: isinstance(found, int | float) and not isinstance(found, bool))
        assert isinstance(value, int | float)
        if not 0 <= value <= 10_000_000:  # about twenty years; also refuses what is not a number
            self.refuse(key, "bad_value")
        return float(value)

    def count(self, key: str) -> int:
        value = self._value(key, lambda found: isinstance(found, int) and not isinstance(found, bool))
        assert isinstance(value, int)
        if value < 0:
            self.refuse(key, "bad_value")
        return value

    def flag(self, key: str) -> bool:
        return self._value(key, lambda found: isinstance(found, bool)) is True

    def parts(self, key: str, unique: str = "") -> list["_Part"]:
        """The objects of a list; those with a `unique` key must each hold another value there."""
        value = self._value(key, lambda found: isinstance(found, list))
        assert isinstance(value, list)
        children = [_Part(self._file, self._at(f"{key}[{number}]"), child) for number, child in enumerate(value)]
        seen: set[str] = set()
        for child in children if unique else ():
            name = child.name(unique)
            if name in seen:
                child.refuse(unique, "duplicate")
            seen.add(name)
        return children

    def whole(self, built: _T) -> _T:
        """What was built from this part, once no key is left over."""
        for key in self._content:
            if key not in self._asked:
                self.refuse(key, "unknown_key")
        return built

    def _value(self, key: str, fits: Callable[[object], bool]) -> object:
        self._asked.add(key)
        if key not in self._content:
            self.refuse(key, "missing")
        if not fits(self._content[key]):
            self.refuse(key, "wrong_type")
        return self._content[key]

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key
