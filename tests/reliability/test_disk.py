"""A full disk and a folder that may not be written lose nothing that was acknowledged, and let nothing leave unwritten."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

import pytest

from cm_desktop.domain.approvals.people import TeamId
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import CmDesktopError, NotWritable
from cm_desktop.domain.outbox import Entry
from cm_desktop.engine.supervision.gate import Gate
from cm_desktop.store.workspace import Workspace
from tests.reliability.campaign import Counts
from tests.reliability.disk import DISK, KINDS


def of_kind(kind: str, runs: int) -> Counts:
    """What the first runs of one kind count."""
    first = KINDS.index(kind)
    return sum(DISK.counted(range(first, first + runs * len(KINDS), len(KINDS))), Counts())


def test_nothing_is_lost_sent_twice_or_sent_unwritten() -> None:
    total = DISK.total()
    print(dict(total))
    assert not DISK.broken(total)
    assert total["disk full"] + total["no longer files"] >= 12
    assert total["forbidden"] == 6
    assert total["refused as DiskFull"] >= 20
    assert total["refused as NotWritable"] == 6
    assert total["caught leaving"] >= 1
    assert total["sent"] >= 20


def test_a_sender_that_writes_nothing_down_first_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: Gate, entry: Entry, leaving: Entry, comment: Comment, as_of: Mapping[TeamId, int]) -> None:
        """Marks nothing."""

    monkeypatch.setattr(Gate, "leave", forgetful)
    assert DISK.broken(of_kind("no longer files", 4))["left unwritten"] > 0


def test_a_workspace_that_acknowledges_what_it_could_not_write_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Workspace.add_entries

    def hopeful(
        self: Workspace, entries: Sequence[Entry], comment: Comment, *, forget_draft: bool = False
    ) -> Future[None]:
        future = add(self, entries, comment, forget_draft=forget_draft)
        if not isinstance(future.exception(), CmDesktopError):
            return future
        done: Future[None] = Future()
        done.set_result(None)
        return done

    monkeypatch.setattr(Workspace, "add_entries", hopeful)
    assert DISK.broken(of_kind("no longer files", 4))["lost"] > 0


def test_a_file_that_cannot_grow_must_be_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.reliability.disk.DiskFull", NotWritable)
    assert DISK.broken(of_kind("no longer files", 2))["misnamed"] > 0
