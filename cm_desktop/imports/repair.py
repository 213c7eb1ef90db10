"""Text that was written as UTF-8 and read as something else, set right ("Ã©tÃ©" is "été"). May not touch any other text."""

import re

# What the bytes of an accented letter look like in Windows-1252 or Latin-1: two signs that no language puts together often.
# In Mac Roman the first one is a root. Only such a text is shown to ftfy, which is slow, imported late, and decides.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_MAC = "√"
# What ftfy makes of "ANDRÉ¹" and "ÉTÉ²": signs of phonetics, which no comment is written in.
_PHONETICS = re.compile("[\u0250-\u02af]")


def repaired(text: str) -> str:
    """The text as it was written; itself where nothing is wrong with it."""
    if text.isascii() or (_MAC not in text and _SUSPECT.search(text) is None):
        return text
    from ftfy import fix_encoding

    fixed = fix_encoding(text)
    return text if _PHONETICS.search(fixed) else fixed
