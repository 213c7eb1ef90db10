"""The work is copied in time, damage is found before it does harm, and what went wrong with the files is told."""

import logging
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, Damaged, DiskFull, NotFound, Offline, WorkspaceBusy
from cm_desktop.domain.outbox import State
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.keeping.files_watch import FilesWatch
from cm_desktop.engine.keeping.recovery import Recovery
from tests.engine.conftest import OpenDesk
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.steps import NOW, now

PATIENCE = 30.0


def copies(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.folder / "backups").glob("*.db"))


def break_seal(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "work.db")) as db, db:
        db.execute("UPDATE outbox SET comment = 'c2'")


def test_a_desk_keeps_a_copy_an_hour(desk: Desk, clock: FakeClock) -> None:
    desk.keep_house()
    clock.pass_(minutes=59)
    desk.keep_house()
    assert len(copies(desk)) == 1
    clock.pass_(minutes=1)
    desk.keep_house()
    assert len(copies(desk)) == 2


def test_a_started_desk_does_so_by_itself_once_the_grace_is_over(open_desk: OpenDesk, clock: FakeClock) -> None:
    desk = open_desk(threads=True)
    desk.start()
    assert copies(desk) == []
    clock.pass_(seconds=11)
    desk._workers._loops[-1].poke()
    made = threading.Event()
    desk._workers._loops[-1]._heard = lambda _name, _error: made.set() if copies(desk) else None
    assert made.wait(PATIENCE) or copies(desk)


def test_damage_is_told_while_the_program_runs(
    open_desk: OpenDesk, desk: Desk, clock: FakeClock, comment: CommentRef, expected_logs: list[logging.LogRecord]
) -> None:
    desk.acts.do(comment, Hide()).result()
    desk.close()
    break_seal(desk.folder)
    again = open_desk(threads=True)
    told = threading.Event()

    def listen(changes: Changes) -> None:
        if Change.FILES in changes:
            told.set()

    again.subscribe(listen)
    clock.pass_(seconds=0)
    again.start()
    clock.pass_(seconds=11)
    again._workers._loops[-1].poke()
    assert told.wait(PATIENCE)
    assert isinstance(again.files_trouble, Damaged)
    assert again.files_trouble.path == again.folder / "work.db"
    assert copies(again) == []
    assert expected_logs


def test_nothing_is_sent_from_a_file_with_a_row_that_cannot_be_believed(
    desk: Desk, clock: FakeClock, platform: FakePlatform, comment: CommentRef
) -> None:
    desk.acts.do(comment, Hide(), delay=NOW).result()
    break_seal(desk.folder)
    with pytest.raises(Damaged):
        desk.send()
    assert platform.writes == []


def test_a_trouble_lasts_until_the_worker_that_met_it_does_well() -> None:
    told: list[Changes] = []
    watch = FilesWatch(told.append)
    full = DiskFull(Path("work.db"))
    watch.hear("pull", full)
    watch.hear("push", None)
    watch.hear("pull", Offline())
    troubles = [watch.trouble]
    watch.hear("pull", None)
    assert [*troubles, watch.trouble] == [full, None]
    assert told == [frozenset({Change.FILES})] * 2


def test_the_last_good_copy_is_found_and_put_in_its_place(
    open_desk: OpenDesk, desk: Desk, clock: FakeClock, platform: FakePlatform, comment: CommentRef
) -> None:
    name = desk.acts.do(comment, Hide(), delay=NOW).result().entries[0]
    desk.keep_house()
    desk.send()
    assert len(platform.writes) == 1
    desk.close()
    (desk.folder / "work.db").write_bytes(b"Bonjour")
    with pytest.raises(Damaged) as raised:
        open_desk()
    back = Recovery(desk.folder, clock)
    assert back.helps(raised.value)
    assert not back.helps(Damaged(desk.folder / "cache.db"))
    restored = back.restore(back.last())
    assert (restored.held, restored.asking) == (1, 0)
    again = open_desk()
    clock.pass_(days=1)
    again.sync()
    again.send()
    held = now(again, name)
    assert (held.state, held.trouble) == (State.HELD, ActRefused("restored").trouble())
    assert len(platform.writes) == 1


def test_nobody_restores_under_an_open_window(desk: Desk, clock: FakeClock) -> None:
    desk.keep_house()
    desk.claim()
    back = Recovery(desk.folder, clock)
    with pytest.raises(WorkspaceBusy):
        back.restore(back.last())


def test_without_a_good_copy_there_is_nothing_to_offer(desk: Desk, clock: FakeClock) -> None:
    desk.keep_house()
    desk.close()
    for path in (desk.folder / "work.db", *(desk.folder / "backups").glob("*.db")):
        path.write_bytes(b"Bonjour")
    back = Recovery(desk.folder, clock)
    assert [copy.whole for copy in back.copies()] == [False, False]
    with pytest.raises(NotFound):
        back.last()
    with pytest.raises(NotFound):
        back.named("work-20200101T000000Z")
