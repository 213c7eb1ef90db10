"""From the detail to a page without an API, where the moderator does it by hand. May not note that it is done."""

from PySide6.QtWidgets import QWidget

from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.kit.links import copy, open_link, place_of
from cm_desktop.wording.words import Words


def opens(detail: Detail, *, offline: bool) -> bool:
    """Whether there is a page to go to, and a way."""
    return not offline and bool(place_of(detail.row.comment, detail.account))


def take_there(text: str, detail: Detail, words: Words, parent: QWidget, *, offline: bool) -> None:
    """Copy what was typed and open the page: the moderator pastes it there, and comes back to say so."""
    copy(text)
    if opens(detail, offline=offline):
        place = place_of(detail.row.comment, detail.account)
        open_link(place, words, parent, known=detail.account.base_url)
