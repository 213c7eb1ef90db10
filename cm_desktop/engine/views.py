"""The lists that are kept under a name: all of them, keeping one, forgetting one. May not read a list."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from cm_desktop.domain.changes import Change
from cm_desktop.domain.errors import BadValue, NotFound
from cm_desktop.domain.views import LONGEST_NAME, LONGEST_WORDS, View, named
from cm_desktop.engine.commits import after

if TYPE_CHECKING:
    from cm_desktop.engine.workroom import Workroom


class SavedViews:
    """Waits for the disk alone."""

    def __init__(self, room: Workroom) -> None:
        self._room = room

    def every(self) -> tuple[View, ...]:
        """By name."""
        return self._room.reader().kept.views()

    def named(self, name: str) -> View:
        """The one of this name, capitals and accents aside. Raises NotFound."""
        if (found := named(self.every(), name)) is None:
            raise NotFound("view", name)
        return found

    def save(self, view: View, instead_of: View | None = None) -> View:
        """Keep one, over the one of the same name and in the place of another; answers it as kept.

        Raises BadValue: view, where its name is empty or too long, or more is looked for than one types.
        """
        name = " ".join(view.name.split())
        long = max(len(view.search.words), len(view.search.author)) > LONGEST_WORDS
        if not 0 < len(name) <= LONGEST_NAME or long:
            raise BadValue("view")
        kept = replace(view, name=name)
        views = self._room.workspace.kept.views
        if (same := named(self.every(), name)) is not None and same != instead_of:
            self._wait(views.drop(same.name))
        self._wait(views.save(kept, instead_of.name if instead_of else ""))
        return kept

    def drop(self, view: View) -> None:
        """Keep it no more."""
        self._wait(self._room.workspace.kept.views.drop(view.name))

    def _wait(self, write: Future[None]) -> None:
        after([write], None, lambda: self._room.tell(Change.VIEWS)).result()
