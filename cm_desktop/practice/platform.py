"""The practice platform as the house sees it: started, driven, read back, stopped. May not answer a call itself."""

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from cm_desktop.practice.calls import Graph
from cm_desktop.practice.control import CONTROL_ROOT, Control
from cm_desktop.practice.delivery import Delivery
from cm_desktop.practice.faults import Faults
from cm_desktop.practice.graph.usage import Usage
from cm_desktop.practice.journal import Journal, Record
from cm_desktop.practice.play import Growth, play
from cm_desktop.practice.scenario import read_scenario
from cm_desktop.practice.server import HOST, Sockets
from cm_desktop.practice.things import Clock, system_clock
from cm_desktop.practice.world import World
from cm_desktop.settings import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedPage:
    """One Page or Instagram account that is played: what an account needs, and what the history says of its client.

    `platform` is what it is played as. The token of an Instagram account is that of the Page which it is connected to.
    """

    id: str
    name: str
    token: str
    client: str
    colour: str
    platform: str


class PracticePlatform:
    """A running practice platform. Made by `start`; use it in a `with`, or `stop` it.

    `world` is what is posted, `faults` the troubles to come, `usage` the quota: all may be changed while it runs.
    """

    def __init__(self, world: World, sockets: Sockets) -> None:
        self.world = world
        self.faults = Faults()
        self.usage = Usage()
        self._journal = Journal()
        self._sockets = sockets
        self._switching = threading.Lock()
        self._stopping = threading.Event()
        self._absence: threading.Thread | None = None
        self._graph = Graph(world, self.faults, self._journal, self.usage, self.base_url)
        self._control = Control(world, self.faults, self._journal, self.usage, self.announcement, self.leave_for)

    @classmethod
    def start(
        cls,
        scenario: Path | None = None,
        port: int = 0,
        *,
        growth: Growth | None = None,
        clock: Clock = system_clock,
    ) -> Self:
        """Play a history (None: the one that is shipped) on this port of the machine (0: any free one).

        Raises ScenarioError for a history that cannot be played, PortTaken for a port that is in use.
        """
        history = read_scenario(scenario or resources() / "practice" / "demo_threads.json")
        sockets = Sockets(port, clock)
        practice = cls(play(history, clock, growth), sockets)
        sockets.open(practice._answer)
        return practice

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self._sockets.port}"

    @property
    def pages(self) -> tuple[PlayedPage, ...]:
        return tuple(
            PlayedPage(
                id=page.id,
                name=page.name,
                token=self.world.page_token(page.id),
                client=page.client,
                colour=page.colour,
                platform=page.platform,
            )
            for page in self.world.pages()
            if page.in_history
        )

    @property
    def log(self) -> tuple[Record, ...]:
        """The acts that were asked for, oldest first, applied or not."""
        return tuple(record for record in self.traffic if record.act is not None)

    @property
    def traffic(self) -> tuple[Record, ...]:
        """Every request, reads too, oldest first."""
        self.world.now()  # late effects that are due land first
        return self._journal.records()

    def announcement(self) -> dict[str, object]:
        """Where it answers, and the token of each page: what a program started beside it needs."""
        pages = [
            {"id": page.id, "name": page.name, "platform": page.platform, "token": page.token} for page in self.pages
        ]
        return {"base_url": self.base_url, "pages": pages}

    def go_offline(self) -> None:
        """Refuse connections and cut the open ones, until `come_back`."""
        with self._switching:
            if self._sockets.listening:
                self._sockets.refuse()

    def come_back(self) -> None:
        with self._switching:
            if not self._sockets.listening and not self._stopping.is_set():
                self._sockets.reopen()

    def leave_for(self, seconds: float) -> None:
        """Go offline now, without waiting for it, and come back by itself."""

        def absence() -> None:
            self.go_offline()
            self._stopping.wait(seconds)
            self.come_back()

        self._absence = threading.Thread(target=absence, name="practice-absence")
        self._absence.start()

    def stop(self) -> None:
        """Close every connection and give the port back."""
        self._stopping.set()
        if self._absence is not None:
            self._absence.join()
        with self._switching:
            self._sockets.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Delivery:
        if target.startswith(CONTROL_ROOT):
            return self._control.answer(method, target, body)
        return self._graph.answer(method, target, headers, body)


def serve_until_interrupted() -> None:
    """Wait until the user interrupts the program, while a practice platform serves."""
    never = threading.Event()
    with contextlib.suppress(KeyboardInterrupt):
        while not never.wait(0.5):  # in short waits: some systems deliver an interrupt only between two
            pass
