"""Pourquoi ? What the rules say of any text, and what kept them silent. May not judge it."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cm_desktop.domain.rules import Why
from cm_desktop.domain.verdicts import Form, Hit, RuleId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import HEIGHT, Button, Kind
from cm_desktop.ui.kit.flow import Flow
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.passages.matched_words import INSET, FormLine, MatchedWords
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.outline import outline
from cm_desktop.ui.rules.section import Section
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words

_MOST = 8


class WhySection(Section):
    """`excepted` carries the rule, the passage and the text that are to be let alone."""

    excepted = Signal(str, str, str)

    def __init__(
        self, bench: Workbench, titles: Callable[[RuleId], str], words: Words, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(words.say("Why?"), theme, parent)
        self._bench = bench
        self._titles = titles
        self._words = words
        self.field = QLineEdit(bench.questions.asked)
        self.field.setFixedHeight(HEIGHT)
        self.field.setFont(fonts.font(*fonts.LIST_TEXT))
        self.field.setPlaceholderText(words.say("Type or paste a comment"))
        self.field.setAccessibleName(words.say("A text to explain"))
        self.field.textEdited.connect(bench.questions.ask)
        self.column.insertWidget(1, self.field)
        bench.questions.answered.connect(self.show_answer)
        self.show_answer()

    def show_answer(self) -> None:
        """What was answered last."""
        why, column = self._bench.questions.why, QVBoxLayout()
        if why is not None:
            self._explain(column, why)
        self.put(column)

    def _explain(self, column: QVBoxLayout, why: Why) -> None:
        for hit in why.verdict.hits[:_MOST]:
            self._add_hit(column, why, hit, on_trial=False)
        for hit in why.trials[:_MOST]:
            self._add_hit(column, why, hit, on_trial=True)
        if not (why.verdict.hits or why.trials):
            column.addWidget(self._line(self._words.say("No rule finds anything in this text.")))
        for stop in why.stopped[:_MOST]:
            title = self._titles(stop.rule) or stop.rule
            column.addWidget(self._line(rules.stopped(self._words, why.text, stop, title)))

    def _add_hit(self, column: QVBoxLayout, why: Why, hit: Hit, *, on_trial: bool) -> None:
        passage, form = why.text[hit.start : hit.end], hit.category.form
        matched = MatchedWords(
            hit.passage(why.text), form, 0 if form is Form.GRIEVANCE else INSET, self._words, self.theme
        )
        named = FormLine(hit.category, self._words, self.theme, QMargins(0, 4, 6, 4))
        column.addWidget(Flow([matched, named], 8))
        column.addWidget(self._line(" ".join(self._reasons(why, hit, on_trial=on_trial))))
        if self._bench.editable and any(rule.id == hit.rule for rule in outline(self._bench.text)):
            add = Button(self._words.say("Add an exception"), self.theme, kind=Kind.LINK, small=True)
            add.clicked.connect(lambda _checked: self.excepted.emit(hit.rule, passage, why.text))
            line = QHBoxLayout()
            line.addWidget(add)
            line.addStretch()
            column.addLayout(line)

    def _reasons(self, why: Why, hit: Hit, *, on_trial: bool) -> list[str]:
        words = self._words
        title = self._titles(hit.rule) or self._typed_title(hit.rule) or hit.rule
        found = [words.say("{title}, of {pack}.", title=title, pack=hit.pack)]
        found += [f"{rules.step(words, why.text, step)}." for step in why.steps_of(hit)]
        if on_trial:
            found.append(words.say("On trial: it counts for nothing yet."))
        if not any(stop.rule == hit.rule for stop in why.stopped):
            found.append(rules.passed(words, why.passed.get(hit.rule, ())))
        return found

    def _typed_title(self, rule: RuleId) -> str:
        """Of a rule that is not in force yet."""
        titles = next((each.titles for each in outline(self._bench.text) if each.id == rule), {})
        return titles.get(self._words.language) or next(iter(titles.values()), "")

    def _line(self, text: str) -> QWidget:
        return paragraph(text, (12, 450), self.theme.text2)
