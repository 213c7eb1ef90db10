"""Rules of a few words at the window's port: what they say is true of their text, and nothing else is known of them.

A line `terms: [a, b]` finds these words; `- "…"` under `yes:` and `no:` are examples; a line with a tab is no YAML.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, RemoteId
from cm_desktop.domain.errors import NotFound, RuleError
from cm_desktop.domain.rules import (
    Advice,
    By,
    Correction,
    Dealt,
    Example,
    Pack,
    PackId,
    Precision,
    Proof,
    Removed,
    Replay,
    RuleState,
    Sample,
    Stopped,
    Week,
    Why,
)
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict
from tests.engine.packs import FakeJudge

FRAUD, OWN, HOUSE = PackId("fraude.fr"), PackId("brasserie"), PackId("insultes.fr")
LUMEN = ClientId("lumen")
VERSION = "3f2a1c94d0"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

TEXT = """\
# Fraude et arnaque
- id: fraude.accusation
  category: fraud
  severity: 3
  terms: [arnaque, arnaqueur, escroc, voleur]
  unless: [quoted, negated]
  yes:
    - "Bande d’escroc, rendez l’argent"
    - "C’est une arnaque ce site"
  no:
    - "Un bon repas entre amis"

- id: fraude.remboursement
  category: fraud
  severity: 2
  state: trial
  terms: [jamais remboursé]
"""
FAILING = TEXT.replace("Un bon repas entre amis", "18 € le burger, arnaque")
BREAKS_ANOTHER = "# rend faux un exemple ailleurs\n"
BROKEN = TEXT.replace("  severity: 3", "\tseverity: 3")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: RuleId
    terms: tuple[str, ...]
    state: str
    examples: tuple[tuple[int, str, bool], ...]


class FewRules:
    """Fulfils `Ruling`. `asked` names each call, in turn; while `held` is not set, replays wait half way."""

    def __init__(self, texts: Mapping[PackId, str], history: Sequence[str] = ()) -> None:
        self.texts = dict(texts)
        self.shipped = {HOUSE}
        self.stands_in: set[PackId] = set()
        self.history = history
        self.version = VERSION
        self.asked: list[str] = []
        self.held = Event()
        self.held.set()
        self.troubles: dict[PackId, RuleError] = {}
        self.given: tuple[Advice, ...] = ()
        self.figures: tuple[Precision, ...] = ()
        self.said: list[object] = []
        self.replayed: list[str] = []
        self.stopped = 0
        self.dealt: Dealt | None = None

    def ready(self) -> bool:
        return True

    def judge(self) -> FakeJudge:
        return FakeJudge(self.version, ())

    def title(self, rule: RuleId) -> str:
        return {"fraude.accusation": "Accusation d’escroquerie"}.get(rule, "")

    def packs(self) -> tuple[Pack, ...]:
        return tuple(self._pack(pack, text) for pack, text in self.texts.items())

    def text(self, pack: PackId) -> str:
        self.asked.append(f"text {pack}")
        if pack not in self.texts:
            raise NotFound("pack", pack)
        return self.texts[pack]

    def prove(self, pack: PackId, text: str) -> Proof:
        self.asked.append("prove")
        return _prove(pack, text)

    def advise(self, pack: PackId | None = None) -> tuple[Advice, ...]:
        return self.given if pack == FRAUD else ()

    def why(self, text: str, client: ClientId | None = None, draft: tuple[PackId, str] | None = None) -> Why:
        self.asked.append(f"why {text}")
        texts = self.texts | ({draft[0]: draft[1]} if draft else {})
        hits = tuple(hit for pack, each in texts.items() for hit in _hits(pack, each, text))
        trials = tuple(hit for pack, each in texts.items() for hit in _hits(pack, each, text, trial=True))
        if "«" in text:
            stops = tuple(Stopped(rule=h.rule, start=h.start, end=h.end, by=By.GUARD, what="quoted") for h in hits)
            return Why(text=text, version=VERSION, verdict=Verdict(), stopped=stops)
        return Why(text=text, version=VERSION, verdict=Verdict(business=3 if hits else 0, hits=hits), trials=trials)

    def replay(self, pack: PackId, text: str, tell: Callable[[Replay], None], stop: Event) -> Replay:
        if _prove(pack, text).error is not None and "\t" in text:
            raise RuleError(pack, 4, "not_yaml")
        self.replayed.append(text)
        found = Replay(total=len(self.history))
        for read, comment in enumerate(self.history, 1):
            now, before = (list(_hits(pack, each, comment)) for each in (text, self.texts.get(pack, "")))
            found = _add(found, read, comment, now, before, self.dealt)
            if read == 1:
                tell(found)
                self.held.wait(30)
            if stop.is_set():
                self.stopped += 1
                break
        tell(found)
        return found

    def put_in_force(self, pack: PackId, text: str) -> None:
        if (error := _prove(pack, text).error) is not None:
            raise error
        self.texts[pack] = text
        self.shipped.discard(pack)

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        self.asked.append("with_exception")
        if f"id: {rule}\n" not in text:
            raise NotFound("rule", rule)
        return text.replace("  no:\n", f'  no:\n    - "{example.replace(passage, "…")}"\n', 1)

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        before, found, after = text.partition(f"- id: {rule}\n")
        if not found:
            raise NotFound("rule", rule)
        after = re.sub(r"  state: \w+\n", "", after, count=1)
        return f"{before}{found}  state: {state}\n{after}"

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        return text if f"- id: {rule}\n" in text else f"{text}- id: {rule}\n  terms: []\n"

    def pack_for(self, client: ClientId | None, language: str = "") -> PackId:
        self.texts.setdefault(OWN, "rules:\n")
        return OWN

    def remove(self, pack: PackId) -> Removed:
        if pack in self.shipped or pack not in self.texts:
            raise NotFound("pack", pack)
        return Removed(pack=pack, text=self.texts.pop(pack), kept=Path(pack))

    def put_back(self, removed: Removed) -> None:
        self.texts[removed.pack] = removed.text

    def precision(self) -> tuple[Precision, ...]:
        return self.figures

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool = False) -> Correction:
        self.said.append((ref, hit.rule, everywhere))
        return Correction(ref=ref, rule=hit.rule, passage="", mistaken=True)

    def missed(self, ref: CommentRef, passage: str, category: Category) -> Correction:
        self.said.append((ref, passage, category))
        return Correction(ref=ref, rule=RuleId("own.new"), passage=passage, mistaken=False)

    def take_back(self, correction: Correction) -> None:
        self.said.append(correction)

    def _pack(self, pack: PackId, text: str) -> Pack:
        rules = list(_rules(text))
        title = {FRAUD: "Fraude et arnaque", HOUSE: "Insultes"}.get(pack)
        return Pack(
            id=pack,
            titles={"fr": title} if title else {},
            language="fr",
            shipped=pack in self.shipped,
            stands_in=pack in self.stands_in,
            client=LUMEN if pack == OWN else None,
            rules=len(rules),
            on_trial=sum(rule.state == "trial" for rule in rules),
            trouble=self.troubles.get(pack),
        )


def _rules(text: str) -> Iterator[_Rule]:
    for part in re.finditer(r"^- id: (\S+)\n((?:(?!- id:).*\n)*)", text, re.MULTILINE):
        terms = re.search(r"terms: \[(.*)\]", part[2])
        state = re.search(r"state: (\w+)", part[2])
        examples, wanted = [], True
        first = text[: part.start(2)].count("\n") + 1
        for number, line in enumerate(part[2].splitlines(), first):
            wanted = {"yes:": True, "no:": False}.get(line.strip(), wanted)
            if found := re.match(r'\s+- "(.*)"', line):
                examples.append((number, found[1], wanted))
        words = tuple(word.strip() for word in terms[1].split(",")) if terms else ()
        yield _Rule(RuleId(part[1]), words, state[1] if state else "live", tuple(examples))


def _finds(rule: _Rule, text: str) -> Iterator[tuple[int, int]]:
    for term in rule.terms:
        yield from (found.span() for found in re.finditer(rf"\b{re.escape(term)}s?\b", text, re.IGNORECASE))


def _prove(pack: PackId, text: str) -> Proof:
    if "\t" in text:
        return Proof(error=RuleError(pack, text[: text.index("\t")].count("\n") + 1, "not_yaml"))
    found = tuple(
        Example(rule=rule.id, line=line, text=said, wanted=wanted, kept=bool(list(_finds(rule, said))) is wanted)
        for rule in _rules(text)
        for line, said, wanted in rule.examples
    )
    if BREAKS_ANOTHER in text:
        return Proof(error=RuleError("autre.yaml", 9, "failing_example", "autre"), elsewhere=True, examples=found)
    failing = next((example for example in found if not example.kept), None)
    error = RuleError(pack, failing.line, "failing_example", failing.text) if failing else None
    return Proof(error=error, examples=found)


def _hits(pack: PackId, text: str, said: str, *, trial: bool = False) -> Iterator[Hit]:
    for rule in _rules(text):
        if (rule.state == "trial") is trial:
            for start, end in _finds(rule, said):
                yield Hit(rule=rule.id, pack=pack, category=Category.FRAUD, severity=3, start=start, end=end)


def _add(found: Replay, read: int, said: str, now: list[Hit], before: list[Hit], dealt: Dealt | None) -> Replay:
    at = NOW - timedelta(days=5 * read)
    ref = CommentRef(AccountId("a"), RemoteId(str(read)))
    sample = Sample(ref=ref, client=LUMEN, text=said, at=at, hits=tuple(now or before), dealt=dealt)
    monday = (at - timedelta(days=at.weekday())).date()
    weeks = {week.day: week for week in found.weeks}
    week = weeks.get(monday, Week(day=monday))
    found = replace(found, read=read)
    if now and not before:
        weeks[monday] = replace(week, caught=week.caught + 1)
        found = replace(found, caught=found.caught + 1, samples_caught=(*found.samples_caught, sample)[:20])
        if dealt is not None:
            found = replace(found, judged=found.judged + 1, right=found.right + (dealt is Dealt.ACTED))
    elif before and not now:
        weeks[monday] = replace(week, lost=week.lost + 1)
        found = replace(found, lost=found.lost + 1, samples_lost=(*found.samples_lost, sample)[:20])
    changed = found.caught - found.lost
    return replace(
        found,
        weeks=tuple(sorted(weeks.values(), key=lambda w: w.day)),
        by_category={Category.FRAUD: changed} if changed else {},
    )
