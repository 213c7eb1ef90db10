"""`rules check`: what the rules say of a text, in words or line by line. May not change any rule."""

import argparse
import json
import sys
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.forms import verdict_form
from cm_desktop.cli.listing import safe
from cm_desktop.cli.session import Session
from cm_desktop.domain.verdicts import Hit, level
from cm_desktop.wording import terms
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.domain.rules import Why
    from cm_desktop.rules.rulebook import Rulebook


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("rules", help=mark("what the rules say")).add_subparsers(required=True, metavar="ACT")
    check = acts.add_parser("check", parents=[everywhere], help=mark("judge a text, and say why"))
    source = check.add_mutually_exclusive_group()
    source.add_argument("text", nargs="?", help=mark("the text; read from standard input when absent"))
    source.add_argument(
        "--jsonl", action="store_true", help=mark('judge one {"text":…} a line, answer one line for each')
    )
    check.set_defaults(run=_check)


def _check(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import rulebook

    book = rulebook(session.settings)
    if given.jsonl:
        return _check_lines(book)
    text = given.text if given.text is not None else values.standard_input()
    why = book.why(text)
    document = {"text": text, **verdict_form(why.verdict), "stopped": _stopped_form(why)}
    session.show(document, _sentences(session, book, why))
    return 0


def _check_lines(book: "Rulebook") -> int:
    """Bytes that are not UTF-8 make one bad line, not a broken run."""
    from cm_desktop.rules.jsonl import check_line

    for number, line in enumerate(sys.stdin.buffer):
        try:
            text = line.removeprefix(BOM_UTF8 if number == 0 else b"").decode("utf-8")
        except UnicodeDecodeError:
            print(json.dumps({"error": "not_utf8"}))
        else:
            print(check_line(book, text))
    return 0


def _sentences(session: Session, book: "Rulebook", why: "Why") -> list[str]:
    words, verdict = session.words, why.verdict
    lines = [_heading(session, why)]
    lines += [f"  {_reason(session, book, why.text, hit)}" for hit in verdict.hits]
    for stopped in why.stopped:
        passage = safe(why.text[stopped.start : stopped.end])
        title = book.title(stopped.rule, words.language)
        lines.append(
            words.say(
                "  “{passage}” was let through: {title} ({what})", passage=passage, title=title, what=stopped.what
            )
        )
    return lines


def _heading(session: Session, why: "Why") -> str:
    verdict, words = why.verdict, session.words
    if not verdict.hits:
        return words.say("Nothing found: no rule applies to this text.")
    return words.say(
        "{level} (severity {severity} of 4: abuse {abuse}, business {business})",
        level=terms.level(words, level(verdict.severity)),
        severity=verdict.severity,
        abuse=verdict.abuse,
        business=verdict.business,
    )


def _reason(session: Session, book: "Rulebook", text: str, hit: Hit) -> str:
    words = session.words
    return words.say(
        "“{passage}”: {form}, by the rule {title} ({rule}, {pack})",
        passage=safe(text[hit.start : hit.end]),
        form=terms.form(words, hit.category.form, hit.category),
        title=book.title(hit.rule, words.language),
        rule=hit.rule,
        pack=hit.pack,
    )


def _stopped_form(why: "Why") -> list[dict[str, Any]]:
    return [{"rule": s.rule, "start": s.start, "end": s.end, "by": s.by, "what": s.what} for s in why.stopped]
