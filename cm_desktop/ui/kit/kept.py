"""Widgets that are kept and given new content, instead of being made again with each. May not know what they show.

So what has the keyboard keeps it, what is selected stays so, and nothing flickers.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)
C = TypeVar("C")


class Kept(Generic[W, C]):
    """As many widgets as there are contents, one behind the other in a layout of their own, which has its place already.

    Those that are too many are hidden, and used again; `made` makes one more, `renew` gives one another content.
    """

    def __init__(self, layout: QBoxLayout, make: Callable[[C], W], renew: Callable[[W, C], None]) -> None:
        self._layout = layout
        self._make = make
        self._renew = renew
        self._all: list[W] = []
        self._seen = 0

    def __iter__(self) -> Iterator[W]:
        """Those that show something."""
        return iter(self._all[: self._seen])

    def show(self, contents: Iterable[C]) -> None:
        """Show these, and nothing else."""
        self._seen = 0
        for content in contents:
            self.add(content)
        for widget in self._all[self._seen :]:
            widget.hide()

    def add(self, content: C) -> None:
        """Show one more."""
        if self._seen < len(self._all):
            widget = self._all[self._seen]
            self._renew(widget, content)
        else:
            widget = self._make(content)
            self._all.append(widget)
            self._layout.addWidget(widget)
        if widget.isHidden() and widget.parent() is not None:  # else it would be a window of its own
            widget.show()
        self._seen += 1


class MadeAgain(Generic[W, C]):
    """The same for what cannot be given new content: kept where it would be the same, made again where it would not.

    `same` tells what makes the difference. What has the keyboard gives it to what takes its place.
    """

    def __init__(
        self, layout: QBoxLayout, make: Callable[[C], W], same: Callable[[C], object] = lambda content: content
    ) -> None:
        self._layout = layout
        self._make = make
        self._same = same
        self._all: list[tuple[object, W]] = []

    def show(self, contents: Iterable[C]) -> None:
        """Show these, and nothing else."""
        before, here = self._all, QApplication.focusWidget()
        self._all = []
        for place, content in enumerate(contents):
            key = self._same(content)
            if place < len(before) and before[place][0] == key:
                self._all.append(before[place])
            else:
                self._all.append((key, self._put(place, self._make(content))))
        gone = [widget for _, widget in before if all(widget is not kept for _, kept in self._all)]
        for widget in gone:
            if here is not None and widget.isAncestorOf(here):
                self._hand_over(here)
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _put(self, place: int, made: W) -> W:
        self._layout.insertWidget(place, made)
        if made.parent() is not None:  # else it would be a window of its own
            made.show()
        return made

    def _hand_over(self, here: QWidget) -> None:
        """To what bears the same name."""
        named = [one for _, made in self._all for one in made.findChildren(type(here)) if _told(one) == _told(here)]
        if named:
            named[0].setFocus()


def _told(widget: QWidget) -> str:
    """How a screen reader names it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
