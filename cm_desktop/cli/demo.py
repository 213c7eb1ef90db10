"""The demonstration where there is no screen: fetch, judge, hide one, answer one, send, print, take a picture.

May not do anything that the window could not.
"""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cm_desktop.cli.listing import line
from cm_desktop.cli.session import Session
from cm_desktop.domain.actions import Action, Hide, WriteReply
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.proposals import is_legitimate
from cm_desktop.domain.queue import Query, Row
from cm_desktop.domain.verdicts import Form
from cm_desktop.settings import Settings
from cm_desktop.wording import terms
from cm_desktop.wording.errors import explain

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

SHOWN = 5


def one_cycle(session: Session, desk: "Desk", settings: Settings, picture: Path) -> int:
    """Answers the exit status: 0 when the two acts reached the platform."""
    words, say = session.words, session.words.say
    pulled = desk.sync()
    session.tell(say("{n} comments read on {pages} pages.", n=sum(p.read for p in pulled), pages=len(pulled)))
    rows = desk.inbox.page(Query(), limit=50).rows
    session.tell(say("At the top of the queue:"))
    for row in rows[:SHOWN]:
        session.tell(line(words, row, desk))
    attack = next((row for row in rows if Form.ATTACK in row.verdict.forms), None)
    grievance = next((row for row in rows if is_legitimate(row)), None)
    sent = [
        *_do(session, desk, attack, Hide()),
        *_do(session, desk, grievance, WriteReply(say("Hello, thank you for telling us. We are looking into it now."))),
    ]
    from cm_desktop.bootstrap import save_picture

    try:
        save_picture(desk, settings, words, picture)
    except OSError:
        session.complain(
            say("The picture cannot be written: {file}. Start from another folder.", file=picture.absolute())
        )
        return 1
    session.tell(say("A picture of the window: {file}", file=picture))
    return 0 if all(entry.state is State.SENT for entry in sent) else 1


def _do(session: Session, desk: "Desk", row: Row | None, action: Action) -> tuple[Entry, ...]:
    """Act on one comment, and let it leave at once."""
    if row is None:
        return ()
    desk.acts.do(row.comment.ref, action, delay=timedelta(0)).result()
    moved = desk.send()
    for entry in moved:
        what = f"{terms.action(session.words, entry.action.kind)} · {row.comment.author.name}"
        why = f" ({explain(session.words, entry.trouble)})" if entry.trouble else ""
        state = terms.state(session.words, entry.state)
        session.tell(session.words.say("{what}: {state}{why}", what=what, state=state, why=why))
    return moved
