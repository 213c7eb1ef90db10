"""The list that a command asks for: where it begins, what narrows it, its order. May not read it."""

import argparse
from typing import TYPE_CHECKING

from cm_desktop.cli import values
from cm_desktop.domain.comments import AccountId, ClientId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Queue
from cm_desktop.domain.search import Search
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.domain.views import View
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk


def add_queue(command: argparse.ArgumentParser) -> None:
    """Which list, and what is looked for in it."""
    command.add_argument("queue", nargs="?", choices=[*map(str, Queue)], default="todo", help=mark("which list (todo)"))
    command.add_argument(
        "--search", default="", metavar="WORDS", help=mark("in texts and authors' names, accents ignored")
    )


def add_filters(command: argparse.ArgumentParser, order: Order) -> None:
    """What a list can be narrowed to, and how it is gone through."""
    command.add_argument("--client", metavar="NAME", help=mark("only this client's"))
    command.add_argument("--account", type=AccountId, help=mark("only this page's"))
    command.add_argument("--category", choices=[*map(str, Category)], help=mark("only this category"))
    command.add_argument("--level", choices=[*map(str, Level)], help=mark("only this severity"))
    command.add_argument("--unread", action="store_true", help=mark("only what is to do and was never shown"))
    command.add_argument("--late", action="store_true", help=mark("only what waits for an answer for over four hours"))
    command.add_argument("--author", default="", metavar="NAME", help=mark("only what this author wrote"))
    command.add_argument("--since", type=values.day, metavar="DAY", help=mark("only since this day, like 2026-11-22"))
    command.add_argument("--until", type=values.day, metavar="DAY", help=mark("only until this day, which is included"))
    command.add_argument(
        "--order", "--sort", choices=[*map(str, Order)], default=order.value, help=mark("what comes first")
    )


def view_of(desk: "Desk", given: argparse.Namespace, name: str = "") -> View:
    """What is asked for. Raises NotFound for a client or a page that is not here."""
    return View(
        name=name,
        queue=Queue(given.queue),
        client=client_of(desk, given.client) if given.client else None,
        search=Search(
            words=given.search,
            author=given.author,
            account=desk.inbox.account(given.account).id if given.account else None,
            level=Level(given.level) if given.level else None,
            category=Category(given.category) if given.category else None,
            unread=given.unread,
            late=given.late,
            since=given.since.date() if given.since else None,
            until=given.until.date() if given.until else None,
            here=True,
        ),
        order=Order(given.order),
    )


def client_of(desk: "Desk", name: str) -> ClientId:
    """The client of this name, or else of this id: one who was renamed may have the id that another's name gave.

    Raises NotFound.
    """
    clients = desk.inbox.clients()
    known = {str(client.id): client.id for client in clients} | {
        client.name.casefold(): client.id for client in clients
    }
    if (found := known.get(name.casefold())) is None:
        raise NotFound("client", name)
    return found
