"""How a comment is told from all others of its page: bringing it in twice adds nothing. May not know what is here already.

Its own id where the file has one, else the one in its link, else a digest of who said what, when and under which post.
"""

import hashlib
import re
from enum import Enum, auto

from cm_desktop.domain.comments import RemoteId
from cm_desktop.imports.cells import SCIENTIFIC

_REPLY = re.compile(r"[?&]reply_comment_id=([^&#]+)")
# Facebook's, YouTube's, Instagram's, WordPress's.
_COMMENT = re.compile(r"(?:[?&](?:comment_id|lc)=|/c/(?:\d{6,}/r/)?(?=\d{6})|#comment-(?=\d))([^&#/?]+)(?!/r/)")
_BELOW_THE_POST = re.compile(r"(?<=[?&])(?:reply_comment_id|comment_id|lc)=[^&]*&?|(?<=/)c/\d{6,}(?:/r/\d{6,})?/?")
_NONE = {"", "0", "-", "null", "none", "nan", "n/a"}
_MADE = "made:"


def told(cell: str) -> str:
    """The id in a cell; empty where it says none, or a spreadsheet rounded it."""
    return "" if cell.casefold() in _NONE or SCIENTIFIC.fullmatch(cell) else cell


def in_link(link: str) -> str:
    """The comment's own id in the address of a comment; empty where there is none."""
    found = _REPLY.search(link) or _COMMENT.search(link)
    return found[1] if found else ""


def post_link(link: str) -> str:
    """The address of the post in the address of a comment under it."""
    post = _BELOW_THE_POST.sub("", link.partition("#")[0])
    return post.rstrip("?&")


def digest(*parts: str) -> str:
    """A short name for exactly these."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return _MADE + hashlib.blake2b(joined, digest_size=12).hexdigest()


class Claim(Enum):
    """What became of a comment's claim to its own id, within one file."""

    FIRST = auto()
    AGAIN = auto()  # the same comment once more
    TAKEN = auto()  # another comment has it
    NONE = auto()  # it has none


class Identities:
    """Gives ids to the comments of one file, in its order. Keeps some hundred bytes for each, never their texts."""

    def __init__(self) -> None:
        self._owners: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def claim(self, own: str, *said: str) -> Claim:
        """Whether the comment that `said` this may have the id that the file gives it."""
        content = hash(said)
        if own not in self._owners:
            self._owners[own] = content
            return Claim.FIRST
        return Claim.AGAIN if self._owners[own] == content else Claim.TAKEN

    def by_content(self, *said: str) -> RemoteId:
        """An id for what it says: the second one that says the very same is another comment."""
        name = digest(*said)
        before = self._times.get(name, 0)
        self._times[name] = before + 1
        return RemoteId(f"{name}.{before + 1}" if before else name)
