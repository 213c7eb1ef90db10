"""A folder or a file to name: typed, or chosen in the system's own dialog. May not look at what is there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.field import Field
from cm_desktop.wording.words import Words

INVITATION = "cminvite"  # what an invitation's file ends with


class PlaceField(Field):
    """`path` is what was named, which may be nowhere."""

    def __init__(self, name: str, words: Words, theme: Theme, *, note: str = "", folder: bool = True) -> None:
        super().__init__(name, theme, note=note)
        self._words = words
        self._folder = folder
        browse = Button(words.say("Choose…"), theme, icon="file")
        browse.setAccessibleDescription(name)
        browse.clicked.connect(self._choose)
        self.row.addWidget(browse)

    @property
    def path(self) -> Path:
        typed = Path(self.text.removeprefix("file://"))
        try:
            return typed.expanduser()
        except RuntimeError:  # the home of nobody
            return typed

    def _choose(self) -> None:
        mode = QFileDialog.FileMode.Directory if self._folder else QFileDialog.FileMode.ExistingFile
        dialog = QFileDialog(self.window(), self.line.accessibleName())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        if not self._folder:
            invitations, every = self._words.say("Invitations"), self._words.say("All files")
            dialog.setNameFilters([f"{invitations} (*.{INVITATION})", f"{every} (*)"])
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()


def shared_folder(words: Words, theme: Theme) -> PlaceField:
    """The folder of a team."""
    note = words.say(
        "One that your tool shares between you: Nextcloud, Dropbox, Syncthing, a network drive. Texts are sealed in it."
    )
    return PlaceField(words.say("Shared folder"), words, theme, note=note)
