"""Labels in the window's type and colours. May not show anything but plain text or an icon."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from cm_desktop.ui.kit import fonts, icons
from cm_desktop.ui.kit.safe_text import ElidedLabel, PlainLabel


def label(text: str, type_: tuple[int, int], colour: QColor, parent: QWidget | None = None) -> PlainLabel:
    """One line of text; `type_` is a size and a weight of `ui.fonts`."""
    return _dress(PlainLabel(text, parent), type_, colour)


def elided(text: str, type_: tuple[int, int], colour: QColor, parent: QWidget | None = None) -> ElidedLabel:
    """One line that gives way, ending with an ellipsis where it lacks room."""
    made = ElidedLabel(text, parent)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    _dress(made, type_, colour)
    return made


def paragraph(text: str, type_: tuple[int, int], colour: QColor, parent: QWidget | None = None) -> PlainLabel:
    """Text over as many lines as it needs, that can be selected with the mouse."""
    made = label(text, type_, colour, parent)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def sign(name: str, colour: QColor, size: int = 16, parent: QWidget | None = None) -> PlainLabel:
    """An icon beside words that say the same: screen readers pass over it."""
    made = PlainLabel("", parent)
    made.setFixedSize(size, size)
    redraw(made, name, colour)
    return made


def redraw(made: PlainLabel, name: str, colour: QColor) -> None:
    """Give a sign another icon, as large as it is."""
    made.setPixmap(icons.pixmap(name, colour, made.maximumWidth()))


def _dress(made: PlainLabel, type_: tuple[int, int], colour: QColor) -> PlainLabel:
    made.setFont(fonts.font(*type_))
    made.setForegroundRole(QPalette.ColorRole.WindowText)  # not in the colour of a button that it may stand in
    recolour(made, colour)
    return made


def recolour(made: PlainLabel, colour: QColor) -> None:
    """Give a label's text another colour."""
    palette = made.palette()
    if palette.color(QPalette.ColorRole.WindowText) == colour:
        return
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    made.setPalette(palette)
