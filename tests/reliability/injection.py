"""Texts that mean harm, into the search, the filters, the databases and imported files. May not use a database of its own.

Each must come back as it went in, find itself where it has words, raise nothing but a refusal, and leave the tables as
they were made.
"""

import csv
import io
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from cm_desktop.domain.arrivals import ColumnMapping, Field
from cm_desktop.domain.comments import AccountId, ClientId
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.imports.reception import Reception
from cm_desktop.imports.shelf import FolderShelf
from cm_desktop.store.index.search import searchable
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.imports.conftest import PAGE, PARIS, Clock
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.hostile_texts import hostile
from tests.store.samples import NOW, add_accounts, comment, ref, save

LONGEST = 2_000  # characters: this is not about long ones
_STATEMENTS = (
    "'; DROP TABLE comments; --", '" OR 1=1 --', "x' UNION SELECT sql FROM sqlite_master --", "col:val", '"', '""', "NEAR(",
    "NEAR(a b, 5)", "-a", "a NOT b", "^a", "a*", "*", "(", ")", "{a b}: c", "author : x", "rowid", "a AND", "OR", "+", "\\",
    "%", "_", "?1", ":name", "@x", "$x", "[x]", "`x`", "';PRAGMA writable_schema=1;--", "text MATCH 'x'", "«", "“", "a:b:c",
)  # fmt: skip


@dataclass
class Place:
    """A workspace with a reader, and a reception beside it."""

    workspace: Workspace
    reader: Reader
    folder: Path
    schema: str


def injected(seed: int) -> str:
    """A statement, a hostile text, or both in one."""
    chance = random.Random(f"injection {seed}")
    text = hostile(seed * 12 + 1 + seed % 11)[1][:LONGEST]
    match seed % 3:
        case 0:
            return " ".join(chance.choices(_STATEMENTS, k=chance.randint(1, 6)))
        case 1:
            return text
        case _:
            return chance.choice(_STATEMENTS).join((text[:200], text[200:400], chance.choice(_STATEMENTS)))


def schema(folder: Path) -> str:
    """How the tables of both databases are made."""
    made = []
    for name in ("work.db", "cache.db"):
        with closing(sqlite3.connect(f"file:{folder / name}?mode=ro", uri=True)) as file:
            made += file.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            made += [("integrity", *file.execute("PRAGMA quick_check").fetchone())]
    return json.dumps(made)


@contextmanager
def ready() -> Iterator[Run]:
    """One workspace that all texts go into, one after another."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        workspace = Workspace.open(folder, threads=False)
        add_accounts(workspace)
        with closing(workspace), closing(workspace.reader()) as reader:
            place = Place(workspace, reader, folder, schema(folder))
            yield lambda seed: run(place, seed)


def run(place: Place, seed: int) -> Counts:
    """Put one text everywhere, and look whether it is itself, and alone."""
    text = injected(seed)
    counted = Counts({"texts": 1})
    for what, act in (("kept", _kept), ("looked for", _looked_for), ("imported", _imported), ("pasted", _pasted)):
        try:
            counted.update(act(place, seed, text))
            counted[what] += 1
        except ImportRefused:
            counted["import refused"] += 1
        except Exception as error:  # noqa: BLE001 - each of them is what this looks for
            counted[f"{what}: {type(error).__name__}"] += 1
            counted["errors"] += 1
    counted["schema changed"] += schema(place.folder) != place.schema
    return counted


def _kept(place: Place, seed: int, text: str) -> Counts:
    """As a comment, an author's name and a draft."""
    one = comment(f"c{seed}", text=text, author=text, minutes=seed)
    save(place.workspace, one, judged={})
    place.workspace.save_draft(one.ref, text, NOW).result()
    back, draft = place.reader.row(one.ref).comment, place.reader.draft(one.ref)
    same = (back.text, back.author.name, draft) == (text, text, text)
    return Counts(
        {"came back otherwise": not same, "with a NUL": "\0" in text, "with a surrogate": _has_surrogate(text)}
    )


def _looked_for(place: Place, seed: int, text: str) -> Counts:
    """In the search, among authors, and as the name of a client or a page."""
    here = ref(f"c{seed}")
    lost = 0
    for asked in (Query(queue=Queue.ALL, search=text), Query(queue=Queue.ALL, author=text, order=Order.OLDEST)):
        page = place.reader.page(asked, limit=1)
        place.reader.handles(asked)
        lost += asked.author != "" and bool(searchable(text).strip()) and not page.rows
    for nobody in (Query(queue=Queue.ALL, client=ClientId(text)), Query(queue=Queue.ALL, account=AccountId(text))):
        lost += bool(place.reader.page(nobody).rows)
    assert place.reader.row(here).comment.ref == here
    return Counts({"not found, or wrongly": lost})


def _imported(place: Place, seed: int, text: str) -> Counts:
    """As the name of a file, of a column, and as a cell: a formula stays a text."""
    written = io.StringIO(newline="")
    header = text.replace("\0", "").strip()[:100] or "x"
    sheet = csv.writer(written)
    sheet.writerow(["auteur", "texte", header])
    sheet.writerow([text, f"Bonjour {text}", text])
    sheet.writerow(["Odile", "=1+1", "x"])
    file = place.folder.parent / f"{_file_name(text)}.csv"
    file.write_bytes(written.getvalue().encode("utf-8", "replace"))
    try:
        reception = Reception(FolderShelf(place.folder / "arrivals"), Clock(), lambda _: PAGE.name, PARIS)
        survey = reception.survey(file, encoding="utf-8")
        mapping = ColumnMapping(fields={"auteur": Field.AUTHOR, "texte": Field.TEXT}, dates=survey.mapping.dates)
        shown = reception.preview(survey, mapping, PAGE.id)
        reception.bring_in(
            survey, mapping, PAGE.id, known=lambda _: {}, progress=lambda _done, _of: None, cancelled=Event()
        )
    finally:
        file.unlink()
    return Counts({"formula changed": not any(one.text == "=1+1" for one in shown)})


def _pasted(place: Place, seed: int, text: str) -> Counts:
    reception = Reception(FolderShelf(place.folder / "arrivals"), Clock(), lambda _: PAGE.name, PARIS)
    found = reception.paste(f"Odile Garance\n{text}\nJ’aime · Répondre · 2 h\n")
    reception.add_pasted(PAGE.id, found, known=lambda _: {})
    return Counts()


def _file_name(text: str) -> str:
    return "".join(char for char in text if char not in "/\0" and not "\ud800" <= char <= "\udfff")[:60] or "x"


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


INJECTION = Campaign(
    name="injection",
    short=500,
    long=5_000,
    ready=ready,
    never=frozenset({"errors", "schema changed", "came back otherwise", "not found, or wrongly", "formula changed"}),
)
