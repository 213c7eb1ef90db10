"""The rules in force: read when first asked for, read again when a pack changed. May not judge anything itself."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Lock, RLock, Thread

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.ports import Draft, Judge, RuleLibrary
from cm_desktop.domain.rules import PackId
from cm_desktop.domain.verdicts import RuleId

log = logging.getLogger(__name__)


class InForce:
    """Reading the rules takes as long as opening the window: where there are `threads`, it is done beside.

    `changed` is called once other rules, or other packs, were read; in the thread that read them.
    """

    def __init__(self, library: RuleLibrary, changed: Callable[[], None], *, threads: bool) -> None:
        self._library = library
        self._changed = changed
        self._threads = threads
        self._guard = Lock()
        self._turn = RLock()
        self._drafting = Lock()
        self._first: Future[Judge] | None = None
        self._judge: Judge | None = None
        self._troubles: tuple[RuleError, ...] = ()
        self._draft: tuple[tuple[str, PackId, str], Draft] | None = None

    def judge(self) -> Judge:
        """Those in force; waits for the first reading. Raises RuleError where a pack that came with the program is wrong."""
        return self._judge or self._begun(again=True).result()

    def at_hand(self) -> Judge | None:
        """Those in force, if they were read. Waits for nothing, and begins the reading."""
        if self._judge is None:
            self._begun(again=False)
        return self._judge

    def title(self, rule: RuleId, language: str) -> str:
        """A rule's title; empty for an unknown rule, and until they are read. A command line does not read them for it."""
        if self._threads or self._judge is not None:
            judge = self.at_hand()
            return "" if judge is None else judge.title(rule, language)
        try:
            return self._library.title(rule, language)
        except RuleError:
            return ""

    def ready(self, timeout: float | None = None) -> bool:
        """Whether they were read; with a `timeout` in seconds, after so long at most."""
        if self.at_hand() is None and timeout is not None:
            wait([self._begun(again=False)], timeout)
        return self._judge is not None

    @property
    def troubles(self) -> tuple[RuleError, ...]:
        """What was wrong with packs when they were last read: their last good texts are in force."""
        return self._troubles

    def renew(self) -> None:
        """Look whether a pack was written since, by anybody. What is wrong keeps those in force, and is told once."""
        try:
            if self._judge is None:
                self.judge()
            elif self._library.changed():
                self.read_again()
        except RuleError:
            log.debug("the rules stay as they were", exc_info=True)

    def as_if(self, pack: PackId, text: str) -> Draft:
        """The rules as if this text of a pack were in force; the last one is kept, for whoever types. Raises RuleError."""
        named = (self.judge().version, pack, text)
        with self._drafting:  # who asks why and who replays want the same one
            if self._draft is None or self._draft[0] != named:
                self._draft = (named, self._library.draft(pack, text))
            return self._draft[1]

    def read_again(self) -> Judge:
        """Read them now. Raises RuleError where a pack that came with the program is wrong: those in force stay."""
        with self._turn:
            try:
                self._judge = judge = self._library.load()
            except RuleError as error:
                self._note(error)
                raise
            self._troubles = tuple(pack.trouble for pack in self._library.packs() if pack.trouble is not None)
        self._changed()
        return judge

    def _note(self, error: RuleError) -> None:
        if [known.trouble() for known in self._troubles] != [error.trouble()]:
            self._troubles = (error,)
            self._changed()

    def _begun(self, *, again: bool) -> Future[Judge]:
        """The first reading; one that failed is only begun `again` by whoever cannot do without."""
        with self._guard:
            begun = self._first
            if begun is not None and not (again and begun.done() and begun.exception() is not None):
                return begun
            begun = self._first = Future()
        if self._threads:
            Thread(target=self._read_first, args=(begun,), name="rules", daemon=True).start()
        else:
            self._read_first(begun)
        return begun

    def _read_first(self, begun: Future[Judge]) -> None:
        try:
            begun.set_result(self.read_again())
        except BaseException as error:  # noqa: BLE001  # whoever waits for them gets it
            begun.set_exception(error)
