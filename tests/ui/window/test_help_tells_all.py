"""The help shows every key that the window listens to: what it lacks, nobody learns."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from cm_desktop.ui import keys
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.keys import Command
from cm_desktop.ui.replying.picking import SIGN
from cm_desktop.wording.words import Words

_ARROWS = {"Up": "↑", "Down": "↓"}


def helped(window: MainWindow) -> set[str]:
    """All that stands in the help."""
    window.panes.help.open()
    return {label.text() for label in window.panes.help.findChildren(QLabel)}


def untold(window: MainWindow, words: Words) -> set[str]:
    """What the window listens to, and the help lacks: the same key under another name is told, and so are the lists."""
    told, worn = helped(window), keys.worn()
    known = {by for by, cap in _ARROWS.items() if cap in told}
    for key in keys.EVERY:
        if {keys.meaning(key, words), *keys.caps(key, words)} <= told:
            known |= {QKeySequence(by).toString() for by in worn.of(key)}
    if keys.meaning(next(key for key in keys.MOVING if key.does is Command.QUEUE), words) in told:
        known |= {QKeySequence(by).toString() for some in keys.QUEUES for by in worn.of_queue(some)}
    return {by for by in heard(window) - known if len(by.removeprefix("Shift+")) > 1 or not by[-1].isalpha()}


def heard(window: MainWindow) -> set[str]:
    """Letters that are no keys are among them: they may be typed by mistake."""
    return {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}


def test_every_key_of_the_window_is_in_the_help(window: MainWindow, words: Words) -> None:
    assert {"Ctrl+Space", "F7", "Del"} <= heard(window)
    assert untold(window, words) == set()
    assert {keys.meaning(key, words) for key in keys.EVERY} <= helped(window)  # letters too


def test_a_key_that_the_help_lacks_is_found(window: MainWindow, words: Words) -> None:
    QShortcut(QKeySequence("Ctrl+J"), window)
    assert untold(window, words) == {"Ctrl+J"}


def test_what_the_reply_box_takes_itself_is_in_the_help(window: MainWindow, words: Words) -> None:
    saved = next(key for key in keys.REPLYING if key.does is Command.SAVED)
    assert keys.caps(saved, words) == ("Ctrl", "Espace", SIGN)
    assert keys.meaning(saved, words) in helped(window)
