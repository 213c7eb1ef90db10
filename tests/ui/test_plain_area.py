"""What is pasted into a field is kept as it is, but for what nobody sees and Qt lays out for ever."""

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.controls.plain_area import PlainArea
from cm_desktop.ui.kit.passages.written import written

ENDLESS = "\u00ad" * 20_000
PLAIN = "Oui\u202f! Re\u00admer\u00adcie\u00adments\u00a0: «\u00a0à bientôt\u00a0»\n\u200bزن\u200cده"


def shown(text: str) -> PlainArea:
    return PlainArea(text)


def put(text: str) -> PlainArea:
    made = PlainArea("other")
    made.setPlainText(text)
    return made


def pasted(text: str) -> PlainArea:
    made, source = PlainArea(), QMimeData()
    source.setText(text)
    made.insertFromMimeData(source)
    return made


@pytest.mark.parametrize("into", [shown, put, pasted])
@pytest.mark.parametrize(
    ("text", "kept"), [(PLAIN, PLAIN), (ENDLESS, "\u00ad"), (f"a{ENDLESS}b{ENDLESS}", "a\u00adb\u00ad"), ("", "")]
)
def test_of_soft_hyphens_at_one_place_one_is_kept_and_all_else_as_it_is(
    qtbot: QtBot, into: type[PlainArea], text: str, kept: str
) -> None:
    area = into(text)
    qtbot.addWidget(area)
    assert written(area.document()) == kept
