"""The packs on disk, those of the program and the workspace's own: read, proven, written. May not word anything.

A pack of the workspace that is wrong leaves its last good text in force. One of the same name as the program's is used
instead of it. The program's own are proven by its tests: their examples are not gone through at every start.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, RuleError, StoreError
from cm_desktop.domain.rules import Advice, Example, Pack, PackId, Proof, RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping.advice import Adviser
from cm_desktop.rules.keeping.corrections import Editing, phrase_of, shortest
from cm_desktop.rules.keeping.described import described
from cm_desktop.rules.keeping.drafting import Draft, with_trials_live
from cm_desktop.rules.keeping.folder import Folder, Stamps, stamps
from cm_desktop.rules.keeping.lines import scalar
from cm_desktop.rules.keeping.settling import Settled, Settling, to_prove
from cm_desktop.rules.language import packs
from cm_desktop.rules.language.extension import Written
from cm_desktop.rules.language.rule import ANY_LANGUAGE, Packs, Rule
from cm_desktop.rules.rulebook import Rulebook

_HOUSE = "maison"  # the name of the workspace's pack for all clients
_HOME = "fr"  # of a text whose language nothing tells
_NO_SLUG = re.compile(r"[\W_]+")
_LONGEST_SLUG = 40


def _local_day() -> date:
    return datetime.now(UTC).astimezone().date()


class Library:
    """Fulfils `domain.ports.RuleLibrary`. Safe to share between threads; other processes are noticed by `changed`."""

    def __init__(self, shipped: Path, own: Path, today: Callable[[], date] = _local_day) -> None:
        self._folder = Folder(own)
        self._settling = Settling(shipped, self._folder)
        self._today = today
        self._turn = RLock()
        self._read: tuple[Stamps, date, Settled] | None = None
        self._given: tuple[Stamps, date, Settled] | None = None  # what `load` answered last

    def load(self) -> Rulebook:
        """The rules in force now."""
        with self._turn:
            settled = self._settled()
            self._given = self._read
            return settled.book

    def changed(self) -> bool:
        """Whether any pack was written, or the last day of a rule went by, since the last `load`."""
        return self._given is None or self._given is not self._read or self._is_old(*self._given)

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
            return file.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise NotFound("pack", pack) from error

    def prove(self, pack: PackId, text: str) -> Proof:
        """Whether this text of a pack could be in force."""
        with self._turn:
            try:
                file, found = self._as_if(pack, text)
            except RuleError as error:
                return Proof(error=error)
            book = self._settling.book_of(found)
            written = [
                Example(rule=rule.id, line=example.place.line, text=example.text, wanted=example in rule.yes, kept=kept)
                for rule in found.rules
                if rule.pack == pack or rule.changed_by == pack
                for example, kept in book.prove(rule)
                if example.place.file == file
            ]
            wrong = _first_error(book, to_prove(found, self._settled().shipped, [self._parsed(pack, text)]))
            return Proof(error=wrong, examples=tuple(sorted(written, key=lambda example: example.line)))

    def draft(self, pack: PackId, text: str) -> Draft:
        """The rules as if this text of a pack were in force and its rules on trial live; its examples are not gone through."""
        with self._turn:
            in_force = self._settled().packs
            _, found = self._as_if(pack, text)
        return Draft(with_trials_live(found, pack), in_force)

    def save(self, pack: PackId, text: str) -> None:
        """Write a pack of the workspace. Raises RuleError, and writes nothing, where it could not be in force; NotWritable."""
        with self._turn:
            if (error := self.prove(pack, text).error) is not None:
                raise error
            file, content = self._place(pack), text.encode("utf-8", errors="replace")
            self._folder.write(file, content)
            self._folder.keep_good(file, content)

    def remove(self, pack: PackId) -> None:
        """Take a pack of the workspace away; one of the program's that it stood in for is in force again."""
        with self._turn:
            settled = self._settled()
            file = self._file(pack)
            if file is None:
                raise NotFound("pack", pack)
            others = [written for other, written in settled.own.items() if other != file]
            self._settling.assembled(settled.shipped, others, self._today())
            self._folder.remove(file)

    def pack_for(self, client: ClientId | None, language: str) -> PackId:
        """The workspace's pack for one client, or for all: made when absent, with nothing in it yet. Raises NotWritable."""
        with self._turn:
            settled = self._settled()
            shipped = {pack.name for pack in settled.shipped}
            mine = [pack for pack in settled.own.values() if pack.name not in shipped]
            for pack in mine:
                if (pack.client, pack.language) == (client, language):
                    return PackId(pack.name)
            name = _unused(f"{client or _HOUSE}.{language}", {pack.name for pack in (*mine, *settled.shipped)})
            of = f"client: {scalar(client)}\n" if client else ""
            self.save(PackId(name), f"pack: {scalar(name)}\nlanguage: {language}\n{of}")
            return PackId(name)

    def add_exception(self, rule: RuleId, passage: str, example: str, client: ClientId | None) -> None:
        """From now on the rule leaves this passage alone, with the words around it where its own examples need it alone.

        The text is its example; only the passage, where the rule finds something else in the text.
        """
        with self._turn:
            known = self._rule(rule, client)
            spared = shortest(known, passage, example)
            pack = self.pack_for(client, known.language)
            if not phrase_of(spared):
                raise RuleError(self._place(pack), 0, "bad_phrase", passage)
            try:
                self._spare(pack, known, spared, example)
            except RuleError as error:
                if error.problem != "failing_example" or not error.detail.endswith(example):
                    raise
                self._spare(pack, known, spared, spared)

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        """This text of a pack, in which the rule leaves the passage alone and has the example for it; nothing is written."""
        known, editing = self._drafted(pack, text, rule)
        editing.leave_alone(rule, known.pack, phrase_of(shortest(known, passage, example)), example)
        return editing.text

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        """This text of a pack, in which the rule is in another state; nothing is written."""
        known, editing = self._drafted(pack, text, rule)
        editing.set_state(rule, known.pack, state)
        return editing.text

    def _drafted(self, pack: PackId, text: str, rule: RuleId) -> tuple[Rule, Editing]:
        with self._turn:
            file, found = self._as_if(pack, text)
        for known in found.rules:
            if known.id == rule:
                return known, Editing(file, text)
        raise NotFound("rule", rule)

    def _spare(self, pack: PackId, rule: Rule, spared: str, example: str) -> None:
        editing = Editing(self._place(pack), self.text(pack))
        editing.leave_alone(rule.id, rule.pack, phrase_of(spared), example)
        self.save(pack, editing.text)

    def add_expression(self, passage: str, example: str, category: Category, client: ClientId | None) -> RuleId:
        """A new rule on trial for this passage, with the text as its example."""
        with self._turn:
            language = self._settled().book.language_of(example) or _HOME
            pack, editing = self._editing(client, language)
            known = {rule.id for rule in self._settled().packs.rules}
            slug = _NO_SLUG.sub("-", passage.casefold())[:_LONGEST_SLUG].strip("-")
            rule = RuleId(_unused(f"{pack.rpartition('.')[0]}.{slug or category}", known))
            phrase = phrase_of(passage)
            if not phrase:
                raise RuleError(self._place(pack), 0, "bad_phrase", passage)
            editing.add_rule(rule, language, passage, phrase, example, category)
            self.save(pack, editing.text)
            return rule

    def set_state(self, rule: RuleId, state: RuleState, client: ClientId | None = None) -> None:
        """Put a rule on trial, in force, or aside."""
        with self._turn:
            known = self._rule(rule, client)
            own = self._file(PackId(known.pack))
            if own is not None and client in (None, known.client):
                pack, editing = PackId(known.pack), Editing(own, self.text(PackId(known.pack)))
            else:
                pack, editing = self._editing(client, known.language)
            editing.set_state(rule, known.pack, state)
            self.save(pack, editing.text)

    def advise(
        self, pack: PackId | None = None, history: Iterable[tuple[str, ClientId | None]] = ()
    ) -> tuple[Advice, ...]:
        """What is allowed in a pack, or in all, but hardly meant."""
        found = self._settled().packs
        rules = [rule for rule in found.rules if pack in (None, rule.pack, rule.changed_by)]
        return Adviser(found).advise(rules, history)

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

    def _rule(self, rule: RuleId, client: ClientId | None) -> Rule:
        """As it stands for a client; the only one there is where it is not changed for that one."""
        found = [known for known in self._settled().packs.rules if known.id == rule]
        if not found:
            raise NotFound("rule", rule)
        return next((known for known in found if known.serves(client)), found[0])

    def _file(self, pack: PackId) -> Path | None:
        """The file of the workspace's pack of this name, if there is one."""
        settled = self._settled()
        named = {written.name: file for file, written in settled.own.items()}
        return named.get(pack) or next((file for file in settled.troubles if file.stem == pack), None)

    def _place(self, pack: PackId) -> Path:
        return self._file(pack) or self._folder.file_for(pack)

    def _parsed(self, pack: PackId, text: str) -> Written:
        written = packs.parse(self._place(pack), text.encode("utf-8", errors="replace"))
        if written.name != pack:
            raise written.fields["pack"].error("renamed_pack", pack)
        return written

    def _as_if(self, pack: PackId, text: str) -> tuple[Path, Packs]:
        written, settled = self._parsed(pack, text), self._settled()
        file = written.root.file
        others = [other for path, other in settled.own.items() if path != file]
        return file, self._settling.assembled(settled.shipped, [*others, written], self._today())

    def _editing(self, client: ClientId | None, language: str) -> tuple[PackId, Editing]:
        pack = self.pack_for(client, language)
        return pack, Editing(self._place(pack), self.text(pack))

    def _own_pack(self, file: Path, settled: Settled) -> Pack:
        trouble = settled.troubles.get(file)
        if (written := settled.own.get(file)) is not None:
            return described(written, shipped=False, trouble=trouble)
        return Pack(id=PackId(file.stem), titles={}, language=ANY_LANGUAGE, shipped=False, trouble=trouble)


def _first_error(book: Rulebook, rules: Iterable[Rule]) -> RuleError | None:
    try:
        book.check(rules)
    except RuleError as error:
        return error
    return None


def _unused(name: str, used: Iterable[str]) -> str:
    taken, number, found = set(used), 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
