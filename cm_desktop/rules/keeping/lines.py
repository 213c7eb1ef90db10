"""A pack's text, changed in one place: the rest stays byte for byte, comments and layout. May not read a rule's sense.

Each change gives a whole new text, to be proven before it is written.
"""

import re
from collections.abc import Sequence

from cm_desktop.rules.language.source import Fields, Items, Source

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_PLAIN = re.compile(r"[^\W\d_][\w.-]*")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "null", "on", "off"})
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML has them
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else between double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    escaped = "".join(_ESCAPES.get(c) or (f"\\x{ord(c):02x}" if c < " " else c) for c in text)
    return '"' + _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def with_item(text: str, items: Source, item: str) -> str:
    """The text with one more item at the end of a list; `item` is YAML in one line, or in lines to be indented alike."""
    assert isinstance(items, Items)
    if items.flow or not items.parts:
        if "\n" in item:
            raise items.error("bad_value")
        return _inside(text, items, items.parts, item)
    return _below(text, items, "\n".join(_item_lines(item, _column(text, items))))


def with_key(text: str, mapping: Source, key: str, value: str, after: str = "") -> str:
    """The text with one more key in a mapping, at its end or `after` another key; `value` may have lines of its own."""
    assert isinstance(mapping, Fields)
    if mapping.flow:
        if "\n" in value:
            raise mapping.error("bad_value")
        return _inside(text, mapping, [given for _, given in mapping.parts], f"{key}: {value}")
    column = _column(text, mapping)
    first, *others = f"{key}: {value}".replace(": \n", ":\n").split("\n")
    lines = [" " * column + first, *(" " * (column + 2) + line for line in others)]
    place = next((held for name, held in mapping.parts if name.is_text(after)), mapping)
    return _below(text, place, "\n".join(lines))


def with_value(text: str, part: Source, value: str) -> str:
    """The text with a scalar, or a list between brackets, replaced."""
    return text[: part.start] + value + text[part.end :]


def _item_lines(item: str, column: int) -> list[str]:
    first, *others = item.split("\n")
    return [f"{' ' * column}- {first}", *(" " * (column + 2) + line for line in others)]


def _column(text: str, part: Source) -> int:
    """How far to the right a part begins."""
    line = max((found.end() for found in _LINE_END.finditer(text, 0, part.start)), default=0)
    return part.start - line


def _inside(text: str, around: Source, held: Sequence[Source], item: str) -> str:
    """Behind the last part of a list or a mapping between brackets: a comment may stand before the one that closes it."""
    closing = around.end - 1
    at = max((part.end for part in held if around.start < part.end <= closing), default=0)
    if not at:  # nothing is held, or only what is written elsewhere
        at = len(text[:closing].rstrip(" \n"))
    comma = "" if not held or text[:at].endswith(",") else ","
    return f"{text[:at]}{comma}{' ' if held else ''}{item}{text[at:]}"


def _below(text: str, part: Source, lines: str) -> str:
    """Below the last line of a part, and of the comment on it."""
    at = _end(text, part)
    return f"{text[:at]}{lines}\n{text[at:]}" if at < len(text) or text.endswith("\n") else f"{text}\n{lines}\n"


def _end(text: str, part: Source) -> int:
    """Where the line below a part begins: where a block ends, YAML only says where the next thing starts."""
    if isinstance(part, Items | Fields) and part.parts and not part.flow:
        last = part.parts[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    if part.end > part.start and _LINE_END.match(text, part.end - 1):
        return part.end
    found = _LINE_END.search(text, part.end)
    return found.end() if found else len(text)
