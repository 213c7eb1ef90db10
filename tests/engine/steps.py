"""Steps that the engine's tests share: a reply, and where things stand."""

from datetime import datetime, timedelta

from cm_desktop.domain.actions import ActionKind, WriteReply
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Entry, EntryId
from cm_desktop.domain.queue import Triage
from cm_desktop.engine.desk import Desk

NOW = timedelta(0)
REPLIED = [(ActionKind.REPLY, "c1")]


def reply(desk: Desk, ref: CommentRef, text: str = "Bonjour.") -> EntryId:
    return desk.acts.do(ref, WriteReply(text), delay=NOW).result().entries[0]


def now(desk: Desk, name: EntryId) -> Entry:
    return desk.inbox.entry(name)


def triage(desk: Desk, ref: CommentRef) -> Triage:
    return desk.inbox.row(ref).triage


def offline_since(desk: Desk) -> datetime | None:
    return desk.network.offline_since
