"""The calls that were made, by the minute: kept across a restart, forgotten with their account, true if the clock turns."""

from datetime import timedelta
from pathlib import Path

from cm_desktop.domain.quota import Calls
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, save

HOUR = timedelta(hours=1)


def calls(reader: Reader, ago: timedelta = timedelta(days=9)) -> Calls:
    return reader.calls(SHOP, NOW - ago)


def spent(reader: Reader, later: timedelta = timedelta(0)) -> int:
    return calls(reader).spent(HOUR, NOW + later)


def test_calls_of_one_minute_add_up_and_those_of_another_account_do_not(workspace: Workspace, reader: Reader) -> None:
    for account, seconds, made in ((SHOP, 0, 3), (SHOP, 59, 4), (SHOP, 60, 5), (BLOG, 0, 100)):
        workspace.note_calls(account, NOW + timedelta(seconds=seconds), made).result()
    assert calls(reader) == Calls(minutes={NOW: 7, NOW + timedelta(minutes=1): 5})
    assert spent(reader) == 12
    assert list(calls(reader, timedelta(minutes=-1)).minutes) == [NOW + timedelta(minutes=1)]


def test_a_restart_does_not_forget_what_was_spent(workspace: Workspace, folder: Path) -> None:
    workspace.note_calls(SHOP, NOW, 38).result()
    workspace.close()
    again = Workspace.open(folder, threads=False)
    reader = again.reader()
    assert spent(reader) == 38
    reader.close()
    again.close()


def test_an_account_that_is_gone_leaves_no_calls_behind(workspace: Workspace, reader: Reader) -> None:
    workspace.note_calls(SHOP, NOW, 3).result()
    workspace.remove_account(SHOP).result()
    assert calls(reader) == Calls()
    workspace.note_calls(SHOP, NOW, 3).result()
    assert calls(reader) == Calls()


def test_old_calls_are_not_kept_for_ever(workspace: Workspace, reader: Reader) -> None:
    workspace.note_calls(SHOP, NOW - timedelta(days=3), 3).result()
    workspace.note_calls(SHOP, NOW, 1).result()
    assert list(calls(reader).minutes) == [NOW]


def test_calls_noted_before_the_clock_was_set_back_count_from_then_on(workspace: Workspace, reader: Reader) -> None:
    ahead = NOW + timedelta(hours=30)
    workspace.note_calls(SHOP, NOW, 2).result()
    workspace.note_calls(SHOP, ahead, 3).result()
    workspace.note_calls(SHOP, ahead + timedelta(minutes=1), 4).result()
    assert reader.calls_are_ahead(NOW)
    workspace.clock_set_back(NOW).result()
    assert not reader.calls_are_ahead(NOW)
    assert calls(reader) == Calls(minutes={NOW: 9})
    assert spent(reader, HOUR + timedelta(minutes=1)) == 0


def test_the_newest_comment_tells_when_something_last_happened(workspace: Workspace, reader: Reader) -> None:
    assert reader.newest_at(SHOP, NOW) is None
    save(workspace, comment("c1", minutes=-30), comment("c2", minutes=-5), comment("from the future", minutes=600))
    save(workspace, comment("c3", account=BLOG, minutes=-1))
    assert reader.newest_at(SHOP, NOW) == NOW - timedelta(minutes=5)


def test_reading_stays_paused_across_a_restart(workspace: Workspace, reader: Reader, folder: Path) -> None:
    assert not reader.halted.reading_paused()
    workspace.halts.pause_reading(True).result()
    workspace.close()
    again = Workspace.open(folder, threads=False)
    assert reader.halted.reading_paused()
    assert not reader.halted.suspended()
    again.halts.pause_reading(False).result()
    assert not reader.halted.reading_paused()
    again.close()
