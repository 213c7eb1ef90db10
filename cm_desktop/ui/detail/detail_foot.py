"""The foot of the detail: what is asked, the reply box, the buttons. May not act."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.ui.acting import Acting
from cm_desktop.ui.detail.action_bar import ActionBar
from cm_desktop.ui.detail.hide_choice import HideChoice
from cm_desktop.ui.detail.missed_expression import MissedExpression
from cm_desktop.ui.detail.no_reply import NoReply
from cm_desktop.ui.detail.reply_box import ReplyBox
from cm_desktop.ui.kit.controls.moment_choice import MomentChoice
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.replying.saved_form import SavedForm
from cm_desktop.ui.replying.saved_row import SavedRow
from cm_desktop.wording.words import Words


class DetailFoot(QWidget):
    """One below the other; what asks is hidden until it does."""

    def __init__(self, acting: Acting, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.missed = MissedExpression(words, theme, self)
        self.choice = HideChoice(words, theme, self)
        self.snooze = MomentChoice(words, theme, self)
        self.closed = NoReply(words, theme, self)
        self.form = SavedForm(words, theme, self)
        self.saved = SavedRow(words, theme, self)
        self.box = ReplyBox(acting, words, theme, self)
        self.bar = ActionBar(words, theme, self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(14)
        for part in (self.missed, self.choice, self.snooze, self.closed, self.form, self.saved, self.box, self.bar):
            self._column.addWidget(part)

    def set_margin(self, margin: int) -> None:
        """The detail's margin, left and right."""
        self._column.setContentsMargins(margin, 16, margin, 18)

    def ask_nothing(self) -> None:
        """What was asked about one comment is not asked about another."""
        self.missed.hide()
        self.choice.hide()
        self.snooze.hide()
        self.form.hide()
        self.bar.close_menu()
