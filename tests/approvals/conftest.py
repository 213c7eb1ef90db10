"""A team; a folder to share, and one who shares it; the small program that checks a journal."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from cm_desktop.approvals.folder import FolderCarrier
from cm_desktop.settings import resources
from tests.approvals.made_up import Office, naming
from tests.approvals.shared import OURS


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def claire_named(office: Office) -> None:
    """Ines has said that Claire validates for the client, and Paul does not; everybody has read it."""
    office.ines.says(naming(office.claire))
    for one in office.others:
        one.reads(office.ines)


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


@pytest.fixture(scope="module")
def verify() -> ModuleType:
    spec = spec_from_file_location("verify", resources() / "supervision" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
