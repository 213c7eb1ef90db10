"""The connectors of one worker, opened with their secrets when first needed. May not be used by two workers.

Another thread may only ask it to forget.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from cm_desktop.domain.actions import Capabilities
from cm_desktop.domain.comments import Account, AccountId, Identity
from cm_desktop.domain.errors import CredentialError
from cm_desktop.domain.ports import Connector, Source
from cm_desktop.domain.vault import Vault

Way = TypeVar("Way", bound=Source)
Connect = Callable[[Account, str], Connector]
Listen = Callable[[Account, str], Source]
Caps = Callable[[Account], Capabilities]
Introduce = Callable[[Account, str], tuple[Account, Identity]]


class Connections(Generic[Way]):
    """Reading a secret may wait for the user to unlock the keyring: for workers and the command line only.

    A keyring that refused is not asked again, which might prompt every minute, before `ask_again`. `choice` is the way out
    that is chosen now: all are opened anew once it is another, even by another process.
    """

    def __init__(
        self, vault: Vault, caps: Caps, connect: Callable[[Account, str], Way], choice: Callable[[], str] = str
    ) -> None:
        self._vault = vault
        self._caps = caps
        self._connect = connect
        self._choice = choice
        self._chosen = choice()
        self._guard = Lock()
        self._age = 0
        self._open: dict[AccountId, tuple[Account, Way]] = {}
        self._refused: dict[AccountId, CredentialError] = {}

    def to(self, account: Account) -> Way:
        """The connector of this account. Raises CredentialError where its secret cannot be had."""
        if (chosen := self._choice()) != self._chosen:
            self._chosen = chosen
            self.forget_all()
        with self._guard:
            known, refused, age = self._open.get(account.id), self._refused.get(account.id), self._age
        if refused is not None:
            raise refused
        if known is not None and known[0] == account:
            return known[1]
        try:
            made = self._connect(account, self._secret(account))
        except CredentialError as error:
            with self._guard:
                self._refused[account.id] = error
            raise
        with self._guard:
            if age == self._age:  # else the secret may have been changed while it was read
                self._open[account.id] = (account, made)
        return made

    def forget(self, account: AccountId) -> None:
        """Open it anew next time: its secret may have been changed."""
        with self._guard:
            self._age += 1
            self._open.pop(account, None)
            self._refused.pop(account, None)

    def forget_all(self) -> None:
        """Open each anew next time: the way out is another one."""
        with self._guard:
            self._age += 1
            self._open.clear()
            self._refused.clear()

    def _secret(self, account: Account) -> str:
        return self._vault.get(account.id) if self._caps(account).needs_secret else ""

    def ask_again(self) -> None:
        """Ask the keyring again for what it refused."""
        with self._guard:
            self._refused.clear()
