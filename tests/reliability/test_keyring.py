"""A keyring that is wrong, hangs, dies or forgets: no secret in clear, no crash, nobody held up.

What tests/e2e/test_keyring.py shows of one that is unlocked, locked, absent or without a bus is not shown again.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from pytestqt.qtbot import QtBot

from cm_desktop.credentials import SECRET_LIMIT, KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import KeyringFailed
from cm_desktop.domain.vault import Keeping
from cm_desktop.practice import PracticePlatform
from tests.conftest import NeedsDebianPackages
from tests.e2e.test_keyring import SHOP, vault
from tests.journeys.person import Person
from tests.servers import secret_service
from tests.servers.secret_service import State, session

CANARY = "EAAcanari-keyring-5e1f"
HANGING = 8.0  # seconds that whoever asks is held up: more than twice what a busy machine stalls
SOON = 20.0  # seconds, on a loaded machine, for what waits for no keyring
WRONG = (
    "keyrings.alt.file.PlaintextKeyring",
    "keyrings.alt.file.EncryptedKeyring",
    "keyring.backends.null.Keyring",
    "keyring.backends.chainer.ChainerBackend",
    "no.such.Keyring",
)
FORGETFUL = "import keyring, sys; keyring.set_password('CM Desktop', 'facebook:1001', sys.argv[1])"


@pytest.fixture
def installed(needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages(*secret_service.PACKAGES)


def in_clear(home: Path) -> list[Path]:
    """The files that hold the canary, as it is or as keyrings.alt writes it."""
    import base64

    spellings = (CANARY.encode(), base64.b64encode(CANARY.encode())[:20])
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path for path in files if any(spelling in path.read_bytes() for spelling in spellings)]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("state", [State.UNLOCKED, State.NO_BUS])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_keyring_that_writes_in_clear_is_never_used(tmp_path: Path, state: State, wrong: str) -> None:
    with session(tmp_path, state) as login, vault(login.environment | {"PYTHON_KEYRING_BACKEND": wrong}) as ask:
        assert ask("put", SHOP, CANARY) in ("session", "keyring")
        assert ask("get", SHOP) == CANARY
        assert ask("forget", SHOP) is None
        assert ask("put", SHOP, CANARY) in ("session", "keyring")
    assert in_clear(tmp_path) == []


@pytest.mark.usefixtures("installed")
def test_who_takes_the_first_keyring_there_is_writes_it_in_clear(tmp_path: Path) -> None:
    with session(tmp_path, State.NO_BUS) as login:
        words = (sys.executable, "-c", FORGETFUL, CANARY)
        subprocess.run(words, env=login.environment, check=True, capture_output=True, timeout=SOON * 3)
    assert in_clear(tmp_path) != []


@pytest.mark.usefixtures("installed")
def test_a_keyring_that_hangs_is_waited_for_once(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment, f"{HANGING}") as ask:
        assert ask("put", SHOP, CANARY) == "keyring"
        login.freeze_keyring()
        assert ask("get", SHOP) == "KeyringFailed(detail=no answer)"
        before = time.monotonic()
        assert ask("get", SHOP) == "KeyringFailed(detail=no answer)"
        assert ask("put", SHOP, CANARY + "2") == "session"
        assert ask("get", SHOP) == CANARY + "2"
        assert time.monotonic() - before < SOON  # less than to be held up three times more
    assert in_clear(tmp_path) == []


@pytest.mark.usefixtures("installed")
def test_an_entry_that_somebody_took_away_is_missing(tmp_path: Path) -> None:
    with session(tmp_path, State.UNLOCKED) as login, vault(login.environment) as ours:
        assert ours("put", SHOP, CANARY) == "keyring"
        assert ours("get", SHOP) == CANARY
        with vault(login.environment) as theirs:
            theirs("forget", SHOP)
        assert ours("get", SHOP) == f"SecretMissing(account={SHOP})"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("state", [State.UNLOCKED, State.NO_BUS])
@pytest.mark.parametrize(("length", "kept"), [(SECRET_LIMIT, True), (SECRET_LIMIT + 1, False)])
def test_a_long_secret_is_kept_whole_or_refused(tmp_path: Path, state: State, length: int, kept: bool) -> None:
    secret = (CANARY * 100)[:length]
    with session(tmp_path, state) as login, vault(login.environment) as ask:
        told = ask("put", SHOP, secret)
        found = ask("get", SHOP)
    assert (told in ("keyring", "session")) is kept
    assert (found == secret) is kept
    assert in_clear(tmp_path) == []


class Hanging(KeyringBackend):
    """Answers nobody until it is let go."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.let_go = threading.Event()
        self.asked_by: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self._hang()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._hang()

    def delete_password(self, service: str, username: str) -> None:
        self._hang()

    def _hang(self) -> None:
        self.asked_by.append(threading.current_thread().name)
        self.let_go.wait(SOON * 10)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    made = Hanging()
    yield made
    made.let_go.set()


def test_silence_is_an_answer_and_no_second_question_is_put(hanging: Hanging) -> None:
    patient = KeyringVault({}, lambda: hanging, patience=0.2)
    asks: list[Callable[[], object]] = [lambda: patient.get(AccountId(SHOP)), lambda: patient.forget(AccountId(SHOP))]
    for ask in asks:
        with pytest.raises(KeyringFailed) as silent:
            ask()
        assert silent.value.detail == "no answer"
    assert patient.put(AccountId(SHOP), CANARY) is Keeping.SESSION
    assert hanging.asked_by == ["keyring"]


def test_once_it_answers_again_it_is_asked_again(hanging: Hanging) -> None:
    patient = KeyringVault({}, lambda: hanging, patience=0.2)
    with pytest.raises(KeyringFailed):
        patient.get(AccountId(SHOP))
    hanging.let_go.set()
    for thread in [one for one in threading.enumerate() if one.name == "keyring"]:
        thread.join(SOON)
    patient._patience = SOON  # it answers now, in its own time
    assert patient.put(AccountId(SHOP), CANARY) is Keeping.KEYRING


def test_the_window_waits_for_no_keyring(qtbot: QtBot, tmp_path: Path, hanging: Hanging) -> None:
    """Opened on pages whose secrets a hanging keyring has, moved about in, and closed."""
    with PracticePlatform.start() as practice:
        connected(practice, tmp_path)
        person = Person(qtbot, tmp_path, KeyringVault({}, lambda: hanging, patience=HANGING))
        gaps = Gaps()
        person.sit_down()
        qtbot.waitUntil(lambda: bool(hanging.asked_by))
        gaps.begin()
        for key in (Qt.Key.Key_F5, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_F5):
            person.press(key)
        qtbot.waitUntil(lambda: gaps.count >= 60)
        assert gaps.longest < timedelta(seconds=HANGING / 2)
        assert set(hanging.asked_by) == {"keyring"}
        person.leave()


def test_a_question_from_the_window_s_own_thread_would_be_seen(qtbot: QtBot, hanging: Hanging) -> None:
    held_up = KeyringVault({}, lambda: hanging, patience=HANGING)
    gaps = Gaps()
    gaps.begin()
    QTimer.singleShot(50, lambda: held_up.put(AccountId(SHOP), CANARY))
    qtbot.waitUntil(lambda: gaps.longest > timedelta(seconds=HANGING / 2))


def connected(practice: PracticePlatform, workspace: Path) -> None:
    """Its pages are in the workspace."""
    from cm_desktop.bootstrap import build, enrol
    from cm_desktop.settings import Settings, resources
    from cm_desktop.wording.words import Words

    settings = Settings(workspace=workspace, resources=resources())
    desk = build(
        settings, Words.load("fr", resources() / "translations"), vault=KeyringVault.in_memory(), threads=False
    )
    enrol(desk, practice)
    desk.close()


class Gaps:
    """How long the window's loop was away, at most, between two beats of a timer."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._beat)
        self._since = QElapsedTimer()
        self.count = 0
        self.longest = timedelta(0)

    def begin(self) -> None:
        self._since.start()
        self._timer.start()

    def _beat(self) -> None:
        self.count += 1
        self.longest = max(self.longest, timedelta(milliseconds=self._since.restart()))
