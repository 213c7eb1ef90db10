"""A platform of our own making, at the connector's port: strict, and able to fail in every way that a real one can.

May not be used below the engine: connectors are tested against real servers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from cm_desktop.domain.actions import (
    ActionKind,
    Capabilities,
    EditReply,
    Hide,
    Like,
    PlatformAction,
    Publish,
    Repeat,
    TextLimit,
    Unhide,
    WriteReply,
    effect,
)
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Batch,
    Client,
    ClientId,
    Comment,
    CommentRef,
    Identity,
    Post,
    RemoteId,
    Reply,
    Visibility,
)
from cm_desktop.domain.errors import Gone, KeyringLocked, PlatformError, SecretMissing, Unknown
from cm_desktop.domain.ports import Done
from cm_desktop.domain.quota import Spending
from cm_desktop.domain.vault import Keeping

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CLIENT = Client(id=ClientId("lumen"), name="Brasserie Lumen", colour="#C8862B")
ACCOUNT = Account(
    id=AccountId("fake:1"), client=CLIENT.id, platform="fake", name="Brasserie Lumen", base_url="https://fake.example"
)
OTHER = replace(ACCOUNT, id=AccountId("fake:2"), name="Mairie de Valbreuil")
POST = Post(account=ACCOUNT.id, id=RemoteId("p1"), text="La carte d'été", created_at=START - timedelta(days=1))
ACTS: Mapping[ActionKind, Repeat] = MappingProxyType(
    {
        ActionKind.REPLY: Repeat.READBACK,
        ActionKind.EDIT: Repeat.STATE,
        ActionKind.HIDE: Repeat.STATE,
        ActionKind.UNHIDE: Repeat.STATE,
        ActionKind.PUBLISH: Repeat.STATE,
        ActionKind.DELETE: Repeat.STATE,
        ActionKind.LIKE: Repeat.STATE,
    }
)


class FakeClock:
    """Stands still until it is moved: time passes, or somebody sets it."""

    set_by = timedelta(0)

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time

    def steady(self) -> timedelta:
        return self.time - START - self.set_by

    def pass_(self, **delay: float) -> None:
        self.time += timedelta(**delay)

    def set_(self, by: timedelta) -> None:
        """Put it forward, or back."""
        self.time += by
        self.set_by += by


@dataclass
class Fault:
    """What the next write meets: an error, a platform's or an unforeseen one, before or after its effect."""

    error: BaseException
    applied: bool = False


@dataclass
class FakePlatform:
    """What stands on the page, and what was done to it. `writes` counts every attempt that reached it."""

    clock: FakeClock
    account: AccountId = ACCOUNT.id
    caps: Capabilities = field(default_factory=lambda: Capabilities(acts=ACTS, reply_limit=TextLimit(refuse=200)))
    comments: dict[RemoteId, Comment] = field(default_factory=dict)
    replies: list[tuple[RemoteId, Reply]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    down: PlatformError | None = None
    unread: int = 0
    """How many readings of our replies are still behind: a platform may show a reply late."""
    on_write: Callable[[], object] = lambda: None
    on_fetch: Callable[[], object] = lambda: None
    writes: list[tuple[ActionKind, RemoteId]] = field(default_factory=list)
    keys: dict[str, PlatformAction] = field(default_factory=dict)
    calls: int = 0
    checks: int = 0
    access_ends: datetime | None = None

    def post(
        self, name: str, text: str, *, parent: str | None = None, by_page: bool = False, under: RemoteId = POST.id
    ) -> CommentRef:
        """Someone comments, a minute after the last comment."""
        comment = Comment(
            ref=CommentRef(self.account, RemoteId(name)),
            post=under,
            parent=RemoteId(parent) if parent else None,
            author=Author(id=f"u-{name}", name="Odile", is_page=by_page),
            text=text,
            created_at=START - timedelta(hours=1) + timedelta(minutes=len(self.comments)),
            read_at=self.clock.now(),
        )
        self.comments[comment.ref.id] = comment
        if by_page and comment.parent:
            self.replies.append((comment.parent, Reply(id=comment.ref.id, text=text, created_at=self.clock.now())))
        return comment.ref

    def edit(self, ref: CommentRef, text: str) -> None:
        self.comments[ref.id] = replace(self.comments[ref.id], text=text)

    def move(self, ref: CommentRef, visibility: Visibility) -> None:
        """Somebody else hides it, shows it, or lets it appear."""
        self.comments[ref.id] = replace(self.comments[ref.id], visibility=visibility)

    def reach(self) -> None:
        """Every call passes here first."""
        if self.down is not None:
            raise self.down
        self.calls += 1


class FakeConnector:
    """The port, over a FakePlatform. Refuses, as a programming error, what no engine may ask for."""

    kind = "fake"

    def __init__(self, platform: FakePlatform, secret: str) -> None:
        assert secret == "jeton", "the engine must bring the account's own secret"
        self._platform = platform
        self._now = platform.clock.now
        self._post = replace(POST, account=platform.account)

    @property
    def caps(self) -> Capabilities:
        return self._platform.caps

    @property
    def spent(self) -> Spending:
        return Spending(calls=self._platform.calls)

    def check(self) -> Identity:
        self._platform.reach()
        self._platform.checks += 1
        rights, ends = frozenset({"moderate"}), self._platform.access_ends
        return Identity(id=RemoteId("1"), name="Brasserie Lumen", rights=rights, access_ends=ends)

    def fetch(self, cursor: str | None) -> Batch:
        """Two comments a batch, from where the cursor says, then from the start again."""
        self._platform.reach()
        self._platform.on_fetch()
        known = sorted(self._platform.comments.values(), key=lambda c: c.created_at)
        at = int(cursor or 0)
        page = tuple(replace(comment, read_at=self._now()) for comment in known[at : at + 2])
        if at + 2 < len(known):
            return Batch(posts=(self._post,), comments=page, cursor=str(at + 2), more=True)
        return Batch(posts=(self._post,), comments=page, cursor="0")

    def read(self, comment: RemoteId) -> Comment:
        self._platform.reach()
        if comment not in self._platform.comments:
            raise Gone
        return replace(self._platform.comments[comment], read_at=self._now())

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        self._platform.reach()
        if self._platform.unread > 0:
            self._platform.unread -= 1
            return ()
        return tuple(reply for parent, reply in self._platform.replies if parent == comment.ref.id)

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:
        assert action.kind in self.caps.acts, "an act that the platform does not have"
        assert self._platform.keys.setdefault(key, action) == action, "one key for two different acts"
        self._platform.reach()
        self._platform.writes.append((action.kind, comment.ref.id))
        self._platform.on_write()
        fault = self._platform.faults.pop(0) if self._platform.faults else None
        if fault and not fault.applied:
            raise fault.error
        done = self._apply(action, comment)
        if fault:
            raise fault.error
        return done

    def stats(self) -> dict[str, int]:
        return {"followers_count": 12}

    def _apply(self, action: PlatformAction, comment: Comment) -> Done:
        match action:
            case WriteReply(text):
                made = Reply(id=RemoteId(f"r{len(self._platform.replies) + 1}"), text=text, created_at=self._now())
                self._platform.replies.append((comment.ref.id, made))
                shown = replace(comment, ref=replace(comment.ref, id=made.id), parent=comment.ref.id, text=text)
                author = Author(id="page", name="Brasserie Lumen", is_page=True)
                self._platform.comments[made.id] = replace(shown, author=author, created_at=self._now())
                return Done(remote_id=made.id)
            case EditReply(text):
                assert comment.author.is_page, "an edit of what somebody else wrote"
                self._platform.comments[comment.ref.id] = replace(comment, text=text)
            case Hide() | Unhide() | Publish():
                visibility = effect(action)
                assert visibility is not None
                self._platform.comments[comment.ref.id] = replace(comment, visibility=visibility)
            case Like():
                self._platform.comments[comment.ref.id] = replace(comment, likes=comment.likes + 1)
            case _:
                del self._platform.comments[comment.ref.id]
        return Done()


class FakeVault:
    """Secrets in a dictionary, which can be locked; `asked` counts how often one was wanted."""

    def __init__(self) -> None:
        self.locked = False
        self.asked = 0
        self.secrets: dict[AccountId, str] = {}

    def get(self, account: AccountId) -> str:
        self.asked += 1
        if self.locked:
            raise KeyringLocked
        if account not in self.secrets:
            raise SecretMissing(account=account)
        return self.secrets[account]

    def put(self, account: AccountId, secret: str) -> Keeping:
        self.secrets[account] = secret
        return Keeping.SESSION

    def forget(self, account: AccountId) -> None:
        self.secrets.pop(account, None)


LOST = Unknown()
