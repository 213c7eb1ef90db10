"""`act unread` and `act read`: what is to be read anew, and what is not. May not speak to a platform."""

import argparse
from typing import Any

from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.domain.comments import CommentRef
from cm_desktop.wording.words import mark


def add_to(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    unread = acts.add_parser("unread", parents=[everywhere], help=mark("what is to do is unread again"))
    read = acts.add_parser("read", parents=[everywhere], help=mark("it was read, and is left to do"))
    for command, is_unread in ((unread, True), (read, False)):
        command.add_argument("comment", nargs="+", help=mark("its name, from “queue”"))
        command.set_defaults(run=_tell, unread=is_unread)


def _tell(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:

        def act(name: str) -> CommentRef:
            ref = desk.inbox.row(comment_ref(name)).comment.ref
            tell = desk.looking.unshown if given.unread else desk.looking.shown
            tell(ref).result()
            return ref

        refs, status = session.each(given.comment, act)
    count = session.words.count
    said = (
        count("{n} comment is unread again.", "{n} comments are unread again.", len(refs))
        if given.unread
        else count("{n} comment is read.", "{n} comments are read.", len(refs))
    )
    session.show([{"comment": str(ref), "unread": given.unread} for ref in refs], [said])
    return status
