"""The texts that go with an event: what people wrote. Kept beside the chain, so that they can be erased from it.

An event names its papers by the SHA-256 of their bytes, which hold a random salt: whoever keeps the event alone cannot
try texts until one fits. May not hold what the rules of the game need: those are in the event.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.verdicts import Axis, Hit, Verdict, gravest

PapersId = NewType("PapersId", str)  # 64 hexadecimal digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One contribution as it stood: the post, or a comment of the thread. `author` is empty for the post, which comes first,
    and where a name is withheld.
    """

    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Papers of a request: the comment as it was, and what is proposed.

    `hits` count in code points of `comment.text`. `proposals` are one to three replies for a reply, none for another act.
    `fingerprint` is `domain.comments.fingerprint` of the comment's text; `hidden` is when it was hidden, if it is.
    """

    account: AccountId
    remote_id: RemoteId
    platform: str
    page: str
    client: str
    colour: str
    comment: Said
    fingerprint: str
    permalink: str
    thread: tuple[Said, ...]
    hits: tuple[Hit, ...]
    severity: int
    proposals: tuple[str, ...]
    reason: str
    hidden_at: datetime | None = None

    @property
    def verdict(self) -> Verdict:
        """What was found in the comment. A request's categories are more than that: all that its client's policy goes by."""
        return Verdict(abuse=gravest(self.hits, Axis.ABUSE), business=gravest(self.hits, Axis.BUSINESS), hits=self.hits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Papers of an answer: the corrected text, the reason for a refusal, or the advice; empty where there is none.

    Of a declared one, `person` is who is said to have decided, and `message` what came back, word for word.
    """

    text: str = ""
    reason: str = ""
    person: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """Papers of an erasure: which comments are erased. It names them, and says nothing that anybody wrote."""

    comments: tuple[CommentRef, ...]


Papers = Asked | Answered | Erased
