"""A process that uses the vault: one act a line in, one answer a line out, both JSON.

`["put", "facebook:1001", "s3cret"]` is answered `"keyring"`; an error is answered by its facts. May not hold a rule.
Its argument is how many seconds the keyring is waited for.
"""

import json
import sys

from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import CredentialError


def main() -> None:
    """Serve until the input ends."""
    vault = KeyringVault(patience=float(sys.argv[1])) if sys.argv[1:] else KeyringVault()
    for line in sys.stdin:
        act, account, *secret = json.loads(line)
        try:
            answer = getattr(vault, act)(AccountId(account), *secret)
        except CredentialError as error:
            answer = str(error)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
