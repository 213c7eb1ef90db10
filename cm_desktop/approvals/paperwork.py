"""Files for people who have no program, and what they send back: the Paperwork of domain/approvals/paperwork.py.

May not sign anything, nor say how a case stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo

from cm_desktop.approvals import codes
from cm_desktop.approvals.fiche import Fiche
from cm_desktop.approvals.journal import journal
from cm_desktop.approvals.page import RequestPage
from cm_desktop.approvals.pasted import read_answer
from cm_desktop.domain.approvals.paperwork import Archive, Pasted
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.settings import resources
from cm_desktop.wording import cases
from cm_desktop.wording.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFiles:
    """In one language. `reply_to` is where answers can be mailed, empty where pages offer no mail."""

    words: Words
    reply_to: str = ""
    zone: tzinfo | None = None

    def page(self, case: CaseView, secret: bytes) -> bytes:
        """See the port. Raises CaseMoved("erased")."""
        return self._page(case, secret, self.words).made()

    def read(self, case: CaseView, pasted: str, *, secret: bytes, used: Collection[str]) -> Pasted:
        """See the port. The page may have been made while the program spoke another language. Raises CaseMoved("erased")."""
        languages = (Words.load(language, resources() / "translations") for language in LANGUAGES)
        return read_answer(
            pasted,
            request=case.request_id,
            secret=codes.secret_of(secret, case.request_id),
            proposals=case.case.request.proposals,
            heads=[self._page(case, secret, words).heads for words in languages],
            used=used,
        )

    def fiche(self, case: CaseView) -> bytes:
        """See the port. Raises CaseMoved("erased")."""
        return Fiche(words=self.words, case=case, zone=self.zone).made()

    def journal(self, archive: Archive) -> bytes:
        """See the port."""
        return journal(self.words, archive)

    def _page(self, case: CaseView, secret: bytes, words: Words) -> RequestPage:
        if case.asked is None:
            raise CaseMoved("erased")
        return RequestPage(
            words=words,
            event=case.case.current,
            asked=case.asked,
            asker=cases.asker(words, case),
            secret=codes.secret_of(secret, case.request_id),
            reply_to=self.reply_to,
            zone=self.zone,
        )
