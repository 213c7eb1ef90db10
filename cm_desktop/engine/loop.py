"""A worker that repeats one step until told to stop. May not know what the step does."""

import logging
from collections.abc import Callable
from threading import Event, Thread

log = logging.getLogger(__name__)


class Loop:
    """Runs `step` in a thread of its own; the step answers after how many seconds it wants to run again at the latest.

    `heard` is told after each step whether it failed.
    """

    def __init__(self, name: str, step: Callable[[], float], heard: Callable[[str, Exception | None], None]) -> None:
        self._step = step
        self._heard = heard
        self._wake = Event()
        self._stop = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def poke(self) -> None:
        """Run the step now, or once more if it is running."""
        self._wake.set()

    def stop(self, patience: float) -> None:
        """End after the step that is running; wait so many seconds for it, and leave it to the end of the process then."""
        self._stop.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(patience)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                seconds = self._step()
            except Exception as error:  # one step that fails must not end all sending and reading for the day
                if self._stop.is_set():  # cut short: what it worked on was closed under it
                    return
                log.exception("%s failed; it goes on in a minute", self._thread.name)
                seconds = 60.0
                self._heard(self._thread.name, error)
            else:
                self._heard(self._thread.name, None)
            self._wake.wait(seconds)
            self._wake.clear()
