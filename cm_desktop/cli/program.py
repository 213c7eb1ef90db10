"""The command line: one parser, one way out for every error. Imports each command's work late, so that help is instant."""

import argparse
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

from cm_desktop import __version__
from cm_desktop.cli import (
    accounts,
    acting,
    arriving,
    clients,
    joining,
    keeping,
    moving,
    outbox,
    past,
    playing,
    proxy,
    reading,
    replying,
    restoring,
    ruling,
    spelling,
    supervising,
    values,
    viewing,
)
from cm_desktop.cli.session import Session, speak
from cm_desktop.cli.spoken import Parser, speaking
from cm_desktop.cli.terminal import safe
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import no_core_file
from cm_desktop.domain.errors import BadValue, CmDesktopError
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import LANGUAGES, Words, mark

OK, FAILED, NOT_UNDERSTOOD, INTERRUPTED = 0, 1, 2, 130


def run(argv: Sequence[str]) -> int:
    """Run one command; answers the exit status: 0 done, 1 refused or failed, 2 a command that cannot be understood."""
    no_core_file()
    _speak_utf8()
    crashes = None
    words = speak(_language(argv))
    try:
        values.check_text(argv)
        with speaking(words.language):
            given = parser().parse_args(argv)
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


def _tell(words: Words, error: Exception, crashes: CrashReports | None) -> int:
    """Say what went wrong; of what nobody foresaw, also where, and where the report of it is, for whoever mends it."""
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


def parser() -> argparse.ArgumentParser:
    """Every command, with the options that all of them take."""
    program = Parser(
        prog="cm-desktop",
        description=mark("Moderate the comments on your clients' pages."),
        parents=[_everywhere(None)],
    )
    program.add_argument("--version", action="version", version=f"cm-desktop {__version__}")
    program.set_defaults(run=playing.window)
    commands = program.add_subparsers(title=mark("commands"), metavar="COMMAND")
    acts = (acting, viewing, replying, outbox, restoring, moving, keeping, ruling, supervising, spelling, proxy)
    for part in (playing, accounts, clients, joining, arriving, reading, past, *acts):
        part.add_to(commands, _everywhere(argparse.SUPPRESS))
    return program


def _everywhere(default: str | None) -> argparse.ArgumentParser:
    """The options of every command, before it or after it: a command's own parser must not reset what stood before."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--workspace", type=values.folder, metavar="DIR", default=default, help=mark("the folder that holds the data")
    )
    options.add_argument("--language", choices=("fr", "en"), default=default, help=mark("speak this language"))
    options.add_argument("--json", action="store_true", default=default or False, help=mark("print JSON"))
    return options


def _speak_utf8() -> None:
    """Comments hold any character, whatever the terminal's encoding; lone surrogates are shown as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, TextIOWrapper) and not sys.stdin.isatty():  # what is piped in; a terminal knows its own
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
