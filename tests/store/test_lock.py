"""A lock on a workspace has one holder among all processes, and does not outlive it."""

from pathlib import Path

import pytest

from cm_desktop.domain.errors import NotWritable, WorkspaceBusy
from cm_desktop.store.disk.lock import hold
from tests.store.processes import run, start

HOLD_FOR_EVER = """
with hold(folder, "window"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_holder_is_told_that_the_workspace_is_busy(tmp_path: Path) -> None:
    with hold(tmp_path, "window"), pytest.raises(WorkspaceBusy) as raised, hold(tmp_path, "window"):
        pass
    assert raised.value.path == tmp_path


def test_another_process_is_told_too(tmp_path: Path) -> None:
    body = """
try:
    with hold(folder, "window"):
        print("free")
except Exception as error:
    print(type(error).__name__)
"""
    with hold(tmp_path, "window"):
        assert run(tmp_path, body) == (0, "WorkspaceBusy")
    assert run(tmp_path, body) == (0, "free")


def test_the_window_and_the_sender_do_not_exclude_each_other(tmp_path: Path) -> None:
    with hold(tmp_path, "window"), hold(tmp_path, "sender"):
        pass


def test_two_workspaces_do_not_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with hold(tmp_path, "window"), hold(tmp_path / "other", "window"):
        pass


def test_a_lock_is_free_again_after_the_block_even_when_it_raises(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold(tmp_path, "window"):
        raise ZeroDivisionError
    with hold(tmp_path, "window"):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with start(tmp_path, HOLD_FOR_EVER) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceBusy), hold(tmp_path, "window"):
            pass
        other.kill()
        other.wait(30)
        with hold(tmp_path, "window"):
            pass


def test_a_folder_that_is_none_holds_no_lock(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable), hold(tmp_path / "file", "window"):
        pass
