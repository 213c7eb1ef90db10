"""`spelling`: which words of a text nobody knows, and the words of one's own. May not correct a text."""

import argparse
from typing import Any

from cm_desktop.cli.session import Session
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    command = commands.add_parser("spelling", parents=[everywhere], help=mark("check a text, and teach words"))
    actions = command.add_subparsers(title=mark("what to do"), metavar="ACTION", required=True)
    check = actions.add_parser("check", parents=[everywhere], help=mark("the words of a text that nobody knows"))
    check.add_argument("text", metavar="TEXT", help=mark("the text"))
    check.set_defaults(run=_check)
    words = actions.add_parser("words", parents=[everywhere], help=mark("the words of your own"))
    words.set_defaults(run=_words)
    for name, told in (("teach", mark("a word of your own is no mistake")), ("forget", mark("it is one again"))):
        one = actions.add_parser(name, parents=[everywhere], help=told)
        one.add_argument("word", metavar="WORD", help=mark("the word"))
        one.set_defaults(run=_teach, known=name == "teach")


def _check(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        unknown = sorted(desk.spelling.unknown(given.text))
        told = {word: list(desk.spelling.suggestions(word)) for word in unknown}
    lines = [f"{word}: {', '.join(perhaps)}" if perhaps else word for word, perhaps in told.items()]
    session.show(told, lines or [session.words.say("Every word is known.")])
    return 0


def _words(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        taught = sorted(desk.spelling.taught, key=str.casefold)
    session.show(taught, taught or [session.words.say("No words of your own yet.")])
    return 0


def _teach(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        word = desk.spelling.teach(given.word, known=given.known)
    say = session.words.say
    told = (
        say("“{word}” is known from now on.", word=word)
        if given.known
        else say("“{word}” is unknown again.", word=word)
    )
    session.show({"word": word, "known": given.known}, [told])
    return 0
