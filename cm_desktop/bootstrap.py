"""The only module that knows every part: it builds a desk, a practice page, a window. May not decide anything else.

What is heavy is imported when it is first needed: the command line's help and the window's first paint wait for none of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import CmDesktopError, Damaged, NotWritable, WorkspaceBusy
from cm_desktop.settings import Settings, chosen_proxy, remember

if TYPE_CHECKING:
    from cm_desktop.crashes.reports import CrashReports
    from cm_desktop.credentials import KeyringVault
    from cm_desktop.domain.actions import Capabilities
    from cm_desktop.domain.ports import Clock, Discover, FoundFeed, Intake, Judge, RuleLibrary
    from cm_desktop.domain.spelling import Speller
    from cm_desktop.domain.vault import Vault
    from cm_desktop.engine.desk import Desk
    from cm_desktop.engine.keeping.moving import Moving
    from cm_desktop.engine.keeping.recovery import Recovery
    from cm_desktop.engine.supervision.outside import Outside
    from cm_desktop.imports.shelf import FolderShelf
    from cm_desktop.platforms.transport.gateway import Gateway
    from cm_desktop.platforms.transport.way_out import ChosenWayOut
    from cm_desktop.practice.platform import PracticePlatform
    from cm_desktop.ui.frame.ending import Ending
    from cm_desktop.wording.words import Words


# Of the clocks that nobody sets, the one that counts a laptop's sleep: Linux has a name of its own for it, macOS calls it
# monotonic, and on Windows it is the only one.
_STEADY: int | None = next(
    (getattr(time, name) for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC") if hasattr(time, name)), None
)


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> timedelta:
        return timedelta(seconds=time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY))


def build(settings: Settings, words: Words, *, vault: Vault | None = None, threads: bool = True) -> Desk:
    """The workspace of these settings, ready to read and act. Raises StoreError, CredentialError.

    `vault` replaces the system's keyring. With `threads=False` every write is committed when its call returns.
    """
    from cm_desktop.credentials import KeyringVault
    from cm_desktop.domain.once import later
    from cm_desktop.engine.desk import Desk, Fittings
    from cm_desktop.imports.alongside import or_by_hand, or_from_shelf
    from cm_desktop.platforms.connect import connect, introduce, listen

    try:
        settings.workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(settings.workspace) from error
    vault = vault or KeyringVault()
    way = way_out(settings, vault)
    shelf = later(lambda: _shelf(settings))
    clock = SystemClock()
    fittings = Fittings(
        rules=later(partial(library, settings)),
        language=words.language,
        vault=vault,
        listen=or_from_shelf(_going_out(listen, way), shelf),
        connect=_going_out(connect, way),
        shelf=shelf,
        intake=later(lambda: _reception(shelf, clock, lambda page: desk.inbox.account(page).name)),
        introduce=or_by_hand(_going_out(introduce, way)),
        caps=_capabilities,
        speller=later(lambda: _speller(settings, words.language)),
        outside=lambda: _outside(words, vault),
        fetch_picture=_going_out(_picture, way),
        discover=_discoverer(way),
        way_out=way,
        clock=clock,
        undo_delay=settings.undo_delay,
    )
    desk = Desk(settings.workspace, fittings, threads=threads)
    if isinstance(vault, KeyringVault):
        _lend(vault, desk)
    return desk


def _speller(settings: Settings, language: str) -> Speller:
    from cm_desktop.spelling.apart import SpellerApart, dictionaries

    return SpellerApart(dictionaries(settings.resources / "spelling", language))


def _shelf(settings: Settings) -> FolderShelf:
    from cm_desktop.imports.shelf import FolderShelf

    return FolderShelf(settings.workspace / "arrivals")


def _reception(shelf: FolderShelf, clock: Clock, page_name: Callable[[AccountId], str]) -> Intake:
    from cm_desktop.imports.reception import Reception

    return Reception(shelf, clock, page_name)


def _outside(words: Words, vault: Vault) -> Outside:
    """What it takes to have anything validated: heavy, and brought when the first team is."""
    from cm_desktop.approvals import dossier
    from cm_desktop.approvals.folder import FolderCarrier
    from cm_desktop.approvals.pairing import DevicePairing
    from cm_desktop.approvals.paperwork import PlainFiles
    from cm_desktop.engine.supervision.outside import Outside

    return Outside(
        pairing=DevicePairing(vault),
        carry=lambda team: FolderCarrier(Path(team.folder), team.key),
        dossiers=dossier,
        paperwork=PlainFiles(words=words),
    )


def _lend(vault: KeyringVault, desk: Desk) -> None:
    """The secret of the environment that names no page is for the workspace's only one."""
    try:
        if vault.has_unnamed:
            accounts = [account for account in desk.inbox.accounts() if _capabilities(account).needs_secret]
            vault.lend_to([account.id for account in accounts])
    except CmDesktopError:
        desk.close()
        raise


def _capabilities(account: Account) -> Capabilities:
    from cm_desktop.imports.alongside import or_assisted
    from cm_desktop.platforms.connect import capabilities

    return or_assisted(capabilities, account)


Opened_co = TypeVar("Opened_co", covariant=True)


class _Opening(Protocol[Opened_co]):
    def __call__(self, account: Account, given: str, /, *, gateway: Gateway) -> Opened_co: ...


def _going_out(opening: _Opening[Opened_co], way: ChosenWayOut) -> Callable[[Account, str], Opened_co]:
    """With the way out found anew at each opening: a laptop changes networks."""
    return lambda account, given: opening(account, given, gateway=way.gateway(local=account.allow_local))


def _picture(account: Account, address: str, /, *, gateway: Gateway) -> bytes:
    from cm_desktop.platforms.pictures import fetch

    return fetch(account, address, gateway=gateway)


def _discoverer(way: ChosenWayOut) -> Discover:
    def feeds_behind(link: str, *, allow_local: bool = False) -> Sequence[FoundFeed]:
        from cm_desktop.platforms.feed.discover import discover

        return discover(link, gateway=way.gateway(local=allow_local), allow_local=allow_local)

    return feeds_behind


def way_out(settings: Settings, vault: Vault) -> ChosenWayOut:
    """How requests leave this machine, as it was chosen last; chosen anew, it is kept for the next launch."""
    from cm_desktop.platforms.transport.way_out import ChosenWayOut

    return ChosenWayOut(
        settings.proxy,
        settings.certificates,
        vault,
        keep=lambda choice: remember(proxy=choice),
        kept=chosen_proxy,
        said_in=settings.proxy_said_in,
    )


def library(settings: Settings) -> RuleLibrary:
    """The packs that came with the program, and the workspace's own."""
    from cm_desktop.rules.keeping.library import Library

    return Library(settings.resources / "rules", settings.workspace / "rules")


def judge(settings: Settings) -> Judge:
    """The rules in force, without the workspace's databases. Raises RuleError."""
    return library(settings).load()


def practise(
    settings: Settings, scenario: Path | None = None, port: int = 0, *, growing: bool = False
) -> PracticePlatform:
    """A running practice platform. `growing` lets its newest comments arrive while it runs. Raises ScenarioError, PortTaken."""
    from cm_desktop.practice.platform import PracticePlatform
    from cm_desktop.practice.play import Growth

    history = scenario or settings.resources / "practice" / "demo_threads.json"
    return PracticePlatform.start(history, port, growth=Growth() if growing else None)


def enrol(desk: Desk, practice: PracticePlatform) -> None:
    """Connect every page of the practice platform. Raises PlatformError."""
    for page in practice.pages:
        client = desk.accounts.client_named(page.client, page.colour)
        account = Account(
            id=AccountId(""),
            client=client.id,
            platform=page.platform,
            name=page.name,
            base_url=practice.base_url,
            allow_local=True,
        )
        desk.accounts.add(account, client, page.token)


def recovery(settings: Settings) -> Recovery:
    """The way back for a workspace that `build` finds damaged."""
    from cm_desktop.engine.keeping.recovery import Recovery

    return Recovery(settings.workspace, SystemClock())


def moving(settings: Settings) -> Moving:
    """The way of this workspace to another computer, and of another into its place."""
    from cm_desktop.engine.keeping.moving import Moving

    return Moving(settings.workspace, SystemClock())


def offer_restore(settings: Settings, words: Words, error: Damaged) -> bool:
    """Show what is damaged and offer the copy that loses least; answers whether it was taken. Raises StoreError."""
    from cm_desktop.ui.app import offer_restore as show

    back = recovery(settings)
    return back.helps(error) and show(back, words, error, theme=settings.theme)


def open_window(
    desk: Desk, settings: Settings, words: Words, crashes: CrashReports, *, practice: bool = False
) -> Ending:
    """Show the window until it is closed; answers what is wanted next. Where one is open already, that one comes to the front.

    `practice`: on the practice page, entered from one's own pages. Raises WorkspaceBusy where the open one does not answer.
    """
    from cm_desktop.ui.bindings import leave_sources_unread

    leave_sources_unread()  # of what is imported from here on
    from cm_desktop.ui.app import open_window as show
    from cm_desktop.ui.app import summon
    from cm_desktop.ui.frame.ending import Ending

    try:
        desk.claim()
    except WorkspaceBusy:
        if not summon(desk.folder, words):
            raise
        return Ending.CLOSED
    return show(
        desk,
        words,
        resources=settings.resources,
        theme=settings.theme,
        crashes=crashes,
        keys=settings.keys,
        notices=settings.notices,
        place=settings.window,
        practice=practice,
    )


def save_picture(desk: Desk, settings: Settings, words: Words, file: Path) -> None:
    """Draw the window without a screen, on what is to do, and keep it as a PNG."""
    from cm_desktop.ui.app import save_picture as draw

    draw(desk, words, file, resources=settings.resources, theme=settings.theme)
