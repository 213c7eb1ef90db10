"""The command line: what is asked for is understood and done, with one way out for every error. May not know a command.

The window alone is known here, as what is meant where nothing else is said: it does not wait for the others.
"""

import argparse
import gc
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

from cm_desktop.cli import playing, values
from cm_desktop.cli.options import everywhere
from cm_desktop.cli.session import Session, speak
from cm_desktop.cli.spoken import speaking
from cm_desktop.cli.terminal import safe
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import no_core_file
from cm_desktop.domain.errors import BadValue, CmDesktopError
from cm_desktop.wording.words import LANGUAGES, Words

OK, FAILED, NOT_UNDERSTOOD, INTERRUPTED = 0, 1, 2, 130


def run(argv: Sequence[str]) -> int:
    """Run one command; answers the exit status: 0 done, 1 refused or failed, 2 a command that cannot be understood."""
    no_core_file()
    _speak_utf8()
    crashes = None
    words = speak(_language(argv))
    try:
        values.check_text(argv)
        given = _window(argv) or _command(argv, words.language)
        session = Session.begin(given)
        words, crashes = session.words, session.crashes
        status: int = given.run(session, given)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads our output had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last resort: a person gets a sentence, whatever happened
        return _tell(words, error, crashes)
    return status


def _window(argv: Sequence[str]) -> argparse.Namespace | None:
    """The options, where the window is asked for and nothing else."""
    try:
        given, rest = everywhere(exit_on_error=False).parse_known_args(argv)
    except argparse.ArgumentError:
        return None
    given.run = playing.window
    return given if rest in ([], ["window"]) else None


def _command(argv: Sequence[str], language: str) -> argparse.Namespace:
    """What is asked for, among all commands. Help and what cannot be understood end the program."""
    from cm_desktop.cli.commands import parser

    gc.enable()
    with speaking(language):
        return parser().parse_args(argv)


def _tell(words: Words, error: Exception, crashes: CrashReports | None) -> int:
    """Say what went wrong; of what nobody foresaw, also where, and where the report of it is, for whoever mends it."""
    from cm_desktop.wording.errors import explain

    sentence = explain(words, error)
    if not isinstance(error, CmDesktopError):
        place = traceback.extract_tb(error.__traceback__)[-1]
        sentence += f" ({type(error).__name__}, {Path(place.filename).name}:{place.lineno})"
        if crashes and (file := crashes.keep(error, stopped=True, thread=threading.current_thread().name)):
            sentence += "\n" + words.say("A report without comments or secrets is in {file}.", file=file)
    print(safe(sentence), file=sys.stderr)
    return NOT_UNDERSTOOD if isinstance(error, BadValue) else FAILED


def _language(argv: Sequence[str]) -> str:
    """The language that is asked for, known before the rest is understood."""
    asked = [word for before, word in pairwise(argv) if before == "--language" and word in LANGUAGES]
    return asked[-1] if asked else "system"


def _speak_utf8() -> None:
    """Comments hold any character, whatever the terminal's encoding; lone surrogates are shown as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, TextIOWrapper) and not sys.stdin.isatty():  # what is piped in; a terminal knows its own
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
