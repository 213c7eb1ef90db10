"""A rule library of our own making, at its port: strict, its packs in a dictionary that outlives it as a folder would.

A pack is lines: `rule | id | word | state` and `except | id | passage | client`; anything else is wrong. May not be used
below the engine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, RuleError
from cm_desktop.domain.rules import Advice, Pack, PackId, Proof, RuleState, Wanted, Why
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict

SHIPPED = PackId("p")
OWN = PackId("own")
PATIENCE = 30.0


@dataclass(frozen=True)
class WordRule:
    """Finds one word wherever it stands, but in the passages that are excepted for a client ("": for all)."""

    id: RuleId
    pack: PackId
    word: str
    state: RuleState
    exceptions: tuple[tuple[str, str], ...] = ()

    def hits(self, text: str, client: ClientId | None) -> Iterator[Hit]:
        spared = [span for passage, whose in self.exceptions if whose in ("", client) for span in _spans(text, passage)]
        for start, end in _spans(text, self.word):
            if not any(first <= start and end <= last for first, last in spared):
                yield Hit(rule=self.id, pack=self.pack, category=Category.FRAUD, severity=3, start=start, end=end)


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)


class FakeJudge:
    """What the packs say; `asked` counts the texts that were judged."""

    def __init__(self, version: str, rules: Sequence[WordRule], *, trials_live: bool = False) -> None:
        self._version = version
        self._rules = rules
        self._states = {RuleState.LIVE, RuleState.TRIAL} if trials_live else {RuleState.LIVE}
        self.asked = 0

    @property
    def version(self) -> str:
        return self._version

    def judge(self, text: str, client: ClientId | None = None) -> Verdict:
        self.asked += 1
        hits = self._hits(text, client, self._states)
        return Verdict(business=3, hits=hits) if hits else Verdict()

    def judge_all(self, texts: Iterable[tuple[str, ClientId | None]]) -> list[Verdict]:
        return [self.judge(text, client) for text, client in texts]

    def why(self, text: str, client: ClientId | None = None) -> Why:
        trials = self._hits(text, client, {RuleState.TRIAL} - self._states)
        return Why(text=text, version=self.version, verdict=self.judge(text, client), trials=trials)

    def fold(self, text: str) -> str:
        return text.casefold()

    def title(self, rule: RuleId, language: str) -> str:
        if not any(known.id == rule for known in self._rules):
            return ""
        return rule if language == "fr" else f"{rule} ({language})"

    def category(self, rule: RuleId) -> Category | None:
        return Category.FRAUD if any(known.id == rule for known in self._rules) else None

    def _hits(self, text: str, client: ClientId | None, states: set[RuleState]) -> tuple[Hit, ...]:
        found = [hit for rule in self._rules if rule.state in states for hit in rule.hits(text, client)]
        return tuple(sorted(found, key=lambda hit: hit.start))


class FakeDraft:
    """Says another thing only where a word of its stands; `made` counts how often all the rules were asked for."""

    def __init__(self, judge: FakeJudge, words: set[str], rules: str) -> None:
        self._judge = judge
        self._words = words
        self._rules = rules
        self.made = 0
        self.by_words = False

    def judge(self) -> FakeJudge:
        self.made += 1
        return self._judge

    def may_differ(self, texts: Sequence[str], rules: str) -> Sequence[int]:
        if rules != self._rules:
            return range(len(texts))
        return [at for at, text in enumerate(texts) if any(word in text for word in self._words)]

    def wanted(self, rules: str) -> Wanted | None:
        return (
            frozenset((frozenset({word}),) for word in self._words) if rules == self._rules and self.by_words else None
        )


@dataclass
class FakeLibrary:
    """The port. `files` is what stands on the disk; `held` keeps a reading waiting until it is set."""

    word: str = "escroc"
    files: dict[PackId, str] = field(default_factory=dict)
    removed: dict[PackId, str] = field(default_factory=dict)
    held: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    reads: int = 0
    broken: RuleError | None = None
    """What is wrong with a pack that came with the program."""

    def __post_init__(self) -> None:
        self.held.set()
        self._good: dict[PackId, str] = {}
        self._seen: dict[PackId, str] = {}

    def load(self) -> FakeJudge:
        self.reads += 1
        self.begun.set()
        assert self.held.wait(PATIENCE)
        if self.broken is not None:
            raise self.broken
        self._seen = dict(self.files)
        self._good = {pack: self._last_good(pack) for pack in self.files}
        return self._judge(self._good)

    def title(self, rule: RuleId, language: str) -> str:
        return self._judge({pack: self._last_good(pack) for pack in self.files}).title(rule, language)

    def changed(self) -> bool:
        return self._seen != self.files

    def packs(self) -> tuple[Pack, ...]:
        own = (
            Pack(id=p, titles={}, language="fr", shipped=False, trouble=_trouble(p, t)) for p, t in self.files.items()
        )
        return (Pack(id=SHIPPED, titles={}, language="fr", shipped=True, rules=1), *own)

    def text(self, pack: PackId) -> str:
        if pack == SHIPPED:
            return self._shipped()
        if pack not in self.files:
            raise NotFound("pack", pack)
        return self.files[pack]

    def prove(self, pack: PackId, text: str) -> Proof:
        return Proof(error=_trouble(pack, text))

    def draft(self, pack: PackId, text: str) -> "FakeDraft":
        words = {word for written in (text, self._good.get(pack, "")) for word in _words(pack, written)}
        judge = self._judge({**self._good, pack: text}, trials_live=True)
        return FakeDraft(judge, words | _words(SHIPPED, self._shipped()), self._judge(self._good).version)

    def save(self, pack: PackId, text: str) -> None:
        _read(pack, text)
        self.files[pack] = text

    def remove(self, pack: PackId) -> Path:
        if pack not in self.files:
            raise NotFound("pack", pack)
        self.removed[pack] = self.files.pop(pack)
        return Path(pack)

    def pack_for(self, client: ClientId | None, language: str) -> PackId:
        pack = PackId(f"{client}.{language}" if client else OWN)
        self.files.setdefault(pack, "")
        return pack

    def add_exception(self, rule: RuleId, passage: str, example: str, client: ClientId | None) -> None:
        assert passage in example, "an exception that its example does not hold"
        self._append(client, f"except | {rule} | {passage} | {client or ''}")

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        _read(pack, text)
        return f"{text}except | {rule} | {passage} |\n"

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        _read(pack, text)
        return text if f"| {rule} |" in text else f"{text}except | {rule} | {rule} |\n"

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        _read(pack, text)
        return "\n".join(_moved(line, rule, state) for line in text.splitlines())

    def add_expression(self, passage: str, example: str, category: Category, client: ClientId | None) -> RuleId:
        if passage not in example:
            raise RuleError(OWN, 1, "failing_example", passage)
        name = RuleId(f"new-{passage}")
        self._append(client, f"rule | {name} | {passage} | trial")
        return name

    def set_state(self, rule: RuleId, state: RuleState, client: ClientId | None = None) -> None:
        for pack, text in self.files.items():
            if f"rule | {rule} |" in text:
                lines = [_moved(line, rule, state) for line in text.splitlines()]
                self.files[pack] = "\n".join(lines)
                return
        raise NotFound("rule", rule)

    def advise(
        self, pack: PackId | None = None, history: Iterable[tuple[str, ClientId | None]] = ()
    ) -> tuple[Advice, ...]:
        return ()

    def _append(self, client: ClientId | None, line: str) -> None:
        pack = self.pack_for(client, "fr")
        self.save(pack, f"{self.files[pack]}{line}\n")

    def _last_good(self, pack: PackId) -> str:
        return self.files[pack] if _trouble(pack, self.files[pack]) is None else self._good.get(pack, "")

    def _shipped(self) -> str:
        return f"rule | fraude | {self.word} | live"

    def _judge(self, texts: Mapping[PackId, str], *, trials_live: bool = False) -> FakeJudge:
        packs = {SHIPPED: self._shipped(), **texts}
        read = {pack: _read(pack, text) for pack, text in packs.items()}
        exceptions = [one for _, found in read.values() for one in found]
        rules = [
            WordRule(RuleId(name), pack, word, state, tuple((p, c) for rule, p, c in exceptions if rule == name))
            for pack, (words, _) in read.items()
            for name, word, state in words
        ]
        return FakeJudge(repr(sorted(packs.items())), rules, trials_live=trials_live)


_Lines = tuple[list[tuple[str, str, RuleState]], list[tuple[str, str, str]]]


def _read(pack: PackId, text: str) -> _Lines:
    words, exceptions = [], []
    for number, line in enumerate(text.splitlines(), 1):
        match [part.strip() for part in line.split("|")]:
            case ["rule", name, word, state]:
                words.append((name, word, RuleState(state)))
            case ["except", name, passage, client]:
                exceptions.append((name, passage, client))
            case _:
                raise RuleError(pack, number, "bad_value", line)
    return words, exceptions


def _words(pack: PackId, text: str) -> set[str]:
    return {word for _, word, _ in _read(pack, text)[0]}


def _moved(line: str, rule: RuleId, state: RuleState) -> str:
    kept, _, _ = line.rpartition("|")
    return f"{kept}| {state}" if line.startswith(f"rule | {rule} |") else line


def _trouble(pack: PackId, text: str) -> RuleError | None:
    try:
        _read(pack, text)
    except RuleError as error:
        return error
    return None
