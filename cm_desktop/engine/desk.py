"""The desk: all that a window or a command line needs of the core. May not word anything, nor know any platform."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.engine.fittings import Fittings
from cm_desktop.engine.inbox import Inbox
from cm_desktop.engine.parts import Parts
from cm_desktop.store.disk.lock import hold
from cm_desktop.store.workspace import Workspace

if TYPE_CHECKING:
    from cm_desktop.domain.comments import AccountId
    from cm_desktop.domain.errors import StoreError
    from cm_desktop.domain.outbox import Entry
    from cm_desktop.domain.quota import Budget
    from cm_desktop.engine.bulletin import Listener
    from cm_desktop.engine.giving_way import GivingWay
    from cm_desktop.engine.network import Network
    from cm_desktop.engine.reading.pull import Pulled

__all__ = ["Desk", "Fittings"]


class Desk(Parts):
    """One open workspace. Any thread may call it; `sync`, `send` and `accounts` wait for platforms, nothing else does."""

    def __init__(self, folder: Path, fittings: Fittings, *, threads: bool = True) -> None:
        """Open the workspace in `folder`, made when absent. Raises StoreError.

        With `threads=False` every write is committed when its call returns.
        """
        super().__init__(Workspace.open(folder, threads=threads), fittings, threads=threads)
        self._started = False
        self._claims = ExitStack()
        self.folder = folder
        self.clock = fittings.clock
        self.undo_delay = fittings.undo_delay
        self.discover = fittings.discover

    @property
    def inbox(self) -> Inbox:
        """The calling thread's own reading of the workspace."""
        return Inbox(self._readers.mine(), self._room.caps, self._budgets, self._workspace.pictures)

    @property
    def network(self) -> Network:
        """Whether the platforms can be reached, as the last attempts told."""
        return self._network.state

    @property
    def giving_way(self) -> GivingWay:
        """Whom the window gives a sign when it has something to do: what judges then waits."""
        return self._room.giving_way

    @property
    def files_trouble(self) -> StoreError | None:
        """What the background work or the window last met with the workspace's files; None while all goes well."""
        return self._files.trouble

    def hear_of_files(self, error: StoreError | None) -> None:
        """What the window met with the workspace's files; None once it is over."""
        self._files.hear("window", error)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear what kind of thing changed, after each commit, from any thread. Answers how to stop hearing."""
        return self._bulletin.subscribe(listener)

    def claim(self) -> None:
        """Be the workspace's only window, until closed. Raises WorkspaceBusy where there is one already."""
        self._claims.enter_context(hold(self.folder, "window"))

    def start(self) -> None:
        """Read and send in the background from now on."""
        self._started = True
        self._room.staying.set()
        self._bulletin.subscribe(self._plan_again)
        self._workers.start()

    def sync_soon(self) -> None:
        """Read every account now, in the background, asking the keyring again for what it refused."""
        self._ask_again()
        self._workers.read_soon()
        self._workers.send_soon()
        self._workers.supervise_soon()

    def poll(self) -> None:
        """Notice what another process did to the workspace, in the background. Waits for nothing: for a timer."""
        self._workspace.notice_others(self._others_acted)

    def sync(self, account: AccountId | None = None) -> tuple[Pulled, ...]:
        """Read one account, frozen or not, or every account that is not frozen. Raises NotFound."""
        one = account and self._room.reader().account(account)
        pulled = (self._pull.account(one),) if one else self._pull.everything()
        self.rules.keep_up()
        return pulled

    def sync_due(self) -> tuple[Pulled, ...]:
        """Read the accounts whose time has come, as a started desk does by itself: see `Inbox.budgets`."""
        pulled = self._pull.due()
        self.rules.keep_up()
        return pulled

    def bring_pictures(self) -> bool:
        """Fetch some of the pictures of what is to do, as a started desk does by itself; answers whether there are more."""
        return self._pictures.bring_in({account.id for account in self._room.reader().accounts()})

    def keep_house(self) -> None:
        """Copy the work where the last copy is an hour old, and let go what grew old, as a started desk does by itself.

        Raises StoreError.
        """
        self._safekeeping.keep_house()

    def wake(self) -> int:
        """Wake what was put off until now, as a started desk does by itself; answers how many. Raises StoreError."""
        return self.snoozing.wake_due()

    def send(self) -> tuple[Entry, ...]:
        """Ask and send what is due, and look for what is uncertain, once. Raises WorkspaceBusy while another process sends."""
        with hold(self.folder, "sender"):
            asked = self.supervision.go()
            sent = self._push.run()
            self.supervision.follow()
        return (*asked, *sent)

    def close(self) -> None:
        """End the workers, the writer and all readers. Nothing is lost: what is queued stays queued."""
        self._room.stopping.set()
        if self._started:
            self._workers.stop()
        if "spelling" in vars(self):  # else nobody asked for the dictionaries
            self.spelling.rest()
        self._workspace.close()
        self._readers.close()
        self._claims.close()

    def _budgets(self) -> tuple[Budget, ...]:
        return self._timetable.budgets()

    def _others_acted(self) -> None:
        self._room.tell(*Change)
        self._workers.send_soon()
        self._workers.supervise_soon()
        self._workers.judge_soon()  # they may have written a pack

    def _plan_again(self, changes: Changes) -> None:
        """An account that came, went or was reconnected, or reading paused or not, moves the next reading; what was put off,
        the next waking.
        """
        if Change.ACCOUNTS in changes:
            self._workers.plan_again()
        if Change.DECISIONS in changes:
            self._workers.wake_soon()

    def _ask_again(self) -> None:
        self._reading.ask_again()
        self._sending.ask_again()
