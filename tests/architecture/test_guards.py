"""The guards every test runs under do stop what they forbid. May not test the program."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cm_desktop.ui import system_libraries
from tests.servers import debian_packages
from tests.servers.debian_packages import Rule

REPOSITORY = Path(__file__).parents[2]
MADE_UP = REPOSITORY / "tests" / "fixtures" / "guards" / "made_up.py"


@pytest.fixture(scope="module")
def report() -> str:
    """What pytest says about the made-up tests, in a process of its own under the project's settings."""
    words = (sys.executable, "-m", "pytest", "-rA", "--tb=short", "-p", "no:cacheprovider", str(MADE_UP))
    return subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("name", ["quiet", "expected_log", "loopback"])
def test_a_test_that_keeps_the_rules_passes(report: str, name: str) -> None:
    assert re.search(rf"^PASSED .*::test_{name}$", report, re.MULTILINE)
    assert not re.search(rf"^(FAILED|ERROR) .*::test_{name}\b", report, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unexpected_log", "WARNING cm_desktop.made_up: torn"),
        ("expected_log_that_never_comes", "expects warnings in the log, and none came"),
        ("swallowed_address", "tried to reach 192.0.2.1"),
        ("swallowed_name", "tried to reach example.org"),
        ("swallowed_datagram", "tried to reach 192.0.2.1"),
        ("warning_from_qt", "QPainter: no"),
        ("socket_left_open", "ResourceWarning: unclosed <socket"),
    ],
)
def test_a_test_that_breaks_a_rule_fails_and_says_why(report: str, name: str, reason: str) -> None:
    assert re.search(rf"^(FAILED|ERROR) .*::test_{name}\b", report, re.MULTILINE)
    assert reason in report


def test_qt_paints_offscreen_and_the_keyring_of_the_user_is_out_of_reach() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"


@pytest.mark.parametrize(
    ("lacking", "debian", "root", "answer"),
    [
        ((), False, False, Rule.RUN),
        ((), True, True, Rule.RUN),
        (("wordpress",), True, True, Rule.INSTALL),
        (("wordpress",), True, False, Rule.SKIP),
        (("wordpress",), False, True, Rule.SKIP),
    ],
)
def test_a_test_is_skipped_only_where_its_packages_cannot_be_installed(
    lacking: tuple[str, ...], debian: bool, root: bool, answer: Rule
) -> None:
    assert debian_packages.rule(lacking, debian=debian, root=root) is answer


@pytest.mark.parametrize(("root", "expected"), [(True, pytest.fail.Exception), (False, pytest.skip.Exception)])
def test_a_package_that_cannot_be_had_fails_on_debian_as_root_and_skips_elsewhere(
    monkeypatch: pytest.MonkeyPatch, root: bool, expected: type[BaseException]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(debian_packages, "is_debian", lambda: True)
    monkeypatch.setattr(system_libraries, "install", lambda packages: False)
    with pytest.raises(expected, match="no-such-package"):
        debian_packages.provide(["no-such-package"])


def test_a_package_that_is_installed_is_seen() -> None:
    if not debian_packages.is_debian():
        pytest.skip("dpkg is Debian's")
    assert debian_packages.lacking(["dpkg", "no-such-package"]) == ("no-such-package",)
