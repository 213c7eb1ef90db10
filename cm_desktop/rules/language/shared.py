"""What all packs of one language share: groups, guards, who is meant, everyday words. May not know a rule."""

from collections.abc import Iterable, Mapping

from cm_desktop.rules.language.phrases import DEEPEST, BadPhrase, Grammar, Sequences, UnknownGroup, union
from cm_desktop.rules.language.rule import ANY_LANGUAGE, QUOTED, SIGNS, Guard, Nearby, Phrase, Who
from cm_desktop.rules.language.source import Source
from cm_desktop.rules.text import inflection, words

SHARED = frozenset({"groups", "guards", "who", "common"})
_WIDEST = 12
Parts = Mapping[str, Source]


class Language:
    """The words of one language's packs. Raises RuleError for what is wrong in any of them."""

    def __init__(self, name: str, packs: Iterable[Parts]) -> None:
        mine = list(packs)
        self._sources = _joined(pack["groups"].mapping() for pack in mine if "groups" in pack)
        self._groups: dict[str, Sequences] = {}
        self._open: list[str] = []
        self._known: dict[str, Sequences] = {}
        self._grammar = Grammar(self._group, inflection.of(name))
        self.name = name
        for group in self._sources:
            self._group(group)
        guards = _joined(pack["guards"].mapping() for pack in mine if "guards" in pack)
        self.guards = {key: self._guard(key, part) for key, part in guards.items()}
        who = _joined(pack["who"].fields((), [*Who]) for pack in mine if "who" in pack)
        self.who = {Who(key): self.nearby(part) for key, part in who.items()}
        common = (pack["common"].items() for pack in mine if "common" in pack)
        self.common = frozenset(words.as_written(item.text()) for items in common for item in items)

    def phrases(self, part: Source | None) -> tuple[Phrase, ...]:
        """A list of phrases."""
        return tuple(self.phrase(item) for item in part.items()) if part else ()

    def phrase(self, item: Source) -> Phrase:
        """One phrase."""
        text = " ".join(item.text().split())
        known = self._known.get(text)
        if known is None:
            try:
                known = self._known[text] = self._grammar.parse(text)
            except UnknownGroup as error:
                raise item.error("unknown_group", str(error)) from error
            except BadPhrase as error:
                raise item.error("bad_phrase", str(error)) from error
        return Phrase(text, known, item)

    def forget_parts(self) -> None:
        """See `Grammar.forget`: phrases stay known."""
        self._grammar.forget()

    def word(self, item: Source) -> frozenset[str]:
        """The spellings of a term that is one word."""
        try:
            return self._grammar.word(item.text())
        except BadPhrase as error:
            raise item.error("not_one_word", str(error)) from error

    def nearby(self, part: Source) -> Nearby:
        """Words that must be near."""
        fields = part.fields(("words", "within"))
        return Nearby(phrases=self.phrases(fields["words"]), within=fields["within"].number(0, _WIDEST))

    def guards_of(self, part: Source | None) -> tuple[str, ...]:
        """The guards that a list names."""
        return tuple(self._guard_id(item) for item in part.items()) if part else ()

    def who_of(self, part: Source) -> Who:
        """Whom a rule wants; what shows it must be known."""
        who = Who(part.one_of([*Who]))
        if who is Who.NOBODY and self.name != ANY_LANGUAGE:
            return who
        if who not in self.who:
            raise part.error("unknown_who", who)
        return who

    def _guard_id(self, item: Source) -> str:
        name = item.text()
        if name == QUOTED:
            return QUOTED
        if name not in self.guards:
            raise item.error("unknown_guard", name)
        return self.guards[name].id

    def _group(self, name: str) -> Sequences:
        if name not in self._sources or name in self._open or len(self._open) > DEEPEST:
            raise UnknownGroup(name)
        if name not in self._groups:
            self._open.append(name)
            members = [self.phrase(item).sequences for item in self._sources[name].items()]
            self._groups[name] = union(members)
            self._open.remove(name)
        return self._groups[name]

    def _guard(self, name: str, part: Source) -> Guard:
        fields = part.fields((), (*SIGNS, "within"))
        return Guard(
            id=f"{name}.{self.name}",
            signs={role: self.phrases(fields.get(role)) for role in SIGNS},
            within=fields["within"].number(0, _WIDEST) if "within" in fields else 0,
        )


def _joined(parts: Iterable[Parts]) -> Parts:
    joined: dict[str, Source] = {}
    for part in parts:
        for name, item in part.items():
            if name in joined:
                raise item.error("duplicate_key", name)
            joined[name] = item
    return joined
