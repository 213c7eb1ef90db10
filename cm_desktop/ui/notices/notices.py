"""Listens to what changes and tells of it, rarely: when and what is `domain/notices.py`. May not draw a notice."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.notices import Heard, News, Notice, Wishes, hear
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.notices.front import to_front
from cm_desktop.ui.notices.tray import Tray
from cm_desktop.wording import notices
from cm_desktop.wording.words import Words

_SOON_MS = 3_000  # while comments come in, something changes many times a second, and each look goes through all that is urgent
_AGAIN_MS = 60_000  # what waits for its time is looked at again so often


class Notices(QObject):
    """`opening` carries the last Notice, once somebody takes it: the window is in front by then."""

    opening = Signal(object)

    def __init__(self, desk: Desk, bridge: Bridge, wishes: Wishes, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._bridge = bridge
        self.wishes = wishes
        self._window = window
        self._heard = Heard()
        self._last: Notice | None = None
        self.tray = Tray(window)
        self.tray.taken.connect(self._take)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        bridge.changed.connect(self._look_soon)
        self.look()

    def speak(self, words: Words, theme: Theme) -> None:
        """The window has another language or theme."""
        self._words = words
        self.tray.wear(theme)

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def look(self) -> None:
        """At all that there is to be told, beside the window."""
        self._bridge.read(self._desk.news.everything, self._hear)

    def _take(self) -> None:
        to_front(self._window)
        if self._last is not None:
            self.opening.emit(self._last)

    def _hear(self, news: tuple[News, ...]) -> None:
        clock = self._desk.clock
        self._heard, notice = hear(
            self._heard,
            news,
            self.wishes,
            watched=self._window.isActiveWindow(),
            local=clock.now().astimezone().time(),
            steady=clock.steady(),
        )
        if self._heard.waiting and not self._again.isActive():
            self._again.start()
        if notice is not None:
            self._last = notice
            self.tray.tell(notices.title(self._words, notice), notices.text(self._words, notice))
