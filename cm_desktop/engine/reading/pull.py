"""The way in: fetch, judge, save. May not send anything, nor decide when an account is read."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock, RLock

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Batch
from cm_desktop.domain.errors import CmDesktopError, CredentialError, NotFound, PlatformError, SecretMissing, Trouble
from cm_desktop.domain.ports import Source
from cm_desktop.engine.reading.connections import Connections
from cm_desktop.engine.reading.ledger import Ledger
from cm_desktop.engine.reading.timetable import Timetable
from cm_desktop.engine.workroom import Workroom

BATCHES_AT_MOST = 1000  # a platform whose cursor never ends must not keep the user waiting
BATCHES_IN_TURN = 50  # of a reading that began by itself, before the other accounts have their turn
CHECK_EVERY = timedelta(days=1)

log = logging.getLogger(__name__)

Enough = Callable[[int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One account, read. `news` counts comments that are new or changed; `trouble` is what stopped it, if anything.

    `unfinished`: there is more, which will be read once the quota, or the other accounts, leave room for it.
    """

    account: AccountId
    read: int = 0
    news: int = 0
    trouble: Trouble | None = None
    unfinished: bool = False


class Pull:
    """Reads accounts to the end of what is new, as far as their quotas reach."""

    def __init__(self, room: Workroom, connections: Connections[Source], ledger: Ledger, timetable: Timetable) -> None:
        self._room = room
        self._connections = connections
        self._ledger = ledger
        self._timetable = timetable
        self._checked: dict[AccountId, datetime] = {}
        self._guard = Lock()
        self._reading: dict[AccountId, AbstractContextManager[object]] = {}

    def due(self) -> tuple[Pulled, ...]:
        """Read the accounts whose time has come, the longest overdue first."""
        self._ledger.straighten()
        return self._each(self._timetable.due(), asked=False)

    def everything(self) -> tuple[Pulled, ...]:
        """Read every account at the user's word, due or not; a frozen one only tells why."""
        frozen = self._room.frozen()
        accounts = self._room.reader().accounts()
        still = tuple(Pulled(account=one.id, trouble=frozen[one.id]) for one in accounts if one.id in frozen)
        pulled = (*still, *self._each([one for one in accounts if one.id not in frozen], asked=True))
        places = {account.id: place for place, account in enumerate(accounts)}
        return tuple(sorted(pulled, key=lambda one: places[one.account]))

    def account(self, account: Account, *, asked: bool = True, enough: Enough = lambda _read: False) -> Pulled:
        """Read one account, frozen or not: an answer thaws it. Its trouble is noted beside it, and answered.

        `asked`: at the user's word, and not because it is time. `enough` is asked after each batch, with the comments
        read so far, whether to stop there. Raises NotFound where it was removed meanwhile.
        """
        with self.alone(account.id):
            return self._account(account, asked=asked, enough=enough)

    def alone(self, account: AccountId) -> AbstractContextManager[object]:
        """While nobody else of this process reads that account."""
        with self._guard:
            return self._reading.setdefault(account, RLock())

    def _account(self, account: Account, *, asked: bool, enough: Enough) -> Pulled:
        room = self._room
        self._ledger.straighten()
        if not self._ledger.may_read(account, asked=asked):
            self._timetable.left(account.id)
            return Pulled(account=account.id, unfinished=True)
        try:
            source = self._connections.to(account)
            self._check_daily(account, source)
            pulled = self._read(account, source, asked=asked, enough=enough)
        except (CredentialError, PlatformError) as error:
            pulled = Pulled(account=account.id, trouble=error.trouble())
            self._timetable.failed(account.id, error)
            if isinstance(error, PlatformError):
                room.hear(account.id, error)
                self._connections.forget(account.id)
        else:
            if source.spent.calls:  # a page that is read from its shelf tells nothing of the network
                room.network.reached(account.id)
            if account.id in room.reader().frozen():
                room.workspace.thaw(account.id).result()
        if not pulled.unfinished and not self._lacks_access(pulled):
            room.workspace.note_sync(account.id, room.now(), pulled.trouble).result()
        room.tell(Change.ACCOUNTS)
        return pulled

    def _lacks_access(self, pulled: Pulled) -> bool:
        """Whether only this one command was given no access: that tells nothing of the page."""
        missing = pulled.trouble is not None and pulled.trouble.name == SecretMissing.__name__
        return missing and not self._room.staying.is_set()

    def _each(self, accounts: list[Account], *, asked: bool) -> tuple[Pulled, ...]:
        """One that fails does not keep the others from being read."""
        pulled: list[Pulled] = []
        for account in accounts:
            if self._room.stopping.is_set():
                break
            try:
                pulled.append(self.account(account, asked=asked))
            except NotFound:
                continue  # removed while it was being read
            except Exception as error:  # by itself, what fails in an unforeseen way must not starve the others
                if asked or isinstance(error, CmDesktopError):
                    raise
                if self._room.stopping.is_set():
                    break  # cut short: the files are closed already, and there is nothing to tell
                log.exception("%s could not be read", account.id)
                self._timetable.failed(account.id, error)
        return tuple(pulled)

    def _read(self, account: Account, source: Source, *, asked: bool, enough: Enough) -> Pulled:
        cursor, read, news = self._room.reader().cursor(account.id), 0, 0
        ordinary = cursor is not None and not self._timetable.is_unfinished(account.id)
        before = source.spent.calls
        for _ in range(BATCHES_AT_MOST if asked else BATCHES_IN_TURN):
            with self._ledger.counting(account.id, source):
                batch = source.fetch(cursor)
            news += self._save(account, batch)
            read += len(batch.comments)
            cursor, stop = batch.cursor, enough(read)
            if not batch.more:
                self._timetable.finished(account.id, source.spent.calls - before if ordinary else None)
                return Pulled(account=account.id, read=read, news=news)
            if stop or self._room.stopping.is_set() or not self._ledger.may_read(account, asked=asked):
                break
        self._timetable.left(account.id)
        return Pulled(account=account.id, read=read, news=news, unfinished=True)

    def _check_daily(self, account: Account, source: Source) -> None:
        """Where an access ends, ask once a day until when it holds: that it was renewed elsewhere is told nowhere else."""
        room, checked = self._room, self._checked.get(account.id)
        if account.access_ends is None or (checked is not None and room.now() - checked < CHECK_EVERY):
            return
        with self._ledger.counting(account.id, source):
            identity = source.check()
        self._checked[account.id] = room.now()
        known = room.reader().account(account.id)
        if identity.access_ends not in (None, known.access_ends):  # None: the question about it may have failed
            room.workspace.save_account(replace(known, access_ends=identity.access_ends)).result()

    def _save(self, account: Account, batch: Batch) -> int:
        room = self._room
        judged, rules = room.opinions(batch.comments, account.client)
        if news := room.workspace.save_batch(account.id, batch, judged, rules=rules, at=room.now()).result():
            room.tell(Change.COMMENTS)
        return news
