"""What is typed in packs and is not in force, with the text that each began from. May not show it, nor check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cm_desktop.domain.rules import PackId


@dataclass(frozen=True, slots=True)
class _Draft:
    base: str
    text: str


class Drafts:
    """One for each pack at most; `saved` is always what is written in it."""

    def __init__(self) -> None:
        self._held: dict[PackId, _Draft] = {}

    @property
    def packs(self) -> tuple[PackId, ...]:
        """Those in which something is typed."""
        return tuple(self._held)

    def text(self, pack: PackId) -> str | None:
        """What is typed in a pack, if anything is."""
        return self._held[pack].text if pack in self._held else None

    def overtaken(self, pack: PackId, saved: str) -> bool:
        """Whether what is written was changed by somebody else since this draft was begun."""
        return pack in self._held and self._held[pack].base != saved

    def write(self, pack: PackId, text: str, saved: str) -> None:
        """What is typed now; the same as is written is no draft."""
        if text == saved:
            self._held.pop(pack, None)
        else:
            begun = self._held.get(pack)
            self._held[pack] = _Draft(begun.base if begun else saved, text)

    def serve(self, pack: PackId, saved: str) -> None:
        """This was put in force: what was typed meanwhile goes on from it."""
        if (text := self.text(pack)) is not None:
            del self._held[pack]
            self.write(pack, text, saved)

    def forget(self) -> None:
        """All of them."""
        self._held.clear()
