"""How often each rule of the pack was right, by the moderator's own decisions. May not count them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.verdicts import RuleId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.outline import outline
from cm_desktop.ui.rules.section import Section
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words


class PrecisionSection(Section):
    """Hidden while nothing was decided about any rule of the pack."""

    def __init__(
        self, bench: Workbench, titles: Callable[[RuleId], str], words: Words, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(words.say("Right, by your decisions"), theme, parent)
        self._bench = bench
        self._titles = titles
        self._words = words
        self._shown: object = None

    def show_figures(self) -> None:
        """Those of the pack on the workbench."""
        known = self._bench.shelf.precision
        told = [
            (self._titles(rule.id) or rule.id, rules.precision(self._words, known[rule.id]))
            for rule in outline(self._bench.text)
            if rule.id in known
        ]
        told = [(title, said) for title, said in told if said]
        self.setVisible(bool(told))
        if told == self._shown:
            return
        self._shown = told
        column = QVBoxLayout()
        for title, said in told:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(elided(title, (13, 500), self.theme.text), 1)
            row.addWidget(label(said, fonts.META, self.theme.text2))
            column.addLayout(row)
        self.put(column)
