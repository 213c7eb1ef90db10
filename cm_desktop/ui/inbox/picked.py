"""Which rows of a list are picked, to be acted on together. May not know where they stand, nor act on any."""

from collections.abc import Collection, Iterable
from itertools import islice

from PySide6.QtCore import QObject, Signal

from cm_desktop.domain.queue import MOST_AT_ONCE, Handle


class Picked(QObject):
    """At most as many as one act takes. A stretch is what was last gone over: it can still grow and shrink."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._firm: dict[Handle, None] = {}
        self._stretch: dict[Handle, None] = {}

    @property
    def handles(self) -> tuple[Handle, ...]:
        """All of them, in the order in which they were picked."""
        return tuple(self._firm | self._stretch)

    @property
    def is_on(self) -> bool:
        """Whether any is."""
        return bool(self._firm or self._stretch)

    def __len__(self) -> int:
        return len(self._firm.keys() | self._stretch.keys())

    def __contains__(self, handle: Handle) -> bool:
        return handle in self._firm or handle in self._stretch

    def turn(self, handle: Handle) -> None:
        """Pick it, or let it go."""
        known = self._firm | self._stretch
        if handle in known:
            del known[handle]
        else:
            known[handle] = None
        self._put(known)

    def take(self, handles: Iterable[Handle]) -> None:
        """These and no others, the first that one act takes."""
        self._put(dict.fromkeys(handles))

    def stretch(self, handles: Iterable[Handle]) -> None:
        """These with those picked before, in the place of the last stretch."""
        self._put(self._firm, dict.fromkeys(handles))

    def keep(self, there: Collection[Handle]) -> None:
        """Let go of all but these."""
        self._put(*({handle: None for handle in part if handle in there} for part in (self._firm, self._stretch)))

    def clear(self) -> None:
        """Let go of all."""
        self._put({})

    def _put(self, firm: dict[Handle, None], stretch: dict[Handle, None] | None = None) -> None:
        before = self.handles
        self._firm = dict(islice(firm.items(), MOST_AT_ONCE))
        self._stretch = dict(islice((stretch or {}).items(), max(0, MOST_AT_ONCE - len(self._firm))))
        if self.handles != before:
            self.changed.emit()
