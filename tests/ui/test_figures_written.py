"""A figure over 999 is written as one reads it in each language, wherever the window counts."""

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.engine.desk import Desk
from cm_desktop.settings import resources
from cm_desktop.ui.inbox.list_head import ListHead
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.safe_text import PlainLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rail.rail import Rail
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW

WRITTEN = {"fr": "12\u202f345", "en": "12,345"}


class _NoDesk:
    """The rail only asks for this to be connected before it is read."""

    sync_soon = staticmethod(lambda: None)


@pytest.fixture(params=WRITTEN)
def spoken(request: pytest.FixtureRequest) -> Words:
    return Words.load(request.param, resources() / "translations")


def test_each_entry_of_the_rail_writes_it_so(qtbot: QtBot, spoken: Words, theme: Theme) -> None:
    rail = Rail(cast("Desk", _NoDesk()), spoken, theme)
    qtbot.addWidget(rail)
    rail.add_foot("Rules", "scale", lambda: None)
    entries = [item for item in rail.findChildren(RailItem) if item is not rail.fresh]
    for entry in entries:
        entry.show_count(12_345)
    assert len(entries) > len(WRITTEN)
    assert all(entry.accessibleName().endswith(f", {WRITTEN[spoken.language]}") for entry in entries)


def test_the_head_of_the_list_writes_it_so(qtbot: QtBot, spoken: Words, theme: Theme) -> None:
    head = ListHead(RowWords(spoken), lambda: NOW, spoken, theme)
    qtbot.addWidget(head)
    head.show_count(12_345)
    assert WRITTEN[spoken.language] in {label.text() for label in head.findChildren(PlainLabel)}
