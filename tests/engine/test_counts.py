"""Whatever is done, to one or to many, undone, read anew or begun again: every figure is what a slow recount finds."""

import shutil
from array import array
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import AccountId, Client, ClientId, CommentRef, RemoteId, Visibility
from cm_desktop.domain.errors import ActRefused, EntryMoved
from cm_desktop.domain.queue import HANDLES, Order, Query, Queue, Row, Triage
from cm_desktop.domain.several import chosen, the_rest
from cm_desktop.domain.verdicts import Level, level
from cm_desktop.engine.acting.receipt import Receipt
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.inbox import Inbox
from cm_desktop.engine.sending.delivery import Pace
from cm_desktop.store.reader import Reader
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, OTHER, POST, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake

BANK = Client(id=ClientId("bank"), name="Bank", colour="#2E6F73")
PAGES = {ACCOUNT.id: CLIENT.id, OTHER.id: BANK.id}
NAMES = st.integers(0, 4).map(lambda number: f"c{number}")
ACCOUNTS = st.sampled_from(sorted(PAGES))
REFS = st.builds(CommentRef, ACCOUNTS, NAMES.map(RemoteId))
SOME = st.lists(REFS, min_size=1, max_size=6, unique=True)
MINUTE = timedelta(minutes=1)
TEXTS = st.sampled_from(["Merci", "Quel escroc !", "Vous ouvrez quand ?"])


class Counting(RuleBasedStateMachine):
    """A desk with two clients, and a moderator who does anything at all."""

    @initialize()
    def open(self) -> None:
        self.folder, self.clock = Path(mkdtemp()), FakeClock()
        self.platforms = {name: FakePlatform(self.clock, name) for name in PAGES}
        self.vault, self.receipts = FakeVault(), list[Receipt]()
        self.desk = self._desk()
        self.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
        for platform in self.platforms.values():
            for number, text in enumerate(("Merci", "Quel escroc !", "Vous ouvrez quand ?")):
                platform.post(f"c{number}", text)
        self.desk.accounts.add(replace(OTHER, client=BANK.id), BANK, "jeton")
        self.desk.sync()

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.folder)

    @rule(account=ACCOUNTS, name=NAMES, text=TEXTS, by_page=st.booleans())
    def somebody_writes(self, account: AccountId, name: str, text: str, by_page: bool) -> None:
        platform = self.platforms[account]
        if RemoteId(name) not in platform.comments:
            platform.post(name, text, by_page=by_page)
        self.desk.sync()

    @rule(ref=REFS, visibility=st.sampled_from([Visibility.PUBLIC, Visibility.HIDDEN, Visibility.SPAM]))
    def somebody_moves_one(self, ref: CommentRef, visibility: Visibility) -> None:
        if ref.id in self.platforms[ref.account].comments:
            self.platforms[ref.account].move(ref, visibility)
        self.desk.sync()

    @rule(ref=REFS)
    def look_at_one(self, ref: CommentRef) -> None:
        for known in self._known([ref]):
            self.desk.looking.shown(known).result()

    @rule(refs=SOME)
    def dismiss(self, refs: list[CommentRef]) -> None:
        self._keep(self.desk.acts.dismiss(*self._known(refs)).result())

    @rule(account=st.none() | ACCOUNTS)
    def dismiss_the_rest(self, account: AccountId | None) -> None:
        division = the_rest(self.desk.inbox.gists(Query(account=account)))
        self._keep(self.desk.acts.dismiss(*(gist.ref for gist in division.taken)).result())

    @rule(refs=SOME)
    def hide_all(self, refs: list[CommentRef]) -> None:
        self._all_or_none(lambda: self.desk.acts.hide_all(self._known(refs)))

    @rule(ref=REFS, reply=st.booleans())
    def act_on_one(self, ref: CommentRef, reply: bool) -> None:
        for known in self._known([ref]):
            try:
                self._keep(self.desk.acts.do(known, WriteReply("Merci") if reply else Hide()).result())
            except ActRefused:
                return

    @rule(refs=SOME, minutes=st.sampled_from([0, 1, 5]))
    def snooze(self, refs: list[CommentRef], minutes: int) -> None:
        self._all_or_none(lambda: self.desk.snoozing.snooze(self._known(refs), self.clock.now() + minutes * MINUTE))

    @rule(refs=SOME)
    def wake(self, refs: list[CommentRef]) -> None:
        self._all_or_none(lambda: self.desk.snoozing.wake(self._known(refs)))

    @rule(ref=REFS, text=st.sampled_from(["", "un brouillon"]))
    def draft(self, ref: CommentRef, text: str) -> None:
        self.desk.acts.draft(ref, text).result()

    @rule()
    def undo(self) -> None:
        if self.receipts:
            try:
                self.desk.acts.undo(self.receipts.pop()).result()
            except (ActRefused, EntryMoved):
                return

    @rule(seconds=st.sampled_from([1, 11, 200]))
    def time_passes_and_all_that_is_due_leaves(self, seconds: int) -> None:
        self.clock.pass_(seconds=seconds)
        self.desk.send()
        self.desk.wake()
        assert all(row.asleep_until is None or row.asleep_until > self.clock.now() for row in self._rows())

    @rule()
    def begin_again(self) -> None:
        self.desk.close()
        self.desk = self._desk()

    @invariant()
    def every_figure_is_what_a_recount_finds(self) -> None:
        if not hasattr(self, "desk"):
            return
        inbox = self.desk.inbox
        rows, counts = self._rows(), inbox.counts()
        wanted = {queue: [row for row in rows if _stands_in(row, queue)] for queue in Queue}
        for queue, those in wanted.items():
            now = self.clock.now()
            listed = {order: inbox.handles(Query(queue=queue, order=order, late=now)) for order in Order}
            halves = (Query(queue=queue, until=now), Query(queue=queue, since=now))
            assert sum(len(inbox.handles(half)) for half in halves) == len(those), queue
            assert {len(handles) for handles in listed.values()} == {len(those)}, queue
            assert counts.queues[queue] == len(those), queue
            assert sum(len(page) for page in self._pages(Query(queue=queue))) == len(those), queue
            assert len(inbox.gists(Query(queue=queue))) == len(those), queue
        by_level = {one: len(inbox.handles(Query(level=one))) for one in Level}
        assert by_level == {one: _of_level(wanted[Queue.TODO], one) for one in Level}
        unread = {row.comment.ref for row in wanted[Queue.TODO] if not self._told_of(row.comment.ref)}
        assert {row.comment.ref for row in rows if row.unread} == unread
        for queue, order in ((queue, order) for queue in (Queue.TODO, Queue.ALL) for order in Order):
            assert len(inbox.handles(Query(queue=queue, order=order, unread=True))) == len(unread)
        under = sum(len(inbox.handles(Query(queue=Queue.ALL, account=page, post=POST.id))) for page in PAGES)
        assert under == len(rows)
        todo = Counter(PAGES[row.comment.ref.account] for row in wanted[Queue.TODO])
        assert dict(counts.clients) == {client: todo[client] for client in PAGES.values()}
        division = chosen((), inbox.gists(Query()))
        assert sum(division.left.values()) == counts.queues[Queue.TODO]

    def _rows(self) -> list[Row]:
        """Each comment asked for by its name, one after the other."""
        known = self._known([CommentRef(page, name) for page in PAGES for name in self.platforms[page].comments])
        return [self.desk.inbox.row(ref) for ref in known]

    def _told_of(self, ref: CommentRef) -> bool:
        with closing(Reader(self.folder)) as reader:
            return bool(reader.past.lines(ref))

    def _known(self, refs: list[CommentRef]) -> list[CommentRef]:
        here = {gist.ref for gist in self.desk.inbox.gists(Query(queue=Queue.ALL))}
        return [ref for ref in refs if ref in here]

    def _all_or_none(self, act: Callable[[], Future[Receipt]]) -> None:
        before = self._standing()
        try:
            self._keep(act().result())
        except ActRefused:
            assert self._standing() == before

    def _standing(self) -> dict[CommentRef, Triage]:
        return {row.comment.ref: row.triage for row in self._rows()}

    def _pages(self, query: Query) -> list[tuple[Row, ...]]:
        pages = [self.desk.inbox.page(query, limit=3)]
        while pages[-1].after is not None:
            pages.append(self.desk.inbox.page(query, after=pages[-1].after, limit=3))
        return [page.rows for page in pages]

    def _keep(self, receipt: Receipt) -> None:
        if receipt.dismissed or receipt.entries or receipt.snoozes:
            self.receipts.append(receipt)

    def _desk(self) -> Desk:
        fittings = Fittings(
            rules=FakeLibrary(),
            vault=self.vault,
            listen=lambda account, secret: FakeConnector(self.platforms[account.id], secret),
            connect=lambda account, secret: FakeConnector(self.platforms[account.id], secret),
            shelf=FakeShelf(),
            intake=NoIntake(),
            introduce=lambda account, secret: (account, FakeConnector(self.platforms[account.id], secret).check()),
            caps=lambda account: self.platforms[account.id].caps,
            clock=self.clock,
            undo_delay=timedelta(seconds=10),
            pace=Pace(),
        )
        return Desk(self.folder, fittings, threads=False)


def _of_level(rows: list[Row], wanted: Level) -> int:
    return sum(level(row.verdict.severity) is wanted for row in rows)


def _stands_in(row: Row, queue: Queue) -> bool:
    match queue:
        case Queue.ALL:
            return True
        case Queue.DRAFTS:
            return row.draft
        case Queue.URGENT:
            return row.triage is Triage.TODO and level(row.verdict.severity) is Level.URGENT
        case _:
            return row.triage == queue.value


def test_counts_never_disagree() -> None:
    run_state_machine_as_test(Counting, settings=settings(max_examples=12, stateful_step_count=25, deadline=None))


def test_a_list_that_forgets_what_has_a_draft_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same machine before a reading that leaves some rows out: it must not pass."""
    whole = Inbox.handles

    def careless(inbox: Inbox, query: Query) -> "array[int]":
        found = whole(inbox, query)
        drafts = set(whole(inbox, Query(queue=Queue.DRAFTS)))
        return array(HANDLES, (handle for handle in found if query.queue is Queue.DRAFTS or handle not in drafts))

    monkeypatch.setattr(Inbox, "handles", careless)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Counting,
            settings=settings(max_examples=80, stateful_step_count=15, deadline=None, phases=[Phase.generate]),
        )
