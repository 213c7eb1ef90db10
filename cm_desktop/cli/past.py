"""`history`, `author`: what was done to a comment, who wrote it and what else they did. May not act on any."""

import argparse
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from cm_desktop.cli.forms import comment_form
from cm_desktop.cli.listing import line
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line, safe
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.past import Event
from cm_desktop.wording.erasing import told_person, told_person_limits, told_views
from cm_desktop.wording.past import figures, happened, when_and_who
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    history = commands.add_parser("history", parents=[everywhere], help=mark("what was done to a comment, and when"))
    history.add_argument("comment", help=mark("its name, from “queue”"))
    history.set_defaults(run=_history)
    author = commands.add_parser(
        "author", parents=[everywhere], help=mark("who wrote a comment, what else, and a note")
    )
    author.add_argument("comment", help=mark("its name, from “queue”"))
    author.add_argument("--note", metavar="TEXT", help=mark("what to note, for you alone; an empty text takes it away"))
    author.add_argument(
        "--erase",
        nargs="?",
        type=int,
        const=-1,
        metavar="COMMENTS",
        help=mark("erase this person: counted first, then with that number of comments"),
    )
    author.set_defaults(run=_author)


def _history(session: Session, given: argparse.Namespace) -> int:
    words, lines = session.words, []
    with session.desk() as desk:
        events, now = desk.past.history(comment_ref(given.comment)), desk.clock.now()
    for event in events:
        lines.append(on_one_line(f"{when_and_who(words, event, now)} · {happened(words, event)}"))
        lines += [f"    {on_one_line(event.text)}"] if event.text else []
    session.show([_form(event) for event in events], lines)
    return 0


def _author(session: Session, given: argparse.Namespace) -> int:
    words, ref = session.words, comment_ref(given.comment)
    if given.erase is not None:
        return _erase(session, ref, given.erase)
    with session.desk() as desk:
        if given.note is not None:
            desk.past.note(desk.past.author(ref), given.note).result()
        known = desk.past.author(ref)
        told = [line(words, row, desk, standing=True) for row in (*known.rows, *known.elsewhere)]
    head = [
        on_one_line(known.author.name),
        figures(words, known),
        *([safe(known.note.text)] if known.note.text else []),
    ]
    document = {
        "author": known.author.name,
        "note": known.note.text,
        "comments": known.comments,
        "replied": known.replied,
        "taken_down": known.taken_down,
        "rows": [comment_form(row) for row in known.rows],
        "elsewhere": [comment_form(row) for row in known.elsewhere],
    }
    session.show(document, [*head, *told])
    return 0


def _erase(session: Session, ref: CommentRef, confirmed: int) -> int:
    """Counts what would go; where the number of comments is the one that was told, it goes."""
    words = session.words
    with session.desk() as desk:
        weight = desk.person_erasing.weigh(ref)
        erased = confirmed == weight.comments
        if erased:
            desk.person_erasing.erase(ref)
    end = words.say("This person is erased.")
    if not erased:
        end = words.say("Nothing is erased yet: add --erase {number}.", number=weight.comments)
    views = on_one_line(told_views(words, weight))
    told = [
        on_one_line(weight.name),
        told_person(words, weight),
        *([views] if views else []),
        told_person_limits(words),
    ]
    session.show({**asdict(weight), "erased": erased}, [*told, end])
    return 0 if erased or confirmed < 0 else 1


def _form(event: Event) -> dict[str, Any]:
    """Moments as everywhere, a length of time in seconds."""
    told = asdict(event)
    for name, value in told.items():
        if isinstance(value, datetime):
            told[name] = value.isoformat()
        elif isinstance(value, timedelta):
            told[name] = value.total_seconds()
    return told
