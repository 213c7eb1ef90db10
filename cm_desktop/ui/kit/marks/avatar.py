"""Who is who at a glance: an author is a grey circle, a client a rounded square in its colour. May not fetch pictures."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cm_desktop.domain.comments import Client
from cm_desktop.domain.names import initials
from cm_desktop.ui.kit import client_colour, fonts
from cm_desktop.ui.kit.announced import Role
from cm_desktop.ui.kit.safe_text import visible
from cm_desktop.ui.kit.theme import Theme

_ROUNDING = 0.28
_LEAST_WITH_INITIAL = 16


def paint_author(painter: QPainter, box: QRectF, name: str, theme: Theme) -> None:
    """The author's grey circle, as large as `box`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.av_bg)
    painter.drawEllipse(box)
    painter.setPen(theme.av_tx)
    painter.setFont(fonts.font(round(box.height() * 0.34), 650))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))


def paint_client(painter: QPainter, box: QRectF, client: Client, theme: Theme) -> None:
    """The client's square, with its initial where there is room for one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(client_colour.adjusted(client.colour, theme))
    painter.drawRoundedRect(box, box.width() * _ROUNDING, box.width() * _ROUNDING)
    if box.width() >= _LEAST_WITH_INITIAL:
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(fonts.font(round(box.height() * 0.5), 700))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(client.name)[0])


class _Figure(QWidget):
    announced = Role.Graphic

    def __init__(self, size: int, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(size, size))

    def _name_it(self, name: str) -> None:
        self.setAccessibleName(visible(name))
        self.update()


class AuthorAvatar(_Figure):
    """An author's circle. The design has 30, 34 and 40 pixels."""

    def __init__(self, name: str, size: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(size, theme, parent)
        self.show_author(name)

    def show_author(self, name: str) -> None:
        """Stand for this author from now on."""
        self._name = name
        self._name_it(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_author(painter, QRectF(self.rect()), self._name, self._theme)


class ClientSquare(_Figure):
    """A client's square. The design has 9, 14, 18, 24 and 30 pixels."""

    def __init__(self, client: Client, size: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(size, theme, parent)
        self.show_client(client)

    def show_client(self, client: Client) -> None:
        """Stand for this client from now on."""
        self._client = client
        self._name_it(client.name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_client(painter, QRectF(self.rect()), self._client, self._theme)


class Speaker(_Figure):
    """Who says something: the client itself in its square, anybody else in a circle."""

    def __init__(self, size: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(size, theme, parent)
        self.show_speaker("", None)

    def show_speaker(self, name: str, client: Client | None) -> None:
        """Stand for this client where there is one, for the author of this name otherwise."""
        self._name, self._client = name, client
        self._name_it(client.name if client is not None else name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._client is not None:
                paint_client(painter, QRectF(self.rect()), self._client, self._theme)
            else:
                paint_author(painter, QRectF(self.rect()), self._name, self._theme)
