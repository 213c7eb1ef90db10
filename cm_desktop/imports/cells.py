"""What single cells say: links, numbers, yes and no, and what a spreadsheet did to them. May not know their columns."""

import re

SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")  # a long number after a spreadsheet: its last digits are lost
_LINK = re.compile(r"https?://\S+")
_FORMULA = re.compile(r"'(?=[=+@\t\r-])")  # put before what a spreadsheet would reckon with
_AS_TEXT = re.compile(r'="(.*)"')  # how an export keeps a spreadsheet from rounding a long number
_COUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,15})?)\s?([kKmM]?)")  # nobody counts further, nor can a database
_GROUPS = re.compile(r"(?<=\d)(?:\s(?=\d{3})|[.,](?=\d{3}(?:[.,\s]\d{3})*$))")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}
_YES = {"1", "true", "vrai", "oui", "yes", "x", "masqué", "masquée", "masque", "hidden", "caché", "cachée"}


def is_link(cell: str) -> bool:
    return _LINK.fullmatch(cell.strip()) is not None


def bare(cell: str) -> str:
    """The cell without what was put around it against spreadsheets, and without space around."""
    if cell[:1] == "'":
        cell = _FORMULA.sub("", cell, count=1)
    elif cell[:2] == '="' and (found := _AS_TEXT.fullmatch(cell)):
        cell = found[1]
    return cell.strip()


def count(cell: str) -> int:
    """How many: "12", "1 234", "1,2 k"; 0 where it says no number."""
    if cell.isdecimal() and len(cell) < 16:
        return int(cell)
    found = _COUNT.fullmatch(_GROUPS.sub("", cell.strip()))
    if found is None:
        return 0
    return int(float(found[1].replace(",", ".")) * _THOUSANDS.get(found[2].lower(), 1))


def says_yes(cell: str) -> bool:
    return cell.strip().casefold() in _YES
