"""The options that every command takes. May not know any command."""

import argparse

from cm_desktop.cli import values
from cm_desktop.wording.words import mark


def everywhere(*, unsaid: str | None = None, exit_on_error: bool = True) -> argparse.ArgumentParser:
    """The options of every command, before it or after it. `unsaid` is the default of those that are not given.

    A command's own parser must not reset what stood before: its default is `argparse.SUPPRESS`.
    """
    options = argparse.ArgumentParser(add_help=False, exit_on_error=exit_on_error)
    options.add_argument(
        "--workspace", type=values.folder, metavar="DIR", default=unsaid, help=mark("the folder that holds the data")
    )
    options.add_argument("--language", choices=("fr", "en"), default=unsaid, help=mark("speak this language"))
    options.add_argument("--json", action="store_true", default=unsaid or False, help=mark("print JSON"))
    return options
