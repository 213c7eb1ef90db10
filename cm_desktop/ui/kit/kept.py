"""Widgets that are kept and given new content, instead of being made again with each. May not know what they show.

So what has the keyboard keeps it, what is selected stays so, and nothing flickers. What stood for one thing may come to
stand for another, but never with the keyboard on it: a key is meant for what was there.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)
C = TypeVar("C")


class Kept(Generic[W, C]):
    """As many widgets as there are contents, one behind the other in a layout of their own, which has its place already.

    Those that are too many are hidden, and used again; `make` makes one more, `renew` gives one another content. `about`
    tells what a content is about: its widget stays with it, wherever it stands.
    """

    def __init__(
        self,
        layout: QBoxLayout,
        make: Callable[[C], W],
        renew: Callable[[W, C], None],
        about: Callable[[C], object] = lambda _content: None,
    ) -> None:
        self._layout = layout
        self._make = make
        self._renew = renew
        self._about = about
        self._shown: list[W] = []
        self._spare: list[W] = []
        self._stands_for: dict[W, object] = {}

    def __iter__(self) -> Iterator[W]:
        """Those that show something."""
        return iter(self._shown)

    def show(self, contents: Iterable[C]) -> None:
        """Show these, and nothing else."""
        all_of_it = list(contents)
        wanted = {self._about(content) for content in all_of_it}
        self._spare, self._shown = [*self._shown, *self._spare], []
        for content in all_of_it:
            self._put(content, wanted)
        for widget in self._spare:
            _take_keyboard(widget)
            widget.hide()

    def add(self, content: C) -> None:
        """Show one more."""
        self._put(content, ())

    def _put(self, content: C, wanted: Container[object]) -> None:
        about, place = self._about(content), len(self._shown)
        widget = self._used_before(about, wanted)
        if widget is None:
            widget = self._make(content)
        else:
            self._spare.remove(widget)
            self._renew(widget, content)
        self._stands_for[widget] = about
        self._shown.append(widget)
        if self._layout.indexOf(widget) != place:
            self._layout.removeWidget(widget)
            self._layout.insertWidget(place, widget)
        if widget.isHidden() and widget.parent() is not None:  # else it would be a window of its own
            widget.show()

    def _used_before(self, about: object, wanted: Container[object]) -> W | None:
        """The one that stood for it; else one that none of those `wanted` has a claim to."""
        same = next((widget for widget in self._spare if self._stands_for[widget] == about), None)
        if same is not None:
            return same
        other = next((widget for widget in self._spare if self._stands_for[widget] not in wanted), None)
        if other is not None:
            _take_keyboard(other)
        return other


class MadeAgain(Generic[W, C]):
    """The same for what cannot be given new content: kept where its content is the same, made again where it is not.

    `said` is all that it says, `about` what it is about: what is made again of the same has the keyboard where it was.
    """

    def __init__(
        self,
        layout: QBoxLayout,
        make: Callable[[C], W],
        said: Callable[[C], object] = lambda content: content,
        about: Callable[[C], object] = lambda content: content,
    ) -> None:
        self._layout = layout
        self._make = make
        self._said = said
        self._about = about
        self._all: list[tuple[object, object, W]] = []

    def show(self, contents: Iterable[C]) -> None:
        """Show these, and nothing else."""
        before, here = self._all, QApplication.focusWidget()
        self._all = []
        for place, content in enumerate(contents):
            said = self._said(content)
            if place < len(before) and before[place][0] == said:
                self._all.append(before[place])
            else:
                self._all.append((said, self._about(content), self._put(place, self._make(content))))
        kept = [widget for _, _, widget in self._all]
        for _, about, widget in before:
            if all(widget is not one for one in kept):
                if here is not None and widget.isAncestorOf(here):
                    self._hand_over(here, about)
                _take_keyboard(widget)
                self._layout.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def _put(self, place: int, made: W) -> W:
        self._layout.insertWidget(place, made)
        if made.parent() is not None:  # else it would be a window of its own
            made.show()
        return made

    def _hand_over(self, here: QWidget, about: object) -> None:
        """To what bears the same name."""
        heirs = (made for _, also, made in self._all if also == about)
        named = [one for made in heirs for one in made.findChildren(type(here)) if _name(one) == _name(here)]
        if named:
            named[0].setFocus()


def _take_keyboard(widget: QWidget) -> None:
    """From what is about to go: Qt would give it to the next button, whatever that does."""
    here = QApplication.focusWidget()
    if here is not None and (here is widget or widget.isAncestorOf(here)):
        here.clearFocus()


def _name(widget: QWidget) -> str:
    """How a screen reader names it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
