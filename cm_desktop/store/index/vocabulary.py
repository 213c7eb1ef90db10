"""Which words the index of words has. May not say who holds them."""

import sqlite3

MOST = 16  # to find each takes 50 µs, and to have as many told side by side as long again
_LOWEST = "\x01"  # below all that a word is made of


def begun(db: sqlite3.Connection, letters: str) -> list[str] | None:
    """All the words that begin with these letters; None where they are more than `MOST`.

    From one to the next: whoever asks for all at once has the index go through all that hold them.
    """
    words: list[str] = []
    after = letters
    while True:
        found = db.execute("SELECT term FROM vocabulary WHERE term >= ? LIMIT 1", (after,)).fetchone()
        if found is None or not found[0].startswith(letters):
            return words
        if len(words) == MOST:
            return None
        words.append(found[0])
        after = found[0] + _LOWEST
