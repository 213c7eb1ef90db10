"""Lists under a name, where a client, a page and what is looked for are a stranger's words. May not know a text."""

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.search import Search
from cm_desktop.domain.views import LONGEST_NAME, LONGEST_WORDS, View
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.rail.rail_views import RailViews
from cm_desktop.ui.views.rename_page import RenamePage
from cm_desktop.ui.views.views_page import ViewsPage
from cm_desktop.wording.views import described
from tests.reliability.hostile_widgets import FRENCH

_TYPED = 32_767  # characters: what a line to type in holds at most


def _sought(text: str) -> Search:
    return Search(words=text, author=text)


def views(text: str) -> QWidget:
    kept = View(name=text[:LONGEST_NAME], search=_sought(text[:LONGEST_WORDS]))
    shown = View(name="", search=_sought(text[:_TYPED]))
    return ViewsPage([kept], shown, lambda one: described(FRENCH, one, {}, {}), FRENCH, LIGHT)


def renaming(text: str) -> QWidget:
    return RenamePage(View(name=text[:LONGEST_NAME]), FRENCH, LIGHT)


def rail(text: str) -> QWidget:
    made = RailViews(FRENCH, LIGHT)
    made.show_views([View(name=text[:LONGEST_NAME])])
    return made
