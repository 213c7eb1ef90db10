"""`clients list`, `edit`: what a client is called and what is to be known of it. May not touch its pages."""

import argparse
from dataclasses import asdict, replace
from typing import Any

from cm_desktop.cli import values
from cm_desktop.cli.narrowing import client_of
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.client_sheet import Address, AnswerWithin, ClientSheet, words_in
from cm_desktop.domain.comments import Client
from cm_desktop.wording.erasing import told_limits, told_weight
from cm_desktop.wording.words import mark

_TEXTS = {
    "charter": mark("the line above its threads"),
    "signature": mark("what ends its replies"),
    "facts": mark("what is to be known of it"),
    "contacts": mark("who answers for what"),
}


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("clients", help=mark("your clients, their tone and their sheets")).add_subparsers(
        required=True, metavar="ACT"
    )
    listing = acts.add_parser("list", parents=[everywhere], help=mark("all of them, with what is to be known"))
    listing.set_defaults(run=_list)
    edit = acts.add_parser("edit", parents=[everywhere], help=mark("change what is given; an empty text takes it away"))
    edit.add_argument("client", type=values.client, help=mark("its name, from “clients list”"))
    edit.add_argument("--name", type=values.client, help=mark("what it is called from now on"))
    edit.add_argument("--colour", type=values.colour, metavar="#RRGGBB", help=mark("the client's colour"))
    edit.add_argument("--address", choices=[each.value for each in Address], help=mark("how it speaks to people"))
    edit.add_argument("--avoid", metavar="WORDS", help=mark("words to avoid, commas between"))
    delays = [each.value for each in AnswerWithin]
    edit.add_argument("--answer-within", choices=delays, help=mark("how soon its supervisors usually answer"))
    for name, told in _TEXTS.items():
        edit.add_argument(f"--{name}", metavar="TEXT", help=told)
    edit.set_defaults(run=_edit)
    erase = acts.add_parser("erase", parents=[everywhere], help=mark("erase a client with all that was done for it"))
    erase.add_argument("client", type=values.client, help=mark("its name, from “clients list”"))
    erase.add_argument("--yes", action="store_true", help=mark("do it; without this, it is only counted"))
    erase.set_defaults(run=_erase)


def _list(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        known = [(client, desk.inbox.client_sheet(client.id)) for client in desk.inbox.clients()]
    lines = []
    for client, sheet in known:
        lines.append(on_one_line(f"{client.name} · {client.colour}"))
        lines += [on_one_line(f"    {name}: {value}") for name, value in _form(client, sheet)["sheet"].items() if value]
    session.show(
        [_form(*one) for one in known], lines or [session.words.say("No client yet. “accounts add” brings one.")]
    )
    return 0


def _edit(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        client = desk.clients.one(client_of(desk, given.client))
        said = {name: getattr(given, name) for name in _TEXTS if getattr(given, name) is not None}
        sheet = replace(desk.inbox.client_sheet(client.id), **said)
        if given.address:
            sheet = replace(sheet, address=Address(given.address))
        if given.answer_within:
            sheet = replace(sheet, answer_within=AnswerWithin(given.answer_within))
        if given.avoid is not None:
            sheet = replace(sheet, avoid=words_in(given.avoid))
        now = replace(client, name=given.name or client.name, colour=given.colour or client.colour)
        desk.clients.save(now, sheet).result()
    session.show(_form(now, sheet), [session.words.say("{name} is kept.", name=now.name)])
    return 0


def _erase(session: Session, given: argparse.Namespace) -> int:
    """Counts what would go; with `--yes`, it goes."""
    words = session.words
    with session.desk() as desk:
        client = desk.clients.one(client_of(desk, given.client))
        weight = desk.erasing.erase(client.id) if given.yes else desk.erasing.weigh(client.id)
    end = (
        words.say("{name} is erased.", name=client.name)
        if given.yes
        else words.say("Nothing is erased yet: add --yes.")
    )
    document = {"id": client.id, **asdict(weight), "erased": given.yes}
    session.show(document, [told_weight(words, client.name, weight), told_limits(words), end])
    return 0


def _form(client: Client, sheet: ClientSheet) -> dict[str, Any]:
    told = asdict(sheet)
    del told["client"]
    told["avoid"] = ", ".join(sheet.avoid)
    return {"id": client.id, "name": client.name, "colour": client.colour, "sheet": told}
