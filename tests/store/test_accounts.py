"""Clients and accounts: saved, frozen, read, removed with all that was theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Decision, WriteReply
from cm_desktop.domain.comments import Client
from cm_desktop.domain.errors import AuthExpired, EntryMoved, Forbidden, NotFound, RateLimited
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import EntryId, State, claim, sent
from cm_desktop.domain.queue import Freshness, Query, Queue, Triage
from cm_desktop.domain.verdicts import CALM, Category
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal
from tests.store.samples import BAKERY, BANK, BLOG, BRANCH, CLIENT_OF, NOW, SHOP, comment, entry, ref, save, verdict
from tests.store.steps import moved

LATER = NOW + timedelta(hours=1)
COMMENT = comment("c1")


def test_clients_and_accounts_are_saved_again_in_place(workspace: Workspace, reader: Reader) -> None:
    workspace.save_client(Client(id=BAKERY, name="Boulangerie", colour="#000000")).result()
    assert [client.name for client in reader.clients()] == ["Bank", "Boulangerie"]
    assert {account.id: account.client for account in reader.accounts()} == CLIENT_OF
    blog = replace(reader.account(BLOG), login="zoé", allow_local=True)
    workspace.save_account(blog).result()
    assert reader.account(BLOG) == blog


def test_an_account_stays_frozen_until_told_otherwise(workspace: Workspace, reader: Reader) -> None:
    workspace.freeze(SHOP, RateLimited(retry_after=60.0).trouble(), LATER).result()
    workspace.freeze(BLOG, AuthExpired("expired").trouble(), None).result()
    assert reader.frozen() == {
        SHOP: (RateLimited(retry_after=60.0).trouble(), LATER),
        BLOG: (AuthExpired("expired").trouble(), None),
    }
    workspace.thaw(SHOP).result()
    workspace.remove_account(BLOG).result()
    assert reader.frozen() == {}
    with pytest.raises(NotFound):
        workspace.freeze(BLOG, AuthExpired().trouble(), None).result()


def test_freshness_tells_the_last_whole_reading_and_what_stopped_it_since(workspace: Workspace, reader: Reader) -> None:
    workspace.note_sync(SHOP, NOW, None).result()
    workspace.note_sync(SHOP, LATER, AuthExpired(reason="expired").trouble()).result()
    workspace.note_sync(BLOG, NOW, AuthExpired().trouble()).result()
    workspace.note_sync(BLOG, LATER, None).result()
    assert reader.freshness() == (
        Freshness(account=SHOP, read_at=NOW, trouble=AuthExpired(reason="expired").trouble()),
        Freshness(account=BRANCH, read_at=None),
        Freshness(account=BLOG, read_at=LATER),
    )


def test_an_account_frozen_by_a_sending_is_not_up_to_date(workspace: Workspace, reader: Reader) -> None:
    workspace.note_sync(SHOP, NOW, None).result()
    forbidden, limited = Forbidden(scope="read").trouble(), RateLimited(retry_after=60.0).trouble()
    workspace.note_sync(BLOG, NOW, forbidden).result()
    for account in (SHOP, BLOG):
        workspace.freeze(account, limited, LATER).result()
    troubles = {line.account: line.trouble for line in reader.freshness()}
    assert troubles == {SHOP: limited, BLOG: limited, BRANCH: None}
    for account in (SHOP, BLOG):
        workspace.thaw(account).result()
    troubles = {line.account: line.trouble for line in reader.freshness()}
    assert troubles == {SHOP: None, BLOG: forbidden, BRANCH: None}


def test_nothing_comes_in_for_an_account_that_is_gone(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    workspace.remove_account(SHOP).result()
    with pytest.raises(NotFound):
        save(workspace, comment("c1"))
    with pytest.raises(NotFound):
        workspace.save_comment(comment("c1"), CALM, "", rules="1").result()
    with pytest.raises(NotFound):
        workspace.note_sync(SHOP, NOW, None).result()
    assert len(reader.handles(Query())) == 0


def test_an_act_for_an_account_that_is_gone_is_refused(workspace: Workspace, reader: Reader) -> None:
    workspace.remove_account(SHOP).result()
    with pytest.raises(NotFound):
        workspace.add_entries([entry(COMMENT)], COMMENT).result()
    assert reader.entries(states=set(State)) == ()


def test_removing_an_account_ends_all_its_acts_and_keeps_the_journal(workspace: Workspace, reader: Reader) -> None:
    elsewhere = comment("c9", account=BRANCH)
    workspace.add_entries([entry(elsewhere, name="elsewhere")], elsewhere).result()
    for state in State:
        row = entry(COMMENT, WriteReply(state), name=state.value)
        workspace.add_entries([row], COMMENT).result()
        moved(workspace, row, to=state)
    before = journal(workspace)
    workspace.remove_account(SHOP).result()
    after = {row.id: row.state for row in reader.entries(states=set(State))}
    assert after == dict.fromkeys(State, State.CANCELLED) | {"sent": State.SENT, "elsewhere": State.QUEUED}
    assert journal(workspace)[: len(before)] == before
    assert journal(workspace)[-1]["deed"] == Deed.ACCOUNT_REMOVED
    assert SHOP not in {account.id for account in reader.accounts()}
    with pytest.raises(NotFound):
        reader.account(SHOP)


def test_a_sender_learns_that_the_account_of_the_act_it_sent_is_gone(workspace: Workspace, reader: Reader) -> None:
    row = entry(COMMENT, WriteReply("merci"))
    workspace.add_entries([row], COMMENT).result()
    leaving = claim(row, now=NOW, baseline=())
    workspace.change_entry(row, leaving).result()
    workspace.remove_account(SHOP).result()
    with pytest.raises(EntryMoved):
        workspace.change_entry(leaving, sent(leaving)).result()
    assert reader.entry(EntryId(row.id)).state is State.CANCELLED


def test_removing_an_account_takes_all_its_comments_out_of_the_cache(workspace: Workspace, reader: Reader) -> None:
    ours, theirs = comment("c1", text="un mot"), comment("c1", account=BRANCH, text="un mot")
    for one in (ours, theirs):
        save(workspace, one, judged={one.ref: (verdict(Category.INSULT), "un mot")}, cursor="x")
        workspace.save_draft(one.ref, "brouillon", NOW).result()
    workspace.note_sync(SHOP, NOW, None).result()
    workspace.remove_account(SHOP).result()
    for query in (Query(), Query(search="mot"), Query(category=Category.INSULT), Query(queue=Queue.DRAFTS)):
        assert [row.comment for row in reader.page(query).rows] == [theirs]
    assert reader.cursor(SHOP) is None
    assert reader.counts().clients == {BAKERY: 0, BANK: 1}
    assert SHOP not in {line.account for line in reader.freshness()}


def test_an_account_that_comes_back_starts_afresh(workspace: Workspace, reader: Reader) -> None:
    account = reader.account(SHOP)
    save(workspace, comment("c1"), cursor="x")
    workspace.decide([comment("c1")], Decision.DISMISSED, NOW).result()
    workspace.remove_account(SHOP).result()
    workspace.save_account(account).result()
    assert reader.cursor(SHOP) is None
    save(workspace, comment("c1"))
    assert reader.row(ref("c1")).triage is Triage.DONE


def test_an_account_that_changes_client_takes_its_comments_along(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    assert reader.counts().clients == {BAKERY: 1, BANK: 0}
    workspace.save_account(replace(reader.account(SHOP), client=BANK)).result()
    assert reader.counts().clients == {BAKERY: 0, BANK: 1}
    assert len(reader.handles(Query(client=BANK))) == 1
