"""A speller whose dictionaries are in another process, begun with the first question. May not read a dictionary itself."""

import json
import subprocess
import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cm_desktop.domain.errors import NotSpelt

PATIENCE = 10.0  # seconds: the slowest likening of a word takes one
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a terminal


def dictionaries(folder: Path, first: str) -> Sequence[str]:
    """How this program starts itself as the process of the dictionaries: from a checkout, or from its folder."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "cm_desktop"]
    return [*program, "--dictionaries", str(folder), first]


class SpellerApart:
    """See `domain.spelling.Speller`. One question at a time; a process that died or stands still is begun anew at the next."""

    def __init__(self, command: Sequence[str], *, patience: float = PATIENCE) -> None:
        self._command = command
        self._patience = patience
        self._one = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def unknown(self, words: Collection[str]) -> frozenset[str]:
        """See `domain.spelling.Speller`."""
        return frozenset(self._ask({"unknown": sorted(words)}))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """See `domain.spelling.Speller`."""
        return tuple(self._ask({"suggestions": word}))

    def rest(self) -> None:
        """End the process. A question that waits for it is not answered."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError), process:  # a question that it did not take is still in the pipe
                process.wait()

    def _ask(self, question: dict[str, Any]) -> list[str]:
        with self._one:
            process = self._started()
            late = threading.Timer(self._patience, process.kill)
            late.start()
            try:
                return self._answer(process, question)
            except (OSError, ValueError) as error:
                self.rest()
                raise NotSpelt from error
            finally:
                late.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.rest()  # it died: its pipes are still open
        process = self._process
        if process is None:
            try:
                process = self._process = subprocess.Popen(  # noqa: S603  # this program, by its own path
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=_NO_WINDOW,
                )
            except OSError as error:
                raise NotSpelt from error
        return process

    @staticmethod
    def _answer(process: subprocess.Popen[bytes], question: dict[str, Any]) -> list[str]:
        """Raises OSError where the process is gone, ValueError where it says what nobody understands."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        found = json.loads(process.stdout.readline())
        if not (isinstance(found, list) and all(isinstance(word, str) for word in found)):
            raise ValueError(found)
        return found
