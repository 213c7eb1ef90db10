"""How words compare that somebody typed: what they have in common, and not how they are written. Pure."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def folded(text: str) -> str:
    """How two words compare: capitals, accents and ligatures are nothing, blanks are one."""
    opened = unicodedata.normalize("NFKD", " ".join(text.split())).casefold().translate(_LIGATURES)
    return "".join(sign for sign in opened if not unicodedata.combining(sign))
