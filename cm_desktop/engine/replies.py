"""The replies that are kept to be used again: which to offer, keeping one, forgetting one. May not send any."""

import uuid
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace

from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import BadValue, NotFound
from cm_desktop.domain.folding import folded
from cm_desktop.domain.saved_replies import (
    LONGEST_NAME,
    LONGEST_TEXT,
    SavedReply,
    SavedReplyId,
    Variable,
    first_name,
    offered,
    with_starters,
)
from cm_desktop.engine.commits import after
from cm_desktop.engine.inbox import Detail
from cm_desktop.engine.workroom import Workroom


class SavedReplies:
    """`starters` are those that the program brings, in the language of whoever asks. Waits for the disk alone."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def every(self, starters: Iterable[SavedReply]) -> tuple[SavedReply, ...]:
        """All that there are, the program's first."""
        return with_starters(self._room.reader().kept.replies(), starters)

    def offered(self, detail: Detail, starters: Iterable[SavedReply]) -> tuple[SavedReply, ...]:
        """Those for a comment on this page, its client's own first."""
        return offered(self.every(starters), detail.client.id, private=detail.caps.private_messages)

    def save(self, reply: SavedReply) -> SavedReply:
        """Keep one, over the one of the same id, else over the one of the same name and client; answers it as kept.

        Raises NotFound for a client that is not there, and BadValue: saved_reply, where name or text is empty or too long.
        """
        name, text = " ".join(reply.name.split()), reply.text.strip()
        if not (0 < len(name) <= LONGEST_NAME and 0 < len(text) <= LONGEST_TEXT):
            raise BadValue("saved_reply")
        reader = self._room.reader()
        if reply.client is not None and all(client.id != reply.client for client in reader.clients()):
            raise NotFound("client", reply.client)
        same = (
            one.id
            for one in reader.kept.replies()
            if one.text and folded(one.name) == folded(name) and one.client == reply.client
        )
        kept = replace(reply, id=reply.id or next(same, _new_id()), name=name, text=text)
        self._keep(kept)
        return kept

    def drop(self, reply: SavedReply, starters: Iterable[SavedReply]) -> None:
        """Offer it no more, one that the program brings included."""
        if any(starter.id == reply.id for starter in starters):
            self._keep(replace(reply, text=""))
        else:
            self._wait([self._room.workspace.kept.replies.drop(reply.id)])

    def _keep(self, reply: SavedReply) -> None:
        self._wait([self._room.workspace.kept.replies.save(reply)])

    def _wait(self, writes: list[Future[None]]) -> None:
        after(writes, None, lambda: self._room.tell(Change.DRAFTS)).result()


def known(detail: Detail) -> dict[Variable, str]:
    """What can be filled in under a comment."""
    author = detail.row.comment.author.name
    return {
        Variable.FIRST_NAME: first_name(author),
        Variable.AUTHOR: author,
        Variable.CLIENT: detail.client.name,
        Variable.PAGE: detail.account.name,
        Variable.SIGNATURE: detail.sheet.signature,
    }


def _new_id() -> SavedReplyId:
    return SavedReplyId(uuid.uuid4().hex)
