"""The way out: which rows of the outbox are next, and in what order. May not speak to a platform itself."""

import logging
from collections.abc import Callable
from datetime import datetime

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.departure import due, heads
from cm_desktop.domain.errors import CredentialError, EntryMoved, NotFound
from cm_desktop.domain.outbox import Entry, State, postpone
from cm_desktop.domain.ports import Connector
from cm_desktop.engine.connections import Connections
from cm_desktop.engine.delivery import Delivered, Delivery, Pace
from cm_desktop.engine.ledger import Ledger
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)


class Push:
    """Sends what is due and looks for what is uncertain. Only who holds the sender's lock may use it."""

    def __init__(self, room: Workroom, connections: Connections[Connector], ledger: Ledger, pace: Pace) -> None:
        self._room = room
        self._connections = connections
        self._ledger = ledger
        self._pace = pace
        self._delivery = Delivery(room, pace)

    def run(self) -> tuple[Entry, ...]:
        """One pass: doubt what was left sending, look for what is uncertain, send what is due.

        Answers the rows as they stand after each step.
        """
        # The sender is alone: a row that is sending now was left by one that died.
        for orphan in self._room.reader().entries(states={State.SENDING}):
            self._delivery.lose(orphan)
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
        reader = self._room.reader()
        frozen = reader.frozen()
        uncertain = [e for e in reader.entries(states={State.UNCERTAIN}) if not e.asking]
        waiting = [*uncertain, *([] if reader.suspended() else heads(reader.entries()))]
        room_at = self._room_at()
        moments = [
            max(entry.not_before, room_at.get(entry.comment.account, entry.not_before))
            for entry in waiting
            if entry.comment.account not in frozen
        ]
        thaws = [until for _, until in frozen.values() if until is not None]
        return min([*moments, *thaws], default=None)

    def _due(self) -> list[Entry]:
        if self._room.reader().suspended():
            return []
        return due(self._room.reader().entries(), self._room.now())

    def _in_doubt(self) -> list[Entry]:
        uncertain = self._room.reader().entries(states={State.UNCERTAIN})
        return [entry for entry in uncertain if not entry.asking and entry.not_before <= self._room.now()]

    def _step(self, entry: Entry, carry: Callable[[Entry, Connector], Delivered], alone: set[AccountId]) -> list[Entry]:
        """Carry one row; a trouble of its whole account leaves the account's other rows where they are in this pass."""
        account = entry.comment.account
        if account in alone or self._room.stopping.is_set() or self._is_stopped(entry):
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
            log.exception("a row of the outbox failed")
            return [self._delivery.lose(self._room.reader().entry(entry.id))]
        if delivered.leave_alone:
            alone.add(account)
            self._connections.forget(account)
        return [delivered.entry]

    def _room_at(self) -> dict[AccountId, datetime]:
        """From when each account's quota has room for one more act."""
        return {account.id: self._ledger.may_act_at(account) for account in self._room.reader().accounts()}

    def _is_stopped(self, entry: Entry) -> bool:
        """Whether the user suspended everything since this pass began; looking for what is uncertain goes on."""
        return entry.state is State.QUEUED and self._room.reader().suspended()

    def _without_secret(self, entry: Entry, error: CredentialError) -> Entry:
        if entry.state is not State.QUEUED:
            return entry
        later = postpone(entry, error, until=self._room.now() + self._pace.first)
        self._room.workspace.change_entry(entry, later).result()
        return later
