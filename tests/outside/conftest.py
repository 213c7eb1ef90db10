"""What the outside tests start from: one desktop for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.practice import PracticePlatform
from tests.conftest import NeedsDebianPackages
from tests.outside.desktop import PACKAGES, Desktop, desktop
from tests.outside.visitor import Visitor


@pytest.fixture(scope="session")
def screen(needs_debian_packages: NeedsDebianPackages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    needs_debian_packages(*PACKAGES)
    with desktop(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture
def practice() -> Iterator[PracticePlatform]:
    """What stands on the other side of the network."""
    with PracticePlatform.start() as platform:
        yield platform


@pytest.fixture
def visitor(screen: Desktop, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody who never used the program on this desktop; it is closed as anybody closes a window."""
    with Visitor(screen, tmp_path) as somebody:
        yield somebody


@pytest.fixture
def at_practice(visitor: Visitor) -> Visitor:
    """On the practice page, which was entered from a window that had nothing yet."""
    visitor.setting("undo_delay = 60")
    visitor.open()
    visitor.push("Essayer avec la page d’entraînement")
    visitor.until_there("push button", "pages à jour")
    return visitor
