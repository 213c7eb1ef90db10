"""The whole window on a workspace where everything that somebody else can name is the text. May not know a text.

Its comments come through a desk from a page, as any do: of what no page delivers, the beginning.
"""

from dataclasses import replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Author
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from cm_desktop.ui.inbox.list_head import ListHead
from cm_desktop.ui.kit.theme import Scheme
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.reliability.hostile_widgets import FRENCH, TRANSLATIONS

LONGEST = 65_525  # characters: what WordPress keeps of a comment, the most of all pages


@cache
def _page() -> tuple[Desk, FakePlatform]:
    clock = FakeClock()
    platform = FakePlatform(clock)
    fittings = Fittings(
        rules=FakeLibrary(),
        vault=FakeVault(),
        listen=lambda _account, secret: FakeConnector(platform, secret),
        connect=lambda _account, secret: FakeConnector(platform, secret),
        shelf=FakeShelf(),
        intake=NoIntake(),
        introduce=lambda _account, secret: (ACCOUNT, FakeConnector(platform, secret).check()),
        caps=lambda _account: platform.caps,
        clock=clock,
    )
    desk = Desk(Path(mkdtemp(), "workspace"), fittings, threads=False)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    return desk, platform


def window(text: str) -> QWidget:
    """A comment and an answer to it, open in the list of everything, every room made; closed already: nothing of it goes on."""
    desk, platform = _page()
    said, number = text[:LONGEST], len(platform.comments)
    for name, parent in ((f"c{number}", None), (f"r{number}", f"c{number}")):
        ref = platform.post(name, said, parent=parent)
        platform.comments[ref.id] = replace(platform.comments[ref.id], author=Author(id=name, name=said))
    desk.sync()
    made = MainWindow(desk, Look(words=FRENCH, scheme=Scheme.LIGHT), TRANSLATIONS)
    made.resize(1120, 680)
    made.panes.ask(Query(queue=Queue.ALL))
    made.panes.detail.show_comment(ref)
    for part in ("bars.files", "bars.offline", "bars.access", "bars.departure", "bars.look", "rail.panel"):
        attrgetter(part)(made.panes)  # it would be made when it has something to say, or is asked
    for part in ("_head.filters", "_stack._nothing"):
        attrgetter(part)(made.panes.list)  # it would be made when one looks for something, or nothing is there
    for room in Room:
        made.panes.rooms.view(room)  # it would be made when somebody enters
    for blank in (made.panes.blank.first_run, made.panes.blank.nothing):
        made.panes.stage.addWidget(blank)  # it would be made where there is nothing to list
    listed = made.panes.list
    for late in (listed.findChildren(ListHead)[0].filters, listed._stack._nothing, made.panes.rail.panel):
        late.ensurePolished()  # made when somebody first asks for it
    made.close()
    return made
