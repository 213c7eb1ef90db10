"""Where the work is kept, how much room it takes, for how long, its copies. May not read a file in the window's thread."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from cm_desktop.domain.backups import KEPT_FOR, Copy
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping.recovery import Recovery
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.settings.moving import MovingBlock
from cm_desktop.ui.settings.retention import RetentionBlock
from cm_desktop.ui.settings.section import Section
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.from_home import from_home
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording import times
from cm_desktop.wording.errors import explain
from cm_desktop.wording.reports import size
from cm_desktop.wording.words import Words


class DataSection(Section):
    """Reads sizes and copies beside the window, each time it is entered."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme) -> None:
        said = words.say(
            "Everything is on this computer, in one folder, except access tokens: those are in the system’s keyring."
        )
        super().__init__(words.say("Data"), said, theme)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self.room = lines("", fonts.LIST_TEXT, theme.text)
        self.copies = lines("", fonts.LIST_TEXT, theme.text)
        self.told = Told(theme)
        self.retention = RetentionBlock(desk, bridge, words, theme)
        self.moving = MovingBlock(desk, bridge, words, theme)
        self._verify = Button(words.say("Verify the copies now"), theme, icon="shield-check")
        self._verify.clicked.connect(self.verify)
        self._lay_out()

    def refresh(self) -> None:
        """How much room everything takes, and when the last copy was made."""
        self.retention.refresh()
        folder, recovery = self._desk.folder, self._recovery
        self._bridge.run(lambda: (_taken(folder), recovery.last_made()), lambda found: self._show(*found), self._refuse)

    def verify(self) -> None:
        """Read each copy to its last row."""
        self._verify.setEnabled(False)
        self.told.wait(self._words.say("Reading every copy to its last row…"))
        self._bridge.run(self._recovery.copies, self._tell_verified, self._refuse)

    @property
    def _recovery(self) -> Recovery:
        return Recovery(self._desk.folder, self._desk.clock)

    def _show(self, taken: int, copied: datetime | None) -> None:
        words, now = self._words, self._desk.clock.now()
        self.room.setText(words.say("{folder} · {size}", folder=from_home(self._desk.folder), size=size(words, taken)))
        last = words.say("No copy yet: the first comes within the hour.")
        if copied is not None:
            last = words.say("Last copy: {moment}.", moment=times.moment(words, copied, now))
        self.copies.setText(last)

    def _tell_verified(self, copies: Sequence[Copy]) -> None:
        words = self._words
        self._verify.setEnabled(True)
        damaged = sum(not copy.whole for copy in copies)
        if damaged:
            self.told.warn(words.count("{n} copy cannot be used.", "{n} copies cannot be used.", damaged))
        else:
            told = words.count(
                "{n} file read to its last row: all is whole.",
                "{n} files read to their last row: all is whole.",
                len(copies),
            )
            self.told.confirm(told)

    def _refuse(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        self._verify.setEnabled(True)
        self.told.warn(explain(self._words, error))

    def _lay_out(self) -> None:
        say, theme = self._words.say, self.theme
        self.column.addWidget(named(say("The folder of this workspace"), self.room, theme))
        copies = QVBoxLayout()
        copies.setSpacing(12)
        copies.addWidget(named(say("Copies of your work"), self.copies, theme))
        copies.addWidget(self._verify, 0, Qt.AlignmentFlag.AlignLeft)
        copies.addWidget(self.told)
        kept = say(
            "One copy an hour while the program is used: the 24 newest are kept, and the last of each day for {days} days."
            " Each is read to its last row before it counts. Where the work is found damaged, the program offers the best"
            " copy when it starts; “cm-desktop restore” lists them.",
            days=KEPT_FOR.days,
        )
        copies.addWidget(lines(kept, fonts.META, theme.text3))
        self.column.addLayout(copies)
        self.column.addWidget(self.retention)
        self.column.addWidget(self.moving)
        erased = say(
            "A client is erased in their own section, Clients; a person in their file, which the silhouette above each of"
            " their comments opens."
        )
        self.column.addWidget(named(say("Erase"), lines(erased, fonts.META, theme.text3), theme))


def _taken(folder: Path) -> int:
    """Bytes of all files; one that goes meanwhile counts for nothing."""
    return sum(path.stat(follow_symlinks=False).st_size for path in folder.rglob("*") if path.is_file())
