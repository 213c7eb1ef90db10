"""Offers what was kept of a failure: to be read in full, copied or deleted. May not send it."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cm_desktop.crashes.reports import CrashReports, Report
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.bar import BAR
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.ground import lay_ground
from cm_desktop.ui.kit.label import paragraph, sign
from cm_desktop.ui.kit.links import copy
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording import times
from cm_desktop.wording.words import Words

_PAGE_HEIGHT = 240


class CrashBar(QWidget):
    """Over the window while there are reports of this start or of earlier ones, the newest first."""

    def __init__(self, crashes: CrashReports, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._crashes = crashes
        self._words = words
        self._reports = crashes.all()
        lay_ground(self, theme.offline_bg)
        self.setMinimumHeight(BAR)
        self._text = paragraph("", (13, 480), theme.offline_tx, self)
        self._read = Button(words.say("Read"), theme, icon="eye", small=True, parent=self)
        self._copy = Button(words.say("Copy"), theme, icon="copy", small=True, parent=self)
        self._delete = Button(words.say("Delete"), theme, icon="trash-2", small=True, parent=self)
        self._page = QPlainTextEdit(self)
        self._page.setReadOnly(True)
        self._page.setFont(fonts.code(13))
        self._page.setFixedHeight(_PAGE_HEIGHT)
        self._page.setAccessibleName(words.say("Report of the failure"))
        self._page.hide()
        self._lay_out(sign("triangle-alert", theme.offline_tx, 18, self))
        self._read.clicked.connect(self._turn_page)
        self._copy.clicked.connect(lambda: copy(self._reports[0].text))
        self._delete.clicked.connect(self._forget)
        self._show_newest()

    def _lay_out(self, icon: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(icon)
        row.addWidget(self._text, 1)
        for button in (self._read, self._copy, self._delete):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 6, 22, 6)
        column.addLayout(row)
        column.addWidget(self._page)

    def _turn_page(self) -> None:
        opening = self._page.isHidden()
        self._page.setVisible(opening)
        self._read.set_label(self._words.say("Close") if opening else self._words.say("Read"))
        if opening:
            self._page.setFocus()

    def _forget(self) -> None:
        self._crashes.delete(self._reports.pop(0))
        self._show_newest()

    def _show_newest(self) -> None:
        self.setVisible(bool(self._reports))
        if self._reports:
            self._text.setText(_sentence(self._words, self._reports[0]))
            self._page.setPlainText(self._reports[0].text)


def _sentence(words: Words, report: Report) -> str:
    when = times.whole(words, report.at)
    happened = (
        words.say("The program stopped unexpectedly ({when}).", when=when)
        if report.stopped
        else words.say("Something went wrong in the program ({when}); it went on.", when=when)
    )
    holds = words.say("The report holds no comment and no secret. Nothing is sent by itself.")
    return f"{happened} {holds}"
