"""The way into the window: an application in our dress, then the window until it is closed. May not build the desk."""

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cm_desktop.crashes.reports import CrashReports
from cm_desktop.domain.errors import Damaged, NotWritable, SettingsError
from cm_desktop.domain.notices import Wishes
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import remember
from cm_desktop.ui.frame.ending import Ending
from cm_desktop.ui.frame.first_paint import behind_first_paint
from cm_desktop.ui.frame.hearing import hearing
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.place import Place
from cm_desktop.ui.keys import KeyMap
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.announced import announce
from cm_desktop.ui.kit.style import dress
from cm_desktop.ui.kit.theme import Scheme, choose
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.engine.keeping.recovery import Recovery

_WITHOUT_SCREEN = "offscreen"
_TURN = 0.0001  # seconds a thread at work keeps the interpreter: at its usual 0.005, each row drawn waits so long


def make_app(words: Words) -> QApplication:
    """The application, with our font and Qt's own words in the user's language. Made once; asked again, the same."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    sys.setswitchinterval(_TURN)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("CM Desktop")
    app.setDesktopFileName("cm-desktop")
    QLocale.setDefault(QLocale(words.language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    fonts.install()
    announce()
    return app


def open_window(
    desk: Desk,
    words: Words,
    *,
    resources: Path,
    theme: str,
    crashes: CrashReports,
    keys: str = "",
    notices: str = "",
    place: str = "",
    practice: bool = False,
) -> Ending:
    """Show the window and work in the background until it is closed; answers what is wanted next.

    `place` is where it stood the last time, `keys` what was made of the keyboard, `notices` of what to tell: as kept then.
    """
    app = make_app(words)
    look = Look(words=words, scheme=Scheme(theme), keys=KeyMap.read(keys), wishes=Wishes.read(notices))
    stood = Place.read(place)
    window = MainWindow(desk, look, resources / "translations", crashes, place=stood, practice=practice)
    window.chosen.connect(lambda look: _remember(window, look))
    if not practice:
        window.left.connect(_remember_place)
    wanted = [Ending.CLOSED]
    window.practising.connect(lambda: _leave(window, wanted, Ending.PRACTISE))
    window.leaving.connect(lambda: _leave(window, wanted, Ending.BACK))
    window.moving.connect(lambda: _leave(window, wanted, Ending.MOVE))
    behind_first_paint(window, lambda: _begin_work(desk, window))
    window.show()
    _close_on_interrupt(window)
    with hearing(window, desk):
        app.exec()
    return wanted[-1]


def summon(folder: Path, words: Words) -> bool:
    """Bring the window that has this workspace to the front; answers whether it came."""
    make_app(words)
    try:
        from cm_desktop.ui.frame.doorbell import ring
    except ImportError:
        return False
    return ring(folder)


def _begin_work(desk: Desk, window: MainWindow) -> None:
    """Behind the first paint: a thread at work would only make it wait."""
    _look_for_garbage()
    try:
        desk.departing.begin()
    finally:  # a disk that fails now is read again later, and pages with it
        desk.start()
        _hang_bell(desk, window)


def _look_for_garbage() -> None:
    """From here on, where the way in put it off, and never again among what a start leaves: it is there until the end."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _hang_bell(desk: Desk, window: MainWindow) -> None:
    """Only where the system has what Qt's network part asks for: it is no more than a comfort."""
    try:
        from cm_desktop.ui.frame.doorbell import Doorbell
    except ImportError:
        return
    Doorbell(desk.folder, window)


def offer_restore(back: "Recovery", words: Words, error: Damaged, *, theme: str) -> bool:
    """Before there can be a window: offer the last good copy of the work; answers whether it was taken."""
    from cm_desktop.ui.frame.restoring import offer_restore as ask_to_restore

    dress(make_app(words), choose(Scheme(theme)))
    return ask_to_restore(back, words, error)


def _leave(window: MainWindow, wanted: list[Ending], ending: Ending) -> None:
    """Close the window for this, unless it asks first whether what is typed may be lost."""
    if window.close():
        wanted.append(ending)


def _remember(window: MainWindow, look: Look) -> None:
    """Keep what was chosen for the next launch."""
    try:
        told = look.wishes.written()
        remember(language=look.words.language, theme=look.scheme, keys=look.keys.written(), notices=told)
    except (NotWritable, SettingsError) as error:
        window.panes.beside.telling.tell_refused(error)


def _remember_place(place: Place) -> None:
    """What cannot be kept is no loss: the window is gone, and nobody could read about it."""
    with suppress(NotWritable, SettingsError):
        remember(window=place.written())


def _close_on_interrupt(window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window as its button does: Python hears of it at the window's next timer."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda *_: window.close())


def save_picture(desk: Desk, words: Words, file: Path, *, resources: Path, theme: str) -> None:
    """Keep a picture of the window as a PNG, with no screen. Raises OSError."""
    from cm_desktop.ui import picture

    os.environ.setdefault("QT_QPA_PLATFORM", _WITHOUT_SCREEN)
    make_app(words)
    window = MainWindow(desk, Look(words=words, scheme=Scheme(theme)), resources / "translations")
    window.show()
    try:
        QApplication.processEvents()  # the list, and which comment is marked
        window.panes.beside.turning.settled()  # nobody waits here for what comes behind the first paint
        picture.save_picture(window, file)
    finally:
        window.close()
