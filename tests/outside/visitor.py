"""Somebody at a desktop: starts the program, presses keys, reads what is on screen. Knows the program by its words alone."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.outside.desktop import Desktop
from tests.outside.patience import PATIENCE, until
from tests.outside.screen_reader import Box, Part, Ref, ScreenReader

PROGRAM = Path(sys.executable).with_name("cm-desktop")
_MOST_STOPS = 200
_SPACES = re.compile(r"[\u00a0\u202f]")
_ISOLATES = re.compile(r"[\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where Tab stopped: in `box`, coming from `left`, both as they were once the keyboard was there. A list scrolls."""

    part: Part
    box: Box | None
    left: Box | None


class Visitor:
    """`home` holds what the program keeps; nothing of whoever runs the tests is there."""

    def __init__(self, desktop: Desktop, home: Path) -> None:
        kept = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
        self._environment = {**desktop.environment, **kept}
        self._errors = home / "errors.txt"
        self._config = home / "config" / "CM Desktop"
        self.reader = ScreenReader(desktop.accessibility)
        self._process: subprocess.Popen[bytes] | None = None
        self._program: Ref = ("", "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.reader.__exit__(kind, error, traceback)

    def setting(self, line: str) -> None:
        """Write this into the settings file."""
        self._config.mkdir(parents=True, exist_ok=True)
        with (self._config / "settings.toml").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def command(self, *words: str, secret: str = "") -> None:
        """One command in a terminal, which may ask for this secret."""
        done = subprocess.run(
            (str(PROGRAM), *words), env=self._environment, input=secret, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def open(self, *words: str | Path) -> None:
        """Start the program, or another one that is named, and wait for its window."""
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(words or (PROGRAM,), env=self._environment, stderr=errors)
        process = self._process.pid
        self._program = until(lambda: self.reader.program(process), "the program can be read", self._said) or ("", "")
        self.until_there("frame")

    def close(self) -> None:
        """Close the window; the program ends well, and has nothing to complain of."""
        assert self._process is not None
        self.press("alt+F4")
        assert self._process.wait(PATIENCE) == 0, self._said()
        assert "Traceback" not in self._said()

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other, as X names them: "ctrl+Return"."""
        self._strike("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Write this where the keyboard is, by its keys: no other sign than those of a French keyboard."""
        self._strike("type", "--clearmodifiers", text)

    def look(self) -> list[Part]:
        """All that is on screen."""
        return self.reader.read(self._program)

    def parts(self, role: str = "", name: str = "", *, having: int | None = None) -> list[Part]:
        """What is on screen of this role, with `name` in its name, and in the state `having`."""
        return [
            part
            for part in self.look()
            if role in ("", part.role) and name in plain(part.name) and (having is None or having in part.states)
        ]

    def until_there(self, role: str = "", name: str = "", *, having: int | None = None) -> Part:
        """The first such part, once there is one."""
        found = until(lambda: self.parts(role, name, having=having), f"there is a {role} “{name}” {having}", self.told)
        return found[0]

    def until_gone(self, role: str, name: str) -> None:
        """Until no such part is on screen."""
        until(lambda: not self.parts(role, name), f"there is no {role} “{name}”", self.told)

    def push(self, name: str, role: str = "push button") -> None:
        """Press a button as a screen reader does, once it is there."""
        self.reader.press(self.until_there(role, name))

    def around(self) -> list[Stop]:
        """Every stop of Tab once, in its order; the first one is come to from the last."""
        stops: dict[Ref, Stop] = {}
        before: Ref | None = None
        while len(stops) < _MOST_STOPS:
            self.reader.forget_moves()
            self.press("Tab")
            here = self.focused()
            left, box = self.reader.boxes(before or here.ref, here.ref)
            known = here.ref in stops
            stops[here.ref] = Stop(part=here, box=box, left=left)
            if known:
                return [*stops.values()]
            before = here.ref
        raise AssertionError(f"Tab never comes round: {[stop.part.name for stop in stops.values()]}")

    def focused(self) -> Part:
        """Where the keyboard has just gone."""
        here = self.reader.read_one(self.reader.next_focus())
        assert here is not None
        return here

    def told(self) -> str:
        """All that is on screen, to be read when something is missing."""
        return "\n".join([*map(str, self.look()), self._said()])

    def _said(self) -> str:
        return self._errors.read_text("utf-8") if self._errors.exists() else ""

    def _strike(self, *words: str) -> None:
        subprocess.run(("xdotool", *words), env=self._environment, check=True, capture_output=True)


def plain(text: str) -> str:
    """With spaces that break, and without what keeps directions apart."""
    return _ISOLATES.sub("", _SPACES.sub(" ", text))
