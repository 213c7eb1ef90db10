"""One run of the command line: what was configured, the language, the way to print. May not know any command."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from cm_desktop.cli import terminal
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import watching
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.settings import Settings, resources
from cm_desktop.wording.words import Words, choose

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

Name = TypeVar("Name", bound=str)
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`as_json` asks for one JSON document on standard output instead of text."""

    settings: Settings
    words: Words
    as_json: bool

    @classmethod
    def begin(cls, given: argparse.Namespace) -> Self:
        """From the options that every command takes. Raises SettingsError."""
        settings = Settings.load(given.workspace)
        if given.language:
            settings = replace(settings, language=given.language)
        return cls(settings=settings, words=speak(settings.language), as_json=given.json)

    @property
    def crashes(self) -> CrashReports:
        """What is kept of failures: beside the user's own data, whatever data this run has."""
        return CrashReports(self.settings.crashes)

    @contextmanager
    def desk(self) -> "Iterator[Desk]":
        """The workspace, open for this command. Raises StoreError, RuleError."""
        from cm_desktop.bootstrap import build

        desk = build(self.settings, self.words, threads=False)
        try:
            with watching(self.crashes):
                desk.wake()
                yield desk
                self._copy(desk)
        finally:
            desk.close()

    def _copy(self, desk: "Desk") -> None:
        """What was asked for is done, whatever becomes of the copy."""
        try:
            desk.keep_house()
        except CmDesktopError as error:
            self.complain(self._explained(error))

    def each(self, names: Sequence[Name], act: Callable[[Name], Done]) -> tuple[list[Done], int]:
        """Do it to each name; answers what was done, and the exit status: 1 where something was not.

        Among several, one that cannot be done is named, and keeps no other from being done. One alone raises.
        """
        if len(names) == 1:
            return [act(names[0])], 0
        done: list[Done] = []
        status = 0
        for name in names:
            try:
                done.append(act(name))
            except CmDesktopError as error:
                status = 1
                self.complain(self.words.say("{name}: {state}", name=name, state=self._explained(error)))
        return done, status

    def _explained(self, error: CmDesktopError) -> str:
        from cm_desktop.wording.errors import explain

        return explain(self.words, error)

    def show(self, document: Any, lines: Iterable[str]) -> None:
        """Print an answer: the document where JSON was asked for, else the lines."""
        if self.as_json:
            print(terminal.document(document))
        else:
            for line in lines:
                self.tell(line)

    def tell(self, line: str) -> None:
        """One line of an answer, at once."""
        print(terminal.safe(line))

    def progress(self, done: int, total: int) -> None:
        """How far long work is: one line that is written over at a terminal; a log gets none."""
        if sys.stderr.isatty() and total:
            figures = [self.words.figure(n) for n in (done, total)]
            print(f"\r{' / '.join(figures)}", end="\n" if done >= total else "", file=sys.stderr, flush=True)

    def complain(self, sentence: str) -> None:
        """Say something that is no part of the answer."""
        print(terminal.safe(sentence), file=sys.stderr)


def speak(language: str) -> Words:
    """The words of "fr", "en", or of the system's language."""
    wanted = _system_language() if language == "system" else language
    return Words.load(choose(wanted), resources() / "translations")


def _system_language() -> str:
    """As the environment names it; where that says nothing, as the system does. "C" is no language, and not English."""
    told = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    elsewhere = "" if sys.platform == "linux" else locale.getlocale()[0] or ""  # there, C reads as American
    return next(filter(None, told), None) or elsewhere
