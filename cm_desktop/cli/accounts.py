"""`accounts`: add, list, check, reconnect, remove the pages of the clients. May not print a secret."""

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.listing import safe
from cm_desktop.cli.session import Session
from cm_desktop.credentials import ONE_SECRET, SECRETS, take_secret
from cm_desktop.domain.actions import payload
from cm_desktop.domain.comments import Account, AccountId, Client
from cm_desktop.domain.errors import CmDesktopError, Offline, ProxyRefused, RateLimited, Transient, Untrusted
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.domain.ports import Keeping
from cm_desktop.domain.queue import Freshness
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import moment

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

Run = Callable[[Session, argparse.Namespace], int]

PLATFORMS = ("facebook", "wordpress")
COLOURS = ("#2F6F73", "#C8862B", "#A33E64", "#5B7F3A", "#7A5C9E", "#8A6A4F")  # no red, no blue, no blue-grey


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("accounts", help="the pages of your clients").add_subparsers(
        required=True, metavar="ACT"
    )
    add = acts.add_parser("add", parents=[everywhere], help="connect a page; its access is read from standard input")
    add.add_argument("platform", choices=PLATFORMS)
    add.add_argument("--client", required=True, type=values.client, metavar="NAME", help="whose page it is")
    add.add_argument("--colour", type=values.colour, metavar="#RRGGBB", help="the client's colour")
    address = "the site's address; for Facebook, only to practise"
    add.add_argument("--base-url", type=values.base_url, metavar="URL", help=address)
    add.add_argument("--login", default="", metavar="NAME", help="the user name, on WordPress")
    add.add_argument("--name", default="", help="call the page so, instead of what the platform says")
    add.add_argument("--allow-local", action="store_true", help="the address may be on this machine or its network")
    add.set_defaults(run=_proving(_add))
    acts.add_parser("list", parents=[everywhere], help="the pages and when they were read").set_defaults(run=_list)
    check = acts.add_parser("check", parents=[everywhere], help="ask the platform whether the access still holds")
    check.add_argument("account", nargs="*", type=AccountId)
    check.set_defaults(run=_check)
    reconnect = acts.add_parser(
        "reconnect", parents=[everywhere], help="give a page a new access, read from standard input"
    )
    reconnect.add_argument("account", type=AccountId)
    reconnect.set_defaults(run=_proving(_reconnect))
    remove = acts.add_parser("remove", parents=[everywhere], help="forget a page; what waits for it never leaves")
    remove.add_argument("account", type=AccountId)
    remove.set_defaults(run=_remove)


def _proving(run: Run) -> Run:
    """With words for a platform that cannot be asked now: nothing goes on by itself, as it would for a page that is here."""

    def proving(session: Session, given: argparse.Namespace) -> int:
        try:
            return run(session, given)
        except (Untrusted, ProxyRefused):
            raise  # these say themselves what to do
        except (Offline, Transient, RateLimited):
            session.complain(session.words.say("The platform cannot be asked now. Nothing was changed: try again."))
            return 1

    return proving


def _add(session: Session, given: argparse.Namespace) -> int:
    say = session.words.say
    if given.platform == "wordpress" and not given.base_url:
        session.complain(say("Give the address of the site with --base-url."))
        return 2
    if given.platform == "wordpress" and not given.login:
        session.complain(say("Give your user name on the site with --login."))
        return 2
    secret = _read_secret(session)
    with session.desk() as desk:
        client = _client(desk, given)
        wanted = Account(
            id=AccountId(""),
            client=client.id,
            platform=given.platform,
            name=given.name,
            base_url=given.base_url or "",
            login=given.login,
            allow_local=given.allow_local,
        )
        added = desk.accounts.add(wanted, client, secret)
        _tell_keeping(session, desk, added.account.id, added.keeping)
    document = {
        **_form(added.account),
        "client": client.name,
        "kept_in": added.keeping,
        "rights": sorted(added.identity.rights),
    }
    session.show(document, [say("{name} is connected as {id}.", name=added.account.name, id=added.account.id)])
    return 0


def _client(desk: "Desk", given: argparse.Namespace) -> Client:
    """The client that is named; a colour given for one that is known becomes its colour."""
    client = desk.accounts.client_named(given.client, COLOURS[len(desk.inbox.clients()) % len(COLOURS)])
    return replace(client, colour=given.colour) if given.colour else client


def _reconnect(session: Session, given: argparse.Namespace) -> int:
    secret = _read_secret(session)  # before the desk, whose vault takes what the environment holds
    with session.desk() as desk:
        account = desk.inbox.account(given.account)
        keeping = desk.accounts.reconnect(account.id, secret)
        _tell_keeping(session, desk, account.id, keeping)
    line = session.words.say("{name} is connected as {id}.", name=account.name, id=account.id)
    session.show({**_form(account), "kept_in": keeping}, [line])
    return 0


def _tell_keeping(session: Session, desk: "Desk", name: AccountId, keeping: Keeping) -> None:
    """Without a keyring, say how the next command gets the access."""
    if keeping is Keeping.SESSION:
        alone = len(desk.inbox.accounts()) == 1
        session.complain(
            session.words.say(
                "No safe keyring here: the access is not kept. Give it to each command in {name}.",
                name=ONE_SECRET if alone else f'{SECRETS} ({{"{name}": "…"}})',
            )
        )


def _read_secret(session: Session) -> str:
    """From the environment, else a terminal's silent prompt, else one line of standard input."""
    if (given := take_secret()) is None:
        asked = session.words.say("Access (token or application password): ")
        given = getpass.getpass(asked) if sys.stdin.isatty() else values.standard_input(lines=1)
    return values.secret(given.strip())


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
        entries = [w.entry for who in Addressee for w in desk.inbox.waiting(addressee=who)]
        removed = desk.accounts.remove(given.account)
    lost = [entry for entry in entries if entry.comment.account == given.account]
    lines = [session.words.say("{name} is forgotten.", name=removed.account.name)]
    if removed.dropped:
        lines.append(
            session.words.count(
                "{n} action that waited for it will not leave.",
                "{n} actions that waited for it will not leave.",
                removed.dropped,
            )
        )
    lines += [_lost(session, entry) for entry in lost]
    session.show({"id": removed.account.id, "dropped": removed.dropped}, lines)
    return 0


def _lost(session: Session, entry: Entry) -> str:
    """An act that will never leave, with the words that were put into it."""
    said = " · ".join(filter(None, payload(entry.action).values()))
    return safe(f"  {terms.action(session.words, entry.action.kind)} · {entry.comment}  {said}".rstrip())


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
