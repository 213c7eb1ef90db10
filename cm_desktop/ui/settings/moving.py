"""To another computer and from one: the work packed into one file, or such a file in the place of this workspace.

May not replace anything while the window is open: `going` asks for it to be closed, and what was staged is taken in then.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.moving import ENDING, Parcel
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping.moving import Moving
from cm_desktop.settings import remembered
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button, Kind
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.errors import explain
from cm_desktop.wording.moving import told_packed, told_parcel
from cm_desktop.wording.words import Words


class MovingBlock(QWidget):
    """Two buttons, and a third once a file was found whole."""

    going = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        super().__init__()
        self._moving = Moving(desk.folder, desk.clock)
        self._bridge = bridge
        self._words = words
        self.told = Told(theme)
        self.pack = Button(words.say("Pack for another computer…"), theme, icon="copy")
        self.take = Button(words.say("Take in a packed file…"), theme, icon="file")
        self.replace = Button(words.say("Replace this workspace and open again"), theme, kind=Kind.PRIMARY)
        self.pack.clicked.connect(self._choose_target)
        self.take.clicked.connect(self._choose_file)
        self.replace.clicked.connect(self.going)
        self._lay_out(theme)

    def pack_into(self, target: Path) -> None:
        """Make the file, while one works on."""
        target = target if target.suffix else target.with_suffix(ENDING)
        self._wait(self._words.say("Packing, and reading it again to its last byte…"))
        chosen = remembered()
        self._bridge.run(lambda: self._moving.pack(target, chosen), lambda it: self._packed(it, target), self._refuse)

    def look_at(self, file: Path) -> None:
        """Read it to its last byte before it is offered to take this workspace's place."""
        self._wait(self._words.say("Reading it to its last byte…"))
        self._bridge.run(lambda: self._moving.stage(file), self._found, self._refuse)

    def _packed(self, parcel: Parcel, target: Path) -> None:
        self._go_on()
        self.told.confirm("\n".join(told_packed(self._words, parcel, target.name)))

    def _found(self, parcel: Parcel) -> None:
        self._go_on()
        asked = self._words.say("It takes the place of this workspace, which is kept aside in its folder.")
        self.told.confirm(f"{told_parcel(self._words, parcel)}\n{asked}")
        self.replace.show()
        self.replace.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _wait(self, said: str) -> None:
        self.replace.hide()
        for button in (self.pack, self.take):
            button.setEnabled(False)
        self.told.wait(said)

    def _go_on(self) -> None:
        for button in (self.pack, self.take):
            button.setEnabled(True)

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self._go_on()
        self.told.warn(explain(self._words, error))

    def _choose_target(self) -> None:
        kinds = f"CM Desktop (*{ENDING})"
        chosen, _ = QFileDialog.getSaveFileName(self, self.pack.label, f"cm-desktop{ENDING}", kinds)
        if chosen:
            self.pack_into(Path(chosen))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.take.label, "", f"CM Desktop (*{ENDING})")
        if chosen:
            self.look_at(Path(chosen))

    def _lay_out(self, theme: Theme) -> None:
        say = self._words.say
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.pack, self.take):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(named(say("Another computer"), buttons, theme))
        column.addWidget(self.told)
        column.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        self.replace.hide()
        said = say(
            "One file with your work, your imports, your rules and your settings. Accesses are not in it, nor is what the"
            " platforms can send again. Once it is taken in elsewhere, work there, and no longer here."
        )
        column.addWidget(lines(said, fonts.META, theme.text3))
