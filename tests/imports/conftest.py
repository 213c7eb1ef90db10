"""A reception at a fixed moment, on a shelf in a folder of the test's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from cm_desktop.domain.arrivals import ColumnMapping, Report
from cm_desktop.domain.comments import Account, AccountId, ClientId, Comment, Post, RemoteId
from cm_desktop.imports.assisted import AssistedSource
from cm_desktop.imports.reception import Reception
from cm_desktop.imports.shelf import FolderShelf

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
PAGE = Account(
    id=AccountId("assisted:elise"),
    client=ClientId("elise"),
    platform="assisted",
    name="Les Pains d’Élise",
    base_url="",
)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "imports"


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def steady(self) -> timedelta:
        return self.at - NOW


@dataclass
class Page:
    """One page: what is brought in to it, and what the engine would have of it after reading the shelf to its end."""

    shelf: FolderShelf
    clock: Clock = field(default_factory=Clock)
    comments: dict[RemoteId, Comment] = field(default_factory=dict)
    posts: dict[RemoteId, Post] = field(default_factory=dict)
    cursor: str | None = None
    progress: list[tuple[int, int]] = field(default_factory=list)

    @property
    def reception(self) -> Reception:
        return Reception(self.shelf, self.clock, lambda _: PAGE.name, PARIS)

    def known(self, names: Sequence[RemoteId]) -> Mapping[RemoteId, Comment]:
        return {name: self.comments[name] for name in names if name in self.comments}

    def bring_in(self, file: Path, mapping: ColumnMapping | None = None, *, cancelled: Event | None = None) -> Report:
        """Bring a file in as surveyed, a minute after whatever came before, and read the shelf."""
        self.clock.at += timedelta(minutes=1)
        survey = self.reception.survey(file)
        report = self.reception.bring_in(
            survey,
            mapping or survey.mapping,
            PAGE.id,
            known=self.known,
            progress=lambda done, expected: self.progress.append((done, expected)),
            cancelled=cancelled or Event(),
        )
        self.sync()
        return report

    def sync(self) -> int:
        """Read the shelf to its end; answers in how many fetches."""
        source, fetches, more = AssistedSource(PAGE, self.shelf), 0, True
        while more:
            batch = source.fetch(self.cursor)
            self.comments |= {comment.ref.id: comment for comment in batch.comments}
            self.posts |= {post.id: post for post in batch.posts}
            self.cursor, more, fetches = batch.cursor, batch.more, fetches + 1
        return fetches

    @property
    def texts(self) -> list[str]:
        return [comment.text for comment in self.comments.values()]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(FolderShelf(tmp_path / "shelf"))


WriteFile = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Write a file to import: a text, in an encoding, or bytes as they are."""

    def made(content: str | bytes, name: str = "comments.csv", encoding: str = "utf-8") -> Path:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return file

    return made
