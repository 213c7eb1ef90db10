"""Of each act, whether it is validated, how surely, by whom: a line each. May not know of comments."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.policy import Needed
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.teams.demands import Act
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words

_LEVELS = (None, Level.DECLARED, Level.SIGNED)
Whom = frozenset[PersonId]


class ActRows(QWidget):
    """`wanted` tells what an approval has to be of each act that needs one. `whom` are those who may be named, with their
    words: the first is nobody in particular.
    """

    turned = Signal()

    def __init__(
        self, now: Mapping[Act, Needed], whom: Sequence[tuple[Whom | None, str]], words: Words, theme: Theme
    ) -> None:
        super().__init__()
        self._whom = [by for by, _ in whom]
        self._rows: dict[Act, tuple[Segments, Picker]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        levels = [words.say("Not needed"), *(cases.level(words, level) for level in _LEVELS if level)]
        for place, act in enumerate(Act):
            name, needed = act_named(words, act), now.get(act)
            level = Segments(name, levels, theme, taken=_LEVELS.index(needed.level if needed else None))
            by = Picker(words.say("{act}: by whom", act=name), theme, icon="user")
            by.add(*(told for _, told in whom))
            by.setCurrentIndex(self._whom.index((needed and needed.by) or None))  # two demands may leave nobody
            self._rows[act] = level, by
            grid.addWidget(label(name, fonts.LIST_TEXT, theme.text), place, 0)
            grid.addWidget(level, place, 1)
            grid.addWidget(by, place, 2)
            level.chosen.connect(self._turn)
        self._turn()

    @property
    def wanted(self) -> dict[Act, Needed]:
        """Whoever is named signs."""
        found: dict[Act, Needed] = {}
        for act, (segments, picker) in self._rows.items():
            if (level := _LEVELS[segments.taken]) is not None:
                by = self._whom[picker.currentIndex()] if level is Level.SIGNED else None
                found[act] = Needed(level, by)
        return found

    def _turn(self) -> None:
        """Nobody is named for what is declared: nobody could tell that it was they."""
        for segments, picker in self._rows.values():
            policy = picker.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            picker.setSizePolicy(policy)
            picker.setVisible(_LEVELS[segments.taken] is Level.SIGNED)
        self.turned.emit()


def act_named(words: Words, act: Act) -> str:
    """What is validated: "Replies"."""
    match act:
        case Act.REPLYING:
            return words.say("Replies")
        case Act.HIDING:
            return words.say("Hiding")
        case Act.DELETING:
            return words.say("Deleting")
