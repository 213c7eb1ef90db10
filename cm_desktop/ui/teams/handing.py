"""Files that leave the sheet and come in: where to, in the system's own dialog, then beside the window. May not read them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from cm_desktop.engine.keeping import handed
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words


class Handing:
    """What went well or wrong is told on the sheet."""

    def __init__(self, sheet: Sheet, words: Words) -> None:
        self._sheet = sheet
        self._words = words

    def save(self, name: str, ending: str, content: Callable[[], bytes], then: Callable[[Path], None]) -> None:
        """Ask where to, write it there, and go on."""
        proposed = str(Path.home() / f"{name}.{ending}")
        title = self._words.say("Save as")
        chosen, _ = QFileDialog.getSaveFileName(self._sheet, title, proposed, f"*.{ending}")
        if chosen:
            file, busy = Path(chosen), self._words.say("One moment…")
            self._sheet.ask(busy, lambda: handed.write(file, content()), lambda _: self._told(file, then))

    def take(
        self, title: str, kind: str, ending: str, take_in: Callable[[bytes], object], said: Callable[[], None]
    ) -> None:
        """Ask for a file, read it, and go on."""
        every = self._words.say("All files")
        chosen, _ = QFileDialog.getOpenFileName(self._sheet, title, "", f"{kind} (*.{ending});;{every} (*)")
        if chosen:
            busy = self._words.say("One moment…")
            self._sheet.ask(busy, lambda: take_in(handed.read(Path(chosen))), lambda _: said())

    def _told(self, where: Path, then: Callable[[Path], None]) -> None:
        then(where)
        self._sheet.tell(self._words.say("Saved: {path}", path=where))
