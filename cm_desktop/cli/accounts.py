"""`accounts`: add, list, check, remove the pages of the clients. May not print a secret."""

import argparse
import getpass
import os
import sys
from typing import TYPE_CHECKING, Any

from cm_desktop.cli.session import Session
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.ports import Keeping
from cm_desktop.domain.queue import Freshness
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import moment

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

PLATFORMS = ("facebook", "wordpress")
COLOURS = ("#2F6F73", "#C8862B", "#A33E64", "#5B7F3A", "#7A5C9E", "#8A6A4F")  # no red, no blue, no blue-grey
ONE_SECRET = "CM_DESKTOP_SECRET"  # noqa: S105  # the name of a variable


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("accounts", help="the pages of your clients").add_subparsers(
        required=True, metavar="ACT"
    )
    add = acts.add_parser("add", parents=[everywhere], help="connect a page; its access is read from standard input")
    add.add_argument("platform", choices=PLATFORMS)
    add.add_argument("--client", required=True, metavar="NAME", help="whose page it is")
    add.add_argument("--colour", metavar="#RRGGBB", help="the client's colour")
    add.add_argument("--base-url", default="", metavar="URL", help="the site's address; for Facebook, only to practise")
    add.add_argument("--login", default="", metavar="NAME", help="the user name, on WordPress")
    add.add_argument("--name", default="", help="call the page so, instead of what the platform says")
    add.add_argument("--allow-local", action="store_true", help="the address may be on this machine or its network")
    add.set_defaults(run=_add)
    acts.add_parser("list", parents=[everywhere], help="the pages and when they were read").set_defaults(run=_list)
    check = acts.add_parser("check", parents=[everywhere], help="ask the platform whether the access still holds")
    check.add_argument("account", nargs="*", type=AccountId)
    check.set_defaults(run=_check)
    remove = acts.add_parser("remove", parents=[everywhere], help="forget a page; what waits for it never leaves")
    remove.add_argument("account", type=AccountId)
    remove.set_defaults(run=_remove)


def _add(session: Session, given: argparse.Namespace) -> int:
    say = session.words.say
    if given.platform == "wordpress" and not given.base_url:
        session.complain(say("Give the address of the site with --base-url."))
        return 2
    secret = _read_secret(session)
    with session.desk() as desk:
        colour = given.colour or COLOURS[len(desk.inbox.clients()) % len(COLOURS)]
        client = desk.accounts.client_named(given.client, colour)
        wanted = Account(
            id=AccountId(""),
            client=client.id,
            platform=given.platform,
            name=given.name,
            base_url=given.base_url.rstrip("/"),
            login=given.login,
            allow_local=given.allow_local,
        )
        added = desk.accounts.add(wanted, client, secret)
    if added.keeping is Keeping.SESSION:
        session.complain(
            say("No safe keyring here: the access is not kept. Give it to each command in {name}.", name=ONE_SECRET)
        )
    document = {**_form(added.account), "kept_in": added.keeping, "rights": sorted(added.identity.rights)}
    session.show(document, [say("{name} is connected as {id}.", name=added.account.name, id=added.account.id)])
    return 0


def _read_secret(session: Session) -> str:
    """From the environment, else a terminal's silent prompt, else one line of standard input."""
    if given := os.environ.get(ONE_SECRET):
        return given
    if sys.stdin.isatty():
        return getpass.getpass(session.words.say("Access (token or application password): "))
    return sys.stdin.readline().strip()


def _list(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        fresh = {line.account: line for line in desk.inbox.freshness()}
        clients = {client.id: client.name for client in desk.inbox.clients()}
        accounts = desk.inbox.accounts()
        now = desk.clock.now()
    never = session.words.say("never read")
    read_at = {name: moment(session.words, known.read_at, now) for name, known in fresh.items() if known.read_at}
    document = [{**_form(a), "client": clients[a.client], **_freshness(fresh.get(a.id))} for a in accounts]
    lines = [f"{a.id}  {clients[a.client]} · {a.name}  {read_at.get(a.id, never)}" for a in accounts]
    session.show(document, lines or [session.words.say("No page yet. Add one with “accounts add”.")])
    return 0


def _check(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        names = given.account or [account.id for account in desk.inbox.accounts()]
        results = {name: _check_one(desk, session, name) for name in names}
    document = [{"id": name, "ok": not trouble, "problem": trouble} for name, trouble in results.items()]
    good = session.words.say("the access holds")
    lines = [
        session.words.say("{name}: {state}", name=name, state=trouble or good) for name, trouble in results.items()
    ]
    session.show(document, lines)
    return 1 if any(results.values()) else 0


def _check_one(desk: "Desk", session: Session, name: AccountId) -> str:
    try:
        desk.accounts.check(name)
    except CmDesktopError as error:
        return explain(session.words, error)
    return ""


def _remove(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        removed = desk.accounts.remove(given.account)
    lines = [session.words.say("{name} is forgotten.", name=removed.account.name)]
    if removed.dropped:
        lines.append(
            session.words.count(
                "{n} action that waited for it will not leave.",
                "{n} actions that waited for it will not leave.",
                removed.dropped,
            )
        )
    session.show({"id": removed.account.id, "dropped": removed.dropped}, lines)
    return 0


def _form(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "platform": account.platform,
        "name": account.name,
        "client": account.client,
        "base_url": account.base_url,
    }


def _freshness(line: Freshness | None) -> dict[str, Any]:
    return {
        "read_at": line.read_at.isoformat() if line and line.read_at else None,
        "problem": line.trouble.name if line and line.trouble else None,
    }
