"""The locks pin every dependency by hash, and name no place to fetch it from. May not resolve anything."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str | dict[str, str]]] = PROJECT["dependency-groups"]
RUN = [*PROJECT["project"]["dependencies"], *GROUPS["install"]]
BUILD = [wanted for wanted in GROUPS["package"] if isinstance(wanted, str)]
TEST = [*RUN, *(wanted for wanted in GROUPS["dev"] if isinstance(wanted, str))]

_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_PLACE = re.compile(r"://|@|(^|\s)[-./~]")  # an address, or what begins an option or a path


def entries(lock: str) -> dict[str, str]:
    """Each locked distribution with all that is said of it."""
    lines = [line for line in lock.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    return {canonicalize_name(re.split(r"[=<>~!;@\s\[]", line, maxsplit=1)[0]): line for line in lines}


def faults(lock: str, wanted: list[str]) -> Iterator[str]:
    """What keeps this lock from installing exactly `wanted`, from anywhere, unchanged."""
    locked = entries(lock)
    for name, line in locked.items():
        pin = _HASH.sub("", line).strip()
        if not re.match(r"[a-z0-9-]+==[\w.]+( ;|$)", pin):
            yield f"{name} is not pinned"
        if not _HASH.search(line):
            yield f"{name} has no hash"
    yield from (f"names a place: {line}" for line in _HASH.sub("", lock).splitlines() if _PLACE.search(line))
    for requirement in map(Requirement, wanted):
        pinned = locked.get(canonicalize_name(requirement.name))
        if pinned is None:
            yield f"{requirement.name} is missing"
        elif not requirement.specifier.contains(version(pinned)):
            yield f"{requirement} is not met by {version(pinned)}"


def version(entry: str) -> str:
    return entry.split("==")[1].split(maxsplit=1)[0]


def read(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("requirements.lock", RUN), ("requirements-dev.lock", TEST), ("requirements-package.lock", BUILD)],
)
def test_the_lock_is_complete_hashed_and_names_no_place(name: str, wanted: list[str]) -> None:
    assert list(faults(read(name), wanted)) == []


def pinned(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Each distribution of a lock with its version and hashes: for which systems it is meant may differ."""
    return {it: (version(line), frozenset(_HASH.findall(line))) for it, line in entries(read(name)).items()}


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    tested, shipped = pinned("requirements-dev.lock"), pinned("requirements.lock")
    assert {name: tested.get(name) for name in shipped} == shipped
    assert len(shipped) > 15


def test_what_builds_the_package_changes_no_version_of_what_is_shipped_or_tested() -> None:
    building, tested = pinned("requirements-package.lock"), pinned("requirements-dev.lock")
    both = building.keys() & tested.keys()
    assert {name: building[name] for name in both} == {name: tested[name] for name in both}


def test_qt_is_the_one_that_survives_on_python_3_11() -> None:
    pins = [requirement for requirement in map(Requirement, RUN) if requirement.name.lower().startswith("pyside6")]
    assert [str(pin) for pin in pins] == ["PySide6-Essentials<6.12,>=6.11.3"]
    assert version(entries(read("requirements.lock"))["pyside6-essentials"]).startswith("6.11.")


GOOD = f"filelock==4.2.11 \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"


@pytest.mark.parametrize(
    ("lock", "fault"),
    [
        ("--index-url https://example.org/simple\n" + GOOD, "names a place"),
        ("--extra-index-url internal\n" + GOOD, "names a place"),
        ("--find-links wheels\n" + GOOD, "names a place"),
        (GOOD + f"wheels @ file:///wheels/w.whl \\\n    --hash=sha256:{'a' * 64}\n", "names a place"),
        (GOOD + f"./wheels/w.whl \\\n    --hash=sha256:{'a' * 64}\n", "names a place"),
        (GOOD + "six==1.17\n", "six has no hash"),
        (GOOD.replace("==", ">="), "filelock is not pinned"),
        (GOOD.replace("4.2.11", "3.0"), "filelock>=4.2 is not met by 3.0"),
        ("", "filelock is missing"),
    ],
)
def test_a_fault_in_a_lock_is_seen(lock: str, fault: str) -> None:
    assert list(faults(GOOD, ["filelock>=4.2"])) == []
    assert any(found.startswith(fault) for found in faults(lock, ["filelock>=4.2"]))
