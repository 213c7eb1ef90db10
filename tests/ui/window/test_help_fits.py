"""All keys have their room in the help, in the least window that there is."""

import pytest

from cm_desktop.ui.frame.main_window import LEAST, MainWindow


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_key_is_squeezed_in_the_least_window(window: MainWindow, language: str) -> None:
    window.speak(language)
    window.resize(*LEAST)
    shown = window.panes.help
    shown.open()
    assert shown._card.minimumSizeHint().height() <= shown._card.height() <= LEAST[1]
