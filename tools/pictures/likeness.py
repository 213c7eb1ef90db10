"""Whether two pictures show the same, as an eye at some distance sees it: tile by tile. May not take any.

Letters are drawn a little differently by each version of a system's text rendering, so no pixel is compared with another: what
counts is the colour of a tile as a whole. Another colour, something moved, missing or clipped changes that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

TILE = 16  # pixels of a window
BEARABLE = 20  # of 255, in a tile's red, green or blue


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """By how much a tile differs, of 255, and where it lies in the window."""

    by: int
    x: int
    y: int


def differences(one: QImage, other: QImage, window: QSize) -> list[Difference]:
    """The tiles that differ more than is bearable, the worst first; both pictures are of a window of this size."""
    tiles = QSize(window.width() // TILE, window.height() // TILE)
    seen, expected = (_tiles(picture, tiles) for picture in (one, other))
    found = (
        Difference(by, x * TILE, y * TILE)
        for y in range(tiles.height())
        for x in range(tiles.width())
        if (by := max(abs(a - b) for a, b in zip(_colour(seen, x, y), _colour(expected, x, y), strict=True))) > BEARABLE
    )
    return sorted(found, reverse=True)


def _tiles(picture: QImage, tiles: QSize) -> QImage:
    """One pixel for each tile, of its mean colour."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.convertToFormat(QImage.Format.Format_RGB32).scaled(
        tiles, Qt.AspectRatioMode.IgnoreAspectRatio, smooth
    )


def _colour(picture: QImage, x: int, y: int) -> Iterator[int]:
    colour = picture.pixelColor(x, y)
    yield from (colour.red(), colour.green(), colour.blue())
