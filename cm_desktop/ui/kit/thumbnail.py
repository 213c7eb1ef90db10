"""Pictures that strangers attached, decoded with care: known formats, bounded sizes, the first frame. May not fetch one."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageIOHandler, QImageReader, QPixmap

_FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp"})  # never one that is a program, like SVG
_LONGEST = 10_000  # pixels on a side
_MOST_PIXELS = 12_500_000  # a phone's photo, which is 4032 x 3024
_MOST_SCANS = 50  # of a JPEG; who saves one that sharpens as it comes makes about ten
_MOST_WORK = 150_000_000  # pixels times scans: a phone's photo, twelve times; half a second at the worst
_SCAN = b"\xff\xda"  # begins each; in what is between, 0xff never stands before it
_MOST_MEMORY = 128  # MB, for one picture while it is decoded
_KEPT = 64


def thumbnail(file: Path, box: QSize, ratio: float) -> QPixmap | None:
    """The picture in `file`, no larger than `box`, and sharp on a screen of this ratio.

    None where it is none, where it asks for more memory or time than it is worth, or where it is no longer there.
    """
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return _thumbnail(file, changed, box.width(), box.height(), ratio)


@lru_cache(maxsize=_KEPT)
def _thumbnail(file: Path, _changed: int, width: int, height: int, ratio: float) -> QPixmap | None:
    QImageReader.setAllocationLimit(_MOST_MEMORY)
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)  # whatever its name says
    reader.setAutoTransform(True)
    size, kind = reader.size(), bytes(reader.format().data())
    if kind not in _FORMATS or not _bearable(size, _scans(file) if kind == b"jpeg" else 1):
        return None
    box = QSize(round(width * ratio), round(height * ratio))
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        box.transpose()
    if size.width() > box.width() or size.height() > box.height():
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    shown = QPixmap.fromImage(image)
    shown.setDevicePixelRatio(ratio)
    return shown


def _bearable(size: QSize, scans: int) -> bool:
    """Asked before anything is decoded: some hundred bytes can claim to be gigabytes of picture, or seconds of work."""
    width, height = size.width(), size.height()
    pixels = width * height
    return (
        min(width, height) > 0
        and max(width, height) <= _LONGEST
        and pixels <= _MOST_PIXELS
        and scans <= _MOST_SCANS
        and pixels * scans <= _MOST_WORK
    )


def _scans(file: Path) -> int:
    """How often a JPEG goes over its picture: a thousand times in 50 KB, each of which costs as much as the first."""
    try:
        return file.read_bytes().count(_SCAN)
    except OSError:
        return 0
