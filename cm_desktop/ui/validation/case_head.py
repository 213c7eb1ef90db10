"""The head of a case: whose it is, what is asked, how surely it is decided, until when. May not act."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.ui.detail.deadline import deadline_pill
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import elided
from cm_desktop.ui.kit.marks.avatar import ClientSquare
from cm_desktop.ui.kit.marks.pill import PillLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.validation.case_words import client_of, level_pill, state_pill, title
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

HEIGHT = 72


class CaseHead(QWidget):
    """Of one case; another one gets another head."""

    def __init__(self, view: CaseView, now: datetime, margin: int, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        client = client_of(view)
        origin = client.name
        if view.asked is not None:
            origin = f"{client.name} · {terms.platform(words, view.asked.platform)}"
        whose = QHBoxLayout()
        whose.setSpacing(7)
        whose.addWidget(ClientSquare(client, 14, theme))
        whose.addWidget(elided(origin, (12, 500), theme.text2), 1)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addStretch()
        told.addLayout(whose)
        told.addWidget(elided(title(words, view), fonts.DETAIL_TITLE, theme.text))
        told.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(8)
        row.addLayout(told, 1)
        row.addWidget(PillLabel(level_pill(words, view), theme))
        waits = view.state is CaseState.SUBMITTED
        end = deadline_pill(words, view, now) if waits else state_pill(words, view)
        if end is not None:
            row.addWidget(PillLabel(end, theme))
