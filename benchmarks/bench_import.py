"""How fast a file comes in, beside what one would read it with otherwise: `csv.DictReader`, which only reads.

Comments are made up, as a spreadsheet in France writes them. May not touch a database.
"""

import csv
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from cm_desktop.domain.arrivals import Survey
from cm_desktop.domain.comments import Account, AccountId, ClientId, Comment, RemoteId
from cm_desktop.imports.assisted import AssistedSource
from cm_desktop.imports.reception import Reception
from cm_desktop.imports.shelf import FolderShelf

LINES = 50_000
WORDS = (
    "très",
    "bonjour",
    "nul",
    "déçue",
    "pain",
    "au",
    "levain",
    "merci",
    "jamais",
    "livraison",
    "en",
    "retard",
    "l’équipe",
)
PAGE = Account(id=AccountId("assisted:page"), client=ClientId("client"), platform="assisted", name="Page", base_url="")
ROUNDS = 3


class Clock:
    """The machine's own."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> timedelta:
        return timedelta(seconds=time.monotonic())


def main() -> None:
    """Measure, and print a table: lines for each second of processor time, and how many of ours one of theirs is worth."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "comments.csv"
        write(file)
        reception = Reception(FolderShelf(Path(folder) / "shelf"), Clock(), lambda _: PAGE.name, UTC)
        survey = reception.survey(file)
        bare = rate(lambda: read(file))
        print(f"{LINES:,} lines, {file.stat().st_size / LINES:.0f} bytes on average")
        print(f"{'what':40}{'lines/s':>12}{'DictReader alone':>20}")
        print(f"{'csv.DictReader, only reading':40}{bare:12,.0f}{1:20.1f}")
        for what, work in steps(reception, survey, FolderShelf(Path(folder) / "shelf")):
            ours = rate(work)
            print(f"{what:40}{ours:12,.0f}{bare / ours:20.1f}")


def write(file: Path) -> None:
    """A file of so many comments, one a minute."""
    chance = random.Random(7)
    first = datetime(2026, 11, 22, tzinfo=UTC)
    with file.open("w", encoding="cp1252", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(["Nom d’utilisateur", "Commentaire", "Date", "J’aime", "Lien"])
        for number in range(LINES):
            at = (first - timedelta(minutes=number)).strftime("%d/%m/%Y %H:%M")
            said = " ".join(chance.choices(WORDS, k=18))
            link = f"https://www.instagram.com/p/abc/c/{10**16 + number}/"
            writer.writerow([f"lecteur{number % 5_000}", said, at, number % 50, link])


def read(file: Path) -> None:
    """The rows and nothing else."""
    with file.open(encoding="cp1252", newline="") as opened:
        assert sum(1 for _ in csv.DictReader(opened, delimiter=";")) == LINES


def steps(reception: Reception, survey: Survey, shelf: FolderShelf) -> list[tuple[str, Callable[[], None]]]:
    """A first import, the reading of the shelf, and the same import again."""
    here: dict[RemoteId, Comment] = {}

    def bring_in(expected: int) -> None:
        known = {} if expected else here
        report = reception.bring_in(
            survey,
            survey.mapping,
            PAGE.id,
            known=lambda names: {name: known[name] for name in names if name in known},
            progress=lambda *_: None,
            cancelled=Event(),
        )
        assert report.new == expected

    def fetch() -> None:
        source, cursor, read = AssistedSource(PAGE, shelf), None, 0
        while read < LINES:
            batch = source.fetch(cursor)
            here.update({comment.ref.id: comment for comment in batch.comments})
            cursor, read = batch.cursor, read + len(batch.comments)

    return [
        ("brought in, onto the shelf", lambda: bring_in(LINES)),
        ("read from the shelf", fetch),
        ("brought in again: nothing new", lambda: bring_in(0)),
    ]


def rate(work: Callable[[], None]) -> float:
    """Lines a second of processor time, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return LINES / best


if __name__ == "__main__":
    main()
