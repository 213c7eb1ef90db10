"""The way to the guide: its sheet over the window, in the language of the window. May not draw anything."""

from cm_desktop.ui.guide.document import sections
from cm_desktop.ui.guide.guide_page import GuidePage
from cm_desktop.ui.kit import assets
from cm_desktop.ui.sheet.door import Door
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.errors import explain


class GuideDoor(Door):
    """One sheet of headings."""

    def open(self) -> None:
        """Show the headings."""
        if self.sheet is not None:
            return
        text = assets.guide(self._words.language).read_text("utf-8")
        sheet = self._watch(Sheet(self._bridge, explain, self._words, self._theme, self._window))
        sheet.show_page(GuidePage(sections(text), self._words, self._theme), first=True)
        sheet.open()
