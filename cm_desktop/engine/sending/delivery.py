"""One row of the outbox and its platform: look, ask whether it may, claim, write once, settle; or look what became of it.

May not decide where a row goes next (`domain.outbox` and `domain.readback` do), nor which row is next (`push` does).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cm_desktop.domain.actions import Delete, Escalate, Repeat, WriteReply
from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Comment, RemoteId, Reply, Visibility
from cm_desktop.domain.departure import hindrance
from cm_desktop.domain.errors import CmDesktopError, EntryMoved, Gone, NotFound, Offline, PlatformError
from cm_desktop.domain.outbox import (
    Entry,
    State,
    as_before,
    claim,
    hold,
    postpone,
    recover,
    refuse,
    sent,
)
from cm_desktop.domain.ports import Connector
from cm_desktop.domain.readback import find_effect, find_reply, ours, same_text, stands
from cm_desktop.domain.setbacks import defer, settle
from cm_desktop.engine.accepting import unfit
from cm_desktop.engine.sending.departing import Departing
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.engine.workroom import Workroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait: after a request that never left, after the first trouble of another kind, and at most."""

    offline: timedelta = timedelta(seconds=10)
    first: timedelta = timedelta(seconds=60)
    longest: timedelta = timedelta(hours=1)

    def after(self, entry: Entry, now: datetime, error: PlatformError | None = None) -> timedelta:
        """Half as long as it has waited already, give or take a tenth so that many rows do not come back at once."""
        if isinstance(error, Offline):
            return self.offline
        waited = now - (entry.renewed_at or entry.acted_at)
        wait = min(max(self.first, waited / 2), self.longest)
        return wait * random.uniform(0.9, 1.1)  # noqa: S311  # no secret is made of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Where the row now stands, and whether its whole account must be left alone for a while."""

    entry: Entry
    leave_alone: bool = False


class Delivery:
    """Carries single rows. Raises EntryMoved where the user, or another window, was quicker: nothing was sent then."""

    def __init__(self, room: Workroom, pace: Pace, gate: Gate, departing: Departing) -> None:
        self._room = room
        self._pace = pace
        self._gate = gate
        self._departing = departing

    def send(self, entry: Entry, connector: Connector) -> Delivered:
        """Send a queued row, if what it answers still stands there as the moderator saw it."""
        now = self._room.now()
        try:
            comment, own = self._look(entry, connector)
        except PlatformError as error:
            return self._trouble(entry, defer(entry, error, now=now, backoff=self._wait(entry, error)), error)
        known, credited = self._known(entry), self._credited(entry)
        if stands(comment, entry):
            return self._moved(entry, sent(entry))
        if (found := ours(entry, own, credited=credited, now=now)) is not None:
            return self._moved(entry, sent(entry, found.id))  # an earlier attempt has shown after all
        strange = {reply.id for reply in own if reply.id not in credited and not self._confirmed(entry, reply)}
        why = (
            hindrance(entry, comment, own_replies=strange, now=now)
            or unfit(entry.action, connector.caps)
            or self._departing.asks_about(entry)
        )
        if why is not None:
            return self._moved(entry, hold(entry, why))
        asked = self._gate.ask(entry, comment)
        if asked.why is not None:
            return self._moved(entry, hold(entry, asked.why))
        if (
            self._known(entry).text != known.text
        ):  # read to be edited while the folder was: thought over at the next pass
            raise EntryMoved(entry.id)
        leaving = claim(entry, now=self._room.now(), baseline=[reply.id for reply in own])
        with self._room.leaving:
            if self._room.stopping.is_set():
                return Delivered(entry=entry)
            delivered = self._leave(entry, leaving, connector, comment, asked.as_of)
        if delivered.entry.state is State.SENT:
            self._confirm(delivered.entry, connector)
        return delivered

    def look_back(self, entry: Entry, connector: Connector) -> Delivered:
        """Look for what became of an uncertain row. A reading that fails counts for nothing."""
        now = self._room.now()
        try:
            comment, own = self._look(entry, connector)
        except Gone as error:
            return self._moved(entry, sent(entry) if isinstance(entry.action, Delete) else refuse(entry, error))
        except PlatformError as error:
            return self._trouble(entry, replace(entry, not_before=now + self._wait(entry, error)), error)
        if isinstance(entry.action, WriteReply):
            return self._moved(entry, find_reply(entry, own, credited=self._credited(entry), now=now))
        return self._moved(entry, find_effect(entry, comment, until=now + self._wait(entry)))

    def lose(self, entry: Entry) -> Entry:
        """Something unforeseen happened to this row: what may have left is in doubt, what had not waits."""
        now = self._room.now()
        if entry.state is not State.SENDING:
            return self._commit(entry, replace(entry, not_before=now + self._wait(entry)))
        try:
            caps = self._room.caps(self._room.reader().account(entry.comment.account))
        except NotFound:
            return self._commit(entry, recover(entry, repeat=Repeat.BLIND, until=now))
        repeat = caps.acts[entry.action.kind]
        return self._commit(entry, recover(entry, repeat=repeat, until=now + caps.settle))

    def _write(self, entry: Entry, before: Entry, connector: Connector, comment: Comment) -> Delivered:
        """The one write. `entry` is durably `sending`; `before` is as it stood when nothing of this attempt had left."""
        assert not isinstance(entry.action, Escalate)
        try:
            done = connector.act(entry.action, comment, entry.id)
        except PlatformError as error:
            settled = settle(
                entry,
                error,
                repeat=connector.caps.acts[entry.action.kind],
                now=self._room.now(),
                settle_time=connector.caps.settle,
                backoff=self._wait(entry, error),
            )
            return self._trouble(entry, as_before(settled, before), error)
        return self._moved(entry, sent(entry, done.remote_id))

    def _leave(
        self, entry: Entry, leaving: Entry, connector: Connector, comment: Comment, as_of: Mapping[TeamId, int]
    ) -> Delivered:
        """Mark it as leaving, then write it. Nothing is written where nobody could be told, or somebody said no meanwhile; what
        was suspended while the others were told goes back as it was.
        """
        try:
            self._gate.leave(entry, leaving, comment, as_of)
        except EntryMoved:
            raise
        except CmDesktopError as error:
            kept = self._kept(entry, leaving)
            late = postpone(kept, error, until=self._room.now() + self._wait(entry))
            return self._moved(kept, as_before(late, entry))
        self._room.tell(Change.OUTBOX, Change.COMMENTS)
        if self._room.reader().halted.held_back([entry.comment]):
            return self._moved(leaving, entry)
        return self._write(leaving, entry, connector, comment)

    def _kept(self, entry: Entry, leaving: Entry) -> Entry:
        """As which of the two it is kept, where marking it as leaving broke off. Raises EntryMoved where it is neither."""
        kept = self._room.reader().entry(entry.id)
        if kept not in (entry, leaving):
            raise EntryMoved(entry.id)
        return kept

    def _wait(self, entry: Entry, error: PlatformError | None = None) -> timedelta:
        return self._pace.after(entry, self._room.now(), error)

    def _credited(self, entry: Entry) -> frozenset[RemoteId]:
        return self._room.reader().credited(entry.comment.account, entry.thread)

    def _confirmed(self, entry: Entry, reply: Reply) -> bool:
        """Whether this reply is one that the user said to have seen: such a row has no remote id of its own."""
        rows = self._room.reader().entries(states={State.SENT}, account=entry.comment.account)
        texts = [
            row.action.text
            for row in rows
            if isinstance(row.action, WriteReply) and row.thread == entry.thread and row.remote_id is None
        ]
        return any(same_text(text, reply.text) for text in texts)

    def _look(self, entry: Entry, connector: Connector) -> tuple[Comment, tuple[Reply, ...]]:
        """The comment as it stands now, kept in the cache, with our replies under it where that matters."""
        comment = self._read(entry, connector)
        own = connector.own_replies(comment) if isinstance(entry.action, WriteReply) else ()
        self._room.network.reached(entry.comment.account)
        return comment, own

    def _read(self, entry: Entry, connector: Connector) -> Comment:
        """Read the comment and keep what is new about it. Raises Gone, once the cache knows that too."""
        known = self._known(entry)
        try:
            comment = connector.read(entry.comment.id)
        except Gone:
            self._room.keep(replace(known, visibility=Visibility.GONE, read_at=self._room.now()))
            raise
        if (comment.text, comment.visibility) != (known.text, known.visibility):
            self._room.keep(comment)
        return comment

    def _known(self, entry: Entry) -> Comment:
        """The comment as we last had it: from the cache, or as it was when acted on where the cache was rebuilt."""
        try:
            return self._room.reader().row(entry.comment).comment
        except NotFound:
            return self._room.reader().kept_comment(entry.comment)

    def _confirm(self, entry: Entry, connector: Connector) -> None:
        """Show at once what the act made; what cannot be read now, the next fetch will tell."""
        try:
            if entry.remote_id is not None:
                self._room.keep(connector.read(entry.remote_id))
            elif not isinstance(entry.action, WriteReply):
                self._read(entry, connector)
        except PlatformError as error:
            self._room.hear(entry.comment.account, error)

    def _trouble(self, was: Entry, now: Entry, error: PlatformError) -> Delivered:
        moved = self._commit(was, now)
        return Delivered(entry=moved, leave_alone=self._room.hear(was.comment.account, error))

    def _moved(self, was: Entry, now: Entry) -> Delivered:
        return Delivered(entry=self._commit(was, now))

    def _commit(self, was: Entry, now: Entry) -> Entry:
        self._room.workspace.change_entry(was, now).result()
        self._room.tell(Change.OUTBOX, Change.COMMENTS)
        return now
