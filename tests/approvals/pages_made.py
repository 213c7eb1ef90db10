"""The page of the request of `requests_made`, and what it makes, read. May not press anything."""

from datetime import UTC

from cm_desktop.approvals import codes
from cm_desktop.approvals.page import RequestPage
from cm_desktop.approvals.pasted import read_answer
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.papers import Asked
from cm_desktop.domain.approvals.paperwork import Pasted
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.approvals.requests_made import ASKED, EVENT

SECRET = codes.secret_of(b"a secret of the device", EVENT.id)
FRENCH = Words.load("fr", resources() / "translations")


def request_page(
    event: Event = EVENT,
    asked: Asked = ASKED,
    words: Words = FRENCH,
    asker: str = "Léa Morel",
    reply_to: str = "",
) -> RequestPage:
    return RequestPage(words=words, event=event, asked=asked, asker=asker, secret=SECRET, reply_to=reply_to, zone=UTC)


def read(text: str, event: Event = EVENT, asked: Asked = ASKED, asker: str = "Léa Morel") -> Pasted:
    """An answer of that page, as it is pasted."""
    heads, proposals = request_page(event, asked, asker=asker).heads, len(asked.proposals)
    return read_answer(text, request=EVENT.id, secret=SECRET, proposals=proposals, heads=[heads])
