"""The card on which a saved reply is named, written, or taken away; above the reply box while it asks. May not keep it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.saved_replies import LONGEST_NAME, NAMES, SavedReply, SavedReplyId
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.controls.button import HEIGHT, Button, Kind
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.plain_area import PlainArea
from cm_desktop.ui.kit.label import elided, label
from cm_desktop.ui.kit.passages.written import written
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words

_LINES = 4


class SavedForm(Card):
    """`kept` carries the SavedReply as it was written, `dropped` the one that is not wanted any more; `left`: neither."""

    kept = Signal(object)
    dropped = Signal(object)
    left = Signal()

    def __init__(self, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme.sunken, theme.line, 10, parent)
        self._words = words
        self._theme = theme
        self._reply: SavedReply | None = None
        self._client: Client | None = None
        self._title = label("", (13, 600), theme.text)
        self._name = QLineEdit()
        self._name.setFixedHeight(HEIGHT)
        self._name.setFont(fonts.font(*fonts.LIST_TEXT))
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(words.say("Name of the saved reply"))
        self._name.setPlaceholderText(words.say("A name to find it by"))
        self._text = PlainArea()
        self._text.setFont(fonts.font(*fonts.REPLY))
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(words.say("Text of the saved reply"))
        self._text.setFixedHeight(QFontMetrics(self._text.font()).lineSpacing() * _LINES + 20)
        self._only = Check("", theme, on=False)
        self._keep = Button(words.say("Save"), theme)
        self._drop = Button(words.say("Delete"), theme, icon="trash-2")
        self._leave = Button(words.say("Cancel"), theme, kind=Kind.GHOST)
        self._keep.clicked.connect(self._on_keep)
        self._drop.clicked.connect(self._on_drop)
        self._leave.clicked.connect(self._on_leave)
        self._name.textChanged.connect(self._judge)
        self._text.textChanged.connect(self._judge)
        self._lay_out()
        self.hide()

    def ask(self, reply: SavedReply, client: Client) -> None:
        """Write one: a new one has no id. `client` is whose page it is asked on."""
        words, new = self._words, not reply.id
        self._reply, self._client = reply, client
        self._title.setText(words.say("Save as a reply to use again") if new else words.say("Change a saved reply"))
        self.setAccessibleName(self._title.text())
        self._name.setText(reply.name)
        self._text.setPlainText(reply.text)
        self._only.setText(words.say("Only for {client}", client=isolated(client.name)))
        self._only.setChecked(reply.client is not None)
        self._drop.setVisible(not new)
        self._judge()
        self.show()
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def reply(self) -> SavedReply:
        """As it is written now."""
        assert self._reply is not None
        assert self._client is not None
        return SavedReply(
            id=self._reply.id or SavedReplyId(""),
            name=self._name.text().strip(),
            text=written(self._text.document()).strip(),
            client=self._client.id if self._only.isChecked() else None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the name saves, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._name.hasFocus():
            self._on_keep()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        words, theme = self._words, self._theme
        variables = " ".join("{" + names[0 if words.language == "fr" else 1] + "}" for names in NAMES.values())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(
            elided(words.say("Filled in automatically: {variables}", variables=variables), fonts.META, theme.text3), 1
        )
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for part in (self._keep, self._drop, self._leave):
            foot.addWidget(part)
        foot.addStretch()
        foot.addWidget(self._only)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._name)
        column.addWidget(self._text)
        column.addLayout(foot)

    def _judge(self) -> None:
        self._keep.setEnabled(bool(self._name.text().strip() and self._text.toPlainText().strip()))

    def _on_keep(self) -> None:
        if self._keep.isEnabled():
            self.hide()
            self.kept.emit(self.reply)

    def _on_drop(self) -> None:
        self.hide()
        self.dropped.emit(self._reply)

    def _on_leave(self) -> None:
        self.hide()
        self.left.emit()
