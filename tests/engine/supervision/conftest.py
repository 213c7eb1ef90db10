"""Several people, each at a desk of their own with real keys, and one folder that they share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import CommentRef
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock)


@pytest.fixture
def people(tmp_path: Path, clock: FakeClock, platform: FakePlatform) -> Iterator[People]:
    """Nobody yet; whoever comes is at their desk until the test ends."""
    there = People(tmp_path, clock, platform)
    yield there
    for person in there.everybody:
        person.desk.close()


@pytest.fixture
def two(people: People) -> tuple[Person, Person]:
    return people.pair()


@pytest.fixture
def paul(people: People, two: tuple[Person, Person]) -> Person:
    """Another one who validates."""
    found = people.comes("Paul")
    people.joins(found, two[0], Role.SUPERVISOR)
    return found


@pytest.fixture
def comment(two: tuple[Person, Person], platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    two[0].desk.sync()
    return ref
