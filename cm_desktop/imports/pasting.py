"""Comments copied from a page and pasted, told apart. May not lose a word: what it does not understand stays in the text.

Facebook and Instagram put buttons under each comment ("J’aime · Répondre · 2 h"), which come along when it is copied: where
there are any, they end a comment; elsewhere an empty line does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from cm_desktop.domain.arrivals import DateOrder, PastedComment
from cm_desktop.imports.cells import count, is_link
from cm_desktop.imports.dates import DateReader

_LIKE = r"(?:j['’]aime|like)"
_REPLIES = r"(?:réponses?|repl(?:y|ies))"
_UNIT = r"(?:s|sec|secondes?|m|mn|min|minutes?|h|heures?|hours?|j|d|jours?|days?|sem\.?|semaines?|w|weeks?|mois|ans?|y)"
_MONTH = r"(?:janv?|févr?|mars|avr|mai|juin|juil|août|sept?|oct|nov|déc|jan|feb|apr|may|june?|july?|aug|dec)[a-zé]*\.?"
_AGE = rf"(?:il y a )?\d{{1,3}} ?{_UNIT}\b"
_DAY = rf"(?:hier|yesterday|\d{{1,2}} {_MONTH}(?: \d{{4}})?)(?:,? (?:à |at )?\d{{1,2}} ?[:h] ?\d\d)?"
_BUTTON = (
    rf"(?:je n['’]aime plus|{_LIKE}|répondre|reply|partager|share|voir (?:la traduction|l['’]original)|see translation)"
)
_COUNT = rf"\d[\d .,]{{0,12}}[km]? ?(?:mentions? )?(?:{_LIKE}s?|réactions?|reactions?|{_REPLIES})"
_OPEN = r"(?:voir|afficher|masquer|view|hide|see)(?: (?:les?|all|toutes))*"
_THREAD = rf"{_OPEN} ?\d* ?(?:autres? |more )?{_REPLIES}(?: \(\d+\))?"
# What was once found is not tried in parts ("?>"): a long number would take for ever.
_FOOT = re.compile(
    rf"(?:(?>{_COUNT}|{_THREAD}|{_BUTTON}|modifié|edited|{_DAY}|{_AGE}|\d{{1,4}}(?!\d))[ ·•–-]*+)++", re.IGNORECASE
)
_CLOSES = re.compile(rf"(?:^|[^\d ]|[·•] ?){_BUTTON}|^{_BUTTON}", re.IGNORECASE)
_REPLIED = re.compile(r".{2,60} (?:a répondu|replied)(?: ?· ?\d+ (?:réponses?|repl(?:y|ies)))?", re.IGNORECASE)
_AGE_IN_FOOT = re.compile(rf"(?<!\d){_AGE}", re.IGNORECASE)
_LIKES_IN_FOOT = re.compile(rf"(\d[\d .,]{{0,12}}[km]?) ?(?:mentions? )?{_LIKE}", re.IGNORECASE)
_BADGE = re.compile(
    r"auteur|author|super[- ]fan|top fan|fan le plus actif|vérifié|verified|compte vérifié|administrateur|modérateur|admin"
    r"|épinglé|pinned|créateur|suivre|follow|photo de profil de .+|.+['’]s profile picture",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_SAID = re.compile(r"([^:\n]{2,50}?) ?: (.+)", re.DOTALL)
_HANDLE = re.compile(r"@[\w.]{2,30}|(?=[^\W_]*[_.\d])[\w.]{3,30}")
_CAPITAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|d[eu]|des|la|le|van|von|el|bin|d['’][A-ZÀ-Þ][\w-]*)")
_NO_NAMES = {
    *("bonjour", "bonsoir", "salut", "coucou", "hello", "merci", "bravo", "super", "ps", "nb", "question", "attention"),
    *("info", "infos", "rappel", "re", "edit", "note", "réponse", "prix", "date", "lieu", "horaires", "objet", "sujet"),
}


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one comment, and of what stood under it."""

    lines: tuple[str, ...]
    foot: tuple[str, ...] = ()


def comments(text: str, now: datetime, zone: tzinfo | None) -> tuple[PastedComment, ...]:
    """The comments in a pasted text, in its order. `zone` is where the times in it are, None for the machine's own."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    has_buttons = any(_closes(line) for line in lines)
    blocks = [*(_by_buttons(lines) if has_buttons else _by_gaps(lines))]
    dates = DateReader(DateOrder.DAY_FIRST, now, zone)
    found = tuple(_comment(block, dates) for block in blocks)
    return found if found or not text.strip() else (PastedComment(text=text.strip()),)


def _closes(line: str) -> bool:
    """Whether this is, or ends with, the buttons under a comment."""
    return _FOOT.fullmatch(line) is not None and _CLOSES.search(line) is not None


def _is_foot(line: str) -> bool:
    return _FOOT.fullmatch(line) is not None or _REPLIED.fullmatch(line) is not None


def _by_buttons(lines: Sequence[str]) -> Iterator[_Block]:
    """A comment ends with its buttons and whatever else stands under it."""
    taken: list[str] = []
    closed = False
    for line in lines:
        if closed and line and not _is_foot(line):
            yield from _cut(taken)
            taken, closed = [], False
        closed = closed or _closes(line)
        taken.append(line)
    if closed:
        yield from _cut(taken)
    else:
        yield from _by_gaps(taken)


def _cut(lines: Sequence[str]) -> Iterator[_Block]:
    """A comment's lines apart from those under it; nothing where there were only buttons."""
    body = [line for line in lines if not _BADGE.fullmatch(line)]
    foot: list[str] = []
    while body and (not body[-1] or _is_foot(body[-1])):
        foot.insert(0, body.pop())
    while body and not body[0]:
        body.pop(0)
    if len(body) == 1 and foot and foot[0] and not _closes(foot[0]):
        body.append(foot.pop(0))  # what looks like an age or a number is all that was said
    while len(body) > 1 and not body[1]:
        body.pop(1)
    if len(body) > 2 and _is_foot(body[1]):
        foot.append(body.pop(1))  # Instagram puts the age beside the name
    if body:
        yield _Block(tuple(body), tuple(foot))


def _by_gaps(lines: Sequence[str]) -> Iterator[_Block]:
    """An empty line ends a comment; a link alone belongs to the one before it. A list of "Name: text" is one a line."""
    said = [line for line in lines if line]
    if len(said) > 1 and all(_by_whom(line) or is_link(line) for line in said):
        lines = [line for one in said for line in ((one,) if is_link(one) else ("", one))]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    joined: list[list[str]] = []
    for block in blocks:
        if joined and all(map(is_link, block)):
            joined[-1] += block
        elif block:
            joined.append(block)
    return (_Block(tuple(block)) for block in joined)


def _comment(block: _Block, dates: DateReader) -> PastedComment:
    """What can be told of one comment."""
    body = list(block.lines)
    found = _LINK.search("\n".join(body))
    link = found[0] if found else ""
    if link and link in body and len(body) > 1:
        body.remove(link)
    author, text = _author(body, under_buttons=bool(block.foot))
    foot = " · ".join(block.foot)
    age, likes = _AGE_IN_FOOT.search(foot), _LIKES_IN_FOOT.search(foot)
    told = [dates.read(part) for part in (*block.foot, age[0] if age else "")]
    moment = next((one for one in told if one is not None), None)
    return PastedComment(
        text=text,
        author=author,
        link=link,
        created_at=moment.at if moment else None,
        likes=count(likes[1]) if likes else 0,
    )


def _author(body: Sequence[str], *, under_buttons: bool) -> tuple[str, str]:
    """Who said what. Above buttons the first line is the name; elsewhere a name must look like one."""
    first, rest = body[0], "\n".join(body[1:]).strip()
    if rest and (_is_name(first) or (under_buttons and len(first) <= 60 and not is_link(first))):
        return first.removeprefix("@"), rest
    if not under_buttons and (said := _by_whom("\n".join(body))):
        return said
    return "", "\n".join(body)


def _by_whom(text: str) -> tuple[str, str] | None:
    """ "Marie Dupont: Bravo" as name and text; None where what stands before the colon is no name."""
    found = _SAID.fullmatch(text)
    if found is None or not (_is_name(found[1]) or (_CAPITAL.fullmatch(found[1]) and _is_no_word(found[1]))):
        return None
    return found[1].removeprefix("@"), found[2]


def _is_name(line: str) -> bool:
    """A handle, or two to four words with capitals."""
    words = line.split()
    if len(words) == 1:
        return _HANDLE.fullmatch(line) is not None
    return 2 <= len(words) <= 4 and all(map(_CAPITAL.fullmatch, words)) and _is_no_word(words[0])


def _is_no_word(word: str) -> bool:
    return word.casefold() not in _NO_NAMES
