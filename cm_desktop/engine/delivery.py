"""One row of the outbox and its platform: look, claim, write once, settle; or look for what is uncertain.

May not decide where a row goes next (`domain.outbox` and `domain.readback` do), nor which row is next (`push` does).
"""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from cm_desktop.domain.actions import Delete, Escalate, WriteReply
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Comment, Reply, Visibility, fingerprint
from cm_desktop.domain.errors import Gone, NotFound, Offline, PlatformError
from cm_desktop.domain.outbox import Entry, claim, defer, hindrance, hold, refuse, sent, settle
from cm_desktop.domain.ports import Connector
from cm_desktop.domain.readback import find_effect, find_reply, stands
from cm_desktop.engine.workroom import Workroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait: after a request that never left, after the first trouble of another kind, and at most."""

    offline: timedelta = timedelta(seconds=10)
    first: timedelta = timedelta(seconds=60)
    longest: timedelta = timedelta(hours=1)

    def after(self, entry: Entry, error: PlatformError | None = None) -> timedelta:
        """Twice as long at each attempt, give or take a tenth so that many rows do not come back at once."""
        if isinstance(error, Offline):
            return self.offline
        doubled: timedelta = self.first * 2 ** min(entry.attempts, 10)
        wait = min(doubled, self.longest)
        return wait * random.uniform(0.9, 1.1)  # noqa: S311  # no secret is made of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Where the row now stands, and whether its whole account must be left alone for a while."""

    entry: Entry
    leave_alone: bool = False


class Delivery:
    """Carries single rows. Raises EntryMoved where the user, or another window, was quicker: nothing was sent then."""

    def __init__(self, room: Workroom, pace: Pace) -> None:
        self._room = room
        self._pace = pace

    def send(self, entry: Entry, connector: Connector) -> Delivered:
        """Send a queued row, if what it answers still stands there as the moderator saw it."""
        try:
            comment, own = self._look(entry, connector)
        except PlatformError as error:
            backoff = self._pace.after(entry, error)
            return self._trouble(entry, defer(entry, error, now=self._room.now(), backoff=backoff), error)
        if stands(comment, entry):
            return self._moved(entry, sent(entry))
        strange = {reply.id for reply in own} - self._room.reader().credited(entry.comment.account)
        why = hindrance(entry, fingerprint=fingerprint(comment.text), own_replies=strange, now=self._room.now())
        if why is not None:
            return self._moved(entry, hold(entry, why))
        leaving = claim(entry, now=self._room.now(), baseline=[reply.id for reply in own])
        self._commit(entry, leaving)
        return self._write(leaving, connector, comment)

    def look_back(self, entry: Entry, connector: Connector) -> Delivered:
        """Look for what became of an uncertain row. A reading that fails counts for nothing."""
        now = self._room.now()
        try:
            comment, own = self._look(entry, connector)
        except Gone as error:
            gone = sent(entry) if isinstance(entry.action, Delete) else refuse(entry, error)
            return self._moved(entry, gone)
        except PlatformError as error:
            later = replace(entry, not_before=now + self._pace.after(entry, error))
            return self._trouble(entry, later, error)
        if isinstance(entry.action, WriteReply):
            credited = self._room.reader().credited(entry.comment.account)
            return self._moved(entry, find_reply(entry, own, credited=credited, now=now))
        return self._moved(entry, find_effect(entry, comment, until=now + self._pace.after(entry)))

    def _write(self, entry: Entry, connector: Connector, comment: Comment) -> Delivered:
        """The one write. `entry` is durably `sending`."""
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
                backoff=self._pace.after(entry, error),
            )
            return self._trouble(entry, settled, error)
        moved = self._moved(entry, sent(entry, done.remote_id))
        self._confirm(entry, connector)
        return moved

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
        """Show at once what the act made of the comment; what cannot be read now, the next fetch will tell."""
        if isinstance(entry.action, WriteReply):
            return
        try:
            self._read(entry, connector)
        except PlatformError as error:
            self._room.hear(entry.comment.account, error)

    def _trouble(self, was: Entry, now: Entry, error: PlatformError) -> Delivered:
        alone = self._room.hear(was.comment.account, error)
        return Delivered(entry=self._commit(was, now), leave_alone=alone)

    def _moved(self, was: Entry, now: Entry) -> Delivered:
        return Delivered(entry=self._commit(was, now))

    def _commit(self, was: Entry, now: Entry) -> Entry:
        self._room.workspace.change_entry(was, now).result()
        self._room.tell(Change.OUTBOX, Change.COMMENTS)
        return now
