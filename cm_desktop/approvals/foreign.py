"""Text that strangers wrote, as HTML: escaped, what is unseen in it as chips, what rules found as marks.

May not let a text be anything but text. What is made here stands between tags, never in an attribute or a script.
"""

import html
from collections.abc import Iterable, Iterator, Sequence

from cm_desktop.domain import unseen
from cm_desktop.domain.verdicts import Form, Hit

_LONGEST_LINE = 200
_ISOLATED = "<bdi>{}</bdi>"


def block(text: str, hits: Iterable[Hit] = ()) -> str:
    """A whole text, to stand in an element of class `foreign`. Hits count in code points of it."""
    forms = _forms(text, hits)
    parts: list[str] = []
    at = 0
    for start, end, told in unseen.runs(text):
        parts += _marked(text, forms, at, start)
        parts += [f'<span class="unseen">{html.escape(one)}</span>' for one in told]
        at = end
    return "".join([*parts, *_marked(text, forms, at, len(text))])


def line(text: str) -> str:
    """A name, or a few words, inside a line of ours, which they cannot turn round."""
    one = " ".join(text[: _LONGEST_LINE + 1].split())
    return _ISOLATED.format(block(one if len(text) <= _LONGEST_LINE else f"{one[:_LONGEST_LINE].rstrip()}…"))


def within(text: str) -> str:
    """As `line`, to be put into a sentence before that is escaped: nothing unseen, no direction, no mark of ours."""
    one = " ".join(text[: _LONGEST_LINE + 1].split())
    parts: list[str] = []
    at = 0
    for start, end, _ in unseen.runs(one):
        parts.append(one[at:start])
        at = end
    seen = "".join([*parts, one[at:]])
    return seen if len(seen) <= _LONGEST_LINE else f"{seen[: _LONGEST_LINE - 1].rstrip()}…"


def _forms(text: str, hits: Iterable[Hit]) -> Sequence[Form | None]:
    """The form in which each character is shown; an attack lies above what it overlaps."""
    forms: list[Form | None] = [None] * len(text)
    for hit in sorted((hit for hit in hits if hit.severity), key=lambda hit: hit.category.form is Form.ATTACK):
        start, end = max(0, hit.start), min(hit.end, len(text))
        forms[start:end] = [hit.category.form] * max(0, end - start)
    return forms


def _marked(text: str, forms: Sequence[Form | None], begin: int, end: int) -> Iterator[str]:
    at = begin
    while at < end:
        stop = next((place for place in range(at, end) if forms[place] is not forms[at]), end)
        plain = html.escape(text[at:stop])
        form = forms[at]
        yield plain if form is None else f'<mark class="{form}">{plain}</mark>'
        at = stop
