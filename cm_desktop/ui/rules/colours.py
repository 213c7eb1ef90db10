"""The light colours of a pack's text: keys, texts, comments. May not understand it."""

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cm_desktop.ui.kit.theme import Theme

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_KEY = re.compile(r"^(?P<dash>[\s-]*)(?P<key>[\w-]+)(?P<colon>:)(?P<value>(?:\s.*)?)$")
_ITEM = re.compile(r"^(?P<dash>\s*-\s)(?P<text>.*)$")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_TEXTS = frozenset({"terms", "phrases", "except", "yes", "no", "words"})  # their values are what people write


class Colours(QSyntaxHighlighter):
    """Line by line: quick at any length."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._quiet = _colour(theme.text3)
        self._key = _colour(theme.gr_fg)
        self._text = _colour(theme.ok_fg)

    def highlightBlock(self, line: str) -> None:
        if found := _KEY.match(line):
            self._paint(found.span("dash"), self._quiet)
            self._paint(found.span("key"), self._key)
            self._paint(found.span("colon"), self._quiet)
            self._paint_value(found["key"], found.span("value"), line)
        elif found := _ITEM.match(line):
            self._paint(found.span("dash"), self._quiet)
            self._paint(found.span("text"), self._text)
        if found := _COMMENT.search(line):
            self._paint(found.span(), self._quiet)

    def _paint_value(self, key: str, span: tuple[int, int], line: str) -> None:
        if key in _TEXTS:
            self._paint(span, self._text)
        for quoted in _QUOTED.finditer(line, *span):
            self._paint(quoted.span(), self._text)

    def _paint(self, span: tuple[int, int], look: QTextCharFormat) -> None:
        """Qt counts UTF-16 units: an emoji is two."""
        line = self.currentBlock().text()
        start, end = (len(line[:place].encode("utf-16-le", "surrogatepass")) // 2 for place in span)
        self.setFormat(start, end - start, look)


def _colour(colour: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour)
    return look
