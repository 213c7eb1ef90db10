"""All keys have their room in the help, in the least window that there is."""

import pytest
from PySide6.QtWidgets import QLabel

from cm_desktop.ui.frame.main_window import LEAST, MainWindow


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_key_is_squeezed_in_the_least_window(window: MainWindow, language: str) -> None:
    window.speak(language)
    window.resize(*LEAST)
    shown = window.panes.help
    shown.open()
    assert shown._card.minimumSizeHint().height() <= shown._card.height() <= LEAST[1]


def test_the_meanings_of_one_column_stand_under_one_another(window: MainWindow) -> None:
    shown = window.panes.help
    shown.open()
    told = {each.text(): each for each in shown.findChildren(QLabel)}
    here = [told[text].mapTo(shown, told[text].rect().topLeft()).x() for text in ("Publier la réponse", "Valider")]
    assert here[0] == here[1]
