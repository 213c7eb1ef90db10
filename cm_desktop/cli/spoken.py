"""The command line's help and refusals, in the language of the run: argparse's own too. May not know any command.

Help stands in the code in English, inside `mark`, and is said when it is printed.
"""

import argparse
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cm_desktop.settings import resources
from cm_desktop.wording.words import mark

_DOMAIN = "cli"
ARGPARSE = (  # what argparse says by itself, and looks up in gettext's current domain
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("the following arguments are required: %s"),
    mark("one of the arguments %s is required"),
    mark("not allowed with argument %s"),
    mark("unrecognized arguments: %s"),
    mark("ignored explicit argument %r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("expected one argument"),
    mark("expected at least one argument"),
)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let argparse speak this language. It asks gettext, which asks the environment: both are as before afterwards."""
    domain, wanted = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, resources() / "translations")
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if wanted is not None:
            os.environ["LANGUAGE"] = wanted


class _Formatter(argparse.HelpFormatter):
    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _said(action.help)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_said(heading))

    def add_text(self, text: str | None) -> None:
        super().add_text(_said(text))


class Parser(argparse.ArgumentParser):
    """A parser whose commands are such parsers too."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter} | given)


def _said(text: str | None) -> str | None:
    return gettext.gettext(text) if text else text  # of no text, gettext would tell the catalogue's header
