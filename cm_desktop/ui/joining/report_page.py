"""What became of what was brought in, with the lines that have something wrong. May not bring it in again."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from cm_desktop.domain.arrivals import Report
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.label import label, sign
from cm_desktop.ui.kit.safe_text import LINE, visible
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import arrivals, reports
from cm_desktop.wording.words import Words

_TALLEST = 200
_LINE = 20
_UNDER_WORDS = 28  # the sign and its gap


class ReportPage(Page):
    """`done` is its title where nothing was cancelled. The lines can be copied, for whoever made the file."""

    final = True

    def __init__(self, report: Report, name: str, words: Words, theme: Theme, *, done: str) -> None:
        super().__init__(words, theme)
        self.title = words.say("Import cancelled") if report.cancelled else done
        self.subtitle = name
        self.go = words.say("Finish")
        first, *others = reports.became(words, report)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(sign("undo-2", theme.text2) if report.cancelled else sign("check", theme.ok_fg))
        row.addWidget(label(first, fonts.AUTHOR, theme.text), 1)
        self.column.addLayout(row)
        for sentence in others:
            line = label(sentence, (14, 430), theme.text2)
            line.setContentsMargins(_UNDER_WORDS, 0, 0, 0)
            self.column.addWidget(line)
        if report.lines and not report.cancelled:
            self._add_lines(report)

    def _add_lines(self, report: Report) -> None:
        words, theme = self.words, self.theme
        lines = (replace(line, detail=visible(line.detail, LINE).replace("\n", " ")) for line in report.lines)
        told = "\n".join(arrivals.broken(words, line) for line in lines)
        left = report.broken + report.doubtful - len(report.lines)
        if left > 0:
            told += "\n" + words.count("and {n} other", "and {n} others", left)
        name = words.say("Lines with something wrong")
        shown = QPlainTextEdit(told, readOnly=True)
        shown.setAccessibleName(name)
        shown.setTabChangesFocus(True)
        shown.setFont(fonts.font(*fonts.LIST_TEXT))
        shown.document().setDocumentMargin(8)
        shown.setFixedHeight(min(_TALLEST, _LINE * (told.count("\n") + 2)))
        copy = Button(words.say("Copy these lines"), theme, icon="clipboard")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
        self.column.addWidget(label(name, fonts.SECTION, theme.text2))
        self.column.addWidget(shown)
        self.column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
