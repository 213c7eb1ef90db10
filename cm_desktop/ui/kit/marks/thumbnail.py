"""Pictures that strangers attached, decoded with care: known formats, bounded sizes, the first frame. May not fetch one."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap
from PySide6.QtWidgets import QApplication

_FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp"})  # never one that is a program, like SVG
_LONGEST = 10_000  # pixels on a side
_MOST_PIXELS = 12_500_000  # a phone's photo, which is 4032 x 3024
_MOST_SCANS = 50  # of a JPEG; who saves one that sharpens as it comes makes about ten
_MOST_WORK = 150_000_000  # pixels times scans: a phone's photo, twelve times; half a second at the worst
_SCAN = b"\xff\xda"  # begins each; in what is between, 0xff never stands before it
_MOST_MEMORY = 128  # MB, for one picture while it is decoded
_ON_THE_SPOT = 1_000_000  # pixels times scans: some milliseconds
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture, in this state of its file, no larger than so many pixels of a screen of this ratio."""

    file: Path
    changed: int
    box: tuple[int, int]
    ratio: float


class Thumbnails(QObject):
    """Small ones are decoded on the spot; what takes long is decoded in a thread, and `arrived` has its askers ask again."""

    arrived = Signal()
    _decoded = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Wanted, QPixmap | None] = OrderedDict()
        self._under_way: set[Wanted] = set()
        self._thread = QThreadPool(self)
        self._thread.setMaxThreadCount(1)  # each may take 128 MB
        self._decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def find(self, file: Path, box: QSize, ratio: float) -> QPixmap | None:
        """The picture in `file`, no larger than `box`, and sharp on a screen of this ratio.

        None where it is none, where it asks for more memory or time than it is worth, where it is no longer there, or as
        long as it is being decoded.
        """
        try:
            changed = file.stat().st_mtime_ns
        except OSError:
            return None
        wanted = Wanted(file, changed, (round(box.width() * ratio), round(box.height() * ratio)), ratio)
        if wanted in self._known:
            self._known.move_to_end(wanted)
        elif wanted not in self._under_way and (work := _work(file)) is not None and work > _ON_THE_SPOT:
            self._under_way.add(wanted)
            self._thread.start(lambda: self._decoded.emit(wanted, _decoded(wanted)))
        elif wanted not in self._under_way:
            self._keep(wanted, None if work is None else _decoded(wanted))
        return self._known.get(wanted)

    def _take(self, wanted: Wanted, image: QImage) -> None:
        self._under_way.discard(wanted)
        self._keep(wanted, image)
        self.arrived.emit()

    def _keep(self, wanted: Wanted, image: QImage | None) -> None:
        shown = None if image is None or image.isNull() else QPixmap.fromImage(image)
        if shown is not None:
            shown.setDevicePixelRatio(wanted.ratio)
        self._known[wanted] = shown
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)


@cache
def thumbnails() -> Thumbnails:
    """Those of the window: a list and a detail show the same ones."""
    return Thumbnails(QApplication.instance())


def _reader(file: Path) -> QImageReader:
    QImageReader.setAllocationLimit(_MOST_MEMORY)
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)  # whatever its name says
    reader.setAutoTransform(True)
    return reader


def _work(file: Path) -> int | None:
    """Pixels times scans; None for what is not decoded at all. Nothing is, for this."""
    reader = _reader(file)
    size, kind = reader.size(), bytes(reader.format().data())
    scans = _scans(file) if kind == b"jpeg" else 1
    return size.width() * size.height() * scans if kind in _FORMATS and _bearable(size, scans) else None


def _decoded(wanted: Wanted) -> QImage:
    """In any thread."""
    reader = _reader(wanted.file)
    size, box = reader.size(), QSize(*wanted.box)
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        box.transpose()
    if size.width() > box.width() or size.height() > box.height():
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()


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
