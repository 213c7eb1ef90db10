"""A window that nobody looks at tells of what is new, rarely, without a word of a stranger; the settings say of what."""

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.notices import About, News, Wishes
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.notices.tray import plain
from tests.engine.port import CLIENT
from tests.ui.settings.test_room import enter
from tests.ui.window.conftest import clock, desk, fittings, library, platform, refs, window
from tests.ui.window.steps import CALM, opened

__all__ = ["clock", "desk", "fittings", "library", "platform", "refs", "window"]  # fixtures


@dataclass
class Elsewhere:
    """Somebody who does not look: what there is, and what they were told."""

    news: list[News] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    looks: int = 0

    def everything(self) -> tuple[News, ...]:
        self.looks += 1
        return tuple(self.news)


@pytest.fixture
def elsewhere(qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    made = Elsewhere()
    monkeypatch.setattr(desk.news, "everything", made.everything)
    monkeypatch.setattr(window.notices.tray, "tell", lambda title, text: made.told.append((title, text)))
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    window.notices.wishes = Wishes(quiet=None)
    qtbot.waitUntil(lambda: window.notices._heard.known is not None)
    return made


def look(qtbot: QtBot, window: MainWindow, elsewhere: Elsewhere) -> None:
    """To the end."""
    heard = window.notices._heard
    window.notices.look()
    qtbot.waitUntil(lambda: window.notices._heard is not heard)


def test_who_looks_elsewhere_is_told_and_comes_to_the_comment(
    qtbot: QtBot, window: MainWindow, elsewhere: Elsewhere, refs: dict[str, CommentRef]
) -> None:
    elsewhere.news += [News(about=About.URGENT, key="1", client=CLIENT.name, page="Page", comment=refs[CALM])]
    look(qtbot, window, elsewhere)
    assert elsewhere.told == [("1\u00a0commentaire urgent", "Brasserie Lumen · Page\u00a0: 1")]
    window.notices.tray.taken.emit()
    assert opened(window) == refs[CALM]


def test_who_looks_at_the_window_is_told_nothing(
    qtbot: QtBot, window: MainWindow, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    elsewhere.news += [News(about=About.ANSWER, key="1", client=CLIENT.name)]
    look(qtbot, window, elsewhere)
    assert elsewhere.told == []


def test_what_waits_for_its_time_is_looked_at_again(qtbot: QtBot, window: MainWindow, elsewhere: Elsewhere) -> None:
    for name in ("1", "2"):
        elsewhere.news += [News(about=About.URGENT, key=name, client=CLIENT.name)]
        look(qtbot, window, elsewhere)
    assert len(elsewhere.told) == 1
    assert window.notices._again.isActive()


def test_what_is_ticked_holds_at_once_and_is_kept(window: MainWindow) -> None:
    section = enter(window, "Notifications")
    kept: list[Look] = []
    window.chosen.connect(kept.append)
    for name in ("Les commentaires urgents", "Aucune notification pendant ces heures"):
        next(each for each in section.findChildren(Check) if each.text() == name).click()
    wanted = Wishes(about=frozenset({About.ANSWER, About.REQUEST}), quiet=None)
    assert window.notices.wishes == kept[-1].wishes == wanted
    window.speak("en")
    assert window.panes.settings.notices.wishes == wanted


def test_a_name_that_looks_like_markup_is_shown_as_it_is_written() -> None:
    assert plain("<b>Lumen</b>\u202e") != "<b>Lumen</b>\u202e"
    assert "<" not in plain("<a href='x'>Lumen</a>")
