"""A catalogue of gettext, in which a message is looked up where it stands. May not read the others on the way.

Python's own `gettext` reads all 2,000 messages before the first is said: 6 ms, where a window says a hundred.
"""

from array import array
from bisect import bisect_left
from pathlib import Path

_MAGIC = 0x950412DE
# Of the header: how many messages there are, where the tables begin of what is asked and of what is said.
_NUMBER, _ASKED, _SAID = 2, 3, 4


class Catalogue:
    """One `.mo` file, as this machine's own numbers are or turned round: its messages stand in the order of their bytes."""

    def __init__(self, file: Path) -> None:
        """Raises FileNotFoundError, and ValueError where it is no catalogue."""
        self._data = file.read_bytes()
        self._numbers = array("I", self._data[: len(self._data) // 4 * 4])
        if _MAGIC not in self._numbers[:1]:
            self._numbers.byteswap()
        if _MAGIC not in self._numbers[:1]:
            raise ValueError(file)

    def find(self, message: str) -> tuple[str, ...]:
        """What is said for it: one form, or all for what is counted; nothing where it does not stand here."""
        wanted, number = message.encode(), self._numbers[_NUMBER]
        place = bisect_left(range(number), wanted, key=lambda place: self._text(_ASKED, place))
        if place == number or self._text(_ASKED, place).partition(b"\0")[0] != wanted:
            return ()
        return tuple(form.decode() for form in self._text(_SAID, place).split(b"\0"))

    def _text(self, table: int, place: int) -> bytes:
        at = self._numbers[table] // 4 + 2 * place
        length, start = self._numbers[at : at + 2]
        return self._data[start : start + length]
