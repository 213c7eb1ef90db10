"""The way into the window: an application in our dress, then the window until it is closed. May not build the desk."""

import os
import signal
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.errors import NotWritable, SettingsError
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import remember
from cm_desktop.ui import picture
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words

_WITHOUT_SCREEN = "offscreen"


def make_app(words: Words) -> QApplication:
    """The application, with our font and Qt's own words in the user's language. Made once; asked again, the same."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    app = QApplication(sys.argv[:1])
    app.setApplicationName("CM Desktop")
    app.setDesktopFileName("cm-desktop")
    QLocale.setDefault(QLocale(words.language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    fonts.install()
    return app


def open_window(desk: Desk, words: Words, *, resources: Path, theme: str) -> int:
    """Show the window and work in the background until it is closed; answers the exit status."""
    app = make_app(words)
    window = MainWindow(desk, Look(words=words, scheme=Scheme(theme)), resources / "translations")
    window.chosen.connect(lambda look: _remember(window, look))
    desk.start()
    window.show()
    _close_on_interrupt(window)
    return app.exec()


def _remember(window: MainWindow, look: Look) -> None:
    """Keep what was chosen for the next launch."""
    try:
        remember(language=look.words.language, theme=look.scheme)
    except (NotWritable, SettingsError) as error:
        window.panes.telling.tell_refused(error)


def _close_on_interrupt(window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window as its button does: Python hears of it at the window's next timer."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda *_: window.close())


def save_picture(desk: Desk, words: Words, file: Path, *, resources: Path, theme: str) -> None:
    """Keep a picture of the window as a PNG, with no screen. Raises OSError."""
    os.environ.setdefault("QT_QPA_PLATFORM", _WITHOUT_SCREEN)
    make_app(words)
    window = MainWindow(desk, Look(words=words, scheme=Scheme(theme)), resources / "translations")
    window.show()
    try:
        picture.save_picture(window, file)
    finally:
        window.close()
