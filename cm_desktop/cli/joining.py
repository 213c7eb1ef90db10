"""`accounts add`, `reconnect`, `guide`, and `watch`: how a page comes in. May not print a secret."""

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.forms import account_form
from cm_desktop.cli.session import Session
from cm_desktop.credentials import ONE_SECRET, SECRETS, take_secret
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId
from cm_desktop.domain.errors import Offline, ProxyRefused, RateLimited, Transient, Untrusted
from cm_desktop.domain.ports import FoundFeed
from cm_desktop.domain.vault import Keeping
from cm_desktop.wording import access
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

Run = Callable[[Session, argparse.Namespace], int]

KINDS = ("facebook", "instagram", "wordpress", "assisted", "feed")
OPEN = frozenset({"assisted", "feed"})  # nobody asks for an access there
COLOURS = ("#2F6F73", "#C8862B", "#A33E64", "#5B7F3A", "#7A5C9E", "#8A6A4F")  # no red, no blue, no blue-grey


def add_under(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare what stands under `accounts`."""
    whose = _whose()
    add = acts.add_parser(
        "add", parents=[everywhere, whose], help=mark("connect a page; its access is read from standard input")
    )
    add.add_argument("platform", choices=KINDS, help=mark("where it lives; assisted: a page without access"))
    address = mark("the site's, the feed's or the page's address; for Facebook and Instagram, only to practise")
    add.add_argument("--base-url", type=values.address, metavar="URL", help=address)
    add.add_argument("--login", default="", metavar="NAME", help=mark("the user name, on WordPress"))
    add.add_argument("--name", default="", help=mark("call the page so, instead of what the platform says"))
    add.set_defaults(run=proving(_add))
    reconnect = acts.add_parser(
        "reconnect", parents=[everywhere], help=mark("give a page a new access, read from standard input")
    )
    reconnect.add_argument("account", type=AccountId, help=mark("its name, from “accounts list”"))
    reconnect.set_defaults(run=proving(_reconnect))
    guide = acts.add_parser(
        "guide", parents=[everywhere], help=mark("what opens a page of this kind, and where to get it")
    )
    guide.add_argument("platform", choices=KINDS, help=mark("where it lives; assisted: a page without access"))
    guide.add_argument("--name", default="", help=mark("the page's name, for the message to your client"))
    guide.set_defaults(run=_guide)


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare `watch`."""
    watch = commands.add_parser(
        "watch", parents=[everywhere, _whose()], help=mark("watch a page through its feed, from any link")
    )
    watch.add_argument("link", help=mark("a page, a forum, a feed…"))
    watch.add_argument(
        "--only-look", action="store_true", help=mark("list the feeds that the link leads to, and add none")
    )
    watch.set_defaults(run=proving(_watch))


def proving(run: Run) -> Run:
    """With words for a platform that cannot be asked now: nothing goes on by itself, as it would for a page that is here."""

    def attempt(session: Session, given: argparse.Namespace) -> int:
        try:
            return run(session, given)
        except (Untrusted, ProxyRefused):
            raise  # these say themselves what to do
        except (Offline, Transient, RateLimited):
            session.complain(session.words.say("The platform cannot be asked now. Nothing was changed: try again."))
            return 1

    return attempt


def _whose() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--client", required=True, type=values.client, metavar="NAME", help=mark("whose page it is"))
    options.add_argument("--colour", type=values.colour, metavar="#RRGGBB", help=mark("the client's colour"))
    options.add_argument(
        "--allow-local", action="store_true", help=mark("the address may be on this machine or its network")
    )
    return options


def _add(session: Session, given: argparse.Namespace) -> int:
    if lacking := _lacking(session, given):
        session.complain(lacking)
        return 2
    secret = "" if given.platform in OPEN else _read_secret(session)
    wanted = _wanted(given, given.platform, given.base_url or "", name=given.name, login=given.login)
    with session.desk() as desk:
        return _join(session, desk, given, wanted, secret)


def _lacking(session: Session, given: argparse.Namespace) -> str:
    """What else must be said of a page of this kind."""
    say = session.words.say
    if given.platform in ("wordpress", "feed") and not given.base_url:
        return say("Give the address of the site with --base-url.")
    if given.platform == "wordpress" and not given.login:
        return say("Give your user name on the site with --login.")
    if given.platform == "assisted" and not given.name:
        return say("Give the page a name with --name.")
    return ""


def _wanted(given: argparse.Namespace, platform: str, base_url: str, *, name: str = "", login: str = "") -> Account:
    return Account(
        id=AccountId(""),
        client=ClientId(""),
        platform=platform,
        name=name,
        base_url=base_url,
        login=login,
        allow_local=given.allow_local,
    )


def _join(session: Session, desk: "Desk", given: argparse.Namespace, wanted: Account, secret: str) -> int:
    client = _client(desk, given)
    added = desk.accounts.add(replace(wanted, client=client.id), client, secret)
    _tell_keeping(session, desk, added.account.id, added.keeping)
    document = {
        **account_form(added.account),
        "client": client.name,
        "kept_in": added.keeping,
        "rights": sorted(added.identity.rights),
    }
    line = session.words.say("{name} is connected as {id}.", name=added.account.name, id=added.account.id)
    session.show(document, [line])
    return 0


def _client(desk: "Desk", given: argparse.Namespace) -> Client:
    """The client that is named; a colour given for one that is known becomes its colour."""
    client = desk.accounts.client_named(given.client, COLOURS[len(desk.inbox.clients()) % len(COLOURS)])
    return replace(client, colour=given.colour) if given.colour else client


def _watch(session: Session, given: argparse.Namespace) -> int:
    say = session.words.say
    with session.desk() as desk:
        found = desk.discover(given.link, allow_local=given.allow_local)
        if not found:
            session.complain(
                say("No feed behind this link. Paste what is said there by hand: “paste” on an assisted page.")
            )
            return 1
        if given.only_look:
            session.show(
                [_feed_form(feed) for feed in found], [f"{feed.kind}  {feed.url}  {feed.title}" for feed in found]
            )
            return 0
        return _join(session, desk, given, _wanted(given, "feed", found[0].url), "")


def _feed_form(feed: FoundFeed) -> dict[str, str]:
    return {"url": feed.url, "title": feed.title, "kind": feed.kind}


def _reconnect(session: Session, given: argparse.Namespace) -> int:
    secret = _read_secret(session)  # before the desk, whose vault takes what the environment holds
    with session.desk() as desk:
        account = desk.inbox.account(given.account)
        keeping = desk.accounts.reconnect(account.id, secret)
        _tell_keeping(session, desk, account.id, keeping)
    line = session.words.say("{name} is connected as {id}.", name=account.name, id=account.id)
    session.show({**account_form(account), "kept_in": keeping}, [line])
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


def _guide(session: Session, given: argparse.Namespace) -> int:
    """The same words as the window's: where the page lives, each access in three lines, the message to the client."""
    words = session.words
    ways = access.ways(words, given.platform)
    lines = [access.question(words), ""] if len(ways) > 1 else []
    for way in ways:
        lines += [way.title, *(f"  {line}" for line in way.lines), ""]
    message = access.request(words, given.platform, given.name or "…") if given.platform not in OPEN else ""
    document = {
        "ways": [{"home": way.home, "title": way.title, "lines": list(way.lines)} for way in ways],
        "message": message,
    }
    session.show(document, [*lines, *([message] if message else [])])
    return 0
