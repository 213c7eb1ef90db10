"""Between the domain's words and the cells of a row, both ways, and the seal of a precious row. May not run any SQL.

Times are texts, UTC, ISO 8601 without an offset: they sort as they are. A text that UTF-8 cannot hold (a lone surrogate)
is kept as a blob, so that every other tool still reads the file.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cm_desktop.domain.actions import ActionKind, Decided, Decision, action_from, payload
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Client,
    ClientId,
    Comment,
    CommentRef,
    Post,
    PublicLook,
    RemoteId,
    Visibility,
)
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.outbox import Entry, EntryId, State
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.store.cells.acted_upon import seen_cell, seen_from

Cell = str | bytes | int | None
Row = Sequence[Any]  # what sqlite3 answers: cells whose types only the schema knows
_SEALED = json.JSONEncoder(default=lambda blob: {"blob": blob.hex()})  # made once: every row of every reading is sealed

COMMENT = (
    "account",
    "remote_id",
    "post",
    "parent",
    "author_id",
    "author_name",
    "is_page",
    "text",
    "created_at",
    "read_at",
    "visibility",
    "likes",
    "permalink",
    "media",
    "can_hide",
    "can_delete",
    "can_reply",
    "media_url",
)
POST = ("account", "remote_id", "text", "created_at", "permalink")
HIT = ("rule", "pack", "category", "severity", "start", "end")
ENTRY = (
    "id",
    "account",
    "comment",
    "thread",
    "kind",
    "payload",
    "seen",
    "acted_at",
    "not_before",
    "renewed_at",
    "state",
    "attempts",
    "attempted_at",
    "baseline",
    "absent_reads",
    "remote_id",
    "trouble",
    "by_hand",
)
CLIENT = ("id", "name", "colour")
ACCOUNT = ("id", "client", "platform", "name", "base_url", "login", "allow_local", "access_ends", "public_look")


def cell(text: str) -> str | bytes:
    """The text as SQLite can keep it."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")
    return text


def text_of(value: str | bytes) -> str:
    """Read back what `cell` made."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def ref_cells(ref: CommentRef) -> tuple[str | bytes, str | bytes]:
    """The two cells by which every table names a comment."""
    return (cell(ref.account), cell(ref.id))


def time_cell(when: datetime) -> str:
    """An aware time as a cell."""
    return when.astimezone(UTC).isoformat()[:-6]  # which is always "+00:00"


def time_of(value: str) -> datetime:
    """Read back what `time_cell` made."""
    return datetime.fromisoformat(f"{value}+00:00")


def seal(cells: Iterable[Cell]) -> str:
    """A digest of all cells of a row: SQLite itself does not notice a changed byte."""
    return hashlib.sha256(_SEALED.encode(list(cells)).encode()).hexdigest()


def comment_cells(comment: Comment) -> tuple[Cell, ...]:
    return (
        *ref_cells(comment.ref),
        cell(comment.post),
        None if comment.parent is None else cell(comment.parent),
        cell(comment.author.id),
        cell(comment.author.name),
        int(comment.author.is_page),
        cell(comment.text),
        time_cell(comment.created_at),
        time_cell(comment.read_at),
        comment.visibility.value,
        comment.likes,
        cell(comment.permalink),
        cell(comment.media),
        int(comment.can_hide),
        int(comment.can_delete),
        int(comment.can_reply),
        cell(comment.media_url),
    )


def comment_from(row: Row) -> Comment:
    (account, remote_id, post, parent, author_id, author, is_page, text, created, read, *rest) = row
    visibility, likes, permalink, media, can_hide, can_delete, can_reply, media_url = rest
    return Comment(
        ref=CommentRef(AccountId(text_of(account)), RemoteId(text_of(remote_id))),
        post=RemoteId(text_of(post)),
        parent=None if parent is None else RemoteId(text_of(parent)),
        author=Author(id=text_of(author_id), name=text_of(author), is_page=bool(is_page)),
        text=text_of(text),
        created_at=time_of(created),
        read_at=time_of(read),
        visibility=Visibility(visibility),
        likes=likes,
        permalink=text_of(permalink),
        media=text_of(media),
        can_hide=bool(can_hide),
        can_delete=bool(can_delete),
        can_reply=bool(can_reply),
        media_url=text_of(media_url),
    )


def post_cells(post: Post) -> tuple[Cell, ...]:
    return (cell(post.account), cell(post.id), cell(post.text), time_cell(post.created_at), cell(post.permalink))


def post_from(row: Row) -> Post:
    account, remote_id, text, created, permalink = row
    return Post(
        account=AccountId(text_of(account)),
        id=RemoteId(text_of(remote_id)),
        text=text_of(text),
        created_at=time_of(created),
        permalink=text_of(permalink),
    )


def hit_cells(hit: Hit) -> tuple[Cell, ...]:
    return (hit.rule, hit.pack, hit.category.value, hit.severity, hit.start, hit.end)


def hit_from(row: Row) -> Hit:
    rule, pack, category, severity, start, end = row
    return Hit(rule=RuleId(rule), pack=pack, category=Category(category), severity=severity, start=start, end=end)


def entry_cells(entry: Entry) -> tuple[Cell, ...]:
    return (
        entry.id,
        *ref_cells(entry.comment),
        cell(entry.thread),
        entry.action.kind.value,
        json.dumps(payload(entry.action)),
        seen_cell(entry.seen, entry.approval),
        time_cell(entry.acted_at),
        time_cell(entry.not_before),
        _time_or_none(entry.renewed_at),
        entry.state.value,
        entry.attempts,
        _time_or_none(entry.attempted_at),
        json.dumps(entry.baseline),
        entry.absent_reads,
        None if entry.remote_id is None else cell(entry.remote_id),
        None if entry.trouble is None else trouble_cell(entry.trouble),
        int(entry.by_hand),
    )


def entry_from(row: Row) -> Entry:
    (name, account, comment, thread, kind, act, seen, acted, not_before, renewed, state, attempts, *rest) = row
    attempted, baseline, absent_reads, remote_id, trouble, by_hand = rest
    saw, approval = seen_from(seen)
    return Entry(
        id=EntryId(name),
        comment=CommentRef(AccountId(text_of(account)), RemoteId(text_of(comment))),
        thread=RemoteId(text_of(thread)),
        action=action_from(ActionKind(kind), json.loads(act)),
        seen=saw,
        acted_at=time_of(acted),
        not_before=time_of(not_before),
        renewed_at=None if renewed is None else time_of(renewed),
        state=State(state),
        attempts=attempts,
        attempted_at=None if attempted is None else time_of(attempted),
        baseline=tuple(json.loads(baseline)),
        absent_reads=absent_reads,
        remote_id=None if remote_id is None else RemoteId(text_of(remote_id)),
        trouble=None if trouble is None else trouble_from(trouble),
        by_hand=bool(by_hand),
        approval=approval,
    )


def _time_or_none(when: datetime | None) -> str | None:
    return None if when is None else time_cell(when)


def decided_from(row: Row) -> Decided:
    decision, at = row
    return Decided(decision=Decision(decision), at=time_of(at))


def trouble_cell(trouble: Trouble) -> str:
    return json.dumps({"name": trouble.name, "facts": dict(trouble.facts)})


def trouble_from(value: str) -> Trouble:
    read: Mapping[str, Any] = json.loads(value)
    return Trouble(read["name"], read["facts"])


def client_cells(client: Client) -> tuple[Cell, ...]:
    return (cell(client.id), cell(client.name), cell(client.colour))


def client_from(row: Row) -> Client:
    name, shown, colour = map(text_of, row)
    return Client(id=ClientId(name), name=shown, colour=colour)


def account_cells(account: Account) -> tuple[Cell, ...]:
    words = (account.id, account.client, account.platform, account.name, account.base_url, account.login)
    return (
        *map(cell, words),
        int(account.allow_local),
        _time_or_none(account.access_ends),
        account.public_look.value,
    )


def account_from(row: Row) -> Account:
    *words, allow_local, access_ends, public_look = row
    name, client, platform, shown, base_url, login = map(text_of, words)
    return Account(
        id=AccountId(name),
        client=ClientId(client),
        platform=platform,
        name=shown,
        base_url=base_url,
        login=login,
        allow_local=bool(allow_local),
        access_ends=None if access_ends is None else time_of(access_ends),
        public_look=PublicLook(public_look),
    )
