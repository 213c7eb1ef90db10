"""Whether spelling is checked, and the words that dictionaries were taught: two rows of `setting`. May not check a word."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Future
from typing import TYPE_CHECKING

from cm_desktop.domain.journal import Deed
from cm_desktop.store.cells.sealed import put
from cm_desktop.store.cells.settings import setting
from cm_desktop.store.disk.files import writing

if TYPE_CHECKING:
    from cm_desktop.store.tables.work import Work
    from cm_desktop.store.writer import Submit

_TAUGHT, _CHECKED = "taught_words", "spelling"


class Spelling:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def teach(self, word: str, *, known: bool) -> Future[None]:
        """Have a word known to the dictionaries from now on, or not any more."""
        return self._submit(lambda: self._teach(word, known=known))

    def check(self, *, on: bool) -> Future[None]:
        """Whether what is written is checked from now on."""
        return self._submit(lambda: self._set(_CHECKED, "yes" if on else "no"))

    def _teach(self, word: str, *, known: bool) -> None:
        self._set(_TAUGHT, " ".join(sorted(taught(self._db) - {word} | ({word} if known else set()))))

    def _set(self, name: str, value: str) -> None:
        with writing(self._db):
            put(self._db, "setting", (name, value))
            self._work.log(Deed.SPELLING_SET)


def taught(work: sqlite3.Connection) -> frozenset[str]:
    """The words that `teach` keeps."""
    return frozenset(setting(work, _TAUGHT).split())


def is_checked(work: sqlite3.Connection) -> bool:
    """Whether what is written is checked: unless the user said no."""
    return setting(work, _CHECKED) != "no"
