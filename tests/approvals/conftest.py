"""A folder to share, and one who shares it."""

from pathlib import Path

import pytest

from cm_desktop.approvals.folder import FolderCarrier
from tests.approvals.shared import OURS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shared = tmp_path / "Partagé"
    shared.mkdir()
    return shared


@pytest.fixture
def ours(root: Path) -> FolderCarrier:
    carrier = FolderCarrier(root, OURS)
    carrier.begin()
    return carrier
