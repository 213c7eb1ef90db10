"""The vault on a real GNOME keyring: unlocked, locked, absent, killed, and without a bus."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import NeedsDebianPackages
from tests.servers import secret_service
from tests.servers.secret_service import State, session

pytestmark = pytest.mark.e2e

SHOP = "facebook:1001"
BLOG = "wordpress:blog.example.org"
SECRET = "clé à garder 🔑"
REPOSITORY = Path(__file__).parents[2]
Ask = Callable[..., object]


@pytest.fixture(autouse=True)
def _keyring_installed(needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages(*secret_service.PACKAGES)


@contextmanager
def vault(environment: dict[str, str], *arguments: str) -> Iterator[Ask]:
    """The vault in a process of its own: what it is asked, it answers, errors by their names and facts."""
    words = (sys.executable, "-m", "tests.servers.vault_client", *arguments)
    with subprocess.Popen(
        words, cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        channel = process.stdin, process.stdout

        def ask(*act: str) -> object:
            channel[0].write(json.dumps(act) + "\n")
            channel[0].flush()
            return json.loads(channel[1].readline())

        yield ask


def test_an_unlocked_keyring_keeps_a_secret_for_the_next_process(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login:
        with vault(login.environment) as first:
            assert first("put", SHOP, SECRET) == "keyring"
        with vault(login.environment) as second:
            assert second("get", SHOP) == SECRET
            assert second("get", BLOG) == f"SecretMissing(account={BLOG})"


def test_a_secret_outlives_the_session_and_is_nowhere_in_clear(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        ask("put", SHOP, SECRET)
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        assert ask("get", SHOP) == SECRET
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_a_forgotten_secret_is_gone_and_a_newer_one_replaces(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        ask("put", SHOP, "old")
        ask("put", SHOP, "new")
        assert ask("get", SHOP) == "new"
        assert ask("forget", SHOP) is None
        assert ask("get", SHOP) == f"SecretMissing(account={SHOP})"
        assert ask("forget", SHOP) is None


def test_the_longest_secret_is_kept_whole(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        assert ask("put", SHOP, "é" * 1280) == "keyring"
        assert ask("get", SHOP) == "é" * 1280
        assert ask("put", SHOP, "é" * 1281) == "SecretTooLong(length=1281, limit=1280)"


def test_a_locked_keyring_is_told_apart_and_loses_nothing(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        ask("put", SHOP, SECRET)
    with session(tmp_path, State.LOCKED) as login, vault(login.environment) as ask:
        assert ask("get", SHOP) == "KeyringLocked()"
        assert ask("put", SHOP, "other") == "KeyringLocked()"
        assert ask("forget", SHOP) == "KeyringLocked()"
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        assert ask("get", SHOP) == SECRET


def test_a_keyring_that_was_never_set_up_counts_as_locked(tmp_path: Path) -> None:
    with session(tmp_path, State.LOCKED) as login, vault(login.environment) as ask:
        assert ask("put", SHOP, SECRET) == "KeyringLocked()"


@pytest.mark.parametrize("state", [State.ABSENT, State.NO_BUS])
def test_without_a_keyring_a_secret_is_kept_for_this_session_only(tmp_path: Path, state: State) -> None:
    with session(tmp_path, state) as login:
        with vault(login.environment) as ask:
            assert ask("get", SHOP) == f"SecretMissing(account={SHOP})"
            assert ask("put", SHOP, SECRET) == "session"
            assert ask("get", SHOP) == SECRET
        with vault(login.environment) as next_session:
            assert next_session("get", SHOP) == f"SecretMissing(account={SHOP})"
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_without_a_keyring_the_environment_hands_a_secret_to_one_process(tmp_path: Path) -> None:
    given = {"CM_DESKTOP_SECRETS": json.dumps({SHOP: SECRET})}
    with session(tmp_path, State.ABSENT) as login, vault({**login.environment, **given}) as ask:
        assert ask("get", SHOP) == SECRET
        assert ask("get", BLOG) == f"SecretMissing(account={BLOG})"


def test_a_keyring_that_dies_meanwhile_keeps_nobody_from_working(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ask:
        assert ask("put", SHOP, SECRET) == "keyring"
        login.kill_keyring()
        assert str(ask("get", SHOP)).startswith("KeyringFailed(detail=InitError")
        assert ask("put", SHOP, "again") == "session"
        assert ask("get", SHOP) == "again"
