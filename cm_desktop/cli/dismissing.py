"""`act dismiss`: file comments away, by name, or all of a list that needs no look. May not speak to a platform."""

import argparse
from collections.abc import Sequence
from typing import Any

from cm_desktop.cli.narrowing import client_of
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.domain.queue import MOST_AT_ONCE, Query
from cm_desktop.domain.several import the_rest
from cm_desktop.wording.several import counted
from cm_desktop.wording.words import Words, mark


def add_to(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    dismiss = acts.add_parser("dismiss", parents=[everywhere], help=mark("nothing to do about it"))
    which = dismiss.add_mutually_exclusive_group(required=True)
    which.add_argument("comment", nargs="*", default=[], help=mark("its name, from “queue”"))
    which.add_argument(
        "--rest", action="store_true", help=mark("all that is calm, no question, and has no draft; see --preview")
    )
    dismiss.add_argument("--client", metavar="NAME", help=mark("with --rest: only this client's"))
    dismiss.add_argument("--account", type=AccountId, help=mark("with --rest: only this page's"))
    dismiss.add_argument("--preview", action="store_true", help=mark("with --rest: say what would go, and do nothing"))
    dismiss.set_defaults(run=_dismiss)


def report(session: Session, refs: Sequence[CommentRef], decision: Decision, said: list[str]) -> None:
    """What was decided about which."""
    session.show([{"comment": str(ref), "decision": decision.value} for ref in refs], said)


def _dismiss(session: Session, given: argparse.Namespace) -> int:
    return _all_the_rest(session, given) if given.rest else _by_name(session, given)


def _by_name(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:

        def act(name: str) -> CommentRef:
            desk.acts.dismiss(ref := comment_ref(name)).result()
            return ref

        refs, status = session.each(given.comment, act)
    report(session, refs, Decision.DISMISSED, [_filed(session.words, len(refs))])
    return status


def _all_the_rest(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        client = client_of(desk, given.client) if given.client else None
        listed = desk.inbox.gists(Query(client=client, account=given.account))
        division = the_rest(listed)
        refs = [gist.ref for gist in division.taken]
        if refs and not given.preview:
            desk.acts.dismiss(*refs).result()
    would = words.count("{n} comment would be filed away.", "{n} comments would be filed away.", len(refs))
    left = ", ".join(counted(words, why, number) for why, number in division.left.items())
    lines = [would if given.preview else _filed(words, len(refs))]
    lines += [words.say("What stays to do: {what}.", what=left)] if left else []
    lines += [words.say("Only the first {n} were looked at.", n=MOST_AT_ONCE)] if len(listed) == MOST_AT_ONCE else []
    if given.preview:
        session.show([{"comment": str(ref)} for ref in refs], lines)
    else:
        report(session, refs, Decision.DISMISSED, lines)
    return 0


def _filed(words: Words, number: int) -> str:
    return words.count("{n} comment filed away.", "{n} comments filed away.", number)
