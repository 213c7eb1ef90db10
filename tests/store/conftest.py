"""A workspace with two clients and three accounts, on real files. May not fake anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import add_accounts, comment, entry, save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder, threads=False)
    add_accounts(opened)
    yield opened
    opened.close()


@pytest.fixture
def with_comment(workspace: Workspace) -> Workspace:
    """It knows one comment."""
    save(workspace, comment("c1"))
    return workspace


@pytest.fixture
def reader(workspace: Workspace) -> Iterator[Reader]:
    opened = workspace.reader()
    yield opened
    opened.close()


@pytest.fixture
def threaded(folder: Path) -> Iterator[Workspace]:
    """The same, its writer in a thread of its own."""
    opened = Workspace.open(folder)
    add_accounts(opened)
    yield opened
    opened.close()


@pytest.fixture
def filled(folder: Path) -> Path:
    """A workspace with something in both files, closed."""
    workspace = Workspace.open(folder, threads=False)
    add_accounts(workspace)
    comments = [comment(f"c{number}", text="Du texte. " * 50) for number in range(60)]
    save(workspace, *comments)
    for number, one in enumerate(comments):
        workspace.add_entries([entry(one, name=f"act-{number}")], one).result()
    workspace.close()
    return folder
