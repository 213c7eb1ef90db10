"""The pages without an API, as a source like any other: it reads their shelf. May not put anything there."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Self

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.comments import ASSISTED, Account, Batch, Comment, CommentRef, Identity, Post, RemoteId
from cm_desktop.domain.errors import Unreadable
from cm_desktop.domain.quota import Spending
from cm_desktop.imports.shelf import FolderShelf, arrivals
from cm_desktop.imports.shelf_lines import read

KIND = ASSISTED
_ACTS = (ActionKind.REPLY, ActionKind.EDIT, ActionKind.HIDE, ActionKind.UNHIDE, ActionKind.DELETE)
CAPABILITIES = Capabilities(
    acts=dict.fromkeys(_ACTS, Repeat.BY_HAND),
    reply_limit=TextLimit(refuse=8_000),
    settle=timedelta(0),
    needs_secret=False,
    brought_in=True,
    private_messages=True,
)
LINES_AT_ONCE = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a reading stands: an arrival's number, and the byte of its next line. Written `12:34567`."""

    arrival: int = 0
    offset: int = 0

    @classmethod
    def parse(cls, cursor: str | None) -> Self:
        if cursor is None:
            return cls()
        arrival, _, offset = cursor.partition(":")
        return cls(int(arrival), int(offset))

    def __str__(self) -> str:
        return f"{self.arrival}:{self.offset}"


class AssistedSource:
    """Fulfils `domain.ports.Source` for one page. It asks nobody, so it is never offline and spends nothing."""

    kind = KIND
    caps = CAPABILITIES
    spent = Spending()

    def __init__(self, account: Account, shelf: FolderShelf) -> None:
        self._account = account
        self._page = shelf.page(account.id)

    def check(self) -> Identity:
        """Nothing is to be proved: the page is who the moderator says it is."""
        return Identity(id=RemoteId(self._account.id), name=self._account.name)

    def stats(self) -> dict[str, int]:
        return {}

    def fetch(self, cursor: str | None) -> Batch:
        """What arrived since, some hundred lines at a time. Raises Unreadable where the shelf cannot be read."""
        place = _Place.parse(cursor)
        try:
            lines = list(islice(self._lines(place), LINES_AT_ONCE + 1))
        except OSError as error:
            raise Unreadable(str(error)) from error
        posts: dict[RemoteId, Post] = {}
        comments: dict[CommentRef, Comment] = {}
        for line, after in lines[:LINES_AT_ONCE]:
            place = after
            if not line.strip():
                continue  # somebody was erased there
            match read(line, self._account.id):
                case Post() as post:
                    posts[post.id] = post
                case Comment() as comment:
                    comments[comment.ref] = comment
                case None:
                    log.warning("a line of the shelf cannot be read: %s, before byte %d", after.arrival, after.offset)
        return Batch(
            posts=tuple(posts.values()),
            comments=tuple(comments.values()),
            cursor=str(place),
            more=len(lines) > LINES_AT_ONCE,
        )

    def _lines(self, start: _Place) -> Iterator[tuple[bytes, _Place]]:
        """The lines from there on, each with the place after it."""
        for path in arrivals(self._page):
            number = int(path.stem)
            if number >= start.arrival:
                yield from _lines_of(path, number, start.offset if number == start.arrival else 0)


def _lines_of(path: Path, number: int, offset: int) -> Iterator[tuple[bytes, _Place]]:
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            offset += len(line)
            yield line, _Place(number, offset)
