"""Put off for a while: one by one or several at once, taken back like any act, woken by the clock alone."""

from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Escalate, Hide, WriteReply
from cm_desktop.domain.comments import CommentRef, RemoteId
from cm_desktop.domain.errors import ActRefused, NotFound
from cm_desktop.domain.queue import Queue, Triage
from cm_desktop.engine import workers
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform
from tests.engine.steps import triage
from tests.engine.test_background import PATIENCE, heard

HOUR = timedelta(hours=1)
NOWHERE = CommentRef(ACCOUNT.id, RemoteId("nowhere"))


@pytest.fixture
def refs(desk: Desk, platform: FakePlatform) -> list[CommentRef]:
    made = [platform.post(f"c{number}", text) for number, text in enumerate(("Quel escroc !", "Merci", "Bravo"))]
    desk.sync()
    return made


def put_off(desk: Desk, clock: FakeClock, *refs: CommentRef) -> None:
    desk.snoozing.snooze(refs, clock.now() + HOUR).result()
    clock.pass_(minutes=1)


def back(desk: Desk, ref: CommentRef) -> bool:
    return desk.inbox.row(ref).returned


def test_several_are_put_off_and_brought_back_as_one(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    receipt = desk.snoozing.snooze(refs, clock.now() + HOUR).result()
    counts = desk.inbox.counts().queues
    assert (counts[Queue.TODO], counts[Queue.SNOOZED]) == (0, len(refs))
    desk.acts.undo(receipt).result()
    assert [(triage(desk, ref), back(desk, ref)) for ref in refs] == [(Triage.TODO, False)] * len(refs)


def test_they_come_back_at_their_time_with_a_mark_until_they_are_handled(
    desk: Desk, clock: FakeClock, refs: list[CommentRef]
) -> None:
    put_off(desk, clock, *refs)
    clock.pass_(minutes=58)
    assert (desk.wake(), triage(desk, refs[0])) == (0, Triage.SNOOZED)
    clock.pass_(minutes=1)
    assert desk.wake() == len(refs)
    assert [(triage(desk, ref), back(desk, ref)) for ref in refs] == [(Triage.TODO, True)] * len(refs)
    desk.acts.dismiss(refs[0]).result()
    assert not back(desk, refs[0])
    receipt = desk.acts.do(refs[1], Hide()).result()
    assert not back(desk, refs[1])
    desk.acts.undo(receipt).result()
    assert back(desk, refs[1])


def test_one_is_woken_by_hand_and_that_is_taken_back(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    put_off(desk, clock, refs[0])
    receipt = desk.snoozing.wake([refs[0]]).result()
    assert (triage(desk, refs[0]), back(desk, refs[0])) == (Triage.TODO, True)
    desk.acts.undo(receipt).result()
    assert triage(desk, refs[0]) is Triage.SNOOZED


def test_another_moment_can_be_chosen_and_taken_back(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    put_off(desk, clock, refs[0])
    first = desk.inbox.row(refs[0]).asleep_until
    receipt = desk.snoozing.snooze([refs[0]], clock.now() + 3 * HOUR).result()
    assert desk.inbox.row(refs[0]).asleep_until == clock.now() + 3 * HOUR
    desk.acts.undo(receipt).result()
    assert desk.inbox.row(refs[0]).asleep_until == first


def test_filing_away_what_sleeps_can_be_taken_back_to_its_sleep(
    desk: Desk, clock: FakeClock, refs: list[CommentRef]
) -> None:
    put_off(desk, clock, refs[0])
    receipt = desk.acts.dismiss(*refs).result()
    assert triage(desk, refs[0]) is Triage.DONE
    clock.pass_(seconds=5)
    desk.acts.undo(receipt).result()
    assert [triage(desk, ref) for ref in refs] == [Triage.SNOOZED, Triage.TODO, Triage.TODO]


def test_reopened_later_it_is_to_do_at_once(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    put_off(desk, clock, refs[0])
    desk.acts.dismiss(refs[0]).result()
    clock.pass_(minutes=1)
    desk.acts.reopen(refs[0]).result()
    assert (triage(desk, refs[0]), back(desk, refs[0])) == (Triage.TODO, False)


@pytest.mark.parametrize(
    ("act", "stands"),
    [(Escalate(proposal="Merci"), Triage.VALIDATION), (WriteReply("Merci"), Triage.OUTGOING)],
    ids=["put before somebody", "answered"],
)
def test_an_act_ends_its_sleep_and_taken_back_gives_it_back(
    desk: Desk, clock: FakeClock, refs: list[CommentRef], act: Escalate | WriteReply, stands: Triage
) -> None:
    put_off(desk, clock, refs[0])
    receipt = desk.acts.do(refs[0], act).result()
    assert triage(desk, refs[0]) is stands
    desk.acts.undo(receipt).result()
    assert triage(desk, refs[0]) is Triage.SNOOZED


def test_what_is_not_to_do_cannot_be_put_off(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    desk.acts.dismiss(refs[0]).result()
    with pytest.raises(ActRefused, match="out_of_place"):
        desk.snoozing.snooze(refs, clock.now() + HOUR)
    with pytest.raises(NotFound):
        desk.snoozing.snooze([NOWHERE], clock.now() + HOUR)
    with pytest.raises(ActRefused, match="not_asleep"):
        desk.snoozing.wake(refs)
    assert desk.inbox.counts().queues[Queue.SNOOZED] == 0


@pytest.mark.parametrize("ahead", [timedelta(0), -HOUR, timedelta(days=367)])
def test_only_a_moment_to_come_within_a_year_will_do(
    desk: Desk, clock: FakeClock, refs: list[CommentRef], ahead: timedelta
) -> None:
    with pytest.raises(ActRefused, match="no_time_to_sleep"):
        desk.snoozing.snooze(refs, clock.now() + ahead)


def test_a_clock_that_is_set_back_hides_nothing(desk: Desk, clock: FakeClock, refs: list[CommentRef]) -> None:
    put_off(desk, clock, refs[0])
    clock.set_(timedelta(days=-30))
    assert desk.wake() == 1
    assert triage(desk, refs[0]) is Triage.TODO


def test_without_a_network_it_is_put_off_and_woken(
    desk: Desk, clock: FakeClock, platform: FakePlatform, refs: list[CommentRef]
) -> None:
    calls = len(platform.writes)
    put_off(desk, clock, refs[0])
    clock.pass_(hours=1)
    desk.wake()
    assert (back(desk, refs[0]), len(platform.writes)) == (True, calls)


def test_a_started_desk_wakes_by_itself_what_slept_while_it_was_closed(
    open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock
) -> None:
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    ref = platform.post("c1", "Quel escroc !")
    desk.sync()
    put_off(desk, clock, ref)
    desk.close()
    clock.pass_(hours=9)
    again = open_desk(threads=True)
    with heard(again, lambda: back(again, ref)):
        again.start()


def test_a_started_desk_looks_again_when_one_is_put_off(
    open_desk: OpenDesk, platform: FakePlatform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would sleep for an hour: putting one off tells it."""
    monkeypatch.setattr(workers, "LOOK_AT_LEAST_EVERY", 3600.0)
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    one, two = platform.post("c1", "Quel escroc !"), platform.post("c2", "Merci")
    desk.sync()
    desk.start()
    desk.snoozing.snooze([one], clock.now() + timedelta(minutes=1)).result(PATIENCE)
    clock.pass_(minutes=2)
    with heard(desk, lambda: back(desk, one)):
        desk.snoozing.snooze([two], clock.now() + HOUR).result(PATIENCE)
