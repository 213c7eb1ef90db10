"""Inter, in the sizes and weights of the window. May not choose colours."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from cm_desktop.ui.kit import assets

FAMILY = "Inter"
_WEIGHT = QFont.Tag("wght")
_TABULAR = QFont.Tag("tnum")


def install() -> None:
    """Make Inter known to Qt; to be called once, after QApplication. Raises FileNotFoundError where it is not shipped."""
    path = assets.FONTS / "Inter.ttf"
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)


@lru_cache(maxsize=64)
def font(pixels: int, weight: int = 420, *, figures: bool = False) -> QFont:
    """Inter at a height in pixels; `weight` is any value of its axis (400 regular, 700 bold); `figures` align in columns.

    The weight is set on the font's axis: a style sheet cannot do that, so fonts are never set in one.
    """
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setVariableAxis(_WEIGHT, weight)
    if figures:
        made.setFeature(_TABULAR, 1)
    # Loaded for as long as it is kept here: a layout's formats hold no font, and each line would look through all there are.
    QFontMetricsF(made).horizontalAdvance("a")
    return made


META = (12, 450)
SECTION = (12, 600)
LIST_TEXT = (13, 420)
BUTTON = (13, 600)
AUTHOR = (14, 600)
REPLY = (14, 420)
BODY = (16, 430)
DETAIL_TITLE = (17, 680)
LIST_TITLE = (20, 720)
ROOM_TITLE = (24, 720)
KEY = (11, 620)
BADGE = (10, 680)

_FIXED = ("DejaVu Sans Mono", "Menlo", "Cascadia Mono", "Consolas", "Liberation Mono", "monospace")


@lru_cache(maxsize=4)
def code(pixels: int) -> QFont:
    """Letters of one width, of those that the system has."""
    made = QFont()
    made.setFamilies(_FIXED)
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(pixels)
    return made
