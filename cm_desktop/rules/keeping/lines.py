"""A pack's text, changed in one place: the rest stays byte for byte, comments and layout. May not read a rule's sense.

Each change gives a whole new text, to be proven before it is written.
"""

import re

import yaml

from cm_desktop.rules.language.source import Source

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
    node = items.node
    assert isinstance(node, yaml.SequenceNode)
    if node.flow_style or not node.value:
        if "\n" in item:
            raise items.error("bad_value")
        return _inside(text, node, item)
    column = node.start_mark.column
    return _below(text, node, "\n".join(_item_lines(item, column)))


def with_key(text: str, mapping: Source, key: str, value: str, after: str = "") -> str:
    """The text with one more key in a mapping, at its end or `after` another key; `value` may have lines of its own."""
    node = mapping.node
    assert isinstance(node, yaml.MappingNode)
    if node.flow_style:
        if "\n" in value:
            raise mapping.error("bad_value")
        return _inside(text, node, f"{key}: {value}")
    column = node.start_mark.column
    first, *others = f"{key}: {value}".replace(": \n", ":\n").split("\n")
    lines = [" " * column + first, *(" " * (column + 2) + line for line in others)]
    place = next((held for name, held in node.value if name.value == after), node)
    return _below(text, place, "\n".join(lines))


def with_value(text: str, part: Source, value: str) -> str:
    """The text with a scalar, or a list between brackets, replaced."""
    return text[: part.node.start_mark.index] + value + text[part.node.end_mark.index :]


def _item_lines(item: str, column: int) -> list[str]:
    first, *others = item.split("\n")
    return [f"{' ' * column}- {first}", *(" " * (column + 2) + line for line in others)]


def _inside(text: str, node: yaml.CollectionNode, item: str) -> str:
    """Behind the last part of a list or a mapping between brackets: a comment may stand before the one that closes it."""
    closing = node.end_mark.index - 1
    held = [child[1] if isinstance(child, tuple) else child for child in node.value]
    at = max(
        (part.end_mark.index for part in held if node.start_mark.index < part.end_mark.index <= closing), default=0
    )
    if not at:  # nothing is held, or only what is written elsewhere
        at = len(text[:closing].rstrip(" \n"))
    comma = "" if not held or text[:at].endswith(",") else ","
    return f"{text[:at]}{comma}{' ' if held else ''}{item}{text[at:]}"


def _below(text: str, node: yaml.Node, lines: str) -> str:
    """Below the last line of a part, and of the comment on it."""
    at = _end(text, node)
    return f"{text[:at]}{lines}\n{text[at:]}" if at < len(text) or text.endswith("\n") else f"{text}\n{lines}\n"


def _end(text: str, node: yaml.Node) -> int:
    """Where the line below a part begins: where a block ends, YAML only says where the next thing starts."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    if not end.column and end.index > node.start_mark.index:
        return int(end.index)
    found = _LINE_END.search(text, end.index)
    return found.end() if found else len(text)
