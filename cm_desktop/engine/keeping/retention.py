"""Comments that nothing was done about leave the cache once they are old. May not say what holds one: the store knows."""

from collections.abc import Mapping
from datetime import datetime

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import BadValue
from cm_desktop.domain.retention import LONGEST, doubted_since, horizon
from cm_desktop.engine.workroom import Workroom


class Retention:
    """What people brought in themselves stays as long as they like: no platform would say it again."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    @property
    def months(self) -> int | None:
        """How long comments are kept; None for ever."""
        return self._room.reader().retention.months()

    @property
    def doubted_since(self) -> datetime | None:
        """When it was last looked for what is old, where the clock has gone on so far since that nothing leaves before the
        user chose a duration, the same or another; else None.
        """
        months = self.months
        return None if months is None else doubted_since(self._room.now(), months, self._done().values())

    def weigh(self, months: int) -> int:
        """How many comments would leave now, were they kept so long. Takes seconds where there are very many."""
        before, reader = horizon(self._room.now(), months), self._room.reader()
        return sum(reader.retention.old(account, before) for account in self._accounts())

    def keep(self, months: int | None) -> int:
        """Keep comments so long from now on, None for ever; answers how many left: whoever chooses believes the clock.

        Raises BadValue.
        """
        if months is not None and not 1 <= months <= LONGEST:
            raise BadValue("months", str(months), LONGEST)
        self._room.workspace.retention.keep(months).result()
        return self._let_go()

    def keep_up(self) -> int:
        """Once a day for each account: let go what grew old, unless the clock is not believed; answers how many comments left.

        Raises StoreError.
        """
        return 0 if self.doubted_since else self._let_go()

    def _let_go(self) -> int:
        months = self.months
        before = None if months is None else horizon(self._room.now(), months)
        done, gone = self._done(), 0
        for account in self._accounts():
            if self._room.stopping.is_set():
                break
            if account in done and done[account] != before:
                gone += self._room.workspace.retention.let_go(account, before).result()
        if gone:
            self._room.tell(Change.COMMENTS)
        return gone

    def _done(self) -> Mapping[AccountId, datetime | None]:
        return self._room.reader().retention.let_go()

    def _accounts(self) -> list[AccountId]:
        caps = self._room.caps
        return [account.id for account in self._room.reader().accounts() if not caps(account).brought_in]
