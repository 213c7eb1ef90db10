"""A keyring in every mood: it works, is locked, fails, tells what it was given, answers late or never, or lies.

May not know what is asked of whoever uses it.
"""

import random
import threading
from collections import Counter

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError, PasswordSetError

MOODS = ("works", "works", "works", "locked", "fails", "tells", "hangs", "lies")
_FOR_EVER = 3.0  # seconds: long after whoever asked has lost patience


class MoodyKeyring(KeyringBackend):
    """`calm` from when on it does what it is asked. It counts its moods, and what nobody may do to it."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._dice = dice
        self._kept: dict[str, list[str]] = {}
        self._go_on = threading.Event()
        self._hanging = False
        self.calm = False
        self.counted: Counter[str] = Counter()

    def let_go(self) -> None:
        """Answer whoever waits."""
        self._go_on.set()
        for thread in [one for one in threading.enumerate() if one.name == "keyring"]:
            thread.join()
        self._go_on = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        kept = self._kept.get(username, [])
        lies = self._mood("what was read") == "lies"
        return self._dice.choice([None, "", *kept]) if lies else (kept[-1] if kept else None)

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._mood(password) != "lies":
            self._kept.setdefault(username, []).append(password)

    def delete_password(self, service: str, username: str) -> None:
        if self._mood("what was deleted") == "lies":
            return
        if username not in self._kept:
            raise PasswordDeleteError
        del self._kept[username]

    def _mood(self, said: str) -> str:
        self.counted["asked on the spot"] += threading.current_thread().name != "keyring"
        self.counted["asked while it owes an answer"] += self._hanging
        mood = "works" if self.calm else self._dice.choice(MOODS)
        self.counted[f"keyring {mood}"] += 1
        if mood == "hangs":
            self._hang()
        elif mood == "locked":
            raise KeyringLocked
        elif mood == "fails":
            raise self._dice.choice(
                (KeyringError("closed"), RuntimeError("no reply"), OSError(5, "Input/output error"))
            )
        elif mood == "tells":
            raise self._dice.choice((PasswordSetError(f"refused: {said}"), ValueError(said)))
        return mood

    def _hang(self) -> None:
        self._hanging = True
        self._go_on.wait(_FOR_EVER)
        self._hanging = False
