"""`retention`: how long comments are kept that nothing was done about. May not decide which may go."""

import argparse
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.wording.retention import told_doubted, told_gone, told_kept, told_limits, told_weight
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "retention", parents=[everywhere], help=mark("how long comments are kept; without options, how it stands")
    )
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--months", type=values.months, metavar="N", help=mark("let go what is older; counted first, done with --yes")
    )
    chosen.add_argument("--for-ever", action="store_true", help=mark("let nothing go any more"))
    command.add_argument("--yes", action="store_true", help=mark("do it; without this, it is only counted"))
    command.set_defaults(run=_retention)


def _retention(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        if given.for_ever or (given.months and given.yes):
            gone = desk.retention.keep(given.months)
            session.show(
                {"months": given.months, "left": gone}, [told_kept(words, given.months), told_gone(words, gone)]
            )
        elif given.months:
            leaving = desk.retention.weigh(given.months)
            end = words.say("Nothing has changed yet: add --yes.")
            lines = [told_weight(words, given.months, leaving), told_limits(words), end]
            session.show({"months": given.months, "leaving": leaving}, lines)
        else:
            _tell(session, desk)
    return 0


def _tell(session: Session, desk: "Desk") -> None:
    """How it stands."""
    words, months, since = session.words, desk.retention.months, desk.retention.doubted_since
    doubted = [] if since is None else [told_doubted(words, since, desk.clock.now())]
    told = {"months": months} | ({} if since is None else {"doubted_since": since.isoformat()})
    session.show(told, [told_kept(words, months), *doubted, told_limits(words)])
