"""The pages of the clients: adding, checking, reconnecting, removing.

Waits for platforms and for the keyring: may not be called from the window's thread.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId, Identity, PublicLook
from cm_desktop.domain.errors import BadValue, PageTaken
from cm_desktop.domain.ports import Connector, Source
from cm_desktop.domain.vault import Keeping, Vault
from cm_desktop.engine.reading.connections import Connections, Introduce, Listen
from cm_desktop.engine.reading.ledger import Ledger
from cm_desktop.engine.reading.timetable import Timetable
from cm_desktop.engine.workroom import Workroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A page that was just added, who its credential proved to be, and where its secret is kept."""

    account: Account
    identity: Identity
    keeping: Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A page that was just removed, with how many acts were still waiting for it and will now never leave."""

    account: Account
    dropped: int


class Accounts:
    """Nothing is kept of an account whose credential did not prove itself."""

    def __init__(
        self,
        room: Workroom,
        vault: Vault,
        listen: Listen,
        introduce: Introduce,
        connections: tuple[Connections[Source], Connections[Connector]],
        ledger: Ledger,
        timetable: Timetable,
        may_leave: Callable[[ClientId], None],
    ) -> None:
        """`may_leave` raises NotEntitled where a page of that client is not ours to give to another one."""
        self._room = room
        self._vault = vault
        self._listen = listen
        self._introduce = introduce
        self._connections = connections
        self._ledger = ledger
        self._timetable = timetable
        self._may_leave = may_leave

    def add(self, account: Account, client: Client, secret: str) -> Added:
        """Prove the credential, then keep the page, its client and its secret.

        `account.id`, and an empty name or address, are taken from what the platform says. Raises PlatformError, and
        CredentialError where the secret can be kept nowhere, PageTaken where the page is another client's, or where a page
        that nothing proves would take the place of another, NotEntitled where it was a client's who wants things validated.
        """
        known, identity = self.prove(account, secret)
        keeping = self._keep(known, secret)
        self._room.workspace.save_client(client).result()
        self._room.workspace.save_account(known).result()
        self._reopen(known.id)
        return Added(account=known, identity=identity, keeping=keeping)

    def prove(self, account: Account, secret: str) -> tuple[Account, Identity]:
        """Whose credential it is and the page as `add` would keep it; nothing is kept. Raises as `add`."""
        known, identity = self._introduce(account, secret)
        self._refuse_to_move(known)
        return replace(known, access_ends=identity.access_ends), identity

    def check(self, name: AccountId) -> Identity:
        """Ask the platform whether the credential still opens the door. Raises NotFound, PlatformError, CredentialError."""
        account = self._room.reader().account(name)
        identity = self._proved(account, self._secret(account))
        # Told nothing, what was known still holds: the question about it may have failed.
        self._note(account, replace(account, access_ends=identity.access_ends or account.access_ends))
        return identity

    def reconnect(self, name: AccountId, secret: str) -> Keeping:
        """Replace the secret of a page, once proved. Raises NotFound, PlatformError, CredentialError.

        Whether the public sees our replies is asked again where it did not.
        """
        account = self._room.reader().account(name)
        identity = self._proved(account, secret)
        keeping = self._keep(account, secret)
        look = PublicLook.UNASKED if account.public_look is PublicLook.UNSEEN else account.public_look
        self._note(account, replace(account, access_ends=identity.access_ends, public_look=look))
        return keeping

    def looked(self, name: AccountId, *, seen: bool) -> None:
        """The moderator looked at a reply as the public does. Raises NotFound."""
        account = self._room.reader().account(name)
        found = PublicLook.SEEN if seen else PublicLook.UNSEEN
        self._room.workspace.save_account(replace(account, public_look=found)).result()
        self._room.tell(Change.ACCOUNTS)

    def leave_aside(self, name: AccountId, before: datetime | None) -> int:
        """What was written on a page before that moment is not to do, but where something was decided; None: all of it is.

        Answers how many comments that leaves aside. Raises NotFound, and BadValue (`ahead`) for a day still to come: what
        will be written until then would never be seen.
        """
        if before is not None and before > self._room.now():
            raise BadValue("ahead", before.date().isoformat())
        self._room.workspace.leave_aside(name, before).result()
        self._room.tell(Change.COMMENTS)
        return self._room.reader().aside.number(name)

    def remove(self, name: AccountId) -> Removed:
        """Forget a page, its secret and what people brought in for it; what was still waiting for it is cancelled.

        Raises NotFound, and CredentialError or StoreError where something cannot be taken away: the page then stays.
        """
        account = self._room.reader().account(name)
        waiting = len(self._room.reader().entries(account=name))
        if self._needs_secret(account):
            self._vault.forget(name)
        self._room.shelf.clear(name)
        self._room.workspace.remove_account(name).result()
        self._forget(name)
        self._room.network.forget(name)
        self._room.tell(Change.ACCOUNTS, Change.COMMENTS, Change.OUTBOX)
        return Removed(account=account, dropped=waiting)

    def client_named(self, name: str, colour: str) -> Client:
        """The client of this name, however it is capitalised, or a new one in this colour."""
        known = self._room.reader().clients()
        found = next((client for client in known if client.name.casefold() == name.casefold()), None)
        return found or Client(id=_new_id(name, {client.id for client in known}), name=name, colour=colour)

    def _proved(self, account: Account, secret: str) -> Identity:
        source = self._listen(account, secret)
        with self._ledger.counting(account.id, source):
            return source.check()

    def _needs_secret(self, account: Account) -> bool:
        return self._room.caps(account).needs_secret

    def _secret(self, account: Account) -> str:
        return self._vault.get(account.id) if self._needs_secret(account) else ""

    def _keep(self, account: Account, secret: str) -> Keeping:
        return self._vault.put(account.id, secret) if self._needs_secret(account) else Keeping.NOWHERE

    def _note(self, account: Account, known: Account) -> None:
        """Remember what its credential told, and leave the account alone no longer."""
        if known != account:
            self._room.workspace.save_account(known).result()
        self._reopen(account.id)

    def _refuse_to_move(self, account: Account) -> None:
        here = next((known for known in self._room.reader().accounts() if known.id == account.id), account)
        if here.client != account.client or (not self._needs_secret(account) and _is_another(here, account)):
            names = {client.id: client.name for client in self._room.reader().clients()}
            raise PageTaken(account.id, names[here.client])
        before = self._room.reader().last_client(account.id)
        if before is not None and before != account.client:
            self._may_leave(before)

    def _forget(self, name: AccountId) -> None:
        for connections in self._connections:
            connections.forget(name)
        self._timetable.forget(name)

    def _reopen(self, name: AccountId) -> None:
        self._room.workspace.thaw(name).result()
        self._forget(name)
        self._room.tell(Change.ACCOUNTS)


def _new_id(name: str, taken: Collection[ClientId]) -> ClientId:
    """After the name, as other devices of a team make it too; unless a client has it who was renamed since."""
    ids = (name.casefold(), *(f"{name.casefold()} {number}" for number in range(2, len(taken) + 3)))
    return next(ClientId(id_) for id_ in ids if id_ not in taken)


def _is_another(here: Account, account: Account) -> bool:
    """Whether pages that nobody proved, and that have one id, are two: on two networks, or neither one name nor one address."""
    if here.base_url and account.base_url and _network(here) != _network(account):
        return True
    return here.name != account.name and (here.base_url != account.base_url or not here.base_url)


def _network(account: Account) -> list[str]:
    """`www.facebook.com` and `m.facebook.com` are one."""
    host = account.base_url.partition("://")[2].partition("/")[0]
    return host.casefold().split(".")[-2:]
