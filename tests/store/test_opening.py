"""A workspace opens, or says why not and leaves every byte where it was."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cm_desktop.domain.errors import Damaged, ForeignFile, NewerVersion, NotWritable
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.store.databases import schema_cache, schema_work
from cm_desktop.store.disk.files import CACHE, WORK, DatabaseFile
from cm_desktop.store.workspace import Workspace
from tests.store.harm import everything, refused
from tests.store.processes import run, start
from tests.store.samples import comment, save

FILES = pytest.mark.parametrize("file", [WORK, CACHE], ids=lambda file: file.name)


def test_a_new_workspace_is_two_files_of_ours(folder: Path) -> None:
    Workspace.open(folder, threads=False).close()
    assert sorted(everything(folder)) == ["cache.db", "work.db"]
    for file, letters, steps in ((WORK, b"CMDw", schema_work.STEPS), (CACHE, b"CMDc", schema_cache.STEPS)):
        with closing(sqlite3.connect(folder / file.name)) as db:
            assert db.execute("PRAGMA application_id").fetchone()[0].to_bytes(4) == letters
            assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
            assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_new_folder_is_closed_to_other_users(folder: Path) -> None:
    Workspace.open(folder, threads=False).close()
    assert folder.stat().st_mode & 0o077 == 0


def test_what_survives_a_power_cut_is_set_and_not_left_to_the_build(workspace: Workspace) -> None:
    work, cache = workspace._connections
    assert [work.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "fullfsync")] == [2, 1]
    assert work.execute("PRAGMA checkpoint_fullfsync").fetchone() == (1,)
    assert cache.execute("PRAGMA synchronous").fetchone() == (1,)


def test_opening_again_finds_what_was_there(filled: Path) -> None:
    workspace = Workspace.open(filled, threads=False)
    reader = workspace.reader()
    assert len(reader.entries()) == 60
    assert len(reader.accounts()) == 3
    reader.close()
    workspace.close()


def test_opening_and_closing_changes_no_byte(filled: Path) -> None:
    before = everything(filled)
    Workspace.open(filled, threads=False).close()
    assert everything(filled) == before


@FILES
def test_a_file_of_a_newer_version_is_refused(filled: Path, file: DatabaseFile) -> None:
    with closing(sqlite3.connect(filled / file.name)) as db:
        db.execute("PRAGMA user_version = 99")
    assert refused(filled, NewerVersion).path == filled / file.name


def test_a_newer_version_still_in_the_wal_of_a_killed_program_is_refused(filled: Path) -> None:
    body = f"db = files.open_writing(folder / '{WORK.name}', files.WORK); db.execute('PRAGMA user_version = 99'); die()"
    assert run(filled, body)[0] == -9
    assert (filled / "work.db-wal").stat().st_size > 0
    (filled / "work.db-shm").unlink()  # made again at every opening: its bytes mean nothing
    before = everything(filled)
    with pytest.raises(NewerVersion):
        Workspace.open(filled)
    (filled / "work.db-shm").unlink()
    assert everything(filled) == before


@FILES
def test_a_file_of_another_program_is_refused(filled: Path, file: DatabaseFile) -> None:
    (filled / file.name).unlink()
    with closing(sqlite3.connect(filled / file.name)) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
    refused(filled, ForeignFile)


def test_the_two_files_are_not_mistaken_for_each_other(filled: Path) -> None:
    shutil.copy(filled / CACHE.name, filled / WORK.name)
    refused(filled, ForeignFile)


def test_a_lost_file_is_not_replaced_while_its_commits_are_still_there(filled: Path) -> None:
    assert run(filled, "Workspace.open(folder, threads=False).halts.suspend(True).result(); die()")[0] == -9
    (filled / WORK.name).unlink()
    refused(filled, Damaged)


def test_a_good_file_is_not_touched_where_the_other_is_refused(filled: Path) -> None:
    (filled / WORK.name).unlink()
    with closing(sqlite3.connect(filled / CACHE.name)) as db:
        db.execute("PRAGMA user_version = 99")
    refused(filled, NewerVersion)
    assert not (filled / WORK.name).exists()


def test_a_deleted_cache_is_made_again(filled: Path) -> None:
    (filled / CACHE.name).unlink()
    Workspace.open(filled, threads=False).close()
    assert sorted(everything(filled)) == ["cache.db", "work.db"]


def test_a_path_through_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable):
        Workspace.open(tmp_path / "file" / "workspace")


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user can reach, which pytest's own are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


TRY_WITHOUT_PRIVILEGES = """
import sqlite_utils
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Workspace.open(folder, threads=False)
except Exception as error:
    print(type(error).__name__)
"""


def test_a_folder_that_cannot_be_written_is_refused(shared_folder: Path) -> None:
    shared_folder.chmod(0o555)
    assert run(shared_folder, TRY_WITHOUT_PRIVILEGES) == (0, "NotWritable")
    assert everything(shared_folder) == {}


@FILES
def test_a_file_that_cannot_be_written_is_refused(shared_folder: Path, file: DatabaseFile) -> None:
    Workspace.open(shared_folder, threads=False).close()
    shared_folder.chmod(0o777)
    for path in shared_folder.iterdir():
        path.chmod(0o666)
    (shared_folder / file.name).chmod(0o444)
    before = everything(shared_folder)
    assert run(shared_folder, TRY_WITHOUT_PRIVILEGES) == (0, "NotWritable")
    assert everything(shared_folder) == before


def test_a_file_that_everyone_may_write_is_opened(shared_folder: Path) -> None:
    """The control of the two above: the same program, with the rights, has nothing to say."""
    Workspace.open(shared_folder, threads=False).close()
    shared_folder.chmod(0o777)
    for path in shared_folder.iterdir():
        path.chmod(0o666)
    assert run(shared_folder, TRY_WITHOUT_PRIVILEGES) == (0, "")


TRY_WITHOUT_ROOM = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    Workspace.open(folder / "deep" / "workspace", threads=False)
except Exception as error:
    print(type(error).__name__)
"""


def test_a_workspace_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, TRY_WITHOUT_ROOM) == (0, "DiskFull")
    assert list(tmp_path.iterdir()) == []


def test_two_processes_may_be_the_first_to_open(folder: Path) -> None:
    body = "print('ready', flush=True); sys.stdin.readline(); Workspace.open(folder).close()"
    for attempt in range(3):
        place = folder / str(attempt)
        both = [start(place, body) for _ in range(2)]
        for process in both:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in both:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in both:
            _printed, errors = process.communicate(timeout=60)
            assert (process.returncode, errors) == (0, "")
        assert sorted(everything(place)) == ["cache.db", "work.db"]


def test_a_cache_that_was_thrown_away_alone_is_made_anew(filled: Path) -> None:
    wal = filled / "cache.db-wal"
    workspace = Workspace.open(filled, threads=False)
    save(workspace, comment("c9", text="Une ligne de plus"))
    commits = wal.read_bytes()
    workspace.close()
    (filled / "cache.db").unlink()
    wal.write_bytes(commits)
    opened = Workspace.open(filled, threads=False)
    with closing(opened.reader()) as reader:
        assert reader.page(Query(queue=Queue.ALL)).rows == ()
    opened.close()


def test_precious_commits_are_never_left_for_another_file(filled: Path) -> None:
    (filled / "work.db").unlink()
    (filled / "work.db-wal").write_bytes(b"commits of the lost file")
    with pytest.raises(Damaged):
        Workspace.open(filled)
