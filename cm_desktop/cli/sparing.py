"""`validation spare-key`, `come-back`: an owner's second key, on paper. May not print it anywhere but to whoever asked."""

import argparse
import getpass
import sys
from typing import Any

from cm_desktop.cli import values
from cm_desktop.cli.case_forms import team_form
from cm_desktop.cli.session import Session
from cm_desktop.cli.teaming import chosen, clients, of_a_team, place
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.wording.words import mark


def add_under(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare both."""
    spare = acts.add_parser(
        "spare-key",
        parents=[everywhere, of_a_team()],
        help=mark("an owner's second key, to be printed and locked away"),
    )
    spare.set_defaults(run=_spare_key)
    back = acts.add_parser(
        "come-back",
        parents=[everywhere, place()],
        help=mark("take part again with that key, where the device was lost; read from standard input"),
    )
    back.add_argument("name", type=values.client, help=mark("what the team is called"))
    back.set_defaults(run=_come_back)


def _spare_key(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        code = desk.supervision.spare.printed(chosen(desk, given.team).id)
    say = session.words.say
    lines = [code, say("Print it and lock it away: it is kept nowhere, and whoever has it is the owner.")]
    session.show({"code": code}, lines)
    return 0


def _come_back(session: Session, given: argparse.Namespace) -> int:
    asked = session.words.say("The printed code: ")
    code = getpass.getpass(asked) if sys.stdin.isatty() else values.standard_input(lines=1)
    with session.desk() as desk:
        known = clients(desk, given)
        team = desk.supervision.spare.come_back(code, given.name, known, given.folder.absolute())
        view = desk.supervision.teams.one(team)
    say = session.words.say
    lines = [
        say("You take part in {name} again.", name=on_one_line(view.name)),
        say("“validation revoke” ends the part of the device that was lost."),
    ]
    session.show(team_form(view), lines)
    return 0
