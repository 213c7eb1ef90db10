"""`import` and `paste`: comments of pages without an API, from a file or as they were copied. May not read the file itself."""

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.arrivals import ColumnMapping, DateOrder, Field, PastedComment, Report, Survey
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import BadValue
from cm_desktop.wording import arrivals, reports
from cm_desktop.wording.words import mark

_INTERRUPTED = 130
_FIELDS = mark(
    "which column holds what: text, author, created_at, time, link, id, post, parent, likes, author_id or hidden;"
    " FIELD= leaves it out"
)


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    bring = commands.add_parser(
        "import", parents=[everywhere], help=mark("bring in a file of comments: CSV, TSV, JSON, JSONL")
    )
    bring.add_argument("file", type=Path, help=mark("the file of comments"))
    bring.add_argument(
        "--page", type=AccountId, required=True, metavar="ACCOUNT", help=mark("the page that they stand on")
    )
    bring.add_argument(
        "--survey", action="store_true", help=mark("only look: what the file seems to be, and its columns")
    )
    bring.add_argument("--encoding", help=mark("how the file writes its letters, where the guess is wrong"))
    bring.add_argument("--map", type=_pair, action="append", default=[], metavar="FIELD=COLUMN", help=_FIELDS)
    bring.add_argument("--dates", choices=[*map(str, DateOrder)], help=mark("what 03/04/2026 means"))
    bring.set_defaults(run=_import)
    paste = commands.add_parser(
        "paste", parents=[everywhere], help=mark("add comments as copied from a page; from standard input")
    )
    paste.add_argument(
        "--page", type=AccountId, required=True, metavar="ACCOUNT", help=mark("the page that they stand on")
    )
    paste.add_argument("--survey", action="store_true", help=mark("only look: how the text would be read"))
    paste.set_defaults(run=_paste)


def _pair(text: str) -> tuple[Field, str]:
    field, sign, column = text.partition("=")
    if not sign or field not in [*Field]:
        raise BadValue("mapping", text)
    return Field(field), column


def _import(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        page = desk.inbox.account(given.page).id
        survey = desk.imports.survey(given.file, encoding=given.encoding)
        mapping = _mapping(survey, given)
        if given.survey:
            _show_survey(session, survey, mapping)
            return 0
        with _interruptible() as cancelled:
            report = desk.imports.bring_in(survey, mapping, page, progress=session.progress, cancelled=cancelled)
    _show_report(session, report)
    return _INTERRUPTED if report.cancelled else 0


def _mapping(survey: Survey, given: argparse.Namespace) -> ColumnMapping:
    """The one that was guessed or remembered, with what was said here."""
    fields = dict(survey.mapping.fields)
    for field, column in given.map:
        fields = {name: held for name, held in fields.items() if held is not field}
        if column:
            fields[column] = field
    return ColumnMapping(fields=fields, dates=DateOrder(given.dates) if given.dates else survey.mapping.dates)


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Ctrl+C asks the import to leave nothing behind, instead of cutting it."""
    cancelled = Event()

    def cancel(_signal: int, _frame: FrameType | None) -> None:
        cancelled.set()

    before = signal.signal(signal.SIGINT, cancel)
    try:
        yield cancelled
    finally:
        signal.signal(signal.SIGINT, before)


def _show_survey(session: Session, survey: Survey, mapping: ColumnMapping) -> None:
    words = session.words
    rows = words.figure(survey.rows)
    about = words.count("about {rows} line", "about {rows} lines", survey.rows, rows=rows)
    lines = [f"{reports.built(words, survey.shape)} · {about}"]
    columns = []
    for place, column in enumerate(survey.shape.columns):
        held = mapping.fields.get(column)
        samples = [row[place] for row in survey.sample if row[place]][:2]
        columns.append({"column": column, "field": held, "samples": samples})
        name = arrivals.field(words, held) if held else "–"
        what = words.say("{name}: {state}", name=on_one_line(column), state=name)
        lines.append(f"  {what}   {on_one_line(' | '.join(samples))}".rstrip())
    session.show(
        {
            "format": survey.shape.format,
            "encoding": survey.shape.encoding,
            "rows": survey.rows,
            "remembered": survey.remembered,
            "dates": mapping.dates,
            "columns": columns,
        },
        lines,
    )


def _show_report(session: Session, report: Report) -> None:
    for line in report.lines:
        session.complain(arrivals.broken(session.words, line))
    document = {
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "repeated": report.repeated,
        "broken": report.broken,
        "doubtful": report.doubtful,
        "cancelled": report.cancelled,
        "lines": [{"line": x.line, "problem": x.problem, "detail": x.detail, "kept": x.kept} for x in report.lines],
    }
    session.show(document, reports.became(session.words, report))


def _paste(session: Session, given: argparse.Namespace) -> int:
    text = values.standard_input()
    with session.desk() as desk:
        page = desk.inbox.account(given.page).id
        pasted = desk.imports.paste(text)
        if not pasted:
            session.complain(session.words.say("Nothing to add. Give the comments on standard input."))
            return 2
        if given.survey:
            session.show([_pasted_form(one) for one in pasted], _told(session, pasted))
            return 0
        report = desk.imports.add_pasted(page, pasted)
    _show_report(session, report)
    return 0


def _told(session: Session, pasted: Sequence[PastedComment]) -> list[str]:
    say = session.words.say
    return [say("{name}: {state}", name=on_one_line(one.author or "–"), state=on_one_line(one.text)) for one in pasted]


def _pasted_form(one: PastedComment) -> dict[str, Any]:
    return {
        "author": one.author,
        "text": one.text,
        "link": one.link,
        "created_at": one.created_at.isoformat() if one.created_at else None,
        "likes": one.likes,
    }
