"""What is known of one author on a page: what they wrote, how often that was taken down, a note. May not read anything."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from cm_desktop.domain.comments import AccountId, Author
from cm_desktop.domain.queue import Row

AuthorKey = NewType("AuthorKey", str)  # the platform's name of a person where it tells one, else the name that is shown

LONGEST_NOTE = 5_000
MOST = 50
"""So many comments are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorNote:
    """What the moderator noted about an author, for nobody else; `at` is when it was kept last, None where nothing is."""

    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorFile:
    """One author on one page. `comments` counts all of theirs there, of which `replied` were answered by the page.

    `taken_down` counts those that are hidden now, or that we ever hid, marked as spam or deleted. `rows` are the newest of
    them, at most MOST; `elsewhere` are comments under the very same name on the client's other pages, which may be somebody
    else's.
    """

    account: AccountId
    author: Author
    note: AuthorNote
    comments: int
    replied: int
    taken_down: int
    rows: tuple[Row, ...]
    elsewhere: tuple[Row, ...] = ()


def key_of(author: Author) -> AuthorKey | None:
    """By what a note is kept; None of somebody whom the platform does not name, and of the page itself."""
    return None if author.is_page else AuthorKey(author.id or author.name) or None
