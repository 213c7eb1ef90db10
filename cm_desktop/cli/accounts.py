"""`accounts`: list, check and remove the pages of the clients; how they come in is in `joining`. May not print a secret."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import joining, values
from cm_desktop.cli.forms import account_form, budget_form, freshness_form
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import safe
from cm_desktop.domain.actions import payload
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.pages import left_aside, page_lines
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("accounts", help=mark("the pages of your clients")).add_subparsers(
        required=True, metavar="ACT"
    )
    joining.add_under(acts, everywhere)
    acts.add_parser("list", parents=[everywhere], help=mark("the pages, when they were and will be read")).set_defaults(
        run=_list
    )
    check = acts.add_parser("check", parents=[everywhere], help=mark("ask the platform whether the access still holds"))
    check.add_argument("account", nargs="*", type=AccountId, help=mark("these pages, from “accounts list”; else all"))
    check.set_defaults(run=_check)
    looked = acts.add_parser(
        "looked", parents=[everywhere], help=mark("you looked in a private window: is our reply seen?")
    )
    looked.add_argument("account", type=AccountId, help=mark("its name, from “accounts list”"))
    looked.add_argument("seen", choices=("yes", "no"), help=mark("whether it was there"))
    looked.set_defaults(run=_looked)
    ignore = acts.add_parser(
        "ignore-before", parents=[everywhere], help=mark("leave aside what is older than a day; “never” for nothing")
    )
    ignore.add_argument("account", type=AccountId, help=mark("its name, from “accounts list”"))
    ignore.add_argument("day", metavar="DAY", type=_day_or_never, help=mark("like 2026-11-22, or “never”"))
    ignore.set_defaults(run=_ignore_before)
    remove = acts.add_parser("remove", parents=[everywhere], help=mark("forget a page; what waits for it never leaves"))
    remove.add_argument("account", type=AccountId, help=mark("its name, from “accounts list”"))
    remove.set_defaults(run=_remove)


def _list(session: Session, _given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        now = desk.clock.now()
        fresh = {line.account: line for line in desk.inbox.freshness()}
        budgets = {budget.account: budget for budget in desk.inbox.budgets()}
        clients = {client.id: client.name for client in desk.inbox.clients()}
        accounts, paused = desk.inbox.accounts(), desk.inbox.reading_paused()
    if paused:
        session.complain(words.say("Reading is paused. “pause --off” lifts it."))
    document, lines = [], []
    for account in accounts:
        known, budget = fresh.get(account.id), budgets.get(account.id)
        document.append(
            {**account_form(account), "client": clients[account.client], **freshness_form(known), **budget_form(budget)}
        )
        lines.append(f"{account.id}  {clients[account.client]} · {account.name}")
        told = page_lines(words, account, known, budget, now=now, paused=paused)
        lines.append(f"    {' · '.join(told.calm)}")
        lines += [f"    {line}" for line in told.alarms]
    session.show(document, lines or [words.say("No page yet. Add one with “accounts add”.")])
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


def _looked(session: Session, given: argparse.Namespace) -> int:
    seen = given.seen == "yes"
    with session.desk() as desk:
        account = desk.inbox.account(given.account)
        desk.accounts.looked(account.id, seen=seen)
    say = session.words.say
    line = say("Good: the public sees what {name} answers.", name=account.name)
    if not seen:
        line = say(
            "Only people with a role on the app see what {name} answers: its app is in Development mode. Switch it to"
            " Live at developers.facebook.com, then look again.",
            name=account.name,
        )
    session.show({"id": account.id, "seen": seen}, [line])
    return 0


def _day_or_never(text: str) -> datetime | None:
    return None if text == "never" else values.day(text)


def _ignore_before(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        account = desk.inbox.account(given.account)
        left = desk.accounts.leave_aside(account.id, given.day)
        line = left_aside(words, given.day, left, desk.clock.now())
    before = given.day and given.day.isoformat()
    session.show({"id": account.id, "before": before, "left_aside": left}, [f"{account.name} · {line}"])
    return 0


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
