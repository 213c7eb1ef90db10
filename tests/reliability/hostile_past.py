"""What became of a comment, where strangers wrote a part of it. May not know a text."""

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.author_file import AuthorFile, AuthorNote
from cm_desktop.domain.erasing import PersonWeight
from cm_desktop.domain.past import Event, What
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.past.author_page import AuthorPage
from cm_desktop.ui.past.client_page import ClientPage
from cm_desktop.ui.past.history_page import HistoryPage
from tests.reliability.hostile_widgets import FRENCH, client, detail, sheet
from tests.ui.rows import NOW


def history(text: str) -> QWidget:
    kinds = (What.WRITTEN, What.EDITED, What.ANSWERED, What.ASKED)
    events = [Event(at=NOW, what=what, who=text, text=text) for what in kinds]
    ruled = Event(at=NOW, what=What.RULED, who=text, text=text, outcome=Outcome.REJECT, declared=True)
    return HistoryPage(text, [*events, ruled], NOW, FRENCH, LIGHT)


def noted(text: str) -> QWidget:
    """What is to be known of a client, as somebody noted it."""
    return ClientPage(client(text), sheet(text), FRENCH, LIGHT)


def author(text: str) -> QWidget:
    about = detail(text)
    known = AuthorFile(
        account=about.account.id,
        author=about.row.comment.author,
        note=AuthorNote(text=text, at=NOW),
        comments=2,
        replied=1,
        taken_down=1,
        rows=(about.row, about.row),
        elsewhere=(about.row,),
    )
    page = AuthorPage(known, about, [about.account], NOW, FRENCH, LIGHT)
    page.erasing.question(PersonWeight(name=text, comments=2, answers=1, waiting=1, views=(text, text)))
    return page
