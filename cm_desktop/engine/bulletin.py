"""Who wants to hear that something changed. May not say what the new value is: listeners read again."""

from collections.abc import Callable
from threading import Lock

from cm_desktop.domain.changes import Changes

Listener = Callable[[Changes], None]


class Bulletin:
    """Tells every listener, in the thread in which the change was committed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._guard = Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes from now on; answers how to stop hearing."""
        with self._guard:
            self._listeners.append(listener)
        return lambda: self._drop(listener)

    def announce(self, changes: Changes) -> None:
        """Tell everyone."""
        with self._guard:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)

    def _drop(self, listener: Listener) -> None:
        with self._guard:
            if listener in self._listeners:
                self._listeners.remove(listener)
