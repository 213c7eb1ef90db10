"""The list of saved replies tells who does not see it where the keyboard is."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.replying.saved_list import SavedList
from cm_desktop.wording.words import Words


def test_each_step_is_said_and_so_is_an_empty_list(
    qtbot: QtBot, words: Words, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    around = QWidget()
    qtbot.addWidget(around)
    made = SavedList(words, theme, around)
    made.fill([SavedReply(id=SavedReplyId(name), name=name, text="Merci") for name in ("Horaires", "Merci")])
    made.step(1)
    made.step(1)
    made.fill([])
    assert told[:3] == ["Horaires", "Merci", "Horaires"]
    assert told[3].startswith("Aucune réponse")
