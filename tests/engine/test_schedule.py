"""What is due is read and nothing else, what was spent is told, and the user's word goes before the schedule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.errors import AuthExpired, Transient
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Query
from cm_desktop.domain.quota import Budget, Quota
from cm_desktop.domain.schedule import at_the_users_word, for_reading
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.reading.pull import BATCHES_IN_TURN
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, OTHER, START, FakeClock, FakePlatform
from tests.engine.steps import NOW, now, reply
from tests.engine.test_background import heard

HOUR = timedelta(hours=1)


@pytest.fixture
def small_quota(platform: FakePlatform) -> Quota:
    """Twenty calls an hour: fourteen for readings."""
    quota = Quota(calls=20, window=HOUR)
    platform.caps = replace(platform.caps, quota=quota)
    return quota


def budget(desk: Desk) -> Budget:
    (told,) = desk.inbox.budgets()
    return told


def test_a_page_is_read_when_it_is_due_and_not_before(desk: Desk, platform: FakePlatform, clock: FakeClock) -> None:
    platform.post("c1", "Merci !")  # an hour ago
    assert [pulled.news for pulled in desk.sync_due()] == [1]
    due = budget(desk).next_read
    assert due == clock.now() + timedelta(minutes=5)
    clock.pass_(minutes=4, seconds=59)
    assert desk.sync_due() == ()
    clock.pass_(seconds=1)
    assert len(desk.sync_due()) == 1


def test_what_was_asked_is_told_beside_what_may_be(desk: Desk, platform: FakePlatform, small_quota: Quota) -> None:
    for number in range(5):
        platform.post(f"c{number}", "Merci !")
    desk.sync()
    assert (budget(desk).spent, budget(desk).quota) == (3, small_quota)


def test_an_act_is_counted_too(desk: Desk, platform: FakePlatform, small_quota: Quota) -> None:
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    before, calls = budget(desk).spent, platform.calls
    reply(desk, ref)
    desk.send()
    assert budget(desk).spent - before == platform.calls - calls == 4


def test_a_check_is_counted_too(desk: Desk, small_quota: Quota) -> None:
    desk.accounts.check(ACCOUNT.id)
    assert budget(desk).spent == 1


def test_a_long_reading_stops_where_the_reserve_begins_and_goes_on_later(
    desk: Desk, platform: FakePlatform, clock: FakeClock, small_quota: Quota
) -> None:
    for number in range(40):
        platform.post(f"c{number}", "Merci !")
    (pulled,) = desk.sync_due()
    assert (pulled.unfinished, pulled.trouble, platform.calls - 1) == (True, None, for_reading(platform.caps))
    assert desk.inbox.freshness()[0].read_at is None
    assert desk.sync_due() == ()
    going_on = budget(desk).next_read
    assert going_on is not None
    clock.time = going_on
    (pulled,) = desk.sync_due()
    assert not pulled.unfinished
    assert len(desk.inbox.page(Query(), limit=99).rows) == 40
    assert desk.inbox.freshness()[0].read_at == clock.now()


def test_the_users_word_reaches_to_the_end_of_the_quota_and_no_further(desk: Desk, platform: FakePlatform) -> None:
    platform.caps = replace(platform.caps, quota=Quota(calls=60, window=HOUR))
    for number in range(200):
        platform.post(f"c{number}", "Merci !")
    calls = platform.calls
    desk.sync_due()
    assert platform.calls - calls == for_reading(platform.caps) == 42
    for _ in range(2):
        assert desk.sync()[0].unfinished
        assert platform.calls - calls == at_the_users_word(platform.caps) == 54


def test_a_long_reading_lets_the_other_pages_have_their_turn(
    open_desk: OpenDesk, platform: FakePlatform, other: FakePlatform
) -> None:
    desk = open_desk()
    for account in (ACCOUNT, OTHER):
        desk.accounts.add(account, CLIENT, "jeton")
    for number in range(2 * BATCHES_IN_TURN + 1):
        platform.post(f"c{number}", "Merci !")
    assert [pulled.unfinished for pulled in desk.sync_due()] == [True, False]
    assert [pulled.account for pulled in desk.sync_due()] == [ACCOUNT.id]


def test_an_act_waits_for_room_in_the_quota_and_then_leaves(
    desk: Desk, platform: FakePlatform, clock: FakeClock, small_quota: Quota
) -> None:
    refs = [platform.post(f"c{number}", "Quel escroc !") for number in range(8)]
    desk.sync()
    names = [desk.acts.do(ref, Hide(), delay=NOW).result().entries[0] for ref in refs]
    desk.send()
    assert platform.calls <= small_quota.calls
    waiting = [name for name in names if now(desk, name).state is State.QUEUED]
    assert 0 < len(waiting) < len(names)
    due = desk._push.next_due()
    assert due is not None
    assert clock.now() < due <= clock.now() + HOUR + timedelta(minutes=1)
    clock.pass_(hours=2)
    desk.send()
    assert all(now(desk, name).state is State.SENT for name in names)


def test_a_paused_reading_begins_at_the_users_word_only(desk: Desk, platform: FakePlatform, clock: FakeClock) -> None:
    desk.acts.pause_reading(True).result()
    platform.post("c1", "Merci !")
    clock.pass_(hours=9)
    assert (desk.sync_due(), budget(desk).next_read, desk.inbox.reading_paused()) == ((), None, True)
    assert not desk.inbox.suspended()
    assert desk.sync()[0].news == 1
    desk.acts.pause_reading(False).result()
    clock.pass_(hours=9)
    assert len(desk.sync_due()) == 1


def test_sending_that_is_suspended_stops_no_reading(desk: Desk, platform: FakePlatform) -> None:
    desk.acts.suspend(True).result()
    platform.post("c1", "Merci !")
    assert desk.sync_due()[0].news == 1


def test_a_page_without_access_is_not_due_before_it_is_reconnected(
    desk: Desk, platform: FakePlatform, clock: FakeClock
) -> None:
    platform.down = AuthExpired()
    desk.sync_due()
    clock.pass_(days=3)
    assert (desk.sync_due(), budget(desk).next_read) == ((), None)
    platform.down = None
    desk.accounts.reconnect(ACCOUNT.id, "jeton")
    assert len(desk.sync_due()) == 1


def test_a_page_that_was_removed_and_added_again_is_read_at_once(desk: Desk, platform: FakePlatform) -> None:
    platform.down = Transient()
    for _ in range(3):
        desk.sync()
    platform.down = None
    desk.accounts.remove(ACCOUNT.id)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    assert len(desk.sync_due()) == 1


def test_an_access_that_ends_is_asked_about_once_a_day(desk: Desk, platform: FakePlatform, clock: FakeClock) -> None:
    platform.access_ends = START + timedelta(days=3)
    desk.accounts.reconnect(ACCOUNT.id, "jeton")
    platform.access_ends = START + timedelta(days=60)
    before = platform.checks
    desk.sync()
    assert desk.inbox.account(ACCOUNT.id).access_ends == START + timedelta(days=60)
    desk.sync()
    assert platform.checks == before + 1
    clock.pass_(days=1)
    desk.sync()
    assert platform.checks == before + 2


def test_an_end_that_could_not_be_asked_for_again_stays_known(desk: Desk, platform: FakePlatform) -> None:
    platform.access_ends = START + timedelta(days=3)
    desk.accounts.reconnect(ACCOUNT.id, "jeton")
    platform.access_ends = None
    desk.accounts.check(ACCOUNT.id)
    desk.sync(ACCOUNT.id)
    assert desk.inbox.account(ACCOUNT.id).access_ends == START + timedelta(days=3)
    desk.accounts.reconnect(ACCOUNT.id, "jeton")  # another credential: what it tells is all there is
    assert desk.inbox.account(ACCOUNT.id).access_ends is None


def test_an_access_that_never_ends_is_not_asked_about(desk: Desk, platform: FakePlatform) -> None:
    before = platform.checks
    desk.sync()
    assert platform.checks == before


def test_a_page_added_to_an_open_window_is_read_at_once(
    open_desk: OpenDesk, platform: FakePlatform, other: FakePlatform
) -> None:
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    with heard(desk, lambda: all(line.read_at for line in desk.inbox.freshness())):
        desk.start()
    other.post("c1", "Merci !")
    with heard(desk, lambda: len(desk.inbox.page(Query()).rows) == 1):
        desk.accounts.add(OTHER, CLIENT, "jeton")


def test_an_open_window_brings_pictures_by_itself(open_desk: OpenDesk, platform: FakePlatform) -> None:
    desk = open_desk(threads=True, fetch_picture=lambda _account, _address: b"picture")
    ref = platform.post("c1", "Regardez !")
    platform.comments[ref.id] = replace(platform.comments[ref.id], media="image", media_url="https://x.example/1")
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    with heard(desk, lambda: desk.inbox.picture(ref) is not None):
        desk.start()
