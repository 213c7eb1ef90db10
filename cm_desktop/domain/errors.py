"""Everything that can go wrong, as one tree. May not word anything: sentences for people are in `wording`.

CmDesktopError
├── PlatformError             a platform was asked something
│   ├── Offline               the request never left this machine
│   │   ├── Untrusted         whoever answered could not prove to be `host`
│   │   └── ProxyRefused      the proxy on the way; `proxy`, `reason`
│   ├── Transient             a passing trouble on the other side; nothing was changed
│   ├── RateLimited           asked too often; `retry_after` seconds, None where not told
│   ├── AuthExpired           the credential no longer opens the door; `reason`
│   ├── Forbidden             the credential lacks a right; `scope` names it
│   ├── Gone                  the comment is no longer there
│   ├── Duplicate             the platform holds an identical reply
│   ├── Invalid               the platform refuses what was sent; `field` names it
│   ├── Blocked               the platform froze the account; `reason`, `retry_after`
│   ├── UpgradeNeeded         the platform dropped the version that we speak
│   ├── Unreadable            an answer that is not what the platform speaks; on a read only
│   ├── NotAPage              the credential is a person's profile, or another kind of thing
│   ├── NotAllowedAddress     an address that this account may not reach
│   ├── NoFeed                no feed is offered there, or not any more; `host`, `reason`
│   └── Unknown               sent, with no proof either way
├── ActRefused                a moderator's act cannot be accepted; `reason`
├── BadValue                  what was typed cannot be understood; `what` it should be, `value`, `limit`
├── NotFound                  no such comment, account, entry or post here; `what`, `name`
├── PageTaken                 the page that was to be added is another client's here; `account`, `client`
├── EntryMoved                a row of the outbox is no longer where it was: somebody else moved it; `entry`
├── StoreError                a file of the workspace
│   ├── NewerVersion          written by a newer version of this program
│   ├── ForeignFile           belongs to another program
│   ├── Damaged               its content does not hold together
│   ├── NotWritable           the folder or file cannot be written
│   └── DiskFull              no room left
├── WorkspaceBusy             another window holds this workspace
├── SettingsError             the settings file; `field`, `problem`
├── RuleError                 a rule pack; `file`, `line`, `problem`
├── ScenarioError             a practice scenario; `file`, `place`, `problem`
├── ImportRefused             a file of comments; `file`, `problem`, `detail`
├── PortTaken                 the practice platform's port is in use; `port`
└── CredentialError           a secret
    ├── NoKeyring             this machine offers no keyring that is safe to use
    ├── KeyringLocked         the keyring is there, but locked
    ├── KeyringFailed         the keyring answered with an error; `detail`
    ├── SecretTooLong         over 1,280 characters, the least that every system keeps
    └── SecretMissing         no secret is known for this account
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error as data, to be kept in a database and worded later: its class name and its fields as text."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class CmDesktopError(Exception):
    """The root. Each error is a dataclass: its fields say what happened, never a sentence."""

    retry: ClassVar[bool] = False

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.trouble().facts.items())
        return f"{type(self).__name__}({facts})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple(getattr(self, f.name) for f in fields(self))

    def trouble(self) -> Trouble:
        """This error as data. Fields that are None or empty are left out."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return Trouble(type(self).__name__, {k: str(v) for k, v in known.items() if v not in (None, "")})


@dataclass(eq=False)
class PlatformError(CmDesktopError):
    """A platform was asked something. `message` is the platform's own sentence, already in the user's language, or empty."""

    message: str = ""


@dataclass(eq=False)
class Offline(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
class Untrusted(Offline):
    """The certificate was not believed: nothing was said to whoever showed it."""

    host: str = ""


@dataclass(eq=False)
class ProxyRefused(Offline):
    """`reason` is a word of the trade: password (it wants one, or another), forbidden, unreachable. `proxy` is its host."""

    proxy: str = ""
    reason: str = ""


@dataclass(eq=False)
class Transient(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
class RateLimited(PlatformError):
    retry: ClassVar[bool] = True
    retry_after: float | None = None


@dataclass(eq=False)
class AuthExpired(PlatformError):
    reason: str = ""


@dataclass(eq=False)
class Forbidden(PlatformError):
    scope: str = ""


@dataclass(eq=False)
class Gone(PlatformError):
    pass


@dataclass(eq=False)
class Duplicate(PlatformError):
    pass


@dataclass(eq=False)
class Invalid(PlatformError):
    field: str = ""


@dataclass(eq=False)
class Blocked(PlatformError):
    reason: str = ""
    retry_after: float | None = None


@dataclass(eq=False)
class UpgradeNeeded(PlatformError):
    pass


@dataclass(eq=False)
class Unreadable(PlatformError):
    retry: ClassVar[bool] = True


@dataclass(eq=False)
class NotAPage(PlatformError):
    pass


@dataclass(eq=False)
class NotAllowedAddress(PlatformError):
    address: str = ""


@dataclass(eq=False)
class NoFeed(PlatformError):
    """`reason` is empty, or `closed` for a platform that offers none to anybody."""

    host: str = ""
    reason: str = ""


@dataclass(eq=False)
class Unknown(PlatformError):
    pass


@dataclass(eq=False)
class ActRefused(CmDesktopError):
    """`reason` is a word of the trade: empty_text, too_long, unsupported, out_of_place, changed, answered, stale, absent."""

    reason: str = ""
    limit: int | None = None


@dataclass(eq=False)
class BadValue(CmDesktopError):
    """`what` names what was wanted: delay, colour, base_url, port, limit, client, secret, input, argument."""

    what: str = ""
    value: str = ""
    limit: int | None = None


@dataclass(eq=False)
class NotFound(CmDesktopError):
    what: str = ""
    name: str = ""


@dataclass(eq=False)
class PageTaken(CmDesktopError):
    account: str = ""
    client: str = ""


@dataclass(eq=False)
class EntryMoved(CmDesktopError):
    entry: str = ""


@dataclass(eq=False)
class StoreError(CmDesktopError):
    path: Path | str = ""


@dataclass(eq=False)
class NewerVersion(StoreError):
    pass


@dataclass(eq=False)
class ForeignFile(StoreError):
    pass


@dataclass(eq=False)
class Damaged(StoreError):
    pass


@dataclass(eq=False)
class NotWritable(StoreError):
    pass


@dataclass(eq=False)
class DiskFull(StoreError):
    pass


@dataclass(eq=False)
class WorkspaceBusy(CmDesktopError):
    path: Path | str = ""


@dataclass(eq=False)
class SettingsError(CmDesktopError):
    """`problem` is empty where the value cannot be understood, else password (it holds one), certificates (it names none)."""

    file: Path | str = ""
    field: str = ""
    problem: str = ""


@dataclass(eq=False)
class RuleError(CmDesktopError):
    """`problem` is a word of the trade (duplicate_key, unknown_key, bad_value, failing_example…); `detail` what it is about."""

    file: Path | str = ""
    line: int = 0
    problem: str = ""
    detail: str = ""


@dataclass(eq=False)
class ScenarioError(CmDesktopError):
    """`place` is a path into the file (clients[0].pages[1].name), or a line where it is not JSON at all, or empty.

    `problem` is a word of the trade: unreadable, not_json, missing, unknown_key, wrong_type, bad_value, empty, duplicate,
    unknown_parent, too_early (a comment older than its post, or a reply older than what it answers).
    """

    file: Path | str = ""
    place: str = ""
    problem: str = ""


@dataclass(eq=False)
class ImportRefused(CmDesktopError):
    """Nothing of the file came in. `problem` is a word of the trade; `detail` what it is about.

    unreadable, empty, spreadsheet, binary, unknown_encoding (its name), too_large (megabytes at most), not_json (the line),
    no_list; of a mapping: no_text_column, two_columns (the field that both hold), no_such_column.
    """

    file: Path | str = ""
    problem: str = ""
    detail: str = ""


@dataclass(eq=False)
class PortTaken(CmDesktopError):
    port: int = 0


@dataclass(eq=False)
class CredentialError(CmDesktopError):
    pass


@dataclass(eq=False)
class NoKeyring(CredentialError):
    pass


@dataclass(eq=False)
class KeyringLocked(CredentialError):
    pass


@dataclass(eq=False)
class KeyringFailed(CredentialError):
    detail: str = ""


@dataclass(eq=False)
class SecretTooLong(CredentialError):
    length: int = 0
    limit: int = 0


@dataclass(eq=False)
class SecretMissing(CredentialError):
    account: str = ""
