"""`restore`: the copies of the work, and one of them in the place of a damaged file. May not open the workspace."""

import argparse
from typing import Any

from cm_desktop.cli.session import Session
from cm_desktop.domain.backups import Copy
from cm_desktop.domain.errors import NotFound
from cm_desktop.wording.errors import explain
from cm_desktop.wording.restoring import told_copy, told_restored
from cm_desktop.wording.words import mark

_LAST = "last"


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    command = commands.add_parser("restore", parents=[everywhere], help=mark("bring the work back from a copy"))
    command.add_argument(
        "copy",
        nargs="?",
        metavar="NAME",
        help=mark("a copy, or “last” for the last good one; without it, all are listed"),
    )
    command.set_defaults(run=_restore)


def _restore(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import recovery

    back = recovery(session.settings)
    if given.copy is None:
        copies, now = back.copies(), back.clock.now()
        lines = [f"{copy.name}  {told_copy(session.words, copy, now)}" for copy in copies]
        session.show([_form(copy) for copy in copies], lines)
        if not any(copy.whole for copy in copies):
            session.complain(explain(session.words, NotFound("good_copy")))
        return 0
    restored = back.restore(back.last() if given.copy == _LAST else back.named(given.copy))
    document = {
        "restored": restored.copy.name,
        "aside": restored.aside,
        "held": restored.held,
        "asking": restored.asking,
    }
    session.show(document, told_restored(session.words, restored))
    return 0


def _form(copy: Copy) -> dict[str, object]:
    made_at = None if copy.made_at is None else copy.made_at.isoformat()
    return {"name": copy.name, "made_at": made_at, "whole": copy.whole}
