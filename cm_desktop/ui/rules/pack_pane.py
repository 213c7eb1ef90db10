"""The pack on the workbench: its head, its text, how it fares, what can be done with it. May not check it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.ui import keys
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.safe_text import set_tip
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.notes import Sign, failing, fails_by_example, line_notes, what_is_wrong
from cm_desktop.ui.rules.outline import Outlined, outline, rule_at
from cm_desktop.ui.rules.pack_item import pack_title
from cm_desktop.ui.rules.pack_text import PackText
from cm_desktop.ui.rules.removing import ask_before_removing, removal_name
from cm_desktop.ui.rules.state_switch import StateSwitch
from cm_desktop.ui.rules.status_band import StatusBand, Tone
from cm_desktop.ui.rules.whose import ask_whose
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words

_HEAD = 72


class PackPane(QWidget):
    """Follows the workbench. `clients` tells who there is, `remove` takes a pack of one's own away."""

    def __init__(
        self,
        bench: Workbench,
        clients: Callable[[], Sequence[Client]],
        remove: Callable[[PackId], None],
        words: Words,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._clients = clients
        self._remove_pack = remove
        self._words = words
        self._title = elided("", fonts.DETAIL_TITLE, theme.text)
        self._about = elided("", fonts.META, theme.text3)
        self._switch = StateSwitch(words, theme)
        self._adapt = Button(words.say("Adapt this rule…"), theme, icon="pencil")
        self.text = PackText(theme, self)
        self.band = StatusBand(theme, self)
        self.go = Button(
            words.say("Put into force"), theme, kind=Kind.PRIMARY, key="+".join(keys.caps(keys.RULES[1], words))
        )
        over = words.say("Replay on the history")
        self._replay = Button(over, theme, icon="play", key="+".join(keys.caps(keys.RULES[0], words)), name=over)
        self._give_up = Button(words.say("Give up"), theme, kind=Kind.GHOST, name=words.say("Give up the draft"))
        self._remove = Button("", theme, kind=Kind.GHOST)
        self._lay_out(theme)
        self._connect()

    def show_pack(self) -> None:
        """Another text lies on the workbench, or the same may now be changed."""
        bench = self._bench
        if self.text.written != bench.text:
            self.text.put(bench.text)
        self.text.set_open(to_change=bench.editable)
        self.text.setAccessibleName(
            self._words.say("Text of the rules, {pack}", pack=bench.pack.id if bench.pack else "")
        )
        self.show_standing()

    def show_standing(self) -> None:
        """How it fares, and what can be done with it."""
        bench = self._bench
        if bench.proof is not None:
            self.text.show_notes(line_notes(self._words, bench.proof, bench.advice))
        self._show_head()
        self.go.setEnabled(bench.is_draft and bench.sound)
        self.go.setVisible(bench.editable)
        self._replay.setEnabled(bench.pack is not None)
        self._give_up.setVisible(bench.is_draft)
        self._show_removal()
        self._tell_line(self.text.line)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fewer words in the foot, where all would not fit."""
        say = self._words.say
        self._replay.set_label(say("Replay") if narrow else say("Replay on the history"))

    def seek(self, rule: str) -> None:
        """The cursor to a rule, ready to write in it."""
        found = next((each for each in outline(self._bench.text) if each.id == rule), None)
        if found is not None:
            self.text.go_to(min(found.first + 1, found.last))
            self.text.setFocus()

    def change(self, text: str) -> None:
        """As if it had been typed: it can be undone there."""
        self.text.change(text)

    def _show_head(self) -> None:
        bench, words = self._bench, self._words
        if bench.pack is None:
            return
        self._title.setText(pack_title(bench.pack, words.language))
        version = words.say("version {version} in force", version=bench.shelf.version)
        self._about.setText(f"{bench.pack.id} · {version}")

    def _show_removal(self) -> None:
        """Where a draft lies, it is given up first."""
        pack, words = self._bench.pack, self._words
        self._remove.setVisible(pack is not None and self._bench.editable and not self._bench.is_draft)
        if pack is not None:
            self._remove.set_label(words.say("Supplied rules…") if pack.stands_in else words.say("Remove…"))
            self._remove.setAccessibleName(removal_name(pack, words))
            set_tip(self._remove, removal_name(pack, words))

    def _tell_line(self, line: int) -> None:
        """What concerns the rule in which the cursor stands."""
        found = rule_at(self._bench.text, line)
        self._adapt.setVisible(self._adaptable is not None)
        self._switch.setVisible(found is not None and self._bench.editable)
        if found is not None:
            self._switch.show_state(found.state, found.id, open_to_change=self._bench.editable)
        self.band.tell(*self._standing(line))

    def _standing(self, line: int) -> tuple[str, Tone]:
        bench, words, note = self._bench, self._words, self.text.notes.get(line)
        if bench.proof is not None and bench.proof.error is not None:
            return self._what_fails(), Tone.BAD
        if bench.overtaken:
            return words.say(
                "These rules were changed elsewhere meanwhile: putting yours in force replaces that."
            ), Tone.BAD
        if note is not None and note.sign is Sign.ADVICE:
            return note.reason, Tone.QUIET
        if bench.is_draft and bench.proof is None:
            return words.say("Being checked…"), Tone.QUIET
        if bench.is_draft:
            return words.say("All examples hold: ready to be put in force."), Tone.GOOD
        if (rule := self._adaptable) is not None:
            return words.say(
                "Supplied, read-only. “Adapt this rule” prepares your change to {rule} in rules of your own.",
                rule=rule.id,
            ), Tone.QUIET
        if bench.pack is not None and not bench.editable:
            return words.say("Supplied with the program, read-only."), Tone.QUIET
        return "", Tone.QUIET

    @property
    def _adaptable(self) -> Outlined | None:
        """The rule under the cursor, or else the first below it, of a pack that came with the program."""
        bench, line = self._bench, self.text.line
        rules = outline(bench.text) if bench.pack is not None and not bench.editable else ()
        return next((rule for rule in rules if line <= rule.last), None)

    def _what_fails(self) -> str:
        """What to do, and which version stays meanwhile."""
        proof, words = self._bench.proof, self._words
        assert proof is not None
        assert proof.error is not None
        if proof.elsewhere or not fails_by_example(proof):
            return what_is_wrong(words, proof.error)
        return words.count(
            "{n} example fails: version {version} stays in force.",
            "{n} examples fail: version {version} stays in force.",
            failing(proof),
            version=self._bench.shelf.version,
        )

    def _typed(self) -> None:
        self._bench.write(self.text.written)

    def _set_state(self, state: RuleState) -> None:
        found = rule_at(self._bench.text, self.text.line)
        if found is not None and found.state is not state:
            self._bench.set_state(found.id, state)

    def _connect(self) -> None:
        self.text.edited.connect(self._typed)
        self.text.moved.connect(self._tell_line)
        self._switch.chosen.connect(self._set_state)
        self._adapt.clicked.connect(self._ask_whose)
        self._remove.clicked.connect(self._ask_before_removing)
        self.go.clicked.connect(self._bench.put_in_force)
        self._replay.clicked.connect(self._bench.replay)
        self._give_up.clicked.connect(self._bench.give_up)

    def _ask_whose(self) -> None:
        if (rule := self._adaptable) is not None:
            ask_whose(self._clients(), self._words, self._adapt, lambda whose: self._bench.adapt(rule.id, whose))

    def _ask_before_removing(self) -> None:
        if (pack := self._bench.pack) is not None:
            ask_before_removing(pack, self._words, self, remove=lambda: self._remove_pack(pack.id))

    def _lay_out(self, theme: Theme) -> None:
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addStretch()
        told.addWidget(self._title)
        told.addWidget(self._about)
        told.addStretch()
        head = QWidget()
        head.setFixedHeight(_HEAD)
        top = QHBoxLayout(head)
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(12)
        top.addLayout(told, 1)
        top.addWidget(self._switch)
        top.addWidget(self._adapt)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(20, 15, 16, 15)
        foot.setSpacing(8)
        foot.addWidget(self.go)
        foot.addWidget(self._replay)
        foot.addStretch()
        foot.addWidget(self._give_up)
        foot.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, rule(theme), self.text, self.band, rule(theme), self.foot):
            column.addWidget(part, 1 if part is self.text else 0)
