"""Whatever a keyring does, no secret is written or told, the window never waits for it, and no reply is lost."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.vault import Keeping, Vault
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT
from tests.reliability.campaign import Counts
from tests.reliability.keyrings import KEYRINGS, PATIENCE, Makes, run
from tests.reliability.moody_keyring import MOODS, MoodyKeyring


class Direct(KeyringVault):
    """Asks where it is called, and lets through whatever comes."""

    def _ask(self, question):  # type: ignore[no-untyped-def]
        return question(self._choose())


class Insistent(KeyringVault):
    """Puts the next question to a keyring that owes an answer."""

    def _ask(self, question):  # type: ignore[no-untyped-def]
        self._unanswered = None
        return super()._ask(question)


class WritingDown(KeyringVault):
    """Keeps in a file what it could keep nowhere else."""

    home: Path

    def put(self, account: AccountId, secret: str) -> Keeping:
        keeping = super().put(account, secret)
        if keeping is Keeping.SESSION:
            (self.home / "secrets.txt").write_text(secret, encoding="utf-8")
        return keeping


class Outspoken(KeyringVault):
    """Says what it does."""

    def put(self, account: AccountId, secret: str) -> Keeping:
        logging.getLogger("cm_desktop.credentials").info("%s: %s", account, secret)
        return super().put(account, secret)


def writing_down(keyring: MoodyKeyring, home: Path) -> KeyringVault:
    made = WritingDown({}, lambda: keyring, patience=PATIENCE)
    made.home = home
    return made


def asking(_desk: Desk, vault: Vault) -> None:
    """A window that looks itself whether a page has its secret."""
    assert threading.current_thread() is threading.main_thread()
    try:
        vault.get(ACCOUNT.id)
    except CmDesktopError:
        return


def of(vault: type[KeyringVault]) -> Makes:
    return lambda keyring, _home: vault({}, lambda: keyring, patience=PATIENCE)


def test_in_no_mood_of_the_keyring_is_a_secret_let_out_or_anybody_held_up(capsys: pytest.CaptureFixture[str]) -> None:
    total = KEYRINGS.total()
    with capsys.disabled():
        print(f"\nkeyring: {dict(total)}")
    assert not KEYRINGS.broken(total), total
    assert all(total[f"keyring {mood}"] > 5 for mood in MOODS)
    assert total["accepted"] > KEYRINGS.short


@pytest.mark.parametrize(
    ("makes", "found"),
    [
        (of(Insistent), "asked while it owes an answer"),
        (writing_down, "in clear"),
        (of(Outspoken), "told"),
    ],
)
def test_a_vault_that_is_less_careful_is_caught(makes: Makes, found: str) -> None:
    assert found in caught(lambda seed: run(seed, makes=makes))


@pytest.mark.usefixtures("expected_logs")
def test_a_vault_that_asks_where_it_is_called_is_caught() -> None:
    assert caught(lambda seed: run(seed, makes=of(Direct))) >= {"asked on the spot", "untyped"}


def test_a_window_that_asks_the_keyring_is_caught() -> None:
    assert caught(lambda seed: run(seed, window=asking)) == {"asked by the window"}


def caught(trial: Callable[[int], Counts]) -> set[str]:
    total = sum((trial(seed) for seed in range(8)), Counts())
    return set(KEYRINGS.broken(total))
