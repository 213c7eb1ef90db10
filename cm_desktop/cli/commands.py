"""Every command, in one parser. Imports each command's work late, so that help is instant."""

import argparse

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
    viewing,
)
from cm_desktop.cli.options import everywhere
from cm_desktop.cli.spoken import Parser
from cm_desktop.wording.words import mark


def parser() -> argparse.ArgumentParser:
    """Every command, with the options that all of them take."""
    program = Parser(
        prog="cm-desktop",
        description=mark("Moderate the comments on your clients' pages."),
        parents=[everywhere()],
    )
    program.add_argument("--version", action="version", version=f"cm-desktop {__version__}")
    program.set_defaults(run=playing.window)
    commands = program.add_subparsers(title=mark("commands"), metavar="COMMAND")
    acts = (acting, viewing, replying, outbox, restoring, moving, keeping, ruling, supervising, spelling, proxy)
    for part in (playing, accounts, clients, joining, arriving, reading, past, *acts):
        part.add_to(commands, everywhere(unsaid=argparse.SUPPRESS))
    return program
