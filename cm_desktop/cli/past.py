"""`history`: what was done to a comment, when and by whom. May not do anything to it."""

import argparse
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.past import Event
from cm_desktop.wording.past import happened, when_and_who
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    history = commands.add_parser("history", parents=[everywhere], help=mark("what was done to a comment, and when"))
    history.add_argument("comment", help=mark("its name, from “queue”"))
    history.set_defaults(run=_history)


def _history(session: Session, given: argparse.Namespace) -> int:
    words, lines = session.words, []
    with session.desk() as desk:
        events, now = desk.past.history(comment_ref(given.comment)), desk.clock.now()
    for event in events:
        lines.append(on_one_line(f"{when_and_who(words, event, now)} · {happened(words, event)}"))
        lines += [f"    {on_one_line(event.text)}"] if event.text else []
    session.show([_form(event) for event in events], lines)
    return 0


def _form(event: Event) -> dict[str, Any]:
    """Moments as everywhere, a length of time in seconds."""
    told = asdict(event)
    for name, value in told.items():
        if isinstance(value, datetime):
            told[name] = value.isoformat()
        elif isinstance(value, timedelta):
            told[name] = value.total_seconds()
    return told
