"""`proxy`: which proxy is in use, and what it wants to know of us. May not print a password."""

import argparse
import getpass
import sys
from typing import Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.credentials import SECRETS, KeyringVault
from cm_desktop.domain.ports import Keeping
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("proxy", help=mark("the proxy of an office")).add_subparsers(
        required=True, metavar="ACT"
    )
    acts.add_parser("show", parents=[everywhere], help=mark("which proxy is in use")).set_defaults(run=_show)
    login = acts.add_parser("login", parents=[everywhere], help=mark("give it USER:PASSWORD, read from standard input"))
    login.set_defaults(run=_login)
    acts.add_parser("forget", parents=[everywhere], help=mark("forget its user and password")).set_defaults(run=_forget)


def _show(session: Session, _given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import way_out

    gateway = way_out(session.settings, KeyringVault())
    say = session.words.say
    line = say("{proxy}: in use.", proxy=gateway.proxy) if gateway.proxy else say("No proxy is in use.")
    session.show({"proxy": gateway.proxy, "login": bool(gateway.login)}, [line])
    return 0


def _login(session: Session, _given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import proxy_login_name

    name = proxy_login_name(session.settings)
    asked = session.words.say("User and password, as USER:PASSWORD: ")
    given = (getpass.getpass(asked) if sys.stdin.isatty() else values.standard_input(lines=1)).strip()
    if ":" not in given or not given.isprintable():
        session.complain(session.words.say("Give both, with a colon between them: USER:PASSWORD."))
        return 2
    if KeyringVault().put(name, given) is Keeping.SESSION:
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
    from cm_desktop.bootstrap import proxy_login_name

    name = proxy_login_name(session.settings)
    KeyringVault().forget(name)
    session.show({"forgotten": name}, [session.words.say("{name} is forgotten.", name=name)])
    return 0
