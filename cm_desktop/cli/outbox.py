"""`outbox`: what has not left yet, and what waits for a decision. May not add anything to it."""

import argparse
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cm_desktop.cli.forms import entry_form
from cm_desktop.cli.listing import to_look_at
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.actions import Action, Escalate, payload
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, EntryId, State
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import clock
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.acting.acts import Acts
    from cm_desktop.engine.acting.receipt import Receipt
    from cm_desktop.engine.inbox import Waiting

Settle = Callable[["Acts", EntryId], "Future[Receipt]"]


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("outbox", help=mark("what has not left yet")).add_subparsers(
        required=True, metavar="ACT"
    )
    listing = acts.add_parser("list", parents=[everywhere], help=mark("what waits, and why"))
    listing.add_argument("--all", action="store_true", help=mark("also what is over"))
    listing.set_defaults(run=_list)
    acts.add_parser("send", parents=[everywhere], help=mark("let leave what is due")).set_defaults(run=_send)
    _decision(
        acts, everywhere, "retry", mark("let a held, failed or asking action go"), lambda acts, name: acts.release(name)
    )
    _decision(acts, everywhere, "drop", mark("give an action up"), lambda acts, name: acts.drop(name))
    _decision(acts, everywhere, "confirm", mark("you saw it on the page: it was sent"), _confirm)
    _decision(acts, everywhere, "done", mark("you did it by hand on the page"), _confirm)
    pause = acts.add_parser("pause", parents=[everywhere], help=mark("let nothing leave; --off lifts it"))
    pause.add_argument("--off", action="store_true", help=mark("lift it"))
    pause.add_argument(
        "--post",
        metavar="COMMENT",
        help=mark("only what is about comments under the same post as this one"),
    )
    pause.set_defaults(run=_pause)


def _decision(acts: Any, everywhere: argparse.ArgumentParser, name: str, summary: str, settle: Settle) -> None:
    command = acts.add_parser(name, parents=[everywhere], help=summary)
    command.add_argument("entry", nargs="+", type=EntryId, help=mark("its name, from “outbox list”"))
    command.set_defaults(run=lambda session, given: _settle(session, given, settle))


def _list(session: Session, given: argparse.Namespace) -> int:
    states = frozenset(State) if given.all else LIVE
    with session.desk() as desk:
        waiting = [w for who in Addressee for w in desk.inbox.waiting(states=states, addressee=who)]
        suspended, now = desk.inbox.suspended(), desk.clock.now()
    waiting.sort(key=lambda w: w.entry.acted_at)
    if suspended:
        session.complain(_suspended(session))
    lines = [_line(session, w, now) for w in waiting]
    session.show([_form(w) for w in waiting], lines or [session.words.say("Nothing waits.")])
    return 0


def _form(waiting: "Waiting") -> dict[str, Any]:
    return {**entry_form(waiting.entry), "post_suspended": waiting.post_suspended}


def _line(session: Session, waiting: "Waiting", now: datetime) -> str:
    words, entry = session.words, waiting.entry
    state = terms.state(words, entry.state)
    if entry.by_hand and entry.state in (State.HELD, State.SENT):
        state = words.say("By hand") if entry.state is State.HELD else words.say("Done by hand")
    what = f"{terms.action(words, entry.action.kind)} · {on_one_line(waiting.comment.author.name)} · {waiting.account.name}"
    said = [on_one_line(text) for text in _said(entry.action) if text]
    if entry.state is State.QUEUED and waiting.post_suspended:
        said.append(words.say("Sending under this post is suspended."))
    elif entry.state is State.QUEUED and entry.not_before > now:
        said.append(words.say("Leaves at {time}.", time=clock(words, entry.not_before)))
    if entry.trouble:
        said.append(explain(words, entry.trouble))
    return "\n".join([f"{entry.id}  {state}  {what}", *(f"    {line}" for line in said)])


def _said(action: Action) -> tuple[str, ...]:
    """The texts of an act."""
    return (*action.proposals, action.reason) if isinstance(action, Escalate) else tuple(payload(action).values())


def _send(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        last = {entry.id: entry for entry in desk.send()}
        rows = [row for who in Addressee for row in desk.inbox.waiting(addressee=who)]
        suspended = desk.inbox.suspended()
        looks = to_look_at(session.words, desk)
    lines = [_moved(session, entry) for entry in last.values()] or [session.words.say("Nothing was due.")]
    if rows:
        many = ("{n} action waits: “outbox list” says why.", "{n} actions wait: “outbox list” says why.")
        session.complain(_suspended(session) if suspended else session.words.count(*many, len(rows)))
    for look in looks:
        session.complain(look)
    session.show([entry_form(entry) for entry in last.values()], lines)
    blocked = any(suspended or (row.post_suspended and row.entry.state is State.QUEUED) for row in rows)
    return 1 if blocked or any(entry.state is not State.SENT for entry in last.values()) else 0


def _suspended(session: Session) -> str:
    return session.words.say("Everything is suspended. “outbox pause --off” lifts it.")


def _moved(session: Session, entry: Entry) -> str:
    line = f"{entry.id}  {terms.state(session.words, entry.state)}"
    why = explain(session.words, entry.trouble) if entry.trouble else ""
    return session.words.say("{name}: {state}", name=line, state=why) if why else line


def _confirm(acts: "Acts", name: EntryId) -> "Future[Receipt]":
    return acts.confirm(name)


def _settle(session: Session, given: argparse.Namespace, settle: Settle) -> int:
    with session.desk() as desk:
        if settle is _confirm:  # a refusal may lie unread: nothing reads in the background of one command
            desk.supervision.teams.scan()

        def act(name: EntryId) -> Entry:
            settle(desk.acts, name).result()
            return desk.inbox.entry(name)

        entries, status = session.each(given.entry, act)
    lines = [f"{entry.id}  {terms.state(session.words, entry.state)}" for entry in entries]
    session.show([entry_form(entry) for entry in entries], lines)
    return status


def _pause(session: Session, given: argparse.Namespace) -> int:
    if given.post is not None:
        return _pause_post(session, comment_ref(given.post), on=not given.off)
    with session.desk() as desk:
        desk.acts.suspend(not given.off).result()
    say = session.words.say
    line = say("What is due can leave again.") if given.off else say("Nothing leaves until “outbox pause --off”.")
    session.show({"suspended": not given.off}, [line])
    return 0


def _pause_post(session: Session, comment: CommentRef, *, on: bool) -> int:
    with session.desk() as desk:
        desk.acts.suspend_post(comment, on).result()
    say = session.words.say
    if on:
        line = say("Nothing leaves under this post until “outbox pause --post {name} --off”.", name=str(comment))
    else:
        line = say("What is due under this post can leave again.")
    session.show({"comment": str(comment), "post_suspended": on}, [line])
    return 0
