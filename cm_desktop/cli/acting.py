"""`act`: reply, hide, escalate, file away… Each act goes through the outbox, as in the window. May not speak to a platform."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.dismissing import add_to as add_dismiss
from cm_desktop.cli.dismissing import report
from cm_desktop.cli.forms import entry_form
from cm_desktop.cli.looking import add_to as add_looking
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.snoozing import add_to as add_snooze
from cm_desktop.cli.terminal import safe
from cm_desktop.domain.actions import (
    Action,
    Decision,
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
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.deadlines import wanted
from cm_desktop.domain.errors import BadValue
from cm_desktop.domain.outbox import Addressee, Entry
from cm_desktop.wording import by_hand
from cm_desktop.wording.times import due
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.acting.receipt import Receipt
    from cm_desktop.engine.desk import Desk

MOST_PROPOSALS = 3
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
    escalate.add_argument(
        *("--proposal", "--other"),
        dest="proposals",
        action="append",
        default=[],
        metavar="TEXT",
        help=mark("a reply that you put forward; once for each, three at most"),
    )
    escalate.add_argument("--reason", default="", help=mark("what the supervisor should know"))
    escalate.add_argument("--asks", type=Asks, choices=list(Asks), help=mark("what is to be validated"))
    until = escalate.add_mutually_exclusive_group()
    until.add_argument(
        "--deadline", type=values.moment, metavar="MOMENT", help=mark("when an answer is wanted, like 2026-11-22T18:00")
    )
    until.add_argument(
        "--no-deadline", action="store_true", help=mark("whenever it suits, whatever the client's delay")
    )
    escalate.add_argument("--level", type=Level, choices=list(Level), help=mark("the least that counts"))
    escalate.set_defaults(run=_escalate)
    add_dismiss(acts, everywhere)
    add_snooze(acts, everywhere)
    add_looking(acts, everywhere)
    reopen = acts.add_parser("reopen", parents=[everywhere, common], help=mark("put it back among what is to do"))
    reopen.set_defaults(run=_reopen)


def _request(given: argparse.Namespace) -> Escalate:
    first, *others = given.proposals or [""]
    if len(given.proposals) > MOST_PROPOSALS:
        raise BadValue("proposals", others[-1], MOST_PROPOSALS)
    terms = Terms(others=tuple(others), asks=given.asks, deadline=given.deadline, level=given.level)
    return Escalate(first, given.reason, terms)


def _escalate(session: Session, given: argparse.Namespace) -> int:
    request = _request(given)
    usual = given.deadline is None and not given.no_deadline

    def about(desk: "Desk", ref: CommentRef) -> Escalate:
        return _until_as_usual(desk, ref, request) if usual else request

    return _act_on_each(session, given, about)


def _until_as_usual(desk: "Desk", ref: CommentRef, request: Escalate) -> Escalate:
    """Comments of several clients may be asked about at once: each by its own client's delay. Raises NotFound."""
    sheet = desk.inbox.client_sheet(desk.inbox.account(ref.account).client)
    at = wanted(sheet.answer_within, desk.clock.now().astimezone())
    return replace(request, terms=replace(request.terms, deadline=at))


def _runner(make: Callable[[], Action]) -> Callable[[Session, argparse.Namespace], int]:
    return lambda session, given: _act(session, given, make())


def _text(given: str | None) -> str:
    return given if given is not None else values.standard_input()


def _act(session: Session, given: argparse.Namespace, action: Action) -> int:
    return _act_on_each(session, given, lambda _desk, _ref: action)


def _act_on_each(session: Session, given: argparse.Namespace, about: Callable[["Desk", CommentRef], Action]) -> int:
    with session.desk() as desk:

        def act(name: str) -> "Receipt":
            return desk.acts.do(ref := comment_ref(name), about(desk, ref), delay=given.delay).result()

        receipts, status = session.each(given.comment, act)
        _report(session, desk, receipts)
    return status


def _reopen(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:

        def act(name: str) -> CommentRef:
            desk.acts.reopen(ref := comment_ref(name)).result()
            return ref

        refs, status = session.each(given.comment, act)
    said = session.words.count("{n} comment is to do again.", "{n} comments are to do again.", len(refs))
    report(session, refs, Decision.REOPENED, [said])
    return status


def _report(session: Session, desk: "Desk", receipts: "list[Receipt]") -> None:
    entries = [desk.inbox.entry(name) for receipt in receipts for name in receipt.entries]
    session.show([entry_form(entry) for entry in entries], [line for x in entries for line in _where(session, desk, x)])


def _where(session: Session, desk: "Desk", entry: Entry) -> list[str]:
    say = session.words.say
    match entry.addressee:
        case Addressee.SUPERVISOR:
            return [
                say("{id} is to be validated. “validation sync” hands it over.", id=entry.id),
                *_until(session, desk, entry),
            ]
        case Addressee.PLATFORM:
            return [say("{id} is in the outbox. “outbox send” lets it leave.", id=entry.id)]
        case Addressee.HAND:
            return _by_hand(session, desk, entry)


def _until(session: Session, desk: "Desk", entry: Entry) -> list[str]:
    """The deadline may be the client's usual one, which nobody typed."""
    if not isinstance(entry.action, Escalate) or (at := entry.action.terms.deadline) is None:
        return []
    time = due(session.words, at, desk.clock.now())
    return [session.words.say("Answer wanted by {time}.", time=time)]


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
