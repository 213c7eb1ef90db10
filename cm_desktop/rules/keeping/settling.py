"""Which texts of the packs on disk can be in force together: those written last, else the last good. May not write a file."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cm_desktop.domain.errors import RuleError
from cm_desktop.rules.keeping.folder import Folder
from cm_desktop.rules.keeping.titles import Titles
from cm_desktop.rules.language.extension import Written
from cm_desktop.rules.language.packs import Assembly, parse, read
from cm_desktop.rules.language.rule import Packs, Rule
from cm_desktop.rules.language.shared import SHARED
from cm_desktop.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is in force: the packs, the rules that they make, and what is wrong with the text written last, by file."""

    shipped: tuple[Written, ...]
    own: Mapping[Path, Written]
    packs: Packs
    book: Rulebook
    troubles: Mapping[Path, RuleError]


class Settling:
    """Puts packs together. Remembers the languages it read, so that the next time is quick."""

    def __init__(self, shipped: Path, folder: Folder) -> None:
        self._shipped = shipped
        self._folder = folder
        self._assembly = Assembly()
        self._made: Rulebook | None = None

    def shipped_files(self) -> list[Path]:
        """The packs that came with the program."""
        return sorted(self._shipped.rglob("*.yaml"))

    def settle(self, today: date) -> Settled:
        """What can be in force. Raises RuleError only for a pack that came with the program."""
        with _collector_at_rest():
            return self._settle(today)

    def _settle(self, today: date) -> Settled:
        shipped = tuple(read(file) for file in self.shipped_files())
        own: dict[Path, Written] = {}
        troubles: dict[Path, RuleError] = {}
        for file in self._folder.files():
            try:
                own[file] = read(file)
            except RuleError as error:
                troubles[file] = error
                self._fall_back(file, own)
        while True:
            try:
                found = self.assembled(shipped, own.values(), today)
                book = self.book_of(found)
                book.check(to_prove(found, shipped, own.values(), own.values()))
            except RuleError as error:
                culprit = self._culprit(error, shipped, own)
                if culprit is None:
                    raise
                troubles.setdefault(culprit, error)
                self._fall_back(culprit, own)
            else:
                return Settled(shipped=shipped, own=own, packs=found, book=book, troubles=troubles)

    def titles(self) -> Titles:
        """What the rules are called, as they are written now. Raises RuleError where any pack of them is wrong."""
        own = [read(file) for file in self._folder.files()]
        return Titles(self._together([read(file) for file in self.shipped_files()], own))

    def assembled(self, shipped: Iterable[Written], own: Iterable[Written], today: date) -> Packs:
        """These packs as one; the workspace's are used instead of the program's of the same name. Raises RuleError."""
        return self._assembly.of(self._together(shipped, own), today)

    def _together(self, shipped: Iterable[Written], own: Iterable[Written]) -> list[Written]:
        mine = list(own)
        names = {pack.name for pack in mine}
        return [*(pack for pack in shipped if pack.name not in names), *mine]

    def book_of(self, found: Packs) -> Rulebook:
        """The rules that these packs make; the last ones are remembered: what was proven is in force the next moment."""
        if self._made is None or self._made.version != found.version:
            self._made = Rulebook.of(found)
        return self._made

    def _culprit(self, error: RuleError, shipped: Iterable[Written], own: Mapping[Path, Written]) -> Path | None:
        """Whose fault it is: the pack that the error names, unless that was in force as it is and others were not.

        Of these, one that stands in for the program's, else any.
        """
        new = [file for file, pack in own.items() if pack.content != self._folder.last_good(file)] or list(own)
        named, names = Path(error.file), {pack.name for pack in shipped}
        if named in new:
            return named
        return next((file for file in new if own[file].name in names), next(iter(new), None))

    def _fall_back(self, file: Path, own: dict[Path, Written]) -> None:
        """Use the last good text of a pack, unless that is what was wrong; then nothing of it."""
        wrong = own.pop(file, None)
        good = self._folder.last_good(file)
        if good is None or (wrong is not None and wrong.content == good):
            return
        try:
            own[file] = parse(file, good)
        except RuleError:
            return  # good in an older version of the program


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rules are hundreds of thousands of objects that all stay, and form no cycle: to look for garbage doubles the time."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # later collections need not go through the rules either
        if was_at_work:
            gc.enable()


def to_prove(found: Packs, shipped: Iterable[Written], own: Collection[Written], anew: Iterable[Written]) -> list[Rule]:
    """The rules whose examples are to be gone through: those that the workspace wrote or changed; each pack may break others.

    All of a language where one that is written `anew` changes what the program's packs share.
    """
    names = {pack.name for pack in own}
    stood_in = {pack.name for pack in shipped} & names
    languages = {pack.language for pack in anew if pack.name in stood_in and not SHARED.isdisjoint(pack.fields)}
    return [
        rule for rule in found.rules if rule.pack in names or rule.changed_by in names or rule.language in languages
    ]
