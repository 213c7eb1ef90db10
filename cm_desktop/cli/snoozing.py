"""`act snooze` and `act wake`: put comments off, and bring them back. May not speak to a platform."""

import argparse
from typing import Any

from cm_desktop.cli import values
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.domain.comments import CommentRef
from cm_desktop.wording.times import whole
from cm_desktop.wording.words import mark


def add_to(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    snooze = acts.add_parser("snooze", parents=[everywhere], help=mark("put it off: it is to do again by itself"))
    wake = acts.add_parser("wake", parents=[everywhere], help=mark("what was put off is to do again now"))
    for command, run in ((snooze, _snooze), (wake, _wake)):
        command.add_argument("comment", nargs="+", help=mark("its name, from “queue”"))
        command.set_defaults(run=run)
    until = mark("when it is to do again, like 2026-11-23T09:00")
    snooze.add_argument("--until", type=values.moment, required=True, metavar="MOMENT", help=until)


def _snooze(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:

        def act(name: str) -> CommentRef:
            desk.snoozing.snooze([ref := comment_ref(name)], given.until).result()
            return ref

        refs, status = session.each(given.comment, act)
    words, time = session.words, whole(session.words, given.until)
    said = words.count("{n} comment snoozed until {time}.", "{n} comments snoozed until {time}.", len(refs), time=time)
    session.show([{"comment": str(ref), "until": given.until.isoformat()} for ref in refs], [said])
    return status


def _wake(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:

        def act(name: str) -> CommentRef:
            desk.snoozing.wake([ref := comment_ref(name)]).result()
            return ref

        refs, status = session.each(given.comment, act)
    said = session.words.count("{n} comment is to do again.", "{n} comments are to do again.", len(refs))
    session.show([{"comment": str(ref), "until": None} for ref in refs], [said])
    return status
