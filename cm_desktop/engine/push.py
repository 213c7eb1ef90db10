"""The way out: which rows of the outbox are next, and in what order. May not speak to a platform itself."""

from collections.abc import Callable
from datetime import datetime

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import CredentialError, EntryMoved, NotFound
from cm_desktop.domain.outbox import Addressee, Entry, State, due, postpone, recover
from cm_desktop.domain.ports import Connector
from cm_desktop.engine.connections import Connections
from cm_desktop.engine.delivery import Delivered, Delivery, Pace
from cm_desktop.engine.workroom import Workroom


class Push:
    """Sends what is due and looks for what is uncertain. Only who holds the sender's lock may use it."""

    def __init__(self, room: Workroom, connections: Connections, pace: Pace) -> None:
        self._room = room
        self._connections = connections
        self._pace = pace
        self._delivery = Delivery(room, pace)

    def recover(self) -> None:
        """Rows left sending by a program that died are in doubt. Once, before the first `run`."""
        reader = self._room.reader()
        for entry in reader.entries(states={State.SENDING}):
            settle_time = self._room.caps(reader.account(entry.comment.account)).settle
            self._room.workspace.change_entry(
                entry, recover(entry, now=self._room.now(), settle_time=settle_time)
            ).result()

    def run(self) -> tuple[Entry, ...]:
        """One pass: look for what is uncertain, then send what is due. Answers the rows as they stand after each step."""
        alone = set(self._room.frozen())
        steps = [step for entry in self._in_doubt() for step in self._step(entry, self._delivery.look_back, alone)]
        while not self._room.reader().suspended():
            sending = [step for entry in self._due(alone) for step in self._step(entry, self._delivery.send, alone)]
            steps += sending
            if not sending:
                break
        return tuple(steps)

    def next_due(self) -> datetime | None:
        """When the next row can leave or be looked for; None when no row waits for time alone."""
        waiting = self._room.reader().entries(states={State.QUEUED, State.UNCERTAIN})
        moments = [e.not_before for e in waiting if e.addressee is Addressee.PLATFORM and not e.asking]
        return min(moments, default=None)

    def _due(self, alone: set[AccountId]) -> list[Entry]:
        entries = due(self._room.reader().entries(), self._room.now())
        return [entry for entry in entries if entry.comment.account not in alone]

    def _in_doubt(self) -> list[Entry]:
        uncertain = self._room.reader().entries(states={State.UNCERTAIN})
        return [entry for entry in uncertain if not entry.asking and entry.not_before <= self._room.now()]

    def _step(self, entry: Entry, carry: Callable[[Entry, Connector], Delivered], alone: set[AccountId]) -> list[Entry]:
        """Carry one row; a trouble of its whole account leaves the account's other rows where they are in this pass."""
        account = entry.comment.account
        if account in alone:
            return []
        try:
            delivered = carry(entry, self._connections.to(self._room.reader().account(account)))
        except (EntryMoved, NotFound):
            return []  # the user was quicker, or another window: the row moved, or its account is no more
        except CredentialError as error:
            alone.add(account)
            return [self._without_secret(entry, error)]
        if delivered.leave_alone:
            alone.add(account)
            self._connections.forget(account)
        return [delivered.entry]

    def _without_secret(self, entry: Entry, error: CredentialError) -> Entry:
        if entry.state is not State.QUEUED:
            return entry
        later = postpone(entry, error, until=self._room.now() + self._pace.first)
        self._room.workspace.change_entry(entry, later).result()
        return later
