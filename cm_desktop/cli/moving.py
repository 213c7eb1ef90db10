"""`move`: a workspace packed into one file for another computer, and taken in there."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from cm_desktop.cli.session import Session
from cm_desktop.domain.errors import CmDesktopError, SettingsError
from cm_desktop.domain.moving import Parcel
from cm_desktop.settings import remember, remembered
from cm_desktop.wording.errors import explain
from cm_desktop.wording.moving import told_packed, told_parcel, told_unpacked
from cm_desktop.wording.words import mark


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    group = commands.add_parser("move", parents=[everywhere], help=mark("go on with this work on another computer"))
    parts = group.add_subparsers(title=mark("commands"), metavar="COMMAND", required=True)
    for name, run, said in (
        ("pack", _pack, mark("make one file of the workspace")),
        ("look", _look, mark("read such a file to its last byte, and change nothing")),
        ("take", _take, mark("put such a file in the place of the workspace, which is kept aside")),
    ):
        command = parts.add_parser(name, parents=[everywhere], help=said)
        command.add_argument("file", type=Path, metavar="FILE", help=mark("the packed file (.cmdesktop)"))
        command.set_defaults(run=run)


def _pack(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import moving

    with session.desk():
        packed = moving(session.settings).pack(given.file.absolute(), remembered())
    session.show(_form(packed), told_packed(session.words, packed, given.file.name))
    return 0


def _look(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import moving

    found = moving(session.settings).look(given.file)
    session.show(_form(found), [told_parcel(session.words, found)])
    return 0


def _take(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import moving

    taken = moving(session.settings).take(given.file)
    prefer(taken.parcel)
    document = {**_form(taken.parcel), "aside": taken.aside, "waiting": taken.waiting}
    session.show(document, told_unpacked(session.words, taken))
    return 0


def move_in(session: Session) -> None:
    """What the window was left for. Where it cannot be done the old workspace is opened again."""
    from cm_desktop.bootstrap import moving

    try:
        taken = moving(session.settings).take_staged()
    except CmDesktopError as error:
        session.complain(explain(session.words, error))
        return
    prefer(taken.parcel)
    for line in told_unpacked(session.words, taken):
        session.complain(line)


def prefer(parcel: Parcel) -> None:
    """Language, theme and keys come along, where this program understands them."""
    chosen = parcel.preferences.get
    with suppress(SettingsError):
        remember(chosen("language"), chosen("theme"), keys=chosen("keys"))


def _form(parcel: Parcel) -> dict[str, object]:
    made_at = parcel.made_at.isoformat()
    return {"made_at": made_at, "pages": parcel.pages, "files": parcel.files, "size": parcel.size}
