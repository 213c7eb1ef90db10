"""A keyring for pictures. May not outlive them."""

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.vault import Keeping


class LastingVault(KeyringVault):
    """Forgets all at the end, and is believed to keep it: what signs is made only where it stays."""

    def put(self, account: AccountId, secret: str) -> Keeping:
        super().put(account, secret)
        return Keeping.KEYRING
