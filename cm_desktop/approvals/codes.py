"""The line that ends a declared answer, `CM1 7K3Q-… V1 9F4D-…`: its parts and its code. May not read a pasted text.

name     of the request, 60 bits of its id
token    V1 to V9 which proposal is validated, V an act without one; C corrected, R refused, A an advice, with a text that
         the code covers; R0 and A0 with a text that was written without the page's script, which the code cannot cover
code     80 bits of an HMAC over the request, the token and the text, under a secret that only the request's page holds

Letters and digits are Crockford's 32, without I, L, O and U. `resources/supervision/request.js` makes the same code.
"""

import hmac
import re
import unicodedata

from cm_desktop.approvals.spoken import grouped, spelt, typed
from cm_desktop.domain.approvals.events import EventId, Outcome

VERSION = "CM1"
OPENS, CLOSES = "[[[", "]]]"  # around a text that goes with an answer
LINE_END = "¶"  # a line that its author ended: those that a mail program adds do not count
LETTERS = {Outcome.APPROVE: "V", Outcome.CORRECT: "C", Outcome.REJECT: "R", Outcome.ADVISE: "A"}

_NAME_LETTERS, _CODE_LETTERS = 12, 16
_PURPOSE = b"cm-desktop declared answer v1\n"
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]|¶\n?")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SLIPPED_IN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SELECTORS = re.compile("[\ufe0e\ufe0f]")
_LIKE_QUOTED = re.compile("\n(?=[ \t\u00a0]*>)")  # a line that a mail program would take for somebody else's
_QUOTES = str.maketrans("‘’‚‛′“”„‟″", "'''''" + '"""""')


def secret_of(device: bytes, request: EventId) -> bytes:
    """The secret of one request's page: 32 bytes made of a secret of the device that asks, so that nothing is kept."""
    return hmac.digest(device, _PURPOSE + request.encode(), "sha256")


def name(request: EventId) -> str:
    """A request as people copy it: `7K3Q-9F4D-22AB`."""
    return grouped(spelt(bytes.fromhex(request), _NAME_LETTERS))


def code(secret: bytes, request: EventId, token: str, text: str = "") -> str:
    """What only the page of this request can say of this answer: `9F4D-22AB-7K3Q-0XYZ`."""
    said = "\n".join((VERSION, request, token, loose(text)))
    return grouped(spelt(hmac.digest(secret, said.encode("utf-8", "replace"), "sha256"), _CODE_LETTERS))


def line(secret: bytes, request: EventId, token: str, text: str = "") -> str:
    """The whole line."""
    return f"{VERSION} {name(request)} {token} {code(secret, request, token, text)}"


def composed(head: str, last: str, text: str | None = None) -> str:
    """An answer as it is sent back: a sentence for people, the text between its marks where there is one, the line."""
    if text is None:
        return f"{head}\n\n{last}"
    inside = spaced_marks(cleaned(text)).replace("\n", f"{LINE_END}\n")
    block = _LIKE_QUOTED.sub(" ", f"{OPENS}\n{inside}\n{CLOSES}")
    return f"{head}\n\n{block}\n\n{last}"


def spaced_marks(text: str) -> str:
    """The text without the marks that go around it; its lines end in a line feed."""
    plain = _BREAKS.sub("\n", text)
    return re.sub(r"\](?=\])", "] ", re.sub(r"\[(?=\[)", "[ ", plain))


def cleaned(text: str) -> str:
    """The text in composed letters, without the unseen characters that programs slip in."""
    return unicodedata.normalize("NFC", _SLIPPED_IN.sub("", text))


def loose(text: str) -> str:
    """What of a text a code covers: all but what mail programs change, which is blanks, quotes, an ellipsis, the unseen.

    It is for comparing only. Its lines end where their author ended them.
    """
    plain = _SELECTORS.sub("", spaced_marks(cleaned(text))).translate(_QUOTES).replace("…", "...")
    return "\n".join(_SPACES.sub(" ", part).strip(" ") for part in plain.split("\n")).strip("\n")


def as_copied(part: str) -> str:
    """A name or code that somebody copied, written as it is made here: dashes anywhere, O for 0, I and L for 1."""
    return grouped(typed(part))
