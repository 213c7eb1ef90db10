"""What is to be known of a client is kept as it was said, under a seal."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.client_sheet import Address, AnswerWithin, ClientSheet, words_in
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.errors import Damaged
from cm_desktop.store.cells.sealed import add, find
from cm_desktop.store.databases.schema_work import STEPS, know_usual_delays
from cm_desktop.store.disk.files import WORK, open_writing
from cm_desktop.store.disk.migrations import migrate
from cm_desktop.store.reader import Reader
from cm_desktop.store.tables.client_sheets import COLUMNS, sheet_from
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK

SHEET = ClientSheet(
    client=BAKERY,
    address=Address.VOUS,
    avoid=("désolé", "n'hésitez pas"),
    signature="— L'équipe d'Adèle 🥐",
    charter="Intoxication : faire valider, en une heure",
    facts="Ouvert depuis 1987.\n\nFour à bois ; \ud83d",
    contacts="Adèle : 04 68 00 00 00",
    answer_within=AnswerWithin.FOUR_HOURS,
)
SHOP_OF_ADELE = Client(id=BAKERY, name="Chez Adèle", colour="#9A6721")


def test_a_client_of_whom_nothing_was_said_has_an_empty_sheet(workspace: Workspace, reader: Reader) -> None:
    workspace.save_client(SHOP_OF_ADELE).result()
    assert reader.client_sheet(BAKERY) == ClientSheet(client=BAKERY)


def test_a_sheet_is_read_as_it_was_kept_and_kept_again_in_place(workspace: Workspace, reader: Reader) -> None:
    workspace.save_client(SHOP_OF_ADELE, SHEET).result()
    assert reader.client_sheet(BAKERY) == SHEET
    assert SHOP_OF_ADELE in reader.clients()
    workspace.save_client(SHOP_OF_ADELE).result()  # a new colour says nothing of the rest
    assert reader.client_sheet(BAKERY) == SHEET
    workspace.save_client(SHOP_OF_ADELE, ClientSheet(client=BAKERY)).result()
    assert reader.client_sheet(BAKERY) == ClientSheet(client=BAKERY)
    assert reader.client_sheet(BANK) == ClientSheet(client=ClientId(BANK))


def test_a_sheet_that_another_hand_changed_is_not_believed(folder: Path, workspace: Workspace, reader: Reader) -> None:
    workspace.save_client(SHOP_OF_ADELE, SHEET).result()
    with closing(sqlite3.connect(folder / "work.db")) as db, db:
        assert db.execute("UPDATE client_sheet SET signature = 'Bien à toi'").rowcount == 1
    with pytest.raises(Damaged):
        reader.client_sheet(BAKERY)


def test_a_sheet_from_before_usual_delays_is_kept_whole_and_sealed_anew(tmp_path: Path) -> None:
    before = COLUMNS[: COLUMNS.index("answer_within")]
    with closing(open_writing(tmp_path / WORK.name, WORK)) as db:
        migrate(db, WORK, STEPS[: STEPS.index(know_usual_delays)])
        db.execute("DROP TABLE client_sheet")
        db.execute(f"CREATE TABLE client_sheet ({', '.join(before)}, sha256)")
        add(db, "client_sheet", (BAKERY, "vous", "désolé\nhélas", "— Adèle", "Faire valider", "Four à bois", "Hugo"))
        migrate(db, WORK, STEPS)
        (row,) = find(db, "client_sheet")
    kept = sheet_from(row)
    assert kept.answer_within is AnswerWithin.NONE
    assert (kept.address, kept.avoid, kept.contacts) == (Address.VOUS, ("désolé", "hélas"), "Hugo")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("désolé, n'hésitez  pas ; désolé\nASAP", ("désolé", "n'hésitez pas", "ASAP")),
    ],
)
def test_words_to_avoid_are_listed_as_one_types(typed: str, words: tuple[str, ...]) -> None:
    assert words_in(typed) == words
