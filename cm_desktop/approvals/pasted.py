"""What somebody who has no program answered: a pasted text in, the one answer in it out, or why there is none.

May not guess: whatever is not one whole answer to this request, its code right, is unclear, and the request goes on waiting.
"""

import hmac
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cm_desktop.approvals import codes
from cm_desktop.domain.approvals.events import EventId, Outcome
from cm_desktop.domain.approvals.paperwork import Pasted
from cm_desktop.domain.errors.supervision import AnswerUnclear
from cm_desktop.domain.unseen import says_nothing, visible

_LONGEST = 200_000  # characters: a mail with all that was said before
_APPROVED = codes.LETTERS[Outcome.APPROVE]
_BY_LETTER = {letter: outcome for outcome, letter in codes.LETTERS.items()}
_QUOTED = re.compile("[ \t\u00a0]*(?:>[ \t\u00a0]?)+")
_DASHES = str.maketrans("‐‑‒–—−\u00a0\u202f", "------  ")  # one for one: places in the text stay
_GROUPS = r"[0-9A-Za-z]{4}(?:-\s?[0-9A-Za-z]{4})"
# "CM1" is a class of French schools: "CM1 2025-2026" and "CM1 Paul-Bert" begin nothing.
_BEGINS = re.compile(
    rf"(?<![0-9A-Za-z]){codes.VERSION}\s{{1,9}}[0-9A-Za-z]{{3,5}}-\s?[0-9A-Za-z]{{3,5}}-", re.IGNORECASE | re.ASCII
)
_LINE = re.compile(
    rf"{codes.VERSION}\s{{1,9}}(?P<name>{_GROUPS}{{2}})\s{{1,9}}(?P<token>[VCRA][0-9]?)\s{{1,9}}(?P<code>{_GROUPS}{{3}})"
    r"(?![0-9A-Za-z-])",
    re.IGNORECASE | re.ASCII,
)
_LINE_FEED = re.compile("\r\n|\n|\r")
_WRAP = re.compile(r"\n[ \t\n]*")  # the blanks before it are made one later: looked for here, each would be tried
_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A line and the text before it, None where there is none; `above` is whatever else stands before it."""

    name: str
    token: str
    code: str
    text: str | None
    above: str = field(compare=False)


def read_answer(
    pasted: str,
    *,
    request: EventId,
    secret: bytes,
    proposals: int,
    heads: Collection[Mapping[str, str]],
    used: Collection[str] = (),
) -> Pasted:
    """The one answer to this request in a pasted message, of a whole mail too. `used` are codes that counted before.

    `heads` is what the page itself says above an answer, by its token, in each language it may have been made in. Nothing else
    may stand there: it may be what somebody thinks by now, above an answer of before that their mail program quotes in any way.

    In what somebody wrote, mail programs may have changed quotes and blanks: it is the same to a reader, and its lines end
    where the one who wrote it ended them.

    Raises AnswerUnclear: nothing, damaged, several, other_request, code, text (it is missing, or not what was written), above,
    used.
    """
    found = _only(list(_found(_spoken(pasted))))
    if found.name != codes.name(request):
        raise AnswerUnclear(reason="other_request")
    text = _covered(found)
    if not hmac.compare_digest(found.code, codes.code(secret, request, found.token, text)):
        raise AnswerUnclear(reason="text" if found.text else "code")
    token = found.token.removesuffix("0")
    if _bare(found.above) not in ("", *(_bare(said.get(token, "")) for said in heads)):
        raise AnswerUnclear(reason="above")
    if found.code in used:
        raise AnswerUnclear(reason="used")
    return _answer(found, proposals)


def _spoken(pasted: str) -> str:
    """What the message itself says, without what it quotes; of a message that is one quotation, what this one says itself."""
    if len(pasted) > _LONGEST:
        raise AnswerUnclear(reason="damaged")
    lines = [_level(line) for line in _LINE_FEED.split(pasted)]
    least = min((level for level, line in lines if line.strip()), default=0)
    own = "\n".join(line for level, line in lines if level == least)
    quoted = "\n".join(line for level, line in lines if level > least)
    if _BEGINS.search(own) and _BEGINS.search(quoted):
        _only([*_found(own), *_found(quoted)])
    return own


def _level(line: str) -> tuple[int, str]:
    """How many times this line is quoted, and the line."""
    marks = _QUOTED.match(line)
    return (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


def _only(answers: Sequence[_Found]) -> _Found:
    """The one answer; the same one twice is one, as it stands first."""
    if not answers:
        raise AnswerUnclear(reason="nothing")
    first, *others = answers
    if any(other != first for other in others):
        raise AnswerUnclear(reason="several")
    return first


def _found(said: str) -> Iterator[_Found]:
    """Every line that begins an answer has to be whole. Raises AnswerUnclear where one is not."""
    plain = said.translate(_DASHES)
    after = 0
    for begins in _BEGINS.finditer(plain):
        line = _LINE.match(plain, begins.start())
        if line is None:
            raise AnswerUnclear(reason="damaged")
        name, token, code = line["name"], line["token"].upper(), line["code"]
        before = said[after : line.start()]
        text, above = (None, before) if token.startswith(_APPROVED) else _between_marks(before)
        yield _Found(codes.as_copied(name), token, codes.as_copied(code), text, above)
        after = line.end()


def _between_marks(before: str) -> tuple[str | None, str]:
    """The text between its marks, and what else there is."""
    head, _, rest = before.partition(codes.OPENS)
    text, closes, below = rest.partition(codes.CLOSES)
    if not closes:
        return None, before
    if codes.OPENS in below:
        raise AnswerUnclear(reason="several")
    return _as_written(text), head + below


def _bare(text: str) -> str:
    """What of a sentence is left whatever a mail program did to it: the marks of a script's direction go too."""
    return "".join(visible(codes.loose(text)).translate(_DASHES).split())


def _as_written(inside: str) -> str:
    """The text with the ends of lines that its author made, and none of those that came on the way."""
    lines = _WRAP.sub(" ", codes.cleaned(inside)).split(codes.LINE_END)
    return "\n".join(_BLANKS.sub(" ", line).strip(" \t") for line in lines).strip("\n")


def _covered(found: _Found) -> str:
    """What the code was made over besides the line. Raises AnswerUnclear where a text is missing that must be there."""
    if found.token.startswith(_APPROVED):
        return ""
    if found.text is None or says_nothing(found.text):
        raise AnswerUnclear(reason="text")
    return "" if found.token.endswith("0") else found.text


def _answer(found: _Found, proposals: int) -> Pasted:
    outcome, number = _BY_LETTER[found.token[0]], found.token[1:]
    text = found.text or ""
    match outcome, number:
        case Outcome.APPROVE, "" if not proposals:
            return Pasted(outcome=outcome, code=found.code)
        case Outcome.APPROVE, _ if number and 1 <= int(number) <= proposals:
            return Pasted(outcome=outcome, code=found.code, choice=int(number) - 1)
        case Outcome.REJECT | Outcome.ADVISE, "" | "0":
            return Pasted(outcome=outcome, code=found.code, reason=text)
        case Outcome.CORRECT, "":
            return Pasted(outcome=outcome, code=found.code, text=text)
        case _:
            raise AnswerUnclear(reason="damaged")
