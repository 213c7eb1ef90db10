"""From a field that is written in to the dictionaries, and back, beside the window's thread. May not draw anything."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer, Signal

from cm_desktop.engine.spelling import Spelling as Known
from cm_desktop.ui.bridge import Bridge

REST_AFTER = 60_000  # ms without a question


class Spelling(QObject):
    """`taught`: the dictionaries know a word more. Where nobody can be asked, nothing is answered."""

    taught = Signal()

    def __init__(self, known: Known, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._known = known
        self._bridge = bridge
        self._rest = QTimer(self, singleShot=True, interval=REST_AFTER)
        self._rest.timeout.connect(known.rest)

    def unknown(self, text: str, names: Collection[str], then: Callable[[frozenset[str]], None]) -> None:
        """Tell which words of this text nobody knows."""
        self._rest.start()
        self._bridge.run(lambda: self._known.unknown(text, names), then, lambda _error: None)

    def suggestions(self, word: str, then: Callable[[tuple[str, ...]], None]) -> None:
        """Tell what was perhaps meant; nothing where nobody can be asked."""
        self._rest.start()
        self._bridge.run(lambda: self._known.suggestions(word), then, lambda _error: then(()))

    def teach(self, word: str) -> None:
        """Have a word known from now on."""
        self._bridge.run(lambda: self._known.teach(word), lambda _kept: self.taught.emit())
