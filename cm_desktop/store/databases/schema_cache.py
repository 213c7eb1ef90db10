"""The tables of cache.db: what platforms said and what follows from it. May hold nothing that cannot be had again.

A comment's `id` is its handle. After the platform's own columns come those derived here: `client` (of its account),
`triage`, `draft`, `unread`, `asleep_until` and `returned`, and the verdict of the set of rules `ruleset`. `pending` mirrors
the live rows of the outbox.
"""

from typing import TYPE_CHECKING

from cm_desktop.store.cells.rows import COMMENT, ENTRY, HIT, POST
from cm_desktop.store.comments import bundles
from cm_desktop.store.disk.migrations import Step

if TYPE_CHECKING:
    from sqlite_utils import Database

_NUMBERS = {"is_page", "likes", "can_hide", "can_delete", "can_reply", "by_hand", "attempts", "absent_reads"}
_NUMBERS |= {
    "draft",
    "unread",
    "ruleset",
    "severity",
    "abuse",
    "business",
    "comment_id",
    "place",
    "start",
    "end",
    "number",
    "calls",
}
_DERIVED = ("client", "triage", "draft", "unread", "severity", "abuse", "business", "ruleset")
_COUNTED = {"applied", "ruleset", "comment"}  # their ids are ours; elsewhere an id is somebody's name


def first_tables(db: "Database") -> None:
    """Version 1."""
    _table(db, "applied", ("id", "workspace", "number"), pk="id")
    _table(db, "account", ("id", "client"), pk="id")
    _table(db, "sync", ("account", "cursor", "cursor_at", "read_at", "trouble"), pk="account")
    _table(db, "ruleset", ("id", "version"), pk="id")
    db.table("ruleset").create_index(["version"], index_name="ruleset_version", unique=True)
    _table(db, "post", POST, pk=("account", "remote_id"))
    _table(db, "pending", ENTRY, pk="id")
    db.table("pending").create_index(["account", "comment"], index_name="pending_of_comment")
    _table(db, "comment", ("id", *COMMENT, *_DERIVED), pk="id")
    db.table("comment").create_index(["account", "remote_id"], index_name="comment_name", unique=True)
    _answering(db)
    db.table("comment").create_index(["account", "author_id"], index_name="comment_author")
    db.table("comment").create_index(["ruleset"], index_name="comment_ruleset")
    _queues(db)
    _everything(db)
    _pictured(db)
    _tally(db)
    _table(db, "hit", ("comment_id", "place", *HIT), pk=("comment_id", "place"))
    db.table("hit").create_index(["category", "comment_id"], index_name="hit_category")
    _words(db)
    db.execute("INSERT INTO applied VALUES (1, '', 0)")


def _answering(db: "Database") -> None:
    """The few that stand under another."""
    db.execute("CREATE INDEX comment_parent ON comment (account, parent) WHERE parent IS NOT NULL")


def _queues(db: "Database") -> None:
    """Every list in each of its orders, whole, by client and by account; an index ends with the handle by itself."""
    comment = db.table("comment")
    for scope in ((), ("client",), ("account",)):
        name = "_".join(("queue", *scope))
        comment.create_index([*scope, "triage", "severity", "created_at"], index_name=f"{name}_by_severity")
        comment.create_index([*scope, "triage", "created_at"], index_name=f"{name}_by_time")
    db.execute("CREATE INDEX queue_drafts ON comment (draft) WHERE draft = 1")


def _everything(db: "Database") -> None:
    """All that there is, by time: a search, a period, or the list of everything."""
    for scope in ((), ("client",), ("account",)):
        name = "_".join(("queue_all", *scope, "by_time"))
        db.table("comment").create_index([*scope, "created_at"], index_name=name, if_not_exists=True)


def _words(db: "Database") -> None:
    """The index of words, as `search.searchable` makes them; it knows letters SQLite does not. See `store/index/words.py`."""
    db.execute("CREATE VIRTUAL TABLE search USING fts5(text, author, columnsize = 0, tokenize = 'ascii')")
    # It finds the index by its name, and so outlasts one that was made anew.
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(search, instance)")


def _pictured(db: "Database") -> None:
    """The few that have a picture somewhere."""
    db.execute("CREATE INDEX IF NOT EXISTS queue_pictured ON comment (triage, created_at) WHERE media_url <> ''")


def _tally(db: "Database") -> None:
    """How many comments there are of each kind, kept by the file itself: counting a million rows would be felt."""
    db.execute(
        "CREATE TABLE tally (client TEXT, triage TEXT, severity INTEGER, draft INTEGER, number INTEGER NOT NULL,"
        " PRIMARY KEY (client, triage, severity, draft)) WITHOUT ROWID"
    )
    gone, come = (
        f"INSERT INTO tally VALUES ({row}.client, {row}.triage, {row}.severity, {row}.draft, {number})"
        f" ON CONFLICT DO UPDATE SET number = number + ({number});"
        for row, number in (("old", -1), ("new", 1))
    )
    db.execute(f"CREATE TRIGGER comment_comes AFTER INSERT ON comment BEGIN {come} END")
    db.execute(f"CREATE TRIGGER comment_goes AFTER DELETE ON comment BEGIN {gone} END")
    db.execute(
        "CREATE TRIGGER comment_moves AFTER UPDATE OF client, triage, severity, draft ON comment"
        " WHEN (old.client, old.triage, old.severity, old.draft)"
        f" IS NOT (new.client, new.triage, new.severity, new.draft) BEGIN {gone} {come} END"
    )


def _table(db: "Database", name: str, columns: tuple[str, ...], *, pk: str | tuple[str, ...]) -> None:
    numbers = _NUMBERS | ({"id"} if name in _COUNTED else set())
    db.table(name).create({column: int if column in numbers else str for column in columns}, pk=pk)


def derive_again(db: "Database") -> None:
    """Version 2: a trouble is kept with its facts, and where a comment stands depends on when it was answered."""
    db.execute("UPDATE sync SET trouble = ''")
    db.execute("UPDATE applied SET workspace = ''")


def tell_more(db: "Database") -> None:
    """Version 3: what can be answered and shown, what is done by hand, the calls that were made, everything by time."""
    _widen(db, "comment", {"can_reply": 1, "media_url": ""})
    _widen(db, "pending", {"by_hand": 0})
    _table(db, "call", ("account", "minute", "calls"), pk=("account", "minute"))
    _everything(db)
    _pictured(db)
    _index_words_again(db)
    derive_again(db)


def _index_words_again(db: "Database") -> None:
    """Whatever was judged is to be judged again, in the background; its words come with it."""
    db.execute("DROP TABLE search")
    _words(db)
    db.execute("UPDATE ruleset SET version = 'before version 3, ' || version")


def _widen(db: "Database", name: str, added: dict[str, int | str]) -> None:
    known = {column.name for column in db.table(name).columns}
    for column, default in added.items():
        if column not in known:
            db.table(name).add_column(column, type(default), not_null_default=default)


def judge_behind(db: "Database") -> None:
    """Version 4: how far a set of rules was overtaken by another, and whether the words of its comments are indexed."""
    db.execute("DROP INDEX IF EXISTS ruleset_version")
    _widen(db, "ruleset", {"judged_by": "", "upto": 0, "words": 1})
    db.execute("UPDATE ruleset SET words = 0 WHERE version LIKE 'before version 3, %'")


def doubt(db: "Database") -> None:
    """Version 5: the comments whose words the index does not tell all of; until they are judged again, any."""
    _table(db, "doubtful", ("comment_id",), pk="comment_id")
    db.execute("INSERT INTO doubtful SELECT id FROM comment")
    db.execute("UPDATE ruleset SET version = 'before version 5, ' || version, judged_by = '', upto = 0, words = 0")


def keep_words_in_order(db: "Database") -> None:
    """Version 6: the words of a comment are kept under its place; they come again as it is judged again, behind all else."""
    db.execute("DROP TABLE search")
    _words(db)
    db.execute("UPDATE ruleset SET version = 'before version 6, ' || version, judged_by = '', upto = 0, words = 0")


def let_go(db: "Database") -> None:
    """Version 7: before which moment what is old was let go, and is not taken in again."""
    if "let_go" not in {column.name for column in db.table("sync").columns}:
        db.table("sync").add_column("let_go", str)


def index_answers_alone(db: "Database") -> None:
    """Version 8: most comments stand under none, and need no place among those that do."""
    db.execute("DROP INDEX comment_parent")
    _answering(db)


def note_unread(db: "Database") -> None:
    """Version 9: what is to do and was never looked at; the few that are, in each order of a list."""
    _widen(db, "comment", {"unread": 0})
    for scope in ((), ("client",), ("account",)):
        name = "_".join(("queue_unread", *scope))
        for by, columns in (("severity", ("severity", "created_at")), ("time", ("created_at",))):
            on = ", ".join((*scope, *columns))
            db.execute(f"CREATE INDEX IF NOT EXISTS {name}_by_{by} ON comment ({on}) WHERE unread = 1")
    derive_again(db)


def put_off(db: "Database") -> None:
    """Version 10: until when a comment that is put off sleeps, and which ones woke."""
    _widen(db, "comment", {"asleep_until": "", "returned": 0})
    db.execute("CREATE INDEX IF NOT EXISTS comment_returned ON comment (account) WHERE returned")


def go_by_post(db: "Database") -> None:
    """Version 11: a list can go post by post."""
    bundles.make(db)


def find_authors_lately(db: "Database") -> None:
    """Version 12: an author's comments by their time. Without it, all that a page had lately was gone through for one."""
    db.execute("DROP INDEX IF EXISTS comment_author")
    db.execute("CREATE INDEX comment_author ON comment (account, author_id, created_at)")


def go_by_whole_post(db: "Database") -> None:
    """Version 13: so can everything, and the drafts, by indexes."""
    bundles.order_whole_posts(db)


def tell_of_many_at_once(db: "Database") -> None:
    """Version 14: whoever writes new comments tells the counts and the bundles of all together, see `arriving`."""
    db.execute("DROP TRIGGER IF EXISTS comment_comes")
    bundles.leave_comers_to_batches(db)


STEPS: tuple[Step, ...] = (
    first_tables,
    derive_again,
    tell_more,
    judge_behind,
    doubt,
    keep_words_in_order,
    let_go,
    index_answers_alone,
    note_unread,
    put_off,
    go_by_post,
    find_authors_lately,
    go_by_whole_post,
    tell_of_many_at_once,
)
