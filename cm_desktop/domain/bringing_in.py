"""What a window and a command line ask of the engine to bring comments in that people have themselves. May not read a file."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Protocol

from cm_desktop.domain.arrivals import ColumnMapping, PastedComment, Report, Survey
from cm_desktop.domain.comments import AccountId, Comment
from cm_desktop.domain.ports import Progress


class Imports(Protocol):
    """Brings comments in from files and from pasted text, into the queues. Slow: never called from the window's thread."""

    def survey(self, file: Path, *, encoding: str | None = None) -> Survey:
        """A first look, quick however long the file is. Raises ImportRefused."""

    def preview(self, survey: Survey, mapping: ColumnMapping, account: AccountId) -> tuple[Comment, ...]:
        """The sample as comments, as they would come in. Raises ImportRefused for a mapping that cannot be used."""

    def bring_in(
        self, survey: Survey, mapping: ColumnMapping, account: AccountId, *, progress: Progress, cancelled: Event
    ) -> Report:
        """Bring the file in and remember the mapping. Cancelled, it leaves nothing behind but what was acted on meanwhile.

        Raises ImportRefused, StoreError, NotFound.
        """

    def paste(self, text: str) -> tuple[PastedComment, ...]:
        """The comments in a pasted text, for the moderator to correct."""

    def add_pasted(self, account: AccountId, pasted: Sequence[PastedComment]) -> Report:
        """Bring them in. Raises StoreError, NotFound."""
