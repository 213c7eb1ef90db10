"""`replies list`, `add`, `drop`: the replies that are kept to be used again. May not send any."""

import argparse
from typing import TYPE_CHECKING, Any

from cm_desktop.cli.narrowing import client_of
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.folding import folded
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.wording.starters import starters
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("replies", help=mark("the replies that you keep to use them again")).add_subparsers(
        required=True, metavar="ACT"
    )
    listing = acts.add_parser("list", parents=[everywhere], help=mark("all of them, or those for a client's pages"))
    add = acts.add_parser("add", parents=[everywhere], help=mark("keep one; one of the same name is changed"))
    add.add_argument("name", help=mark("what it is called"))
    add.add_argument("text", help=mark("its words, with variables between braces"))
    drop = acts.add_parser("drop", parents=[everywhere], help=mark("keep one no more"))
    drop.add_argument("name", help=mark("what it is called"))
    for act, run in ((listing, _list), (add, _add), (drop, _drop)):
        act.add_argument("--client", metavar="NAME", help=mark("only this client's"))
        act.set_defaults(run=run)


def _list(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        client = _client(desk, given)
        found = [
            one for one in desk.replies.every(starters(session.words)) if client is None or one.client in (None, client)
        ]
        names = {known.id: known.name for known in desk.inbox.clients()}
    told = [
        on_one_line(f"{one.name} · {names.get(one.client, '') if one.client else '*'} · {one.text}") for one in found
    ]
    session.show([_form(one) for one in found], told)
    return 0


def _add(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        ours = _named(desk, session, given)
        name = ours.id if ours else SavedReplyId("")
        kept = desk.replies.save(SavedReply(id=name, name=given.name, text=given.text, client=_client(desk, given)))
    session.show(_form(kept), [session.words.say("“{name}” is kept.", name=kept.name)])
    return 0


def _drop(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        found = _named(desk, session, given)
        if found is None:
            raise NotFound("reply", given.name)
        desk.replies.drop(found, starters(session.words))
    session.show({"id": found.id}, [session.words.say("“{name}” is kept no more.", name=found.name)])
    return 0


def _named(desk: "Desk", session: Session, given: argparse.Namespace) -> SavedReply | None:
    """The one of this name that is this client's, or every client's."""
    client, every = _client(desk, given), desk.replies.every(starters(session.words))
    return next((one for one in every if folded(one.name) == folded(given.name) and one.client == client), None)


def _client(desk: "Desk", given: argparse.Namespace) -> ClientId | None:
    return client_of(desk, given.client) if given.client else None


def _form(reply: SavedReply) -> dict[str, Any]:
    return {"id": reply.id, "name": reply.name, "text": reply.text, "client": reply.client}
