"""The tables of work.db: what a moderator decided, wrote and set going. Precious; may hold nothing that could be rebuilt.

Every row carries `sha256`, the seal of its other cells.
"""

import uuid
from typing import TYPE_CHECKING, Any

from cm_desktop.store.cells.rows import ACCOUNT, CLIENT, COMMENT, ENTRY, Cell, seal
from cm_desktop.store.cells.sealed import add, find
from cm_desktop.store.comments import authors
from cm_desktop.store.disk.migrations import Step
from cm_desktop.store.tables import aside, cases, client_sheets, halts, mistakes, replies, snoozes, teams, views

if TYPE_CHECKING:
    from sqlite_utils import Database

_NUMBERS = {
    "is_page",
    "likes",
    "can_hide",
    "can_delete",
    "can_reply",
    "attempts",
    "absent_reads",
    "allow_local",
    "by_hand",
    "unread",
    "asleep",
}
_MAY_BE_NULL = {"parent", "renewed_at", "attempted_at", "remote_id", "trouble", "until", "access_ends", "ruling"}


def first_tables(db: "Database") -> None:
    """Version 1."""
    _sealed_table(db, "client", CLIENT, pk=("id",))
    _sealed_table(db, "account", ACCOUNT, pk=("id",))
    _sealed_table(db, "outbox", ENTRY, pk=("id",))
    _sealed_table(db, "kept", COMMENT, pk=("account", "remote_id"))
    _sealed_table(db, "decision", ("account", "comment", "decision", "at"), pk=("account", "comment"))
    _sealed_table(db, "draft", ("account", "comment", "text", "at"), pk=("account", "comment"))
    _sealed_table(db, "frozen", ("account", "trouble", "until"), pk=("account",))
    _sealed_table(db, "setting", ("name", "value"), pk=("name",))
    _index_outbox(db)
    db.execute(
        "CREATE TABLE journal (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, deed TEXT NOT NULL,"
        " client TEXT, account TEXT, comment TEXT, entry TEXT, detail TEXT NOT NULL, sha256 TEXT NOT NULL)"
    )
    name = ("workspace", uuid.uuid4().hex)  # the cache knows by it which journal it has applied
    db.execute("INSERT INTO setting VALUES (?, ?, ?)", (*name, seal(name)))


def _sealed_table(db: "Database", name: str, columns: tuple[str, ...], *, pk: tuple[str, ...]) -> None:
    types = {column: int if column in _NUMBERS else str for column in (*columns, "sha256")}
    nullable = _MAY_BE_NULL - set(pk)
    db.table(name).create(types, pk=pk if len(pk) > 1 else pk[0], not_null=set(types) - nullable)


def index_replies(db: "Database") -> None:
    """Version 2: the replies that were sent in a thread, found without reading all that ever were."""
    db.execute("CREATE INDEX outbox_replies ON outbox (account, thread) WHERE remote_id IS NOT NULL")


def tell_more(db: "Database") -> None:
    """Version 3: what is done by hand, what can be answered and shown, until when an access holds; replies by name."""
    _widen(db, "kept", COMMENT, {"can_reply": 1, "media_url": ""}, pk=("account", "remote_id"))
    _widen(db, "account", ACCOUNT, {"access_ends": None, "public_look": "unasked"}, pk=("id",))
    if _widen(db, "outbox", ENTRY, {"by_hand": 0}, pk=("id",)):
        _index_outbox(db)
        index_replies(db)
    db.execute("CREATE INDEX outbox_sent ON outbox (remote_id) WHERE remote_id IS NOT NULL")


def _widen(db: "Database", name: str, columns: tuple[str, ...], added: dict[str, Cell], *, pk: tuple[str, ...]) -> bool:
    """Write a table anew with more columns, each row checked against its old seal; False where it has them already."""
    if {column.name for column in db.table(name).columns} >= set(added):
        return False
    connection: Any = db.conn
    rows = list(find(connection, name))
    db.table(name).drop()
    _sealed_table(db, name, columns, pk=pk)
    for row in rows:
        add(connection, name, (*row, *added.values()))
    return True


def _index_outbox(db: "Database") -> None:
    db.table("outbox").create_index(["account", "comment"], index_name="outbox_of_comment")
    db.execute("CREATE INDEX outbox_alive ON outbox (acted_at) WHERE state NOT IN ('sent', 'cancelled')")


def note_mistakes(db: "Database") -> None:
    """Version 4: what the rules were mistaken about, as the moderator said."""
    if not db.table("mistake").exists():
        _sealed_table(db, "mistake", mistakes.COLUMNS, pk=("account", "comment", "rule", "passage"))


def supervise(db: "Database") -> None:
    """Version 5: who validates, our own copy of what is carried between them, and what was done about each case."""
    if db.table("sheet").exists():
        return
    _sealed_table(db, "team", teams.TEAM, pk=("id",))
    _sealed_table(db, "team_client", teams.CLIENT, pk=("client",))
    _sealed_table(db, "case_note", cases.COLUMNS, pk=("id",))
    db.table("case_note").create_index(["account", "comment"], index_name="case_note_of_comment")
    db.execute(
        "CREATE TABLE sheet (number INTEGER PRIMARY KEY AUTOINCREMENT, team TEXT NOT NULL, name TEXT NOT NULL,"
        " kind TEXT NOT NULL, id TEXT NOT NULL, by TEXT, seq INTEGER NOT NULL, data BLOB NOT NULL, read_at TEXT NOT NULL,"
        " sha256 TEXT NOT NULL)"
    )
    db.table("sheet").create_index(["team", "kind", "id"], index_name="sheet_id", unique=True)
    db.execute("CREATE INDEX sheet_of_kind ON sheet (team, kind, number)")
    db.execute("CREATE INDEX sheet_name ON sheet (team, name)")


def know_clients(db: "Database") -> None:
    """What is to be known before one answers for a client."""
    if not db.table("client_sheet").exists():
        _sealed_table(db, "client_sheet", client_sheets.COLUMNS, pk=("client",))


def keep_replies(db: "Database") -> None:
    """Replies that are kept to be used again."""
    if not db.table("saved_reply").exists():
        _sealed_table(db, "saved_reply", replies.COLUMNS, pk=("id",))


def leave_aside(db: "Database") -> None:
    """From when on the comments of an account are to do."""
    if not db.table("aside").exists():
        _sealed_table(db, "aside", aside.COLUMNS, pk=("account",))


def index_journal(db: "Database") -> None:
    """What was done to one comment is found without reading all that was ever done."""
    db.execute("CREATE INDEX IF NOT EXISTS journal_of_comment ON journal (account, comment) WHERE comment IS NOT NULL")


def note_authors(db: "Database") -> None:
    """What the moderator noted about authors."""
    if not db.table("author_note").exists():
        _sealed_table(db, "author_note", authors.COLUMNS, pk=("account", "author"))


def put_off(db: "Database") -> None:
    """Comments that are to do again at a moment."""
    if not db.table("snooze").exists():
        _sealed_table(db, "snooze", snoozes.COLUMNS, pk=("account", "comment"))


def keep_views(db: "Database") -> None:
    """Lists that are kept under a name."""
    if not db.table("saved_view").exists():
        _sealed_table(db, "saved_view", views.COLUMNS, pk=("name",))


def know_usual_delays(db: "Database") -> None:
    """How soon each client's supervisors usually answer."""
    _widen(db, "client_sheet", client_sheets.COLUMNS, {"answer_within": "none"}, pk=("client",))


def suspend_posts(db: "Database") -> None:
    """Posts under which nothing leaves."""
    if not db.table("suspended_post").exists():
        _sealed_table(db, "suspended_post", halts.COLUMNS, pk=halts.COLUMNS)


STEPS: tuple[Step, ...] = (
    first_tables,
    index_replies,
    tell_more,
    note_mistakes,
    supervise,
    know_clients,
    keep_replies,
    leave_aside,
    index_journal,
    note_authors,
    put_off,
    keep_views,
    know_usual_delays,
    suspend_posts,
)
