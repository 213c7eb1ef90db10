"""The way out: which rows of the outbox are next, and in what order. May not speak to a platform itself."""

import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.departure import heads
from cm_desktop.domain.errors import CredentialError, EntryMoved, NotFound
from cm_desktop.domain.outbox import Entry, EntryId, State, postpone
from cm_desktop.domain.ports import Connector
from cm_desktop.engine.reading.connections import Connections
from cm_desktop.engine.reading.ledger import Ledger
from cm_desktop.engine.sending.delivery import Delivered, Delivery, Pace
from cm_desktop.engine.sending.departing import Departing
from cm_desktop.engine.sending.waits import Waits
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

_WAITING = frozenset({State.QUEUED, State.UNCERTAIN})


class Push:
    """Sends what is due and looks for what is uncertain. Only who holds the sender's lock may use it."""

    def __init__(
        self,
        room: Workroom,
        connections: Connections[Connector],
        ledger: Ledger,
        pace: Pace,
        gate: Gate,
        departing: Departing,
    ) -> None:
        self._room = room
        self._connections = connections
        self._ledger = ledger
        self._pace = pace
        self._delivery = Delivery(room, pace, gate, departing)
        self._waits = Waits(room.clock)

    def run(self) -> tuple[Entry, ...]:
        """One pass: doubt what was left sending, look for what is uncertain, send what is due.

        Answers the rows as they stand after each step.
        """
        # The sender is alone: a row that is sending now was left by one that died.
        for entry in self._room.reader().entries():
            if entry.state is State.SENDING or (entry.state in _WAITING and self._waits.is_strange(entry)):
                with suppress(EntryMoved):  # the user was quicker
                    self._delivery.lose(entry)
        alone = set(self._room.frozen())
        steps = [step for entry in self._in_doubt() for step in self._step(entry, self._delivery.look_back, alone)]
        while ready := [entry for entry in self._due() if entry.comment.account not in alone]:
            sending = [step for entry in ready for step in self._step(entry, self._delivery.send, alone)]
            steps += sending
            if not sending:
                break
        return tuple(steps)

    def next_due(self) -> datetime | None:
        """When the next row can leave or be looked for; None when no row waits for time alone."""
        reader, now = self._room.reader(), self._room.now()
        frozen = reader.frozen()
        rows, left = self._waiting()
        stopped = self._stopped(rows)
        room_at = self._room_at()
        moments = [
            max(now + left[entry.id], room_at.get(entry.comment.account, now))
            for entry in rows
            if entry.comment.account not in frozen and entry.id not in stopped
        ]
        thaws = [until for _, until in frozen.values() if until is not None]
        return min([*moments, *thaws], default=None)

    def _due(self) -> list[Entry]:
        over = self._over(State.QUEUED)
        stopped = self._stopped(over)
        return [entry for entry in over if entry.id not in stopped]

    def _in_doubt(self) -> list[Entry]:
        return self._over(State.UNCERTAIN)

    def _over(self, state: State) -> list[Entry]:
        """The rows in this state whose wait is over, the oldest first."""
        rows, left = self._waiting()
        return [entry for entry in rows if entry.state is state and not left[entry.id]]

    def _waiting(self) -> tuple[list[Entry], Mapping[EntryId, timedelta]]:
        """The rows that wait for nothing but their time, and what is left of each wait."""
        live = self._room.reader().entries()
        rows = [*(e for e in live if e.state is State.UNCERTAIN and not e.asking), *heads(live)]
        return rows, self._waits.left(e for e in live if e.state in _WAITING)

    def _step(self, entry: Entry, carry: Callable[[Entry, Connector], Delivered], alone: set[AccountId]) -> list[Entry]:
        """Carry one row; a trouble of its whole account leaves the account's other rows where they are in this pass."""
        account = entry.comment.account
        if account in alone or self._room.stopping.is_set() or self._stopped([entry]):
            return []
        try:
            known = self._room.reader().account(account)
            if self._ledger.may_act_at(known) > self._room.now():
                return []
            connector = self._connections.to(known)
            with self._ledger.counting(account, connector):
                delivered = carry(entry, connector)
        except (EntryMoved, NotFound):
            return []  # the user was quicker, or another window: the row moved, or its account is no more
        except CredentialError as error:
            alone.add(account)
            return [self._without_secret(entry, error)]
        except Exception:  # one row that fails in an unforeseen way must not keep the others from leaving
            if self._room.stopping.is_set():  # what it worked on was closed under it; the next start looks at the row
                return []
            log.exception("a row of the outbox failed")
            return [self._delivery.lose(self._room.reader().entry(entry.id))]
        if delivered.leave_alone:
            alone.add(account)
            self._connections.forget(account)
        return [delivered.entry]

    def _room_at(self) -> dict[AccountId, datetime]:
        """From when each account's quota has room for one more act."""
        return {account.id: self._ledger.may_act_at(account) for account in self._room.reader().accounts()}

    def _stopped(self, rows: Collection[Entry]) -> set[EntryId]:
        """Those that the user keeps from leaving, asked anew at each step; looking for what is uncertain goes on."""
        held_back = self._room.reader().halted.held_back(entry.comment for entry in rows)
        return {entry.id for entry in rows if entry.state is State.QUEUED and entry.comment in held_back}

    def _without_secret(self, entry: Entry, error: CredentialError) -> Entry:
        if entry.state is not State.QUEUED:
            return entry
        later = postpone(entry, error, until=self._room.now() + self._pace.first)
        self._room.workspace.change_entry(entry, later).result()
        return later
