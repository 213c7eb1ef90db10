"""What is to be known before one answers for a client: its tone, its charter, facts and contacts. May not judge a text."""

from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.comments import ClientId

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


class Address(StrEnum):
    """How a client speaks to the people on its pages, where its language has two ways to."""

    UNSAID = "unsaid"
    TU = "tu"
    VOUS = "vous"


class AnswerWithin(StrEnum):
    """How soon a client's supervisors usually answer: what a request begins with."""

    NONE = "none"
    ONE_HOUR = "1h"
    FOUR_HOURS = "4h"
    EVENING = "evening"
    ONE_DAY = "24h"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSheet:
    """One client's. What is text is plain, empty where nothing was said; nothing in it ever keeps a reply from leaving.

    `avoid` are words that its replies do without, as they were typed: neither empty nor twice. `signature` ends its
    replies. `charter` is one line that stands above every thread. `facts` and `contacts` may have many lines.
    `answer_within` is the deadline that a request for this client begins with.
    """

    client: ClientId
    address: Address = Address.UNSAID
    avoid: tuple[str, ...] = ()
    signature: str = ""
    charter: str = ""
    facts: str = ""
    contacts: str = ""
    answer_within: AnswerWithin = AnswerWithin.NONE


def words_in(typed: str) -> tuple[str, ...]:
    """The words to avoid, as somebody lists them: commas, semicolons or lines between. Said twice, each is one."""
    for sign in ";\n":
        typed = typed.replace(sign, ",")
    found = {" ".join(word.split()): None for word in typed.split(",")}
    return tuple(word for word in found if word)
