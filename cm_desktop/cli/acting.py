"""`act`: reply, hide, escalate, file away… Each act goes through the outbox, as in the window. May not speak to a platform."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.forms import entry_form
from cm_desktop.cli.listing import safe
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.domain.actions import (
    Action,
    Delete,
    EditReply,
    Escalate,
    Hide,
    Like,
    MarkSpam,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.wording import by_hand
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.acts import Receipt
    from cm_desktop.engine.desk import Desk

PLAIN: dict[str, tuple[Callable[[], Action], str]] = {
    "hide": (Hide, mark("take it out of public sight")),
    "unhide": (Unhide, mark("show it again")),
    "publish": (Publish, mark("let a held comment appear")),
    "spam": (MarkSpam, mark("refuse it as spam")),
    "delete": (Delete, mark("take it off the page")),
    "restore": (Restore, mark("bring it back from spam or the bin")),
    "like": (Like, mark("like it in the page's name")),
}


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("act", help=mark("act on a comment")).add_subparsers(required=True, metavar="ACT")
    delay = argparse.ArgumentParser(add_help=False, parents=[everywhere])
    delay.add_argument(
        "--delay", type=values.delay, default="0", metavar="SECONDS", help=mark("how long it can be undone (0)")
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("comment", nargs="+", help=mark("its name, from “queue”"))
    reply = acts.add_parser("reply", parents=[delay], help=mark("answer in public"))
    reply.add_argument("comment", nargs=1, help=mark("its name, from “queue”"))
    reply.add_argument("text", nargs="?", help=mark("the reply; read from standard input when absent"))
    reply.set_defaults(run=lambda session, given: _act(session, given, WriteReply(_text(given.text))))
    edit = acts.add_parser("edit", parents=[delay], help=mark("put another text in the place of a reply of ours"))
    edit.add_argument("comment", nargs=1, help=mark("the reply's name, from “show”"))
    edit.add_argument("text", nargs="?", help=mark("the text; read from standard input when absent"))
    edit.set_defaults(run=lambda session, given: _act(session, given, EditReply(_text(given.text))))
    for name, (make, summary) in PLAIN.items():
        acts.add_parser(name, parents=[delay, common], help=summary).set_defaults(run=_runner(make))
    escalate = acts.add_parser("escalate", parents=[delay, common], help=mark("ask the supervisor"))
    escalate.add_argument("--proposal", default="", help=mark("the reply that you put forward"))
    escalate.add_argument("--reason", default="", help=mark("what the supervisor should know"))
    escalate.set_defaults(run=lambda session, given: _act(session, given, Escalate(given.proposal, given.reason)))
    dismiss = acts.add_parser("dismiss", parents=[everywhere, common], help=mark("nothing to do about it"))
    dismiss.set_defaults(run=lambda session, given: _decide(session, given, reopen=False))
    reopen = acts.add_parser("reopen", parents=[everywhere, common], help=mark("put it back among what is to do"))
    reopen.set_defaults(run=lambda session, given: _decide(session, given, reopen=True))


def _runner(make: Callable[[], Action]) -> Callable[[Session, argparse.Namespace], int]:
    return lambda session, given: _act(session, given, make())


def _text(given: str | None) -> str:
    return given if given is not None else values.standard_input()


def _act(session: Session, given: argparse.Namespace, action: Action) -> int:
    with session.desk() as desk:

        def act(name: str) -> "Receipt":
            return desk.acts.do(comment_ref(name), action, delay=given.delay).result()

        receipts, status = session.each(given.comment, act)
        _report(session, desk, receipts)
    return status


def _decide(session: Session, given: argparse.Namespace, *, reopen: bool) -> int:
    with session.desk() as desk:
        decide = desk.acts.reopen if reopen else desk.acts.dismiss

        def act(name: str) -> CommentRef:
            decide(ref := comment_ref(name)).result()
            return ref

        refs, status = session.each(given.comment, act)
    state = "reopened" if reopen else "dismissed"
    many = session.words.count("{n} comment filed away.", "{n} comments filed away.", len(refs))
    back = session.words.count("{n} comment is to do again.", "{n} comments are to do again.", len(refs))
    session.show([{"comment": str(ref), "decision": state} for ref in refs], [back if reopen else many])
    return status


def _report(session: Session, desk: "Desk", receipts: "list[Receipt]") -> None:
    entries = [desk.inbox.entry(name) for receipt in receipts for name in receipt.entries]
    session.show([entry_form(entry) for entry in entries], [line for x in entries for line in _where(session, desk, x)])


def _where(session: Session, desk: "Desk", entry: Entry) -> list[str]:
    say = session.words.say
    match entry.addressee:
        case Addressee.SUPERVISOR:
            return [say("{id} is in validation. Nothing carries it to the supervisor yet.", id=entry.id)]
        case Addressee.PLATFORM:
            return [say("{id} is in the outbox. “outbox send” lets it leave.", id=entry.id)]
        case Addressee.HAND:
            return _by_hand(session, desk, entry)


def _by_hand(session: Session, desk: "Desk", entry: Entry) -> list[str]:
    """Where to go, what to do there, and how to say that it is done."""
    say = session.words.say
    comment = desk.inbox.row(entry.comment).comment
    link = comment.permalink or desk.inbox.account(comment.ref.account).base_url
    lines = [say("{id} waits for your hand: this page has no access.", id=entry.id)]
    if link:
        lines.append(f"    {safe(link)}")
    if isinstance(entry.action, WriteReply | EditReply):
        lines.append(f"    {safe(entry.action.text)}")
    else:
        steps = by_hand.steps(session.words, entry.action.kind, by_hand.network(link))
        lines += [f"    {step}" for step in steps]
    return [*lines, say("Then “outbox done {id}”.", id=entry.id)]
