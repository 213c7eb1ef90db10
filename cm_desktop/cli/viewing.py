"""`views list`, `add`, `drop`: the lists that are kept under a name. May not list any comment."""

import argparse
from typing import Any

from cm_desktop.cli.narrowing import add_filters, add_queue, view_of
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.queue import Order
from cm_desktop.domain.views import View
from cm_desktop.wording.views import described
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("views", help=mark("the lists that you keep under a name")).add_subparsers(
        required=True, metavar="ACT"
    )
    listing = acts.add_parser("list", parents=[everywhere], help=mark("all of them"))
    listing.set_defaults(run=_list)
    add = acts.add_parser("add", parents=[everywhere], help=mark("keep one; one of the same name is changed"))
    add.add_argument("name", help=mark("what it is called"))
    add_queue(add)
    add_filters(add, Order.SEVERITY)
    add.set_defaults(run=_add)
    drop = acts.add_parser("drop", parents=[everywhere], help=mark("keep one no more"))
    drop.add_argument("name", help=mark("what it is called"))
    drop.set_defaults(run=_drop)


def _list(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        views, inbox = desk.views.every(), desk.inbox
        clients = {client.id: client.name for client in inbox.clients()}
        pages = {account.id: account.name for account in inbox.accounts()}
    told = [on_one_line(f"{view.name} · {described(session.words, view, clients, pages)}") for view in views]
    session.show([_form(view) for view in views], told)
    return 0


def _add(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        kept = desk.views.save(view_of(desk, given, given.name))
    session.show(_form(kept), [session.words.say("“{name}” is kept.", name=kept.name)])
    return 0


def _drop(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        found = desk.views.named(given.name)
        desk.views.drop(found)
    session.show({"name": found.name}, [session.words.say("“{name}” is kept no more.", name=found.name)])
    return 0


def _form(view: View) -> dict[str, Any]:
    search = view.search
    return {
        "name": view.name,
        "queue": search.queue(view.base),
        "client": view.client,
        "account": search.post[0] if search.post else search.account,
        "post": search.post[1] if search.post else None,
        "search": search.words,
        "author": search.author,
        "level": search.level,
        "category": search.category,
        "unread": search.unread,
        "late": search.late,
        "days": search.days,
        "since": search.since.isoformat() if search.since else None,
        "until": search.until.isoformat() if search.until else None,
        "order": view.order,
    }
