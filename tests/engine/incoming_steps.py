"""A desk whose shelf and intake are the real ones, files to bring in, and what became of them. May not hold a test."""

import csv
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from threading import Event

import pytest

from cm_desktop.domain.arrivals import Report
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.imports.assisted import CAPABILITIES, AssistedSource
from cm_desktop.imports.naming import introduce
from cm_desktop.imports.reception import Reception
from cm_desktop.imports.shelf import FolderShelf, arrivals
from tests.engine.packs import FakeLibrary
from tests.engine.port import CLIENT, FakeClock, FakeVault

ROWS = 1_700  # several slices of the shelf


def never_to_act(account: Account, _secret: str) -> AssistedSource:
    raise AssertionError(f"{account.id} was opened to act on it")


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk whose shelf and intake are the real ones."""
    opened = open_desk(tmp_path, clock)
    yield opened
    opened.close()


def open_desk(folder: Path, clock: FakeClock) -> Desk:
    shelf = FolderShelf(folder / "arrivals")
    fittings = Fittings(
        rules=FakeLibrary(),
        vault=FakeVault(),
        listen=lambda account, _secret: AssistedSource(account, shelf),
        connect=never_to_act,  # type: ignore[arg-type]  # it never answers
        introduce=lambda account, _secret: introduce(account),
        caps=lambda _account: CAPABILITIES,
        shelf=shelf,
        intake=Reception(shelf, clock, lambda page: opened.inbox.account(page).name, UTC),
        clock=clock,
    )
    opened = Desk(folder / "workspace", fittings, threads=False)
    return opened


@pytest.fixture
def page(desk: Desk) -> AccountId:
    account = Account(id=AccountId(""), client=CLIENT.id, platform="assisted", name="Lumen sur Facebook", base_url="")
    return desk.accounts.add(account, CLIENT, "").account.id


def a_file(folder: Path, rows: int = ROWS, *, text: str = "Bonjour", name: str = "export.csv") -> Path:
    file = folder / name
    with file.open("w", newline="", encoding="utf-8") as lines:
        table = csv.writer(lines, delimiter=";")
        table.writerow(["Identifiant", "Auteur", "Commentaire", "Date"])
        table.writerows(
            [f"c{number}", f"Odile {number}", f"{text} {number}", "22/11/2026 08:00"] for number in range(rows)
        )
    return file


class Bar:
    """A progress bar that cancels once it stands at a share of the whole."""

    def __init__(self, cancel_at: float = 2.0) -> None:
        self.cancelled = Event()
        self.told: list[tuple[int, int]] = []
        self._at = cancel_at

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self._at * total:
            self.cancelled.set()


def bring_in(desk: Desk, page: AccountId, file: Path, bar: Bar | None = None) -> Report:
    bar = bar or Bar()
    survey = desk.imports.survey(file)
    return desk.imports.bring_in(survey, survey.mapping, page, progress=bar, cancelled=bar.cancelled)


def texts(desk: Desk) -> set[str]:
    return {row.comment.text for row in desk.inbox.page(Query(queue=Queue.ALL), limit=10_000).rows}


def on_the_shelf(desk: Desk, page: AccountId) -> list[bytes]:
    folder = FolderShelf(desk.folder.parent / "arrivals").page(page)
    return [path.read_bytes() for path in arrivals(folder)]
