"""On trial or in force: a switch of two. May not change anything but say what is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.rules import RuleState
from cm_desktop.ui.kit.controls.segments import Segment, SegmentRow
from cm_desktop.ui.kit.safe_text import set_tip, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import rules
from cm_desktop.wording.words import Words

_OFFERED = (RuleState.TRIAL, RuleState.LIVE)


class StateSwitch(SegmentRow):
    """`chosen` carries the RuleState that a click asks for; the text of the pack says which one it is."""

    chosen = Signal(object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        self._words = words
        self._halves = {state: Segment(rules.state(words, state), theme, settles=False) for state in _OFFERED}
        super().__init__(tuple(self._halves.values()), theme, parent)
        for state, half in self._halves.items():
            half.clicked.connect(lambda _checked, state=state: self.chosen.emit(state))

    def show_state(self, state: RuleState, rule: str, *, open_to_change: bool) -> None:
        """How far this rule has come; of one that is set aside, neither is on."""
        for each, half in self._halves.items():
            half.setChecked(each is state)
            half.setEnabled(open_to_change)
            name = self._words.say("{rule}: {state}", rule=rule, state=rules.state(self._words, each))
            half.setAccessibleName(visible(name))
            set_tip(half, name)
