"""The icons, tinted and kept as pixmaps. May not load anything but the shipped SVG files."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.queue import Queue, Triage
from cm_desktop.domain.verdicts import Category, Form, Level
from cm_desktop.ui.kit import assets

QUEUES = {
    Queue.TODO: "inbox",
    Queue.URGENT: "octagon-alert",
    Queue.VALIDATION: "shield-check",
    Queue.OUTGOING: "clock",
    Queue.DRAFTS: "pencil",
    Queue.SNOOZED: "pause",
    Queue.HIDDEN: "eye-off",
    Queue.DONE: "check",
    Queue.ALL: "layers",
}
TRIAGES = {triage: QUEUES[Queue(triage)] for triage in Triage if triage is not Triage.ASIDE} | {Triage.ASIDE: "clock"}
LEVELS = {Level.URGENT: "octagon-alert", Level.IMPORTANT: "triangle-alert", Level.WATCH: "diamond-alert"}
FORMS = {Form.ATTACK: "zap", Form.GRIEVANCE: "message-square"}
CATEGORIES = {  # of neither form: only where there is no room for the word
    Category.PRAISE: "heart",
    Category.QUESTION: "circle-help",
    Category.SPAM: "ban",
    Category.IDEA: "lightbulb",
}
ACTIONS = {
    ActionKind.REPLY: "corner-up-left",
    ActionKind.EDIT: "pencil",
    ActionKind.HIDE: "eye-off",
    ActionKind.UNHIDE: "eye",
    ActionKind.PUBLISH: "check",
    ActionKind.SPAM: "ban",
    ActionKind.DELETE: "trash-2",
    ActionKind.RESTORE: "rotate-ccw",
    ActionKind.LIKE: "heart",
    ActionKind.ESCALATE: "shield-check",
}

_MEDIA = {"sticker": "sticker", "video": "video"}


def media(kind: str) -> str:
    """The icon of what a comment carries."""
    return _MEDIA.get(kind, "image")


def pixmap(name: str, colour: QColor, size: int = 16) -> QPixmap:
    """The icon `name` in one colour, `size` logical pixels wide, as sharp as the sharpest screen."""
    return _pixmap(name, colour.rgba(), size, _ratio())


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    """The same for a menu or a standard button."""
    return QIcon(pixmap(name, colour, size))


def blank(size: int = 16) -> QIcon:
    """As wide as the others: keeps the words of a menu in one column."""
    empty = QPixmap(size, size)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


def draw(painter: QPainter, name: str, colour: QColor, x: float, y: float, size: int = 16) -> None:
    """Paint the icon with its upper left corner at (x, y)."""
    painter.drawPixmap(QRectF(x, y, size, size), pixmap(name, colour, size), QRectF())


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_svg(name, QColor.fromRgba(rgba).name())))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        drawing.render(painter, QRectF(drawn.rect()))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=64)
def _svg(name: str, colour: str) -> bytes:
    return (assets.ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", colour).encode()
