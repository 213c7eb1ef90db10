"""`proxy`: which proxy is in use, which one is to be, whether it lets us through. May not print a password."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.credentials import SECRETS, KeyringVault
from cm_desktop.domain.proxies import kept_as
from cm_desktop.domain.vault import Keeping
from cm_desktop.wording.proxies import told_reached, told_standing
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.platforms.transport.way_out import ChosenWayOut


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("proxy", help=mark("the proxy of an office")).add_subparsers(
        required=True, metavar="ACT"
    )
    acts.add_parser("show", parents=[everywhere], help=mark("which proxy is in use")).set_defaults(run=_show)
    choose = acts.add_parser("set", parents=[everywhere], help=mark("choose a proxy, from now on"))
    choose.add_argument("choice", metavar="PROXY", help=mark("system, none, or its address"))
    choose.set_defaults(run=_set)
    acts.add_parser("try", parents=[everywhere], help=mark("see whether your pages can be reached")).set_defaults(
        run=_try
    )
    login = acts.add_parser("login", parents=[everywhere], help=mark("give it USER:PASSWORD, read from standard input"))
    login.set_defaults(run=_login)
    acts.add_parser("forget", parents=[everywhere], help=mark("forget its user and password")).set_defaults(run=_forget)


def _way(session: Session) -> "ChosenWayOut":
    from cm_desktop.bootstrap import way_out

    return way_out(session.settings, KeyringVault())


def _show(session: Session, _given: argparse.Namespace) -> int:
    _tell(session, _way(session))
    return 0


def _set(session: Session, given: argparse.Namespace) -> int:
    way = _way(session)
    way.choose(given.choice)
    _tell(session, way)
    return 0


def _tell(session: Session, way: "ChosenWayOut") -> None:
    standing = way.standing()
    document = {"proxy": standing.address, "login": standing.login, "choice": standing.choice}
    session.show({**document, "said_in": str(standing.said_in or "")}, told_standing(session.words, standing))


def _try(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        hosts = desk.proxy.reach()
    session.show({"reached": hosts}, [told_reached(session.words, hosts)])
    return 0


def _login(session: Session, _given: argparse.Namespace) -> int:
    way = _way(session)
    name = kept_as(way.proxy())
    asked = session.words.say("User and password, as USER:PASSWORD: ")
    given = (getpass.getpass(asked) if sys.stdin.isatty() else values.standard_input(lines=1)).strip()
    if way.log_in(given) is Keeping.SESSION:
        session.complain(
            session.words.say(
                "No safe keyring here: the access is not kept. Give it to each command in {name}.",
                name=f'{SECRETS} ({{"{name}": "…"}})',
            )
        )
        return 1
    session.show({"kept_in": Keeping.KEYRING}, [session.words.say("Kept in the keyring as {name}.", name=name)])
    return 0


def _forget(session: Session, _given: argparse.Namespace) -> int:
    way = _way(session)
    name = kept_as(way.proxy())
    way.log_out()
    session.show({"forgotten": name}, [session.words.say("{name} is forgotten.", name=name)])
    return 0
