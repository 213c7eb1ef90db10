"""What waits to be sent stands in columns, whatever can be decided about each row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.outbox import READS_BEFORE_ASKING, State
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from cm_desktop.ui.outgoing.waiting_words import Outside, standing
from cm_desktop.wording.words import Words
from tests.ui.conftest import TRANSLATIONS
from tests.ui.rows import NOW
from tests.ui.test_acting_parts import waiting


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_states_of_all_rows_stand_in_one_column(theme: Theme, language: str) -> None:
    words = Words.load(language, TRANSLATIONS)
    widths = set()
    for state in (State.FAILED, State.UNCERTAIN, State.HELD, State.SENDING, State.QUEUED):
        one = waiting(state, absent_reads=READS_BEFORE_ASKING)
        row = WaitingRow(words, theme, one, standing(words, one, Outside(now=NOW)), lambda *_: None)
        *_, choices = row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        widths.add(max(choices.sizeHint().width(), choices.minimumWidth()))
    assert len(widths) == 1
