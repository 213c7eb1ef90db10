"""What a moderator corrects, as lines of a pack: an exception, an expression, a state. May not write files.

A pack is given as its text, and given back as a text to be proven. A rule of another pack is changed by `extends` and an
entry of the same id that gives nothing but the change.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from cm_desktop.domain.rules import RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping import lines
from cm_desktop.rules.keeping.lines import scalar
from cm_desktop.rules.language import source
from cm_desktop.rules.language.phrases import LONGEST_GAP
from cm_desktop.rules.language.rule import Rule
from cm_desktop.rules.language.source import Source
from cm_desktop.rules.text import finders, words

_TOKEN = re.compile(rf"{words.WORD}|[.!?;\n\r]+|[,()…]+|[£€$\u2190-\u2bff\U0001f000-\U0001faff]")
_BREAKS = ".!?;\n\r"
_WIDER = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 3))  # words more before, and after
_SEVERITIES = {
    **dict.fromkeys((Category.THREAT, Category.HATE, Category.PERSONAL_DATA, Category.HEALTH_SAFETY), 4),
    **dict.fromkeys((Category.HARASSMENT, Category.LEGAL, Category.FRAUD, Category.BOYCOTT, Category.SPAM), 3),
    **dict.fromkeys((Category.INSULT, Category.POLITICS, Category.SCANDAL), 2),
    **dict.fromkeys((Category.SWEARING, Category.COMPLAINT, Category.IRONY), 1),
}


class Editing:
    """The text of one pack while it is changed. Raises RuleError where it cannot be read."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self.text = text

    def leave_alone(self, rule: RuleId, pack: str, phrase: str, example: str) -> None:
        """The rule, which `pack` wrote first, spares this phrase; the text is its example."""
        self._build_on(pack)
        for name, item in (("except", phrase), ("no", example)):
            entry = self._entry(rule)
            if entry is None:
                self._append(f"id: {scalar(rule)}", f"add: {{{name}: [{scalar(item)}]}}")
            elif "category" in entry.mapping():
                self._lengthen(entry, name, item)
            elif "add" in entry.mapping():
                self._lengthen(entry.mapping()["add"], name, item)
            else:
                self.text = lines.with_key(self.text, entry, "add", f"{{{name}: [{scalar(item)}]}}")

    def adapt(self, rule: Rule) -> None:
        """An entry for what changes of a rule, with nothing in it yet, unless there is one."""
        self._build_on(rule.pack)
        if self._entry(rule.id) is None:
            found = "terms" if rule.place is not None and "phrases" not in rule.place.mapping() else "phrases"
            empty = ", ".join(f"{name}: []" for name in (found, "except", "yes", "no"))
            self._append(f"id: {scalar(rule.id)}", f"add: {{{empty}}}")

    def set_state(self, rule: RuleId, pack: str, state: RuleState) -> None:
        """The rule, which `pack` wrote first, is in this state."""
        self._build_on(pack)
        entry = self._entry(rule)
        if entry is None:
            self._append(f"id: {scalar(rule)}", f"state: {state}")
        elif "state" in entry.mapping():
            self.text = lines.with_value(self.text, entry.mapping()["state"], state)
        else:
            self.text = lines.with_key(self.text, entry, "state", state)

    def add_rule(
        self, rule: RuleId, language: str, passage: str, phrase: str, example: str, category: Category
    ) -> None:
        """A rule on trial."""
        self._append(
            f"id: {scalar(rule)}",
            f"title: {{{language}: {scalar(passage)}}}",
            f"category: {category}",
            f"severity: {_SEVERITIES.get(category, 0)}",
            f"state: {RuleState.TRIAL}",
            f"phrases: [{scalar(phrase)}]",
            f"yes: [{scalar(example)}]",
            "no: []",
        )

    def _root(self) -> Source:
        return source.parse(self._file, self.text.encode("utf-8", errors="replace"))

    def _entry(self, rule: RuleId) -> Source | None:
        fields = self._root().mapping()
        entries = fields["rules"].items() if "rules" in fields else []
        return next((entry for entry in entries if entry.required("id").text() == rule), None)

    def _build_on(self, pack: str) -> None:
        root = self._root()
        fields = root.mapping()
        if root.required("pack").text() == pack:
            return
        if "extends" not in fields:
            self.text = lines.with_key(self.text, root, "extends", f"[{scalar(pack)}]", after="language")
        elif pack not in {item.text() for item in fields["extends"].items()}:
            self.text = lines.with_item(self.text, fields["extends"], scalar(pack))

    def _append(self, *fields: str) -> None:
        root = self._root()
        rules = root.mapping().get("rules")
        if rules is None:
            self.text = lines.with_key(
                self.text, root, "rules", "\n".join(("", f"- {fields[0]}", *(f"  {f}" for f in fields[1:])))
            )
        elif rules.is_flow():
            self.text = lines.with_item(self.text, rules, f"{{{', '.join(fields)}}}")
        else:
            self.text = lines.with_item(self.text, rules, "\n".join(fields))

    def _lengthen(self, mapping: Source, name: str, item: str) -> None:
        held = mapping.mapping().get(name)
        if held is None:
            self.text = lines.with_key(self.text, mapping, name, f"[{scalar(item)}]")
        elif item not in {known.text() for known in held.items()}:
            self.text = lines.with_item(self.text, held, scalar(item))


def phrase_of(passage: str) -> str:
    """A passage of a comment as a phrase of the rules: its words; a gap where a comma parts them, an edge at a full stop.

    A number, an address or a link stands for itself.
    """
    found: list[str] = []
    at = 0
    for start, end, kind in finders.find(passage):
        if kind in finders.KINDS:
            found += [*_words_of(passage[at:start]), f"{kind}:{finders.values(kind, passage[start:end])[0]}"]
            at = end
    found += _words_of(passage[at:])
    while found and found[-1][0] in ".…":
        found.pop()
    while found and found[0][0] in ".…":
        found.pop(0)
    return " ".join(filter(None, found))


def _words_of(passage: str) -> Iterator[str]:
    for match in _TOKEN.finditer(passage):
        raw = match.group()
        if raw[0] in _BREAKS:
            yield "."
        elif raw[0] in ",()…":
            yield f"…{min(len(raw), LONGEST_GAP)}"
        else:
            yield from (words.as_written(raw[start:end]).rstrip("*") for start, end in words.pieces(raw))


def shortest(rule: Rule, passage: str, example: str) -> str:
    """The shortest part around a passage that is in no text which the rule must catch; the passage, if there is none."""
    caught = [f" {phrase_of(yes.text)} " for yes in rule.yes]
    parts = wider(passage, example)
    return next((part for part in parts if not any(f" {phrase_of(part)} " in text for text in caught)), passage)


def wider(passage: str, example: str) -> Iterator[str]:
    """The passage, then with more and more of the words around it in the example: parts of the example."""
    start = example.find(passage)
    if start < 0:
        yield passage
        return
    end = start + len(passage)
    tokens = [match.span() for match in _TOKEN.finditer(example)]
    before = _up_to_a_break([span for span in reversed(tokens) if span[1] <= start], example)
    after = _up_to_a_break([span for span in tokens if span[0] >= end], example)
    for left, right in _WIDER:
        if left <= len(before) and right <= len(after):
            yield example[before[left - 1][0] if left else start : after[right - 1][1] if right else end]


def _up_to_a_break(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    stop = next((at for at, (start, _) in enumerate(spans) if text[start] in _BREAKS), len(spans))
    return spans[:stop]
