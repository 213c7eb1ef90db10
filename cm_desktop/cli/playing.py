"""The window, `demo` and `practice`: the program itself, on the user's pages or on the practice page. May not act by itself,
but for the demo's one cycle where there is no screen."""

import argparse
import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.crashes.watch import watching
from cm_desktop.domain.comments import Account
from cm_desktop.domain.errors import Damaged
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk
    from cm_desktop.ui.frame.ending import Ending

PICTURE = Path("cm-desktop-demo.png")


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    commands.add_parser("window", parents=[everywhere], help=mark("open the window (as with no command)")).set_defaults(
        run=window
    )
    demo = commands.add_parser("demo", parents=[everywhere], help=mark("try the program on its practice page"))
    history = mark("play this history instead of the shipped one")
    demo.add_argument("--scenario", type=Path, metavar="FILE", help=history)
    demo.add_argument("--offscreen", action="store_true", help=mark("as if there were no screen"))
    demo.set_defaults(run=_demo)
    practice = commands.add_parser("practice", parents=[everywhere], help=mark("serve the practice platform alone"))
    practice.add_argument("--scenario", type=Path, metavar="FILE", help=history)
    practice.add_argument("--port", type=values.port, default="0", metavar="N", help=mark("0 for any free one"))
    practice.set_defaults(run=_practice)


def window(session: Session, given: argparse.Namespace) -> int:
    """Open the window on the workspace, and go to the practice page and back, or on with another workspace, where that is
    wanted.

    Raises WorkspaceBusy where one is open already.
    """
    from cm_desktop.ui.frame.ending import Ending

    if not _can_show(session, display=True):
        return 1
    while (ending := _on_own_pages(session)) in (Ending.PRACTISE, Ending.MOVE):
        if ending is Ending.MOVE:
            from cm_desktop.cli.moving import move_in

            move_in(session)
        elif _on_practice_page(Session.begin(given)) is not Ending.BACK:
            break
        session = Session.begin(given)  # the language and the theme may be others by now
    return 0


def _on_own_pages(session: Session) -> "Ending":
    from cm_desktop.bootstrap import open_window

    desk = _open(session)
    try:
        with watching(session.crashes):
            return open_window(desk, session.settings, session.words, session.crashes)
    finally:
        desk.close()


def _on_practice_page(session: Session) -> "Ending":
    """In a workspace of its own that is gone afterwards: what is invented never stands beside what is not."""
    from cm_desktop.bootstrap import build, enrol, open_window, practise
    from cm_desktop.credentials import KeyringVault

    with ExitStack() as stack:
        settings = replace(session.settings, workspace=_fresh_folder(stack))
        practice = stack.enter_context(practise(settings, growing=True))
        desk = build(settings, session.words, vault=KeyringVault.in_memory())
        stack.callback(desk.close)
        enrol(desk, practice)
        stack.enter_context(watching(session.crashes))
        return open_window(desk, settings, session.words, session.crashes, practice=True)


def _open(session: Session) -> "Desk":
    """The workspace; where its work is damaged, a copy of it if the user takes it."""
    from cm_desktop.bootstrap import build, offer_restore

    try:
        return build(session.settings, session.words)
    except Damaged as error:
        if not offer_restore(session.settings, session.words, error):
            raise
    return build(session.settings, session.words)


def _demo(session: Session, given: argparse.Namespace) -> int:
    """Starts afresh, unless a folder is given to go on in; never among the user's own pages."""
    from cm_desktop.bootstrap import build, enrol, open_window, practise
    from cm_desktop.cli.demo import one_cycle
    from cm_desktop.credentials import KeyringVault
    from cm_desktop.ui.system_libraries import has_display

    on_screen = has_display() and not given.offscreen
    if not _can_show(session, display=on_screen):
        return 1
    with ExitStack() as stack:
        settings = session.settings if given.workspace else replace(session.settings, workspace=_fresh_folder(stack))
        practice = stack.enter_context(practise(settings, given.scenario, growing=on_screen))
        desk = build(settings, session.words, vault=KeyringVault.in_memory(), threads=on_screen)
        stack.callback(desk.close)
        if not all(map(_is_practice, desk.inbox.accounts())):
            session.complain(session.words.say("Pages of your own are in this workspace. Practise in another folder."))
            return 1
        enrol(desk, practice)
        stack.enter_context(watching(session.crashes))
        if on_screen:
            open_window(desk, settings, session.words, session.crashes)
            return 0
        session.complain(session.words.say("No screen here: the demonstration runs without a window."))
        return one_cycle(session, desk, settings, PICTURE)


def _fresh_folder(stack: ExitStack) -> Path:
    from tempfile import TemporaryDirectory

    return Path(stack.enter_context(TemporaryDirectory(prefix="cm-desktop-")))


def _is_practice(account: Account) -> bool:
    """Facebook and Instagram themselves are on no local network."""
    return account.platform in ("facebook", "instagram") and account.allow_local


def _can_show(session: Session, *, display: bool) -> bool:
    from cm_desktop.ui.system_libraries import command, has_display, missing

    if display and not has_display():
        session.complain(session.words.say("No screen here. “demo --offscreen” and the other commands need none."))
        return False
    if lacking := missing(display=display):
        how = command(library.package for library in lacking)
        session.complain(session.words.say("Qt needs system libraries that are missing: {command}", command=how))
    return not lacking


def _practice(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import practise
    from cm_desktop.practice.platform import serve_until_interrupted

    with practise(session.settings, given.scenario, given.port) as practice:
        print(json.dumps(practice.announcement(), ensure_ascii=False), flush=True)
        serve_until_interrupted()
    return 0
