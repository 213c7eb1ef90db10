"""Pictures of strangers: shown small, never trusted."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.domain.queue import Query
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.detail.attachment import Picture, attachment
from cm_desktop.ui.inbox.queue_list import QueueList
from cm_desktop.ui.kit.marks.row_words import RowWords
from cm_desktop.ui.kit.marks.thumbnail import thumbnails
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.pictures import claiming, progressive
from tests.ui.rows import NOW, SOURCES, Shelf, comment, row

BOX = QSize(320, 240)
STICKER = replace(comment(1, "Ana", ""), media="sticker")


def painted(file: Path, width: int, height: int) -> Path:
    """A picture in one colour, of a format named by its suffix."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#2F6F73"))
    assert image.save(str(file))
    return file


@pytest.mark.parametrize(
    ("width", "height", "shown"), [(1000, 500, (320, 160)), (300, 900, (80, 240)), (60, 40, (60, 40))]
)
def test_a_picture_fits_its_box_and_is_never_enlarged(
    dressed: QApplication, tmp_path: Path, width: int, height: int, shown: tuple[int, int]
) -> None:
    made = thumbnails().find(painted(tmp_path / "picture.png", width, height), BOX, 1.0)
    assert made is not None
    assert (made.width(), made.height()) == shown


def test_it_is_as_sharp_as_the_screen(dressed: QApplication, tmp_path: Path) -> None:
    made = thumbnails().find(painted(tmp_path / "picture.jpg", 1000, 500), BOX, 2.0)
    assert made is not None
    assert (made.width(), made.height(), made.devicePixelRatio()) == (640, 320, 2.0)


UNBEARABLE = {
    "huge": claiming(60_000, 60_000),
    "too many pixels": claiming(9_000, 9_000),
    "more than a photo": progressive(4_100, 3_100, 2),
    "large and often": progressive(4_032, 3_024, 1_000),
    "a photo too often": progressive(4_032, 3_024, 13),
    "too often": progressive(64, 64, 51),
    "empty": claiming(50, 50),
    "cut": b"\x89PNG\r\n\x1a\n",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
    "cut gif": b"GIF89a",
    "nothing": b"",
    "text": b"not a picture",
}


@pytest.mark.parametrize("content", UNBEARABLE.values(), ids=UNBEARABLE.keys())
def test_what_is_no_bearable_picture_is_not_shown(dressed: QApplication, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "picture").write_bytes(content)
    assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is None


@pytest.mark.parametrize("content", [progressive(4_032, 3_024, 12), progressive(1_000, 1_000, 50)])
def test_a_photo_that_sharpens_as_it_comes_is_decoded_beside_the_window(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "picture").write_bytes(content)
    with qtbot.waitSignal(thumbnails().arrived):
        assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is None
        assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is None
    assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is not None


def test_without_that_the_window_would_wait_for_it(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cm_desktop.ui.kit.marks.thumbnail._ON_THE_SPOT", 1_000_000_000)
    (tmp_path / "picture").write_bytes(progressive(1_000, 1_000, 50))
    assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is not None


def test_a_word_stands_for_a_picture_until_it_is_decoded(
    qtbot: QtBot, words: Words, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "picture").write_bytes(progressive(1_000, 1_000, 50))
    with qtbot.waitSignal(thumbnails().arrived):
        shown = attachment(STICKER, tmp_path / "picture", words, theme, 1.0)
        qtbot.addWidget(shown)
        assert shown.findChild(Picture) is None
    assert shown.findChild(Picture) is not None


def test_what_would_begin_a_scan_in_another_format_begins_none(dressed: QApplication, tmp_path: Path) -> None:
    picture = painted(tmp_path / "picture.png", 1000, 500)
    picture.write_bytes(picture.read_bytes() + 100 * b"\xff\xda")
    assert thumbnails().find(picture, BOX, 1.0) is not None


def test_without_that_bound_it_would_be_shown_after_a_thousand_times(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is refused for that is a picture, and small enough to be sent."""
    monkeypatch.setattr("cm_desktop.ui.kit.marks.thumbnail._MOST_SCANS", 1_000)
    monkeypatch.setattr("cm_desktop.ui.kit.marks.thumbnail._MOST_WORK", 1_000_000_000)
    (tmp_path / "picture").write_bytes(progressive(1_000, 1_000, 1_000))
    assert (tmp_path / "picture").stat().st_size < 50_000
    with qtbot.waitSignal(thumbnails().arrived):
        thumbnails().find(tmp_path / "picture", BOX, 1.0)
    assert thumbnails().find(tmp_path / "picture", BOX, 1.0) is not None


def test_a_picture_that_left_is_not_shown(dressed: QApplication, tmp_path: Path) -> None:
    assert thumbnails().find(tmp_path / "gone.png", BOX, 1.0) is None


def test_a_picture_says_what_it_is_and_whose(qtbot: QtBot, words: Words, theme: Theme, tmp_path: Path) -> None:
    shown = attachment(STICKER, painted(tmp_path / "picture.png", 100, 80), words, theme, 1.0)
    qtbot.addWidget(shown)
    assert isinstance(shown, Picture)
    assert shown.accessibleName() == "Autocollant de \u2068Ana\u2069"
    assert shown.height() == 80


@pytest.mark.parametrize(
    ("media", "word"),
    [("image", "Image"), ("gif", "GIF"), ("video", "Vidéo"), ("sticker", "Autocollant"), ("3d", "Pièce")],
)
def test_without_its_picture_a_word_stands_for_it(
    qtbot: QtBot, words: Words, theme: Theme, media: str, word: str
) -> None:
    shown = attachment(replace(STICKER, media=media), None, words, theme, 1.0)
    qtbot.addWidget(shown)
    (told,) = [label.text() for label in shown.findChildren(QLabel) if label.text()]
    assert told.startswith(word)
    assert told.endswith("visible en ligne")


def test_a_sticker_without_words_reads_well_in_the_list(words: Words) -> None:
    rows = RowWords(words)
    rows.sources = SOURCES
    assert rows.body(row(1, STICKER)) == "Autocollant, sans texte"
    assert rows.pills(row(1, STICKER)) == ()
    assert rows.spoken(row(1, STICKER), NOW).endswith("Autocollant, sans texte")


def test_the_list_paints_the_picture_under_its_author(
    qtbot: QtBot, bridge: Bridge, words: Words, theme: Theme, tmp_path: Path
) -> None:
    shelf = Shelf([row(1, STICKER)])
    rows = RowWords(words)
    rows.sources = SOURCES
    pane = QueueList(lambda: shelf, bridge, rows, words, theme, lambda: NOW)
    qtbot.addWidget(pane)
    pane.resize(428, 600)
    pane.show()
    pane.ask(Query(), "À traiter")
    place = pane.view.visualRect(pane.model.index(0, 0)).topLeft()
    without = pane.view.viewport().grab().toImage().pixelColor(place.x() + 45, place.y() + 74)
    shelf.pictures[STICKER.ref] = painted(tmp_path / "picture.png", 100, 100)
    pane.refresh()
    with_it = pane.view.viewport().grab().toImage().pixelColor(place.x() + 45, place.y() + 74)
    assert without != with_it
    assert with_it == QColor("#2F6F73")
