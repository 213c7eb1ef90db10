"""Lists under a name, where a client, a page and what is looked for are a stranger's words. May not know a text."""

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.rail.rail_views import RailViews
from cm_desktop.ui.views.rename_page import RenamePage
from cm_desktop.ui.views.views_page import ViewsPage
from cm_desktop.wording.views import described
from tests.reliability.hostile_widgets import FRENCH


def views(text: str) -> QWidget:
    view = View(name=text, search=Search(words=text, author=text))
    return ViewsPage([view], view, lambda one: described(FRENCH, one, {}, {}), FRENCH, LIGHT)


def renaming(text: str) -> QWidget:
    return RenamePage(View(name=text), FRENCH, LIGHT)


def rail(text: str) -> QWidget:
    made = RailViews(FRENCH, LIGHT)
    made.show_views([View(name=text)])
    return made
