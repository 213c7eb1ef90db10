"""The rail shows the desk's own figures, and leads to lists."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import AccountId, Client, ClientId
from cm_desktop.domain.errors import Trouble
from cm_desktop.domain.queue import Freshness, Query, Queue
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.sending.delivery import Pace
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.freshness import freshness_line
from cm_desktop.ui.rail.rail import NARROW, WIDTH, Rail
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.wording.words import Words
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake
from tests.ui.rows import NOW


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform(FakeClock())


@pytest.fixture
def desk(tmp_path: Path, platform: FakePlatform) -> Iterator[Desk]:
    """A desk with one page, on real databases."""
    fittings = Fittings(
        rules=FakeLibrary(),
        vault=FakeVault(),
        listen=lambda _account, secret: FakeConnector(platform, secret),
        connect=lambda _account, secret: FakeConnector(platform, secret),
        shelf=FakeShelf(),
        intake=NoIntake(),
        introduce=lambda _account, secret: (ACCOUNT, FakeConnector(platform, secret).check()),
        caps=lambda _account: platform.caps,
        clock=FakeClock(),
        undo_delay=timedelta(seconds=10),
        pace=Pace(),
    )
    made = Desk(tmp_path / "workspace", fittings, threads=False)
    made.accounts.add(ACCOUNT, CLIENT, "jeton")
    yield made
    made.close()


@pytest.fixture
def rail(qtbot: QtBot, desk: Desk, words: Words, theme: Theme) -> Rail:
    made = Rail(desk, words, theme)
    qtbot.addWidget(made)
    made.resize(WIDTH, 900)
    made.refresh()
    made.show()
    return made


def item(rail: Rail, name: str) -> RailItem:
    return next(item for item in rail.findChildren(RailItem) if item.accessibleName().startswith(name))


def test_figures_that_stay_the_same_are_not_painted_again(rail: Rail, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[RailItem] = []
    monkeypatch.setattr(RailItem, "update", lambda one: painted.append(one))  # noqa: PLW0108 - Qt binds it
    rail.refresh()
    assert painted == []
    shown = item(rail, "À traiter")
    shown.show_count(7)
    assert painted == [shown]


def test_the_figures_are_those_of_the_desk(rail: Rail, desk: Desk, platform: FakePlatform) -> None:
    assert item(rail, "À traiter").accessibleName() == "À traiter, 0"
    assert item(rail, "Brouillons").accessibleName() == "Brouillons"
    platform.post("c1", "Bonjour")
    desk.sync()
    rail.refresh()
    assert item(rail, "À traiter").accessibleName() == "À traiter, 1"
    assert item(rail, CLIENT.name).accessibleName() == f"{CLIENT.name}, 1"


def test_an_entry_asks_for_its_list_and_is_marked_once_it_is_shown(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(item(rail, "Masqués"), Qt.MouseButton.LeftButton)
    assert chosen.args == [Query(queue=Queue.HIDDEN)]
    assert not item(rail, "Masqués").isChecked()
    rail.show_query(Query(queue=Queue.HIDDEN))
    assert [each.accessibleName() for each in rail.findChildren(RailItem) if each.isChecked()] == ["Masqués"]


def test_a_client_leads_to_what_is_to_do_for_it(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(item(rail, CLIENT.name), Qt.MouseButton.LeftButton)
    assert chosen.args == [Query(client=CLIENT.id)]
    rail.show_query(Query(client=CLIENT.id))
    assert not item(rail, "À traiter").isChecked()


def test_the_client_whose_list_is_on_show_is_in_sight_however_low_the_window(
    rail: Rail, desk: Desk, qtbot: QtBot
) -> None:
    for number in range(9):
        desk._workspace.save_client(
            Client(id=ClientId(f"c{number}"), name=f"Client {number}", colour="#4F7B3A")
        ).result()
    rail.refresh()
    last = desk.inbox.clients()[-1]
    with qtbot.waitExposed(rail):
        rail.show()
    chosen = item(rail, last.name)
    qtbot.waitUntil(chosen.isVisible)
    rail.show_query(Query(client=last.id))
    rail.resize(WIDTH, 600)
    assert chosen.visibleRegion().boundingRect().height() == chosen.height()


def test_narrow_it_keeps_every_entry_with_its_name(rail: Rail) -> None:
    names = [each.accessibleName() for each in rail.findChildren(RailItem)]
    rail.set_narrow(narrow=True)
    assert rail.width() == NARROW
    assert [each.accessibleName() for each in rail.findChildren(RailItem)] == names
    assert all(each.toolTip() for each in rail.findChildren(RailItem))
    assert item(rail, "À traiter").sizeHint().width() == 40


@pytest.mark.parametrize(("narrow", "clients"), [(True, 4), (False, 3)])
def test_a_low_window_leaves_room_for_several_clients(rail: Rail, *, narrow: bool, clients: int) -> None:
    for name in ("Règles", "Réglages", "Ajouter une page"):
        rail.add_foot(name, "plus", lambda: None)
    (area,) = (each for each in rail.findChildren(QScrollArea) if each.isAncestorOf(item(rail, CLIENT.name)))
    rail.set_narrow(narrow)
    usual = item(rail, "Masqués").height()
    rail.resize(rail.width(), 680)
    QApplication.processEvents()
    assert area.viewport().height() >= clients * (item(rail, CLIENT.name).height() + 2)
    rail.resize(rail.width(), 900)
    QApplication.processEvents()
    assert item(rail, "Masqués").height() == usual


def test_an_entry_at_the_foot_calls_what_it_was_given(rail: Rail, qtbot: QtBot) -> None:
    called: list[bool] = []
    made = rail.add_foot("Réglages", "settings", lambda: called.append(True))
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert called == [True]


def page(number: int, trouble: str = "", *, read: bool = True) -> Freshness:
    met = Trouble(trouble) if trouble else None
    return Freshness(account=AccountId(f"fake:{number}"), read_at=NOW if read else None, trouble=met)


@pytest.mark.parametrize(
    ("pages", "line"),
    [
        ([], ""),
        ([page(1, read=False)], "Première lecture…"),
        ([page(1)], "1 page à jour"),
        ([page(1), page(2), page(3, "AuthExpired")], "2 pages à jour, 1 à reconnecter"),
        ([page(1), page(2, "Transient")], "1 page à jour, 1 en retard"),
        ([page(1, "SecretMissing", read=False)], "1 page à reconnecter"),
        ([page(1, "Transient"), page(2, "Transient")], "2\u00a0pages en retard"),
        ([page(1, "AuthExpired"), page(2, "Transient")], "1 page à reconnecter, 1 en retard"),
    ],
)
def test_the_rail_says_how_fresh_the_pages_are(words: Words, pages: list[Freshness], line: str) -> None:
    assert freshness_line(words, pages, offline=False, now=NOW) == line


def test_pages_that_are_never_read_are_not_said_to_be_up_to_date(words: Words) -> None:
    assert freshness_line(words, [page(1)], offline=False, now=NOW, by_hand=2) == "1 page à jour"
    assert freshness_line(words, [], offline=False, now=NOW, by_hand=2) == "2\u00a0pages à la main"


def test_offline_it_says_when_a_page_was_last_read(words: Words) -> None:
    assert freshness_line(words, [page(1)], offline=True, now=NOW).startswith("Dernière lecture à ")


def test_what_is_snoozed_has_a_list_while_there_is_any(rail: Rail, desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    entry = rail._queues[Queue.SNOOZED]
    rail.refresh()
    assert entry.isHidden()
    receipt = desk.snoozing.snooze([ref], desk.clock.now() + timedelta(hours=1)).result()
    rail.refresh()
    assert not entry.isHidden()
    rail.show_query(Query(queue=Queue.SNOOZED))
    desk.acts.undo(receipt).result()
    rail.refresh()
    assert not entry.isHidden()  # it is on show
    rail.show_query(Query())
    rail.refresh()
    assert entry.isHidden()
