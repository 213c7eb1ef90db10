"""The way in: fetch, judge, save, one transaction a batch. May not send anything."""

from dataclasses import dataclass

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Batch, CommentRef
from cm_desktop.domain.errors import CredentialError, PlatformError, Trouble
from cm_desktop.domain.ports import Connector
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

    def __init__(self, room: Workroom, connections: Connections) -> None:
        self._room = room
        self._connections = connections

    def everything(self) -> tuple[Pulled, ...]:
        """Read every account that is not frozen; one that fails does not keep the others from being read."""
        frozen = self._room.frozen()
        return tuple(self.account(account) for account in self._room.reader().accounts() if account.id not in frozen)

    def account(self, account: Account) -> Pulled:
        """Read one account. Its trouble is noted beside it, and answered."""
        try:
            pulled = self._read(account, self._connections.to(account))
        except (PlatformError, CredentialError) as error:
            if isinstance(error, PlatformError):
                self._room.hear(account.id, error)
            self._connections.forget(account.id)
            pulled = Pulled(account=account.id, trouble=error.trouble())
        else:
            self._room.network.reached(account.id)
        self._room.workspace.note_sync(account.id, self._room.now(), pulled.trouble).result()
        self._room.tell(Change.ACCOUNTS)
        return pulled

    def rejudge(self) -> None:
        """Give comments judged by other rules a verdict of today's, a slice at a time so that users' acts go first."""
        seen: set[CommentRef] = set()
        while refs := set(self._room.reader().stale_refs(self._room.judge.version, REJUDGED_AT_ONCE)) - seen:
            seen |= refs
            for ref in refs:
                self._room.keep(self._room.reader().row(ref).comment)

    def _read(self, account: Account, connector: Connector) -> Pulled:
        cursor, read, news = self._room.reader().cursor(account.id), 0, 0
        for _ in range(BATCHES_AT_MOST):
            batch = connector.fetch(cursor)
            news += self._save(account.id, batch)
            read += len(batch.comments)
            cursor = batch.cursor
            if not batch.more:
                break
        return Pulled(account=account.id, read=read, news=news)

    def _save(self, account: AccountId, batch: Batch) -> int:
        room = self._room
        judged = {comment.ref: room.opinion(comment.text) for comment in batch.comments}
        save = room.workspace.save_batch(account, batch, judged, rules=room.judge.version, at=room.now())
        if news := save.result():
            room.tell(Change.COMMENTS)
        return news
