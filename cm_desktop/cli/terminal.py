"""Text on its way to a terminal: nothing in it moves the cursor or speaks to the terminal. May not print."""

import json
import re
from typing import Any

_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = re.compile(f"[{_UNSAFE}]")


def safe(text: str) -> str:
    """A text with a sign in the place of all that a terminal would obey; ends of lines and tabs stay."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """The same where a line of its own would pass for one of ours: names, quoted words."""
    return safe(text).replace("\n", " ")


def document(of: Any) -> str:
    """A JSON document that says the same with escapes, where a terminal would obey."""
    written = json.dumps(of, ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda found: _escaped(found[0]), written)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if char > "\x7f" else f"\\u{ord(char):04x}"  # JSON itself leaves DEL as it is
