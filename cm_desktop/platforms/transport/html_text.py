"""HTML made plain text, and plain text made HTML. May not decide what is shown: what comes out here is still a stranger's.

Every pattern is linear in the text: comments of 64 KB come from anyone.
"""

import html
import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\b[^<>]*>\n?|</(?:p|div|li|blockquote|pre|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain(markup: str) -> str:
    """What a reader sees of `markup`, breaks and paragraphs as line ends.

    What stands inside a script or style stays, as WordPress leaves it when it drops the tags at the next moderation:
    the text, and what was highlighted in it, is the same before and after.
    """
    text = _BREAK.sub("\n", _COMMENT.sub("", markup.replace("\r\n", "\n")))
    text = html.unescape(_TAG.sub("", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def escaped(text: str) -> str:
    """Plain text as HTML that shows exactly it: `plain` gives it back."""
    return html.escape(text, quote=False)
