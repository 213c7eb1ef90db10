"""The only module that knows every part: it builds a desk, a practice page, a window. May not decide anything else.

What is heavy is imported when it is first needed: the command line's help and the window's first paint wait for none of it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cm_desktop.domain.comments import Account, AccountId, Comment, Post
from cm_desktop.domain.errors import CmDesktopError, NotFound, NotWritable
from cm_desktop.domain.ports import Vault
from cm_desktop.settings import Settings
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.credentials import KeyringVault
    from cm_desktop.engine.desk import Desk
    from cm_desktop.practice.platform import PracticePlatform
    from cm_desktop.rules.rulebook import Rulebook


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class _NoShelf:
    def add(self, account: AccountId, posts: Sequence[Post], comments: Sequence[Comment]) -> None:
        raise NotFound("account", account)


def build(settings: Settings, words: Words, *, vault: Vault | None = None, threads: bool = True) -> "Desk":
    """The workspace of these settings, ready to read and act. Raises StoreError, CredentialError, RuleError.

    `vault` replaces the system's keyring. With `threads=False` every write is committed when its call returns.
    """
    from cm_desktop.credentials import KeyringVault
    from cm_desktop.engine.desk import Desk, Fittings
    from cm_desktop.platforms.connect import capabilities, connect, introduce

    try:
        settings.workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
        book = rulebook(settings)
    except OSError as error:
        raise NotWritable(settings.workspace) from error
    vault = vault or KeyringVault()
    fittings = Fittings(
        judge=book,
        rule_title=lambda rule: book.title(rule, words.language),
        vault=vault,
        listen=partial(connect, proxies=settings.proxies),
        connect=partial(connect, proxies=settings.proxies),
        shelf=_NoShelf(),
        introduce=partial(introduce, proxies=settings.proxies),
        caps=lambda account: capabilities(account.platform),
        clock=SystemClock(),
        undo_delay=settings.undo_delay,
    )
    desk = Desk(settings.workspace, fittings, threads=threads)
    if isinstance(vault, KeyringVault):
        _lend(vault, desk)
    return desk


def _lend(vault: "KeyringVault", desk: "Desk") -> None:
    """The secret of the environment that names no page is for the workspace's only one."""
    try:
        vault.lend_to([account.id for account in desk.inbox.accounts()])
    except CmDesktopError:
        desk.close()
        raise


def rulebook(settings: Settings) -> "Rulebook":
    """The rules in force: the shipped packs, then the workspace's own. Raises RuleError."""
    from cm_desktop.rules.rulebook import Rulebook

    own = settings.workspace / "rules"
    return Rulebook.load([settings.resources / "rules", *([own] if own.is_dir() else [])])


def practise(
    settings: Settings, scenario: Path | None = None, port: int = 0, *, growing: bool = False
) -> "PracticePlatform":
    """A running practice platform. `growing` lets its newest comments arrive while it runs. Raises ScenarioError, PortTaken."""
    from cm_desktop.practice.platform import PracticePlatform
    from cm_desktop.practice.play import Growth

    history = scenario or settings.resources / "practice" / "demo_threads.json"
    return PracticePlatform.start(history, port, growth=Growth() if growing else None)


def enrol(desk: "Desk", practice: "PracticePlatform") -> None:
    """Connect every page of the practice platform. Raises PlatformError."""
    for page in practice.pages:
        client = desk.accounts.client_named(page.client, page.colour)
        account = Account(
            id=AccountId(""),
            client=client.id,
            platform="facebook",
            name=page.name,
            base_url=practice.base_url,
            allow_local=True,
        )
        desk.accounts.add(account, client, page.token)


def open_window(desk: "Desk", settings: Settings, words: Words) -> int:
    """Show the window until it is closed; answers the exit status. Raises WorkspaceBusy where one is open already."""
    desk.claim()
    from cm_desktop.ui.app import open_window as show

    return show(desk, words, resources=settings.resources, theme=settings.theme)


def save_picture(desk: "Desk", settings: Settings, words: Words, file: Path) -> None:
    """Draw the window without a screen, on what is to do, and keep it as a PNG."""
    from cm_desktop.ui.app import save_picture as draw

    draw(desk, words, file, resources=settings.resources, theme=settings.theme)
