"""What waits for who validates: the list of cases, one whole, their answer. May not sign: the desk does, beside the window."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.engine.desk import Desk
from cm_desktop.ui import keys
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.keys import Answering, Command, Does
from cm_desktop.ui.kit.card import rule
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.answer_foot import AnswerFoot
from cm_desktop.ui.validation.case_body import CaseBody
from cm_desktop.ui.validation.case_head import CaseHead
from cm_desktop.ui.validation.case_list import CaseList
from cm_desktop.wording.words import Words

WIDE, NARROW = 32, 24
_LIST, _LEAST_LIST, _CASE = 428, 360, 768
_OVER = frozenset(CaseState) - {CaseState.SUBMITTED}


class ValidationView(QWidget):
    """Reads the desk anew at each `refresh`."""

    def __init__(self, desk: Desk, bridge: Bridge, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._words = words
        self._theme = theme
        self._margin = WIDE
        self._view: CaseView | None = None
        self.list = CaseList(self._now, words, theme)
        self.body = CaseBody(words, theme, self)
        self.foot = AnswerFoot(words, theme, self)
        self._head: QWidget = QWidget()
        self._lines = (rule(theme), rule(theme))
        self._column = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.opened.connect(self._show)
        self.list.turned.connect(self._read)
        self.body.chosen.connect(self.foot.show_proposal)
        self.foot.answered.connect(self._answer)
        self.foot.taken_back.connect(self._take_back)

    def refresh(self) -> None:
        """Read again what waits, or what was decided: another case may take the place of the one on show."""
        before = self._view
        self._read()
        if self._view is not None and (before is None or before.request_id != self._view.request_id):
            self.foot.hold()

    def _read(self) -> None:
        supervision = self._desk.supervision
        if self.list.shows_decisions:
            self.list.show_cases([view for view in supervision.all() if view.state in _OVER])
        else:
            self.list.show_cases(supervision.waiting())

    def act(self, does: Does) -> None:
        """What a key asks for."""
        match does:
            case Command.NEXT:
                self.list.step(1)
            case Command.PREVIOUS:
                self.list.step(-1)
            case Command.BACK:
                self.foot.leave_field()
                self.list.setFocus()
            case Command.SEND:
                self.foot.send_typed()
            case Answering.APPROVE:
                self.foot.choose(Outcome.APPROVE)
            case Answering.CORRECT:
                self.foot.choose(Outcome.CORRECT)
            case Answering.REJECT:
                self.foot.choose(Outcome.REJECT)
            case Command.MISSED if keys.cap(does, self._words) == keys.cap(Answering.REJECT, self._words):
                self.foot.choose(Outcome.REJECT)  # the same key: what it does in the inbox, it cannot do here
            case _:
                pass

    def enter(self) -> None:
        """It was just opened."""
        self._read()

    def set_narrow(self, *, narrow: bool) -> None:
        """Less room at the sides."""
        self._margin = NARROW if narrow else WIDE
        self.foot.column.setContentsMargins(self._margin, 16, self._margin, 16)
        self._split.setSizes([_LEAST_LIST if narrow else _LIST, _CASE])
        self._show(self._view)

    def _show(self, view: CaseView | None) -> None:
        self._view = view
        head = CaseHead(view, self._now(), self._margin, self._words, self._theme) if view else QWidget()
        self._column.replaceWidget(self._head, head)
        self._head.hide()
        self._head.deleteLater()
        self._head = head
        self.foot.show_case(view)
        self.body.show_case(view, self._now(), self._margin)
        for part in (*self._lines, self.foot):
            part.setVisible(view is not None)

    def _answer(self, outcome: Outcome, typed: str) -> None:
        view, supervision = self._view, self._desk.supervision
        if view is None:
            return
        case, request = view.case.id, view.request_id
        has_replies = view.asked is not None and bool(view.asked.proposals)
        choice = self.body.choice if outcome is Outcome.APPROVE and has_replies else None
        text, reason = (typed, "") if outcome is Outcome.CORRECT else ("", typed)
        self._sign(
            view, outcome, lambda: supervision.answer(case, request, outcome, choice=choice, text=text, reason=reason)
        )

    def _take_back(self) -> None:
        view, supervision = self._view, self._desk.supervision
        if view is not None:
            case = view.case.id
            self._sign(view, Outcome.REJECT, lambda: supervision.take_back(case))

    def _sign(self, view: CaseView, outcome: Outcome, work: Callable[[], object]) -> None:
        """Beside the window: the keyring and the folder may take their time, and another case be on show by then."""
        self.foot.wait(view)
        self._bridge.run(work, lambda _: self._answered(view, outcome), lambda error: self.foot.refuse(view, error))

    def _answered(self, view: CaseView, outcome: Outcome) -> None:
        self.foot.forget(view, outcome)
        self.refresh()
        if not self.foot.is_typing:
            self.list.setFocus()

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone()

    def _lay_out(self) -> None:
        case = QWidget()
        case.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self._head, self._lines[0], self.body, self._lines[1], self.foot):
            self._column.addWidget(part, 1 if part is self.body else 0)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(case)
        self._split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(_LEAST_LIST)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._split)
        self.set_narrow(narrow=False)
