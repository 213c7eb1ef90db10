"""What works behind a desk: who reads pages, judges, sends, keeps and validates. May not do anything with one of them.

Each is imported and made when it is first asked for: who only reads the list needs hardly any.
"""

from typing import TYPE_CHECKING

from cm_desktop.domain.changes import Change
from cm_desktop.domain.once import once
from cm_desktop.engine.bulletin import Bulletin
from cm_desktop.engine.fittings import Fittings
from cm_desktop.engine.keeping.files_watch import FilesWatch
from cm_desktop.engine.network import NetworkWatch
from cm_desktop.engine.readers import Readers
from cm_desktop.engine.workroom import Workroom
from cm_desktop.store.workspace import Workspace

if TYPE_CHECKING:
    from cm_desktop.domain.ports import Connector, Source
    from cm_desktop.engine.acting.snoozing import Snoozing
    from cm_desktop.engine.keeping.retention import Retention
    from cm_desktop.engine.keeping.safekeeping import Safekeeping
    from cm_desktop.engine.reading.connections import Connections
    from cm_desktop.engine.reading.ledger import Ledger
    from cm_desktop.engine.reading.pictures import PicturesAhead
    from cm_desktop.engine.reading.pull import Pull
    from cm_desktop.engine.reading.timetable import Timetable
    from cm_desktop.engine.ruling.in_force import InForce
    from cm_desktop.engine.ruling.rules import Rules
    from cm_desktop.engine.sending.departing import Departing
    from cm_desktop.engine.sending.push import Push
    from cm_desktop.engine.supervision.supervision import Supervision
    from cm_desktop.engine.workers import Workers


class Works:
    """Those that all others need are made at once: the room they work in, who reads, who is told."""

    def __init__(self, workspace: Workspace, fittings: Fittings, *, threads: bool) -> None:
        self._workspace = workspace
        self._fittings = fittings
        self._threads = threads
        self._readers = Readers(workspace)
        self._bulletin = Bulletin()
        self._files = FilesWatch(self._bulletin.announce)
        self._network = NetworkWatch(self._bulletin.announce, fittings.clock.now)
        self._room = Workroom(
            workspace=workspace,
            reader=self._readers.mine,
            caps=fittings.caps,
            shelf=fittings.shelf,
            judge=lambda: self._in_force.judge(),  # noqa: PLW0108 - made by then
            clock=fittings.clock,
            network=self._network,
            announce=self._bulletin.announce,
        )
        workspace.give_way_to(self._room.giving_way)

    def _rules_changed(self) -> None:
        if not self._room.stopping.is_set():
            self._room.tell(Change.RULES)

    def _judge_soon(self) -> None:
        """In the background where there is one; a desk that is not started yet does so when it starts."""
        if self._threads:
            self._workers.judge_soon()
        else:
            self.rules.keep_up()

    @once
    def _ledger(self) -> "Ledger":
        """The calls that platforms count."""
        from cm_desktop.engine.reading.ledger import Ledger

        return Ledger(self._room)

    @once
    def _timetable(self) -> "Timetable":
        """When each page is read."""
        from cm_desktop.engine.reading.timetable import Timetable

        return Timetable(self._room, self._ledger)

    @once
    def _reading(self) -> "Connections[Source]":
        """What is open to read."""
        from cm_desktop.engine.reading.connections import Connections

        given = self._fittings
        return Connections(given.vault, given.caps, given.listen, given.way_out.choice)

    @once
    def _sending(self) -> "Connections[Connector]":
        """What is open to act."""
        from cm_desktop.engine.reading.connections import Connections

        given = self._fittings
        return Connections(given.vault, given.caps, given.connect, given.way_out.choice)

    @once
    def _pull(self) -> "Pull":
        """What reads pages."""
        from cm_desktop.engine.reading.pull import Pull

        return Pull(self._room, self._reading, self._ledger, self._timetable)

    @once
    def _push(self) -> "Push":
        """What sends."""
        from cm_desktop.engine.sending.push import Push

        return Push(self._room, self._sending, self._ledger, self._fittings.pace, self.supervision.gate, self.departing)

    @once
    def _pictures(self) -> "PicturesAhead":
        """What brings pictures."""
        from cm_desktop.engine.reading.pictures import PicturesAhead

        return PicturesAhead(self._room, self._fittings.fetch_picture)

    @once
    def _in_force(self) -> "InForce":
        """The rules in force."""
        from cm_desktop.engine.ruling.in_force import InForce

        return InForce(self._fittings.rules, self._rules_changed, threads=self._threads)

    @once
    def _safekeeping(self) -> "Safekeeping":
        """What copies the work."""
        from cm_desktop.engine.keeping.safekeeping import Safekeeping

        return Safekeeping(self._room, self.retention)

    @once
    def _workers(self) -> "Workers":
        """The threads."""
        from cm_desktop.engine.workers import Workers

        return Workers(
            self._room,
            self._pull,
            self._push,
            self.rules,
            self._timetable,
            self._pictures,
            self._safekeeping,
            self.supervision,
            self.snoozing,
            self._files,
            self._fittings.grace,
        )

    @once
    def supervision(self) -> "Supervision":
        """Who validates what."""
        from cm_desktop.engine.supervision.supervision import Supervision

        return Supervision(self._room, self._fittings.outside, fleeting=not self._threads)

    @once
    def departing(self) -> "Departing":
        """What was prepared offline."""
        from cm_desktop.engine.sending.departing import Departing

        return Departing(self._room)

    @once
    def rules(self) -> "Rules":
        """The rules at work."""
        from cm_desktop.engine.ruling.rules import Rules

        fittings = self._fittings
        return Rules(self._room, fittings.rules, self._in_force, self._judge_soon, fittings.language)

    @once
    def retention(self) -> "Retention":
        """How long things are kept."""
        from cm_desktop.engine.keeping.retention import Retention

        return Retention(self._room)

    @once
    def snoozing(self) -> "Snoozing":
        """What is put off."""
        from cm_desktop.engine.acting.snoozing import Snoozing

        return Snoozing(self._room)
