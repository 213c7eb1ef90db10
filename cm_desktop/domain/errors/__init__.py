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
├── NotSpelt                  no dictionary can be asked just now
├── NotFound                  no such comment, account, entry or post here; `what`, `name`
├── PageTaken                 the page that was to be added is another client's here; `account`, `client`
├── EntryMoved                a row of the outbox is no longer where it was: somebody else moved it; `entry`
├── StoreError                a file of the workspace
│   ├── NewerVersion          written by a newer version of this program
│   ├── ForeignFile           belongs to another program
│   ├── NoParcel              no file that carries a workspace
│   ├── Damaged               its content does not hold together
│   ├── NotWritable           the folder or file cannot be written
│   ├── DiskFull              no room left
│   └── WorkRestored          a copy took its place since it was opened: what was done since is not in it
├── WorkspaceBusy             another window holds this workspace
├── SettingsError             the settings file; `field`, `problem`
├── RuleError                 a rule pack; `file`, `line`, `problem`
├── ScenarioError             a practice scenario; `file`, `place`, `problem`
├── ImportRefused             a file of comments; `file`, `problem`, `detail`
├── PortTaken                 the practice platform's port is in use; `port`
├── SupervisionError          between those who moderate and those who validate
│   ├── Unacceptable          an envelope that cannot be believed; `reason`
│   ├── CarrierError          the shared folder; `path`, `reason`
│   ├── NotEntitled           who asks may not do this; `reason`
│   ├── CaseMoved             a request no longer stands as believed; `reason`
│   ├── AnswerUnclear         a pasted answer that says nothing certain; `reason`
│   ├── InvitationRefused     an invitation that opens nothing; `reason`
│   └── NotValidated          an act that may not leave yet; `reason`, `name`
└── CredentialError           a secret
    ├── NoKeyring             this machine offers no keyring that is safe to use
    ├── KeyringLocked         the keyring is there, but locked
    ├── KeyringFailed         the keyring answered with an error; `detail`
    ├── SecretTooLong         over 1,280 characters, the least that every system keeps
    └── SecretMissing         no secret is known for this account
        └── KeysMissing       the keys with which this device signs in a team are not in this keyring
"""

from cm_desktop.domain.errors.desk import ActRefused, BadValue, EntryMoved, NotFound, NotSpelt, PageTaken
from cm_desktop.domain.errors.files import ImportRefused, PortTaken, RuleError, ScenarioError, SettingsError
from cm_desktop.domain.errors.platforms import (
    AuthExpired,
    Blocked,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    NoFeed,
    NotAllowedAddress,
    NotAPage,
    Offline,
    PlatformError,
    ProxyRefused,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
    Untrusted,
    UpgradeNeeded,
)
from cm_desktop.domain.errors.root import CmDesktopError, Trouble
from cm_desktop.domain.errors.secrets import (
    CredentialError,
    KeyringFailed,
    KeyringLocked,
    KeysMissing,
    NoKeyring,
    SecretMissing,
    SecretTooLong,
)
from cm_desktop.domain.errors.supervision import (
    AnswerUnclear,
    CarrierError,
    CaseMoved,
    InvitationRefused,
    NotEntitled,
    NotValidated,
    SupervisionError,
    Unacceptable,
)
from cm_desktop.domain.errors.workspace import (
    Damaged,
    DiskFull,
    ForeignFile,
    NewerVersion,
    NoParcel,
    NotWritable,
    StoreError,
    WorkRestored,
    WorkspaceBusy,
)

__all__ = [
    "ActRefused",
    "AnswerUnclear",
    "AuthExpired",
    "BadValue",
    "Blocked",
    "CarrierError",
    "CaseMoved",
    "CmDesktopError",
    "CredentialError",
    "Damaged",
    "DiskFull",
    "Duplicate",
    "EntryMoved",
    "Forbidden",
    "ForeignFile",
    "Gone",
    "ImportRefused",
    "Invalid",
    "InvitationRefused",
    "KeyringFailed",
    "KeyringLocked",
    "KeysMissing",
    "NewerVersion",
    "NoFeed",
    "NoKeyring",
    "NoParcel",
    "NotAPage",
    "NotAllowedAddress",
    "NotEntitled",
    "NotFound",
    "NotSpelt",
    "NotValidated",
    "NotWritable",
    "Offline",
    "PageTaken",
    "PlatformError",
    "PortTaken",
    "ProxyRefused",
    "RateLimited",
    "RuleError",
    "ScenarioError",
    "SecretMissing",
    "SecretTooLong",
    "SettingsError",
    "StoreError",
    "SupervisionError",
    "Transient",
    "Trouble",
    "Unacceptable",
    "Unknown",
    "Unreadable",
    "Untrusted",
    "UpgradeNeeded",
    "WorkRestored",
    "WorkspaceBusy",
]
