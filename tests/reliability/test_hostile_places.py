"""Whatever the window is made of is shown hostile texts, or is named here with the reason why not."""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

import cm_desktop.ui
from cm_desktop.ui.kit import fonts, style
from cm_desktop.ui.kit.card import Card
from cm_desktop.ui.kit.theme import LIGHT
from tests.reliability.hostile_places import PLACES
from tests.reliability.hostile_widgets import Make


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    fonts.install()
    style.dress(qapp, LIGHT)


# They show nothing but what the program itself says, and the figures in it.
OUR_OWN_WORDS = frozenset(
    {
        "detail.attachment._Awaited",
        "detail.notice.Notice",
        "frame.crash_bar.CrashBar",  # whose reports hold no text of a stranger: tests/unit/test_crash_reports.py
        "frame.practice_bar.PracticeBar",
        "guide.guide_page.GuidePage",
        "guide.guide_page._Row",
        "joining.what_page.WhatPage",
        "kit.passages.long_text._Foot",
        "rules.week_bars.WeekBars",
        "settings.key_row.Catcher",
        "settings.key_row.KeyRow",
        "teams.spare_pages.SpareCodePage",
    }
)
# A field for what whoever sits there types or pastes, under words of ours; no bound but theirs.
TYPED = frozenset(
    {
        "joining.access_page.AccessPage",
        "joining.access_page.SitePage",
        "joining.access_page.TokenPage",
        "joining.by_hand_page.ByHandPage",
        "joining.by_hand_page._Request",
        "joining.home_page.HomePage",
        "joining.link_page.LinkPage",
        "joining.pasting.PastePage",
        "teams.founding_pages.JoinPage",
        "teams.spare_pages.SparePage",
    }
)
# Names of pages and files, in labels that other places show, made with a desk or a worker of their own.
IN_LABELS_OF_OTHERS = frozenset(
    {"joining.aside_field.AsideField", "joining.progress_page.ProgressPage", "rail.freshness_panel._Body"}
)
ELSEWHERE = OUR_OWN_WORDS | TYPED | IN_LABELS_OF_OTHERS


def name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}".removeprefix("cm_desktop.ui.")


def made_of() -> set[str]:
    """All widgets of the window."""
    for room in pkgutil.walk_packages(cm_desktop.ui.__path__, "cm_desktop.ui."):
        import_module(room.name)
    return {name(kind) for kind in below(QWidget) if kind.__module__.startswith("cm_desktop.ui.")}


def below(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def shown_in(places: Mapping[str, Make]) -> set[str]:
    """The widgets that the places are made of, and what these are made from."""
    found: set[str] = set()
    for make in places.values():
        made = make("Bonjour")
        found |= {name(kind) for part in all_in(made) for kind in type(part).__mro__}
        shiboken6.delete(made)
    return found


def all_in(made: QWidget) -> Iterable[QWidget]:
    return [made, *made.findChildren(QWidget)]


def test_every_widget_is_in_a_place_or_told_why_not() -> None:
    shown = shown_in(PLACES)
    assert made_of() - shown - ELSEWHERE == set()
    assert shown & ELSEWHERE == set()  # who is in a place now needs no reason any more
    assert made_of() >= ELSEWHERE


def test_a_widget_that_is_in_no_place_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgotten(Card):
        """In no room but for this test."""

    monkeypatch.setattr(Forgotten, "__module__", "cm_desktop.ui.detail.forgotten")
    assert "detail.forgotten.Forgotten" in made_of() - shown_in({"dialog": PLACES["dialog"]}) - ELSEWHERE
