"""Whatever is done in the window, the rail, the title of the list and its length say what a recount finds."""

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Hide, Like, WriteReply
from cm_desktop.domain.queue import Order, Query, Queue, Triage
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from cm_desktop.ui.rail.rail_item import RailItem
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.ui.window.steps import CTRL, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
STEPS = 14
VIEWS = (
    View(name="Bravos", search=Search(words="merci"), order=Order.OLDEST),
    View(name="Sans réponse", search=Search(late=True), order=Order.WAITING),
    View(name="Du client", queue=Queue.DONE, client=CLIENT.id, order=Order.POST),
    View(name="Non lus", search=Search(unread=True)),
)
_TRIAGE = {"À traiter": Triage.TODO, "En attente d’envoi": Triage.OUTGOING, "Traités": Triage.DONE}


def rail(window: MainWindow) -> dict[str, int]:
    """Each entry's figure, 0 where none stands."""
    parts = [item.accessibleName().rpartition(", ") for item in window.panes.rail.findChildren(RailItem)]
    return {name or figure: int(figure) if figure.isdigit() else 0 for name, _, figure in parts}


def recount(desk: Desk) -> dict[str, int]:
    """Every comment asked for by its name."""
    rows = [desk.inbox.row(gist.ref) for gist in desk.inbox.gists(Query(queue=Queue.ALL))]
    return {name: sum(row.triage is triage for row in rows) for name, triage in _TRIAGE.items()}


def views_agree(desk: Desk, shown: dict[str, int]) -> bool:
    """Of the lists that are kept under a name."""
    now = desk.clock.now()
    return all(shown[view.name] == len(desk.inbox.handles(view.query(now))) for view in desk.views.every())


def agrees(window: MainWindow, desk: Desk) -> bool:
    found, shown, todo = recount(desk), rail(window), recount(desk)["À traiter"]
    title = window.windowTitle()
    said = title.startswith(f"{todo}\u00a0") if todo else not title[0].isdigit()
    listed = window.panes.list.model.count == todo
    headed = str(todo) in {label.text() for label in window.panes.list.findChildren(PlainLabel)}
    client = next(figure for name, figure in shown.items() if name.startswith("Brasserie Lumen"))
    return (
        {name: shown[name] for name in found} == found
        and views_agree(desk, shown)
        and said
        and listed
        and headed
        and client == todo
    )


def do_something(
    window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, chance: random.Random
) -> None:
    step = chance.choice(("one", "some", "all", "hide", "undo", "sync", "leave"))
    match step:
        case "one":
            press(window, Qt.Key.Key_A)
        case "some" | "all" | "hide":
            press(window, Qt.Key.Key_J, SHIFT) if step != "all" else press(window, Qt.Key.Key_A, CTRL)
            press(window, Qt.Key.Key_H if step == "hide" else Qt.Key.Key_A)
            press(window, Qt.Key.Key_Escape)
        case "undo":
            press(window, Qt.Key.Key_U)
        case "sync":
            platform.post(f"n{len(platform.comments)}", chance.choice(("Merci", "Bande d'escrocs", "Quand ?")))
            desk.sync()
        case _:
            clock.pass_(seconds=11)
            desk.send()


@pytest.mark.parametrize("seed", [7, 11])
def test_figures_agree_after_every_step(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform, clock: FakeClock, seed: int
) -> None:
    chance = random.Random(seed)
    for view in VIEWS:
        desk.views.save(view)
    for number in range(6):
        platform.post(f"m{number}", "Merci")
    desk.sync()
    qtbot.waitUntil(lambda: agrees(window, desk))
    for _ in range(STEPS):
        do_something(window, desk, platform, clock, chance)
        qtbot.waitUntil(lambda: agrees(window, desk))


def test_a_figure_that_is_off_is_seen(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    qtbot.waitUntil(lambda: agrees(window, desk))
    entry = next(item for item in window.panes.rail.findChildren(RailItem) if item.accessibleName() == "À traiter, 3")
    entry.show_count(4)
    assert not agrees(window, desk)


def test_what_waits_to_be_sent_is_counted_as_it_is_listed(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    first, second = [gist.ref for gist in desk.inbox.gists(Query())][:2]
    desk.acts.do(first, WriteReply("Bonjour"), Hide()).result()
    desk.acts.do(second, Like()).result()
    qtbot.waitUntil(lambda: rail(window)["En attente d’envoi"] == 3)
    press(window, Qt.Key.Key_4)
    assert len(window.findChildren(WaitingRow)) == 3
