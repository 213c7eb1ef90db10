"""What a moderator says about rules, written into the pack where it goes: all the desk asks of packs. May not word anything."""

import re
from collections.abc import Iterable

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, RuleError
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping.corrections import Editing, phrase_of, shortest
from cm_desktop.rules.keeping.lines import scalar
from cm_desktop.rules.keeping.stock import Stock
from cm_desktop.rules.language.rule import Rule

_HOUSE = "maison"  # the name of the workspace's pack for all clients
_HOME = "fr"  # of a text whose language nothing tells
_NO_SLUG = re.compile(r"[\W_]+")
_LONGEST_SLUG = 40


class Library(Stock):
    """Fulfils `domain.ports.RuleLibrary`."""

    def pack_for(self, client: ClientId | None, language: str) -> PackId:
        """The workspace's pack for one client, or for all: made when absent, with nothing in it yet. Raises NotWritable."""
        with self._writing():
            settled = self._settled()
            shipped = {pack.name for pack in settled.shipped}
            mine = [pack for pack in settled.own.values() if pack.name not in shipped]
            for pack in mine:
                if (pack.client, pack.language) == (client, language):
                    return PackId(pack.name)
            taken = {*shipped, *(pack.name for pack in mine), *(file.stem for file in settled.troubles)}
            name = _unused(f"{client or _HOUSE}.{language}", taken)
            of = f"client: {scalar(client)}\n" if client else ""
            self.save(PackId(name), f"pack: {scalar(name)}\nlanguage: {language}\n{of}")
            return PackId(name)

    def add_exception(self, rule: RuleId, passage: str, example: str, client: ClientId | None) -> None:
        """From now on the rule leaves this passage alone, with the words around it where its own examples need it alone.

        The text is its example; only the passage, where the rule finds something else in the text.
        """
        with self._writing():
            known = self._rule(rule, client)
            spared = shortest(known, passage, example)
            if not phrase_of(spared):
                raise RuleError("", 0, "no_words", passage)
            pack = self.pack_for(client, known.language)
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

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        """This text of a pack, in which the rule has an entry for what changes; nothing is written."""
        known, editing = self._drafted(pack, text, rule)
        editing.adapt(known)
        return editing.text

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        """This text of a pack, in which the rule is in another state; nothing is written."""
        known, editing = self._drafted(pack, text, rule)
        editing.set_state(rule, known.pack, state)
        return editing.text

    def _drafted(self, pack: PackId, text: str, rule: RuleId) -> tuple[Rule, Editing]:
        with self._turn:
            file, found, _ = self._as_if(pack, text)
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
        with self._writing():
            phrase = phrase_of(passage)
            if not phrase:
                raise RuleError("", 0, "no_words", passage)
            language = self._settled().book.language_of(example) or _HOME
            pack, editing = self._editing(client, language)
            known = {rule.id for rule in self._settled().packs.rules}
            slug = _NO_SLUG.sub("-", passage.casefold())[:_LONGEST_SLUG].strip("-")
            rule = RuleId(_unused(f"{pack.rpartition('.')[0]}.{slug or category}", known))
            editing.add_rule(rule, language, passage, phrase, example, category)
            self.save(pack, editing.text)
            return rule

    def set_state(self, rule: RuleId, state: RuleState, client: ClientId | None = None) -> None:
        """Put a rule on trial, in force, or aside."""
        with self._writing():
            known = self._rule(rule, client)
            own = self._file(PackId(known.pack))
            if own is not None and client in (None, known.client):
                pack, editing = PackId(known.pack), Editing(own, self.text(PackId(known.pack)))
            else:
                pack, editing = self._editing(client, known.language)
            editing.set_state(rule, known.pack, state)
            self.save(pack, editing.text)

    def _rule(self, rule: RuleId, client: ClientId | None) -> Rule:
        """As it stands for a client; the only one there is where it is not changed for that one."""
        found = [known for known in self._settled().packs.rules if known.id == rule]
        if not found:
            raise NotFound("rule", rule)
        return next((known for known in found if known.serves(client)), found[0])

    def _editing(self, client: ClientId | None, language: str) -> tuple[PackId, Editing]:
        pack = self.pack_for(client, language)
        return pack, Editing(self._place(pack), self.text(pack))


def _unused(name: str, used: Iterable[str]) -> str:
    taken, number, found = set(used), 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
