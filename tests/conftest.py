"""What every test gets: an offscreen Qt, no network but loopback, no unexpected log, and Debian packages on demand.

May not hold a fixture that only one folder uses.

For tests against a real server: `needs_debian_packages(*packages)` installs them on Debian as root (a failure to
install fails the test: there, nothing is skipped) and elsewhere skips, naming them:

    @pytest.fixture(scope="session")
    def blog(needs_debian_packages: NeedsDebianPackages) -> Iterator[Blog]:
        needs_debian_packages("wordpress", "mariadb-server", "php-cli")

A test that expects warnings in the log asks for `expected_logs: list[logging.LogRecord]` and looks into it.
"""

import ipaddress
import logging
import os
import sys
from collections.abc import Iterator
from datetime import date
from functools import partialmethod
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Before Qt is imported, and never the keyring of whoever runs the tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from pytestqt.qtbot import QtBot

PATIENCE = 60_000  # ms: what must happen has happened by then, however much else a machine has to do

for _wait in ("waitUntil", "waitSignal", "waitExposed"):
    setattr(QtBot, _wait, partialmethod(getattr(QtBot, _wait), timeout=PATIENCE))

# How long an example takes says more about the machine than about the product.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")

_outside_calls: list[str] = []
_settled: dict[object, Any] = {}


class NeedsDebianPackages(Protocol):
    """Makes Debian packages available to a test, or skips it where that cannot be done."""

    def __call__(self, *packages: str) -> None: ...


@pytest.fixture(scope="session")
def needs_debian_packages() -> NeedsDebianPackages:
    """See the top of this module."""
    from tests.servers.debian_packages import provide

    return lambda *packages: provide(packages)


@pytest.fixture
def rules_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own packs, where a workspace adds none, are read once for all tests: that takes seconds."""
    from cm_desktop.rules.keeping.settling import Settling

    settle = Settling.settle

    def remembered(self: Settling, today: date) -> Any:
        if self._folder.files():
            return settle(self, today)
        if today not in _settled:
            _settled[today] = settle(self, today)
        return _settled[today]

    monkeypatch.setattr(Settling, "settle", remembered)


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[_Kept]:
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)
    lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in kept.records]
    expected = "expected_logs" in request.fixturenames
    if expected and not lines:
        pytest.fail("this test expects warnings in the log, and none came", pytrace=False)
    if lines and not expected:
        pytest.fail("unexpected in the log:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def expected_logs(_no_unexpected_log: _Kept) -> list[logging.LogRecord]:
    """The records of WARNING and above so far; at least one must come before the test ends."""
    return _no_unexpected_log.records


class OutsideConnection(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True)
def _no_outside_connection() -> Iterator[None]:
    _outside_calls.clear()
    yield
    if _outside_calls:  # the code under test may have swallowed the exception
        pytest.fail("tried to reach " + ", ".join(_outside_calls), pytrace=False)


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: sees every connection Python makes, in any thread; not those of child processes or of Qt."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket has no host
    else:
        return
    if not _is_loopback(host):
        _outside_calls.append(str(host))
        raise OutsideConnection(str(host))


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


sys.addaudithook(_refuse_outside)
