"""The command line: one parser, one way out for every error. Imports each command's work late, so that help is instant."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cm_desktop import __version__
from cm_desktop.cli import accounts, acting, outbox, playing, reading, ruling
from cm_desktop.cli.session import Session, speak
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.wording.errors import explain

OK, FAILED, INTERRUPTED = 0, 1, 130


def run(argv: Sequence[str]) -> int:
    """Run one command; answers the exit status: 0 done, 1 refused or failed, 2 a command that is none."""
    given = parser().parse_args(argv)
    _write_utf8()
    words = speak(given.language or "system")
    try:
        session = Session.begin(given)
        words = session.words
        status: int = given.run(session, given)
        sys.stdout.flush()
    except CmDesktopError as error:
        print(explain(words, error), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads our output had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status


def parser() -> argparse.ArgumentParser:
    """Every command, with the options that all of them take."""
    program = argparse.ArgumentParser(
        prog="cm-desktop", description="Moderate the comments on your clients' pages.", parents=[_everywhere(None)]
    )
    program.add_argument("--version", action="version", version=f"cm-desktop {__version__}")
    program.set_defaults(run=playing.window)
    commands = program.add_subparsers(title="commands", metavar="COMMAND")
    for part in (playing, accounts, reading, acting, outbox, ruling):
        part.add_to(commands, _everywhere(argparse.SUPPRESS))
    return program


def _everywhere(default: str | None) -> argparse.ArgumentParser:
    """The options of every command, before it or after it: a command's own parser must not reset what stood before."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--workspace", type=Path, metavar="DIR", default=default, help="the folder that holds the data"
    )
    options.add_argument("--language", choices=("fr", "en"), default=default, help="speak this language")
    options.add_argument("--json", action="store_true", default=default or False, help="print JSON")
    return options


def _write_utf8() -> None:
    """Comments hold any character, whatever the terminal's encoding; lone surrogates are shown as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
