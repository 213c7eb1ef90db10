"""Which file, for which page: typed, chosen in the system's own dialog, or dropped. May not read it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from cm_desktop.domain.comments import Account
from cm_desktop.ui.joining.whose import Whose
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.dropped import dropped_file
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording.words import Words


class FilePage(Page):
    """`whose` is the page that the comments are of. `given` tells that a file was chosen or dropped: it is to be read.

    Every `changed` is another path.
    """

    given = Signal()

    def __init__(self, accounts: Sequence[Account], taken: Account | None, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self.title = words.say("Import comments")
        self.subtitle = words.say("From a spreadsheet or an export: CSV, TSV, JSON, JSONL.")
        self.go = words.say("Read the file")
        self.setAcceptDrops(True)
        self.whose = Whose(accounts, taken, words, theme)
        self._file = Field(words.say("File"), theme, note=words.say("You can also drop it here."))
        self._file.line.textChanged.connect(lambda _text: self.changed.emit())
        self._browse = Button(words.say("Choose…"), theme, icon="file")
        self._browse.clicked.connect(self._choose)
        self._file.row.addWidget(self._browse)
        told = words.say("Nothing is added before you have seen how the file is read. Importing it twice adds nothing.")
        self.column.addWidget(self.whose)
        self.column.addWidget(self._file)
        self.column.addWidget(lines(told, (13, 430), theme.text2))

    @property
    def ready(self) -> bool:
        return bool(self._file.text)

    @property
    def first(self) -> QWidget:
        return self._file.line

    @property
    def file(self) -> Path:
        """The file as typed; whether it is there is told by reading it."""
        typed = Path(self._file.text.removeprefix("file://"))
        try:
            return typed.expanduser()
        except RuntimeError:  # the home of nobody
            return typed

    def give(self, file: Path) -> None:
        """This file, chosen or dropped."""
        self._file.line.setText(str(file))
        self.given.emit()

    def _choose(self) -> None:
        words = self.words
        dialog = QFileDialog(self.window(), words.say("Choose a file of comments"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        known, every = words.say("Files of comments"), words.say("All files")
        dialog.setNameFilters([f"{known} (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)", f"{every} (*)"])
        dialog.fileSelected.connect(lambda name: self.give(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropped_file(event.mimeData())) is not None:
            self.give(file)
            event.acceptProposedAction()
