"""The way in: fetch, judge, save. May not send anything."""

from dataclasses import dataclass

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Batch
from cm_desktop.domain.errors import CredentialError, NotFound, PlatformError, Trouble
from cm_desktop.domain.ports import Source
from cm_desktop.engine.connections import Connections
from cm_desktop.engine.workroom import Workroom

BATCHES_AT_MOST = 1000  # a platform whose cursor never ends must not keep the others waiting
REJUDGED_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One account, read. `news` counts comments that are new or changed; `trouble` is what stopped it, if anything."""

    account: AccountId
    read: int = 0
    news: int = 0
    trouble: Trouble | None = None


class Pull:
    """Reads accounts to the end of what is new."""

    def __init__(self, room: Workroom, connections: Connections[Source]) -> None:
        self._room = room
        self._connections = connections

    def everything(self) -> tuple[Pulled, ...]:
        """Read every account; one that fails does not keep the others from being read, a frozen one only tells why."""
        frozen = self._room.frozen()
        pulled: list[Pulled] = []
        for account in self._room.reader().accounts():
            if self._room.stopping.is_set():
                break
            if account.id in frozen:
                pulled.append(Pulled(account=account.id, trouble=frozen[account.id]))
                continue
            try:
                pulled.append(self.account(account))
            except NotFound:
                continue  # removed while it was being read
        return tuple(pulled)

    def account(self, account: Account) -> Pulled:
        """Read one account, frozen or not: an answer thaws it. Its trouble is noted beside it, and answered.

        Raises NotFound where it was removed meanwhile.
        """
        room = self._room
        try:
            pulled = self._read(account, self._connections.to(account))
        except CredentialError as error:
            pulled = Pulled(account=account.id, trouble=error.trouble())
        except PlatformError as error:
            room.hear(account.id, error)
            self._connections.forget(account.id)
            pulled = Pulled(account=account.id, trouble=error.trouble())
        else:
            room.network.reached(account.id)
            if account.id in room.reader().frozen():
                room.workspace.thaw(account.id).result()
        room.workspace.note_sync(account.id, room.now(), pulled.trouble).result()
        room.tell(Change.ACCOUNTS)
        return pulled

    def rejudge(self) -> None:
        """Give comments judged by other rules a verdict of today's, a slice at a time so that the user's acts go first."""
        room = self._room
        while not room.stopping.is_set():
            stale = room.reader().stale(room.judge.version, REJUDGED_AT_ONCE)
            judged = {row.comment.ref: (row.comment.text, *room.opinion(row.comment.text)) for row in stale}
            if not judged or not room.workspace.save_verdicts(judged, rules=room.judge.version).result():
                break
            room.tell(Change.COMMENTS)

    def _read(self, account: Account, source: Source) -> Pulled:
        cursor, read, news = self._room.reader().cursor(account.id), 0, 0
        for _ in range(BATCHES_AT_MOST):
            batch = source.fetch(cursor)
            news += self._save(account.id, batch)
            read += len(batch.comments)
            cursor = batch.cursor
            if not batch.more or self._room.stopping.is_set():
                break
        return Pulled(account=account.id, read=read, news=news)

    def _save(self, account: AccountId, batch: Batch) -> int:
        room = self._room
        judged = {comment.ref: room.opinion(comment.text) for comment in batch.comments}
        save = room.workspace.save_batch(account, batch, judged, rules=room.judge.version, at=room.now())
        if news := save.result():
            room.tell(Change.COMMENTS)
        return news
