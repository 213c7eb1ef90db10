"""What was prepared offline is looked at before it leaves, where there is a window: real databases, a strict platform."""

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, Offline
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.steps import NOW, now, offline_since, reply

ASKED = ActRefused("prepared_offline").trouble()


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A desk with a window."""
    desk.departing.begin()
    return desk


def lose(desk: Desk, platform: FakePlatform) -> None:
    platform.down = Offline()
    desk.sync()
    assert offline_since(desk) is not None


def come_back(desk: Desk, platform: FakePlatform) -> None:
    platform.down = None
    desk.sync()
    assert offline_since(desk) is None


def away(desk: Desk, platform: FakePlatform, clock: FakeClock, ref: CommentRef, *, minutes: int) -> EntryId:
    """A reply that is prepared, and tried, while nothing can be reached."""
    lose(desk, platform)
    clock.pass_(minutes=1)
    name = reply(desk, ref)
    desk.send()
    clock.pass_(minutes=minutes)
    platform.down = None
    return name


def test_what_was_prepared_offline_waits_for_a_look_and_leaves_after_it(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    name = away(asking, platform, clock, comment, minutes=10)
    asking.send()
    assert (now(asking, name).state, now(asking, name).trouble) == (State.HELD, ASKED)
    assert platform.writes == []
    (listed,) = asking.departing.listed(asking.inbox)
    assert (listed.unchanged, listed.waiting.entry.id) == (True, name)
    asking.acts.release(name).result()
    asking.departing.decided()
    asking.send()
    assert now(asking, name).state is State.SENT
    assert asking.departing.listed(asking.inbox) == ()


def test_what_changed_meanwhile_is_listed_with_what_it_became(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    other = platform.post("c2", "Vous ouvrez quand ?")
    asking.sync()
    away(asking, platform, clock, comment, minutes=10)
    name = reply(asking, other)
    platform.edit(comment, "Pardon, je me suis trompé.")
    asking.send()
    changed, same = sorted(asking.departing.listed(asking.inbox), key=lambda one: one.unchanged)
    assert (changed.waiting.comment.text, changed.text) == ("Quel escroc !", "Pardon, je me suis trompé.")
    assert (same.unchanged, same.waiting.entry.id) == (True, name)


def test_what_was_done_before_or_after_leaves_by_itself(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    before = asking.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    clock.pass_(minutes=30)
    lose(asking, platform)
    clock.pass_(minutes=10)
    come_back(asking, platform)
    clock.pass_(minutes=1)
    other = platform.post("c2", "Vous ouvrez quand ?")
    asking.sync()
    after = reply(asking, other)
    asking.send()
    assert [now(asking, name).state for name in (before, after)] == [State.SENT, State.SENT]


def test_a_short_absence_asks_nothing(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    name = away(asking, platform, clock, comment, minutes=2)
    asking.send()
    assert now(asking, name).state is State.SENT


def test_without_a_window_nobody_is_asked(
    desk: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    name = away(desk, platform, clock, comment, minutes=10)
    desk.send()
    assert now(desk, name).state is State.SENT


def test_what_an_earlier_run_could_not_send_is_asked_about_by_the_next(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, open_desk: OpenDesk
) -> None:
    lose(asking, platform)
    first = reply(asking, comment)
    asking.send()
    hidden = asking.acts.do(comment, Hide(), delay=NOW).result().entries[0]  # never tried
    asking.close()
    clock.pass_(hours=2)
    platform.down = None
    again = open_desk()
    again.departing.begin()
    again.send()
    assert [now(again, name).trouble for name in (first, hidden)] == [ASKED, ASKED]


def test_what_waits_behind_what_was_let_go_is_not_asked_about_again(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    lose(asking, platform)
    clock.pass_(minutes=1)
    first, second = reply(asking, comment, "Un."), reply(asking, comment, "Deux.")
    clock.pass_(minutes=10)
    platform.down = None
    asking.send()
    assert [now(asking, name).state for name in (first, second)] == [State.HELD, State.QUEUED]
    asking.acts.release(first).result()
    asking.departing.decided()
    asking.send()
    assert [now(asking, name).state for name in (first, second)] == [State.SENT, State.SENT]


def test_what_is_done_after_the_next_start_leaves_by_itself(
    asking: Desk, comment: CommentRef, platform: FakePlatform, clock: FakeClock, open_desk: OpenDesk
) -> None:
    other = platform.post("c2", "Vous ouvrez quand ?")
    asking.sync()
    lose(asking, platform)
    left = reply(asking, comment)
    asking.send()
    asking.close()
    clock.pass_(hours=2)
    platform.down = None
    again = open_desk()
    again.departing.begin()
    clock.pass_(seconds=5)
    done = reply(again, other)
    again.send()
    assert (now(again, left).trouble, now(again, done).state) == (ASKED, State.SENT)
