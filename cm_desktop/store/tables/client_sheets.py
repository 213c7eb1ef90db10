"""What is to be known of each client: the table `client_sheet`. May not open a transaction."""

import sqlite3

from cm_desktop.domain.client_sheet import Address, AnswerWithin, ClientSheet
from cm_desktop.domain.comments import ClientId
from cm_desktop.store.cells.rows import Row, cell, text_of
from cm_desktop.store.cells.sealed import put

COLUMNS = ("client", "address", "avoid", "signature", "charter", "facts", "contacts", "answer_within")


def save(db: sqlite3.Connection, sheet: ClientSheet) -> None:
    """Over what was known; the words to avoid stand one on a line."""
    said = ("\n".join(sheet.avoid), sheet.signature, sheet.charter, sheet.facts, sheet.contacts)
    put(db, "client_sheet", (cell(sheet.client), sheet.address.value, *map(cell, said), sheet.answer_within.value))


def sheet_from(row: Row) -> ClientSheet:
    """What `save` kept."""
    client, address, *said, within = row
    avoid, signature, charter, facts, contacts = map(text_of, said)
    return ClientSheet(
        client=ClientId(text_of(client)),
        address=Address(address),
        avoid=tuple(avoid.split("\n")) if avoid else (),
        signature=signature,
        charter=charter,
        facts=facts,
        contacts=contacts,
        answer_within=AnswerWithin(within),
    )
