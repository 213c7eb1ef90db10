"""Whatever happens in whatever order, the queues are what the work and the platforms' word make of them."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cm_desktop.domain.actions import Action, Decision, Delete, EditReply, Escalate, Hide, Unhide, WriteReply
from cm_desktop.domain.comments import Account, AccountId, Comment, CommentRef, RemoteId, Visibility, fingerprint
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import LIVE, NEXT, State, put_down
from cm_desktop.domain.projection import triage
from cm_desktop.domain.queue import Handle, Query, Queue, Row, Triage
from cm_desktop.domain.snooze import Rest, Snooze, rest, wakes_at
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, NOW, SHOP, add_accounts, comment, entry, save

NAMES = ["a", "b", "c", "d"]
ACCOUNTS = st.sampled_from([SHOP, BLOG])
MINUTES = st.integers(-3, 3).map(lambda number: NOW + timedelta(minutes=number))
COMMENTS = st.builds(
    comment,
    st.sampled_from(NAMES),
    account=ACCOUNTS,
    text=st.sampled_from(["bonjour", "bonsoir"]),
    parent=st.none() | st.sampled_from(NAMES),
    page=st.booleans(),
    minutes=st.integers(-1, 1),
    visibility=st.sampled_from(Visibility),
)
ACTIONS = st.sampled_from([Hide(), Unhide(), Delete(), WriteReply("merci"), EditReply("Merci !"), Escalate("x", "y")])
OFF_THE_PAGE = frozenset({Visibility.GONE, Visibility.TRASHED, Visibility.SPAM})
VERDICTS = st.builds(Verdict, abuse=st.integers(0, 4), business=st.integers(0, 4))


class Histories(RuleBasedStateMachine):
    """The store beside a model in memory of what it was told."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.folder = Path(mkdtemp())
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.workspace = Workspace.open(self.folder, threads=False)
        self.reader = self.workspace.reader()
        self.accounts: dict[str, Account] = {account.id: account for account in self.reader.accounts()}
        self.told: dict[CommentRef, Comment] = {}
        self.kept: dict[CommentRef, str] = {}  # as it was when last acted on or decided about
        self.snoozes: dict[CommentRef, Snooze | None] = {}
        self.before: dict[AccountId, datetime] = {}  # what is older is left aside
        self.number = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.reader.close()
            self.workspace.close()
            shutil.rmtree(self.folder)

    def known(self, one: Comment) -> bool:
        return one.ref.account in {account.id for account in self.reader.accounts()}

    @rule(
        comments=st.lists(COMMENTS, min_size=1, max_size=4), at=MINUTES, verdict=VERDICTS, rules=st.sampled_from("12")
    )
    def fetch(self, comments: list[Comment], at: datetime, verdict: Verdict, rules: str) -> None:
        some = [one for one in comments if one.ref.account == comments[0].ref.account and self.known(one)]
        if some:
            said = {one.ref: replace(one, read_at=at) for one in some}
            save(self.workspace, *said.values(), judged=dict.fromkeys(said, (verdict, "bonjour")), rules=rules)
            self.told |= {ref: one for ref, one in said.items() if ref not in self.told or at >= self.told[ref].read_at}

    @rule(about=COMMENTS, action=ACTIONS, by_hand=st.booleans())
    def act(self, about: Comment, action: Action, by_hand: bool) -> None:
        if self.known(about):
            self.number += 1
            row = entry(about, action, name=f"act-{self.number:03}", seconds=self.number)
            by_hand = by_hand and not isinstance(action, Escalate)
            self.workspace.add_entries([put_down(replace(row, by_hand=by_hand))], about).result()
            self.kept[about.ref] = about.text

    @rule(data=st.data(), remote_id=st.none() | st.sampled_from(NAMES).map(RemoteId), at=st.none() | MINUTES)
    def move(self, data: st.DataObject, remote_id: RemoteId | None, at: datetime | None) -> None:
        rows = [row for row in self.reader.entries(states=set(State)) if NEXT[row.state]]
        if rows:
            row = data.draw(st.sampled_from(rows))
            state = data.draw(st.sampled_from(sorted(NEXT[row.state])))
            named = remote_id if isinstance(row.action, WriteReply) and state is State.SENT else None
            self.workspace.change_entry(row, replace(row, state=state, remote_id=named, attempted_at=at)).result()

    @rule(about=COMMENTS, decision=st.sampled_from(Decision), at=MINUTES)
    def decide(self, about: Comment, decision: Decision, at: datetime) -> None:
        self.workspace.decide([about], decision, at).result()
        self.kept[about.ref] = about.text

    @rule(about=COMMENTS, text=st.sampled_from(["", "un brouillon"]))
    def draft(self, about: Comment, text: str) -> None:
        self.workspace.save_draft(about.ref, text, NOW).result()

    @rule(about=COMMENTS, at=MINUTES, until=MINUTES, asleep=st.none() | st.booleans())
    def put_off(self, about: Comment, at: datetime, until: datetime, asleep: bool | None) -> None:
        told = fingerprint(about.text)
        snooze = None if asleep is None else Snooze(at=at, until=until, fingerprint=told, asleep=asleep)
        self.workspace.snoozes.keep({about.ref: snooze}).result()
        self.snoozes[about.ref] = snooze

    @rule(now=MINUTES)
    def wake(self, now: datetime) -> None:
        self.workspace.snoozes.wake(now).result()
        for ref, snooze in self.snoozes.items():
            if snooze is not None and wakes_at(snooze, now) <= now:
                self.snoozes[ref] = replace(snooze, asleep=False)

    @rule(account=ACCOUNTS, client=st.sampled_from([BAKERY, BANK]))
    def save_account(self, account: str, client: str) -> None:
        self.workspace.save_account(replace(self.accounts[account], client=client)).result()  # type: ignore[arg-type]

    @rule(account=ACCOUNTS)
    def remove_account(self, account: str) -> None:
        self.workspace.remove_account(self.accounts[account].id).result()
        self.told = {ref: one for ref, one in self.told.items() if ref.account != account}
        self.before.pop(self.accounts[account].id, None)

    @rule(account=ACCOUNTS, before=st.none() | MINUTES)
    def leave_aside(self, account: str, before: datetime | None) -> None:
        name = self.accounts[account].id
        try:
            self.workspace.leave_aside(name, before).result()
        except NotFound:
            return
        self.before = {known: moment for known, moment in self.before.items() if known != name}
        if before is not None:
            self.before[name] = before

    @rule()
    def lose_the_cache(self) -> None:
        self.reader.close()
        self.workspace.close()
        (self.folder / "cache.db").unlink()
        self.told = {}
        self.workspace = Workspace.open(self.folder, threads=False)
        self.reader = self.workspace.reader()

    @rule()
    def start_again(self) -> None:
        self.reader.close()
        self.workspace.close()
        self.workspace = Workspace.open(self.folder, threads=False)
        self.reader = self.workspace.reader()

    def rows(self) -> list[Row]:
        listed = [Query(queue=Queue(one.value)) for one in Triage if one is not Triage.ASIDE]
        rows = [row for query in listed for row in self.listed(query)]
        return rows + [row for row in self.listed(Query(queue=Queue.ALL)) if row.triage is Triage.ASIDE]

    def listed(self, query: Query) -> list[Row]:
        return self.reader.rows([Handle(handle) for handle in self.reader.handles(query)])

    @invariant()
    def every_comment_stands_where_it_should(self) -> None:
        rows = self.rows()
        assert {row.comment.ref: row.comment for row in rows} == self.told
        assert len(rows) == len(self.told)
        for row in rows:
            ref = row.comment.ref
            mine = self.reader.entries(states=set(State), comment=ref)
            decided = self.reader.decided(ref)
            snooze = self.snoozes.get(ref)
            sleep = rest(snooze, row.comment, mine, decided, spoke_at=self.spoke_at(row.comment))
            assert row.triage is triage(
                row.comment,
                mine,
                decided,
                answered_at=self.answered_at(ref),
                edited=decided is not None and self.kept[ref] != row.comment.text,
                withdrawn={name for one in mine if (name := one.remote_id) and not self.stands(ref, name)},
                aside_before=self.before.get(ref.account),
                rest=sleep,
            )
            assert row.returned == (row.triage is Triage.TODO and sleep is Rest.BACK)
            assert row.asleep_until == (snooze.until if snooze and row.triage is Triage.SNOOZED else None)
            assert row.pending == tuple(one for one in mine if one.state in LIVE)
            assert row.draft == bool(self.reader.draft(ref))

    def answered_at(self, ref: CommentRef) -> datetime | None:
        below = [one for one in self.told.values() if one.parent == ref.id and one.ref.account == ref.account]
        ours = [one for one in below if one.author.is_page and one.visibility not in OFF_THE_PAGE]
        return max((one.created_at for one in ours), default=None)

    def spoke_at(self, comment: Comment) -> datetime | None:
        """When its author last wrote under it, or beside it under the same comment."""
        places = {comment.ref.id, comment.parent} - {None}
        others = [one for one in self.told.values() if one.ref.account == comment.ref.account and one.parent in places]
        theirs = [one for one in others if one.author == replace(comment.author, is_page=False) and one != comment]
        return max((one.created_at for one in theirs), default=None)

    def stands(self, ref: CommentRef, reply: RemoteId) -> bool:
        """Whether a reply of ours is, as far as we know, where we sent it."""
        name = CommentRef(ref.account, reply)
        acts = self.reader.entries(states={State.SENT}, comment=name)
        gone = name in self.told and self.told[name].visibility in OFF_THE_PAGE
        return not gone and not any(isinstance(one.action, Delete) for one in acts)

    @invariant()
    def the_counts_are_the_lengths_of_the_lists(self) -> None:
        counts = self.reader.counts()
        assert counts.queues == {queue: len(self.reader.handles(Query(queue=queue))) for queue in Queue}
        clients = {account.client for account in self.reader.accounts()}
        assert counts.clients == {client: len(self.reader.handles(Query(client=client))) for client in clients}


def test_random_histories(tmp_path: Path) -> None:
    Histories.template = tmp_path / "template"
    workspace = Workspace.open(Histories.template, threads=False)
    add_accounts(workspace)
    workspace.close()
    run_state_machine_as_test(Histories, settings=settings(max_examples=30, stateful_step_count=30, deadline=None))
