"""A file of 200,000 comments, some broken: brought in, brought in again, and cancelled midway. May not stay in memory."""

import random
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from cm_desktop.domain.arrivals import Field
from cm_desktop.imports.reception import LINES_NAMED
from tests.imports.conftest import NOW, PAGE, Page

LINES = 200_000
EVERY_SO_MANY_BROKEN = 1_000
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
HEADER = "Nom d’utilisateur;Commentaire;Date;J’aime;Lien\r\n"


@pytest.fixture(scope="module", params=["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some comments a minute, the newest first, as a spreadsheet in France writes them, in one encoding or another."""
    file = tmp_path_factory.mktemp("crowd") / "comments.csv"
    chance = random.Random(7)
    texts = [" ".join(chance.choices(WORDS, k=18)) for _ in range(1_000)]
    first = datetime(2026, 11, 22)  # noqa: DTZ001 - as a spreadsheet knows it
    minutes = [(first - timedelta(minutes=n)).strftime("%d/%m/%Y %H:%M") for n in range(LINES // 5)]
    with file.open("w", encoding=request.param, newline="") as opened:
        opened.write(HEADER)
        for n in range(LINES):
            if n % EVERY_SO_MANY_BROKEN == 7:
                opened.write("Odile;une;cellule;de;trop;ici\r\n")
                continue
            said = f'"{texts[n % 1_000]}\n{n}"' if n % 10 == 0 else f"{texts[n % 1_000]} {n}"
            link = f"https://www.instagram.com/p/abc/c/{10**16 + n}/"
            opened.write(f"lecteur{n % 5_000};{said};{minutes[n // 5]};{n % 50};{link}\r\n")
    return file


@pytest.mark.e2e
def test_200_000_lines_come_in_once_and_a_cancelled_import_leaves_nothing(page: Page, crowd: Path) -> None:
    survey = page.reception.survey(crowd)
    assert survey.mapping.column(Field.TEXT) == "Commentaire"
    assert LINES <= survey.rows <= LINES * 1.2
    page.clock.at = NOW

    _cancelled_midway(page, crowd)
    assert list(page.shelf.page(PAGE.id).iterdir()) == []

    broken = LINES // EVERY_SO_MANY_BROKEN
    first = page.bring_in(crowd)
    assert (first.read, first.new, first.broken) == (LINES, LINES - broken, broken)
    assert len(first.lines) == min(broken, LINES_NAMED)
    assert len(page.comments) == LINES - broken
    signs = set("".join(one.text for one in page.comments.values()))
    assert signs == set(" \n0123456789" + "".join(WORDS)), "no letter was damaged"

    again = page.bring_in(crowd)
    assert (again.new, again.changed, again.repeated, again.arrival) == (0, 0, LINES - broken, "")
    assert len(list(page.shelf.page(PAGE.id).glob("*.jsonl"))) == 1


def _cancelled_midway(page: Page, file: Path) -> None:
    stop = Event()
    survey = page.reception.survey(file)

    def watch(done: int, expected: int) -> None:
        assert 0 < done <= expected
        if done >= LINES // 10:
            assert not stop.is_set(), "it goes on after the batch it is at"
            stop.set()

    report = page.reception.bring_in(survey, survey.mapping, PAGE.id, known=page.known, progress=watch, cancelled=stop)
    assert report.cancelled
    assert stop.is_set()


def test_what_is_kept_in_memory_does_not_grow_with_the_texts(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    lines, length = 3_000, 4_000
    file.write_text("texte\n" + "".join(f"{number} {'mot ' * (length // 4)}\n" for number in range(lines)), "utf-8")
    survey = page.reception.survey(file)
    tracemalloc.start()
    try:
        page.reception.bring_in(
            survey, survey.mapping, PAGE.id, known=page.known, progress=lambda *_: None, cancelled=Event()
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.stat().st_size > lines * length
    assert peak < file.stat().st_size // 2
