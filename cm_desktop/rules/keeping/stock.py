"""The packs on disk, those of the program and the workspace's own: read, proven, written. May not word anything.

A pack of the workspace that is wrong leaves its last good text in force. One of the same name as the program's is used
instead of it. The program's own are proven by its tests: their examples are not gone through at every start.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, RuleError, StoreError
from cm_desktop.domain.rules import Advice, Example, Pack, PackId, Proof
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.keeping.advice import Adviser
from cm_desktop.rules.keeping.described import described
from cm_desktop.rules.keeping.drafting import Draft, with_trials_live
from cm_desktop.rules.keeping.folder import Folder, Stamps, content_for, stamps, text_in
from cm_desktop.rules.keeping.settling import Settled, Settling, to_prove
from cm_desktop.rules.keeping.titles import Titles
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.extension import Written
from cm_desktop.rules.language.rule import ANY_LANGUAGE, Packs, Rule
from cm_desktop.rules.rulebook import Rulebook


def _local_day() -> date:
    return datetime.now(UTC).astimezone().date()


class Stock:
    """Safe to share between threads and processes: one writes at a time; what others wrote is noticed by `changed`."""

    def __init__(self, shipped: Path, own: Path, today: Callable[[], date] = _local_day) -> None:
        self._folder = Folder(own)
        self._settling = Settling(shipped, self._folder)
        self._today = today
        self._turn = RLock()
        self._read: tuple[Stamps, date, Settled] | None = None
        self._given: tuple[Stamps, date, Settled] | None = None  # what `load` answered last
        self._titles: Titles | None = None  # of a command that needs no more of the rules

    def load(self) -> Rulebook:
        """The rules in force now."""
        with self._turn:
            settled = self._settled()
            self._given = self._read
            return settled.book

    def changed(self) -> bool:
        """Whether any pack was written, or the last day of a rule went by, since the last `load`."""
        return self._given is None or self._given is not self._read or self._is_old(*self._given)

    def title(self, rule: RuleId, language: str) -> str:
        """A rule's title, as `Judge` has it: off what is written, or where that is wrong off what is in force."""
        with self._turn:
            if self._titles is None:
                with suppress(RuleError):
                    self._titles = self._settling.titles()
            if self._titles is not None:
                return self._titles.of(rule, language)
            return self._settled().book.title(rule, language)

    def packs(self) -> tuple[Pack, ...]:
        """Every pack, those of the program first."""
        settled = self._settled()
        own = {pack.name for pack in settled.own.values()}
        shipped = [described(pack, shipped=True) for pack in settled.shipped if pack.name not in own]
        files = dict.fromkeys((*settled.own, *settled.troubles))
        return (*shipped, *(self._own_pack(file, settled) for file in sorted(files)))

    def text(self, pack: PackId) -> str:
        """What is written last in a pack. Raises NotFound."""
        file = self._file(pack) or next((p.root.file for p in self._settled().shipped if p.name == pack), None)
        if file is None:
            raise NotFound("pack", pack)
        try:
            return text_in(file)
        except OSError as error:
            raise NotFound("pack", pack) from error

    def prove(self, pack: PackId, text: str) -> Proof:
        """Whether this text of a pack could be in force."""
        with self._turn:
            settled = self._settled()
            try:
                file, found, own = self._as_if(pack, text)
            except RuleError as error:
                return Proof(error=error, elsewhere=Path(error.file) != self._place(pack))
        book = Draft(found, settled.packs, settled.book).judge()
        written = [
            Example(rule=rule.id, line=example.place.line, text=example.text, wanted=example in rule.yes, kept=kept)
            for rule in found.rules
            if rule.pack == pack or rule.changed_by == pack
            for example, kept in book.prove(rule)
            if example.place.file == file
        ]
        wrong = _first_error(book, file, to_prove(found, settled.shipped, own, own[-1:]))
        return Proof(
            error=wrong,
            elsewhere=wrong is not None and wrong.file != file,
            examples=tuple(sorted(written, key=lambda example: example.line)),
        )

    def draft(self, pack: PackId, text: str) -> Draft:
        """The rules as if this text of a pack were in force and its rules on trial live; its examples are not gone through."""
        with self._turn:
            settled = self._settled()
            _, found, _ = self._as_if(pack, text)
        return Draft(with_trials_live(found, pack), settled.packs, settled.book)

    def save(self, pack: PackId, text: str) -> None:
        """Write a pack of the workspace. Raises RuleError, and writes nothing, where it could not be in force; NotWritable."""
        with self._writing():
            if (error := self.prove(pack, text).error) is not None:
                raise error
            file = self._place(pack)
            content = content_for(file, text)
            self._folder.write(file, content)
            self._folder.keep_good(file, content)

    def remove(self, pack: PackId) -> Path:
        """Take a pack of the workspace away; one of the program's that it stood in for is in force again."""
        with self._writing():
            settled = self._settled()
            file = self._file(pack)
            if file is None:
                raise NotFound("pack", pack)
            others = [written for other, written in settled.own.items() if other != file]
            found = self._settling.assembled(settled.shipped, others, self._today())
            self._settling.book_of(found).check(to_prove(found, settled.shipped, others, ()))
            return self._folder.set_aside(file)

    def advise(
        self, pack: PackId | None = None, history: Iterable[tuple[str, ClientId | None]] = ()
    ) -> tuple[Advice, ...]:
        """What is allowed in a pack, or in all, but hardly meant."""
        found = self._settled().packs
        rules = [rule for rule in found.rules if pack in (None, rule.pack, rule.changed_by)]
        return Adviser(found).advise(rules, history)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Nobody else writes a pack meanwhile: what is read, changed and written back loses nothing of theirs."""
        with self._turn, self._folder.held():
            yield

    def _settled(self) -> Settled:
        """As of the last reading, which is done anew where packs were written since."""
        with self._turn:
            if self._read is None or self._is_old(*self._read):
                self._read = self._settle()
            return self._read[2]

    def _settle(self) -> tuple[Stamps, date, Settled]:
        read, day = self._stamps(), self._today()
        settled = self._settling.settle(day)
        for file, pack in settled.own.items():
            if file not in settled.troubles:
                with suppress(StoreError):  # a folder that cannot be written is no reason to have no rules
                    self._folder.keep_good(file, pack.content)
        return read, day, settled

    def _is_old(self, read: Stamps, day: date, settled: Settled) -> bool:
        today = self._today()
        return read != self._stamps() or any(rule.until and day <= rule.until < today for rule in settled.packs.rules)

    def _stamps(self) -> Stamps:
        return stamps((*self._settling.shipped_files(), *self._folder.files()))

    def _file(self, pack: PackId) -> Path | None:
        """The file of the workspace's pack of this name, if there is one."""
        settled = self._settled()
        named = {written.name: file for file, written in settled.own.items()}
        return named.get(pack) or next((file for file in settled.troubles if file.stem == pack), None)

    def _place(self, pack: PackId) -> Path:
        return self._file(pack) or self._folder.file_for(pack)

    def _parsed(self, pack: PackId, text: str) -> Written:
        file = self._place(pack)
        written = packs.parse(file, content_for(file, text))
        if written.name != pack:
            raise written.fields["pack"].error("renamed_pack", pack)
        return written

    def _as_if(self, pack: PackId, text: str) -> tuple[Path, Packs, list[Written]]:
        """The file, all packs put together, and the workspace's, the last of which is this one."""
        written, settled = self._parsed(pack, text), self._settled()
        file = written.root.file
        own = [*(other for path, other in settled.own.items() if path != file), written]
        return file, self._settling.assembled(settled.shipped, own, self._today()), own

    def _own_pack(self, file: Path, settled: Settled) -> Pack:
        trouble = settled.troubles.get(file)
        if (written := settled.own.get(file)) is not None:
            stands_in = any(pack.name == written.name for pack in settled.shipped)
            return described(written, shipped=False, stands_in=stands_in, trouble=trouble)
        return Pack(id=PackId(file.stem), titles={}, language=ANY_LANGUAGE, shipped=False, trouble=trouble)


def _first_error(book: Rulebook, file: Path, rules: Iterable[Rule]) -> RuleError | None:
    """Of examples in this file, if any of them fails; else of another's."""
    try:
        book.check(sorted(rules, key=lambda rule: rule.place is None or rule.place.file != file))
    except RuleError as error:
        return error
    return None
