"""The connectors of one worker, opened with their secrets when first needed. May not be shared between threads."""

from collections.abc import Callable

from cm_desktop.domain.comments import Account, AccountId, Identity
from cm_desktop.domain.ports import Connector, Vault

Connect = Callable[[Account, str], Connector]
Introduce = Callable[[Account, str], tuple[Account, Identity]]


class Connections:
    """Reading a secret may wait for the user to unlock the keyring: for workers and the command line only."""

    def __init__(self, vault: Vault, connect: Connect) -> None:
        self._vault = vault
        self._connect = connect
        self._open: dict[AccountId, tuple[Account, Connector]] = {}

    def to(self, account: Account) -> Connector:
        """The connector of this account. Raises CredentialError where its secret cannot be had."""
        known = self._open.get(account.id)
        if known is None or known[0] != account:
            known = (account, self._connect(account, self._vault.get(account.id)))
            self._open[account.id] = known
        return known[1]

    def forget(self, account: AccountId) -> None:
        """Open it anew next time: its secret may have been changed."""
        self._open.pop(account, None)
