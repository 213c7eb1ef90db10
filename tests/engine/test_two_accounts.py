"""One account's trouble is not another's: two pages, real databases, a strict platform at the port."""

import logging
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import AuthExpired, KeyringLocked, NotFound, Offline, PageTaken, SecretMissing
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, CLIENT, OTHER, FakeClock, FakePlatform, FakeVault, Fault
from tests.engine.steps import NOW, now, offline_since, reply


@pytest.fixture
def both(desk: Desk) -> Desk:
    desk.accounts.add(OTHER, CLIENT, "jeton")
    return desk


@pytest.fixture
def there(both: Desk, comment: CommentRef, other: FakePlatform) -> CommentRef:
    """A comment on the other page."""
    ref = other.post("c1", "Merci.")
    both.sync()
    return ref


def test_a_missing_secret_keeps_only_its_own_account_from_being_read(both: Desk, vault: FakeVault) -> None:
    del vault.secrets[ACCOUNT.id]
    first, second = both.sync()
    assert first.trouble == SecretMissing(account=ACCOUNT.id).trouble()
    assert second.trouble is None


def test_a_frozen_account_says_why_and_the_other_is_read(
    both: Desk, platform: FakePlatform, other: FakePlatform
) -> None:
    platform.down = AuthExpired(reason="expired")
    both.sync()
    other.post("c1", "Merci.")
    first, second = both.sync()
    assert first.trouble == AuthExpired(reason="expired").trouble()
    assert second.news == 1
    assert both.inbox.freshness()[0].trouble == AuthExpired(reason="expired").trouble()


def test_a_reading_that_is_asked_for_and_succeeds_thaws(both: Desk, platform: FakePlatform) -> None:
    platform.down = AuthExpired()
    both.sync()
    platform.down = None
    assert both.sync(ACCOUNT.id)[0].trouble is None
    assert both.inbox.freshness()[0].trouble is None


def test_offline_is_told_though_another_account_is_frozen(
    both: Desk, platform: FakePlatform, other: FakePlatform, clock: FakeClock
) -> None:
    platform.down = AuthExpired()
    both.sync()
    other.down = Offline()
    both.sync()
    assert offline_since(both) == clock.now()


def test_an_account_removed_while_it_is_sending_stops_nobody(
    both: Desk, comment: CommentRef, there: CommentRef, platform: FakePlatform, other: FakePlatform
) -> None:
    class Killed(BaseException):
        pass

    name = reply(both, comment)
    platform.faults = [Fault(Killed(), applied=True)]
    with pytest.raises(Killed):
        both.send()
    both.accounts.remove(ACCOUNT.id)
    assert now(both, name).state is State.CANCELLED
    both.acts.do(there, Hide(), delay=NOW).result()
    assert [entry.state for entry in both.send()] == [State.SENT]


def test_a_row_that_fails_in_an_unforeseen_way_is_in_doubt_and_stops_nobody(
    both: Desk,
    comment: CommentRef,
    there: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    expected_logs: list[logging.LogRecord],
) -> None:
    name = reply(both, comment)
    platform.faults = [Fault(KeyError("id"), applied=True)]
    hidden = both.acts.do(there, Hide(), delay=NOW).result().entries[0]
    both.send()
    assert (now(both, name).state, now(both, hidden).state) == (State.UNCERTAIN, State.SENT)
    clock.pass_(minutes=3)
    both.send()
    assert now(both, name).state is State.SENT
    assert len(platform.replies) == len(expected_logs) == 1


def test_a_page_that_fails_in_an_unforeseen_way_keeps_no_other_from_being_read(
    both: Desk, platform: FakePlatform, other: FakePlatform, clock: FakeClock, expected_logs: list[logging.LogRecord]
) -> None:
    both.sync()
    other.post("c1", "Merci.")
    platform.down = OverflowError("a figure that no database holds")  # type: ignore[assignment]  # no error of the port
    clock.pass_(hours=2)
    both.sync_due()
    assert [row.comment.text for row in both.inbox.page(Query(account=OTHER.id)).rows] == ["Merci."]
    assert both.inbox.budgets()[0].next_read > clock.now()  # type: ignore[operator]
    assert len(expected_logs) == 1
    with pytest.raises(OverflowError):  # whoever asks is told
        both.sync()


def test_a_locked_keyring_is_asked_once_until_the_user_wants_it(
    both: Desk, vault: FakeVault, comment: CommentRef, clock: FakeClock
) -> None:
    both.accounts.check(ACCOUNT.id)
    vault.locked = True
    asked = vault.asked
    name = reply(both, comment)
    for _ in range(5):
        clock.pass_(minutes=2)
        both.send()
    assert vault.asked == asked + 1
    assert now(both, name).trouble == KeyringLocked().trouble()
    vault.locked = False
    both.sync_soon()
    clock.pass_(minutes=2)
    both.send()
    assert now(both, name).state is State.SENT


def test_an_account_removed_while_the_pages_are_read_is_passed_over(
    both: Desk, platform: FakePlatform, other: FakePlatform
) -> None:
    platform.post("c1", "Merci.")
    other.post("c1", "Merci.")
    platform.on_fetch = lambda: both.accounts.remove(ACCOUNT.id)
    (second,) = both.sync()
    assert (second.account, second.news) == (OTHER.id, 1)
    with pytest.raises(NotFound):
        both.inbox.account(ACCOUNT.id)
    assert both.inbox.counts().queues[Queue.TODO] == 1


def test_a_credential_is_proved_without_anything_being_kept(desk: Desk, vault: FakeVault) -> None:
    known, identity = desk.accounts.prove(OTHER, "jeton")
    assert (known.id, identity.name) == (OTHER.id, "Brasserie Lumen")
    assert [account.id for account in desk.inbox.accounts()] == [ACCOUNT.id]
    assert OTHER.id not in vault.secrets


def test_a_page_of_another_client_is_refused_as_soon_as_it_is_proved(desk: Desk) -> None:
    with pytest.raises(PageTaken):
        desk.accounts.prove(replace(ACCOUNT, client=ClientId("mairie")), "jeton")
