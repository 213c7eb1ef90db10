"""Leaving for the browser or the clipboard: where a link may lead. May not open anything but http and https."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from cm_desktop.domain.comments import Account, Comment
from cm_desktop.ui.kit.safe_text import message_box
from cm_desktop.wording.words import Words

_OTHER_DOORS = ("www.", "m.", "web.")  # of the same house


def allowed(link: str) -> QUrl | None:
    """The address, if it is one that a browser may be sent to: no other scheme, no user name, no control character."""
    if not link.isprintable():
        return None
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    good = url.isValid() and url.scheme() in ("http", "https") and _true_host(url) and not url.userInfo()
    return url if good else None


def place_of(comment: Comment, account: Account) -> str:
    """Where a person finds a comment on a page without an API: at its own address, else its page's; empty for neither."""
    return next((link for link in (comment.permalink, account.base_url) if allowed(link)), "")


def open_link(link: str, words: Words, parent: QWidget, *, known: str = "") -> None:
    """Ask, naming the true host, then open; a link that is not allowed is refused in words.

    Nothing is asked where it leads to the same host and port as `known`, an address that the user gave.
    """
    url = allowed(link)
    if url is None:
        box = message_box(
            words.say("View online"), words.say("This comment has no address that can be opened."), parent=parent
        )
        box.open()
    elif known and _house(url) == _house(QUrl(known)):
        QDesktopServices.openUrl(url)
    else:
        box = message_box(
            words.say("View online"), words.say("Open {host} in the browser?", host=_true_host(url)), parent=parent
        )
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Open).clicked.connect(lambda: QDesktopServices.openUrl(url))
        box.open()


def copy(text: str) -> None:
    """Put a text into the clipboard, as it is."""
    QGuiApplication.clipboard().setText(text)


def _true_host(url: QUrl) -> str:
    """In ASCII: what only looks like a known name is seen to be another. With its port, where it is not the usual one."""
    host = bytes(QUrl.toAce(url.host()).data()).decode("ascii")
    return f"{host}:{url.port()}" if host and url.port() != -1 else host


def _house(url: QUrl) -> tuple[str, int]:
    host = url.host()
    return next((host.removeprefix(door) for door in _OTHER_DOORS if host.startswith(door)), host), url.port()
