"""Leaving for the browser: where a link may lead. May not open anything but http and https."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from cm_desktop.ui.kit.safe_text import message_box
from cm_desktop.wording.words import Words


def allowed(link: str) -> QUrl | None:
    """The address, if it is one that a browser may be sent to: no other scheme, no user name, no control character."""
    if not link.isprintable():
        return None
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    good = url.isValid() and url.scheme() in ("http", "https") and url.host() and not url.userInfo()
    return url if good else None


def open_link(link: str, words: Words, parent: QWidget) -> None:
    """Ask, naming the true host, then open; a link that is not allowed is refused in words."""
    url = allowed(link)
    if url is None:
        box = message_box(
            words.say("See online"), words.say("This comment has no address that can be opened."), parent=parent
        )
        box.open()
        return
    host = bytes(QUrl.toAce(url.host()).data()).decode("ascii")
    box = message_box(words.say("See online"), words.say("Open {host} in the browser?", host=host), parent=parent)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Open).clicked.connect(lambda: QDesktopServices.openUrl(url))
    box.open()
