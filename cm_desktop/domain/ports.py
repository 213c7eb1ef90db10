"""What the core asks of the world: Protocols that the outer parts fulfil. May not hold any behaviour."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from cm_desktop.domain.comments import AccountId, Batch, ClientId, Comment, Identity, Post, RemoteId, Reply

if TYPE_CHECKING:
    from cm_desktop.domain.actions import Capabilities, PlatformAction
    from cm_desktop.domain.arrivals import ColumnMapping, PastedComment, Report, Survey
    from cm_desktop.domain.quota import Spending
    from cm_desktop.domain.rules import Advice, Pack, PackId, Proof, RuleState, Wanted, Why
    from cm_desktop.domain.verdicts import Category, RuleId, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A platform's proof that an act took effect. `remote_id` is the new reply's id; None for acts that create nothing."""

    remote_id: RemoteId | None = None


class Source(Protocol):
    """Where the comments of one account come from. Synchronous, called from a worker thread.

    Every failure is a PlatformError.
    """

    @property
    def kind(self) -> str:
        """The platform's name in the databases: "facebook", "wordpress"."""

    @property
    def caps(self) -> Capabilities:
        """What can be done there, and how it takes repeats."""

    @property
    def spent(self) -> Spending:
        """What was asked of the platform since this was opened."""

    def check(self) -> Identity:
        """Prove identity AND the right to moderate. Raises AuthExpired, NotAPage, or Forbidden naming the missing right."""

    def fetch(self, cursor: str | None) -> Batch:
        """The next posts and comments. `cursor` is opaque, owned by the connector, None for a first reading."""

    def stats(self) -> dict[str, int]:
        """What the account counts today (followers and the like), by the platform's own names."""


class Connector(Source, Protocol):
    """One account on a platform that also takes acts."""

    def read(self, comment: RemoteId) -> Comment:
        """This very comment, now. Raises Gone."""

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        """All our replies under it, or raises: an incomplete list is never answered. Times are in this machine's clock."""

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:
        """Do it, once: no retry, no redirect. `key` is the same at every attempt of one row.

        Answers only on proof. Raises Unknown for whatever proves neither effect nor absence of effect.
        """


class Shelf(Protocol):
    """Where what is said on pages without an API is put down, to come in like everything else at the next reading.

    It keeps everything, so that the cache can be thrown away.
    """

    def add(self, account: AccountId, posts: Sequence[Post], comments: Sequence[Comment]) -> None:
        """Put these down, the later ones in the place of the earlier. Raises StoreError."""

    def arrived(self, account: AccountId, arrival: str) -> tuple[RemoteId, ...]:
        """The comments that one arrival says something of; none where there is no such arrival."""

    def withdraw(self, account: AccountId, arrival: str, *, keep: Collection[RemoteId]) -> None:
        """Take an arrival back, all but what it says of these comments. Raises StoreError."""

    def blot(self, account: AccountId, comments: Collection[RemoteId]) -> None:
        """Leave nothing of what is said of these comments. Raises StoreError."""

    def clear(self, account: AccountId) -> None:
        """Take away all that was ever put down for an account. Raises StoreError."""


Known = Callable[[Sequence[RemoteId]], Mapping[RemoteId, Comment]]  # those that are here already, as they are here
Progress = Callable[[int, int], None]  # done, and expected in all; from the calling thread


class Intake(Protocol):
    """Makes comments of files and pasted text, and puts them on the shelf: what is not `known`, or is not as known."""

    def survey(self, file: Path, *, encoding: str | None = None) -> Survey:
        """A first look, quick however long the file is. Raises ImportRefused."""

    def preview(self, survey: Survey, mapping: ColumnMapping, account: AccountId) -> tuple[Comment, ...]:
        """The sample as comments, as they would come in. Raises ImportRefused for a mapping that cannot be used."""

    def bring_in(
        self,
        survey: Survey,
        mapping: ColumnMapping,
        account: AccountId,
        *,
        known: Known,
        progress: Progress,
        cancelled: Event,
    ) -> Report:
        """Put the file's comments on the shelf and remember the mapping. Raises ImportRefused, StoreError."""

    def paste(self, text: str) -> tuple[PastedComment, ...]:
        """The comments in a pasted text, for the moderator to correct."""

    def add_pasted(self, account: AccountId, pasted: Sequence[PastedComment], *, known: Known) -> Report:
        """Put these on the shelf. Raises StoreError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a link leads to. `kind` is "comments" or "posts"."""

    url: str
    title: str
    kind: str


class Discover(Protocol):
    """Looks for the feeds behind a link: none where it leads to none.

    `allow_local` lets the link lead to this machine or its network. Raises PlatformError.
    """

    def __call__(self, link: str, /, *, allow_local: bool = False) -> Sequence[FoundFeed]: ...


class Judge(Protocol):
    """The rules in force, as the engine asks them. Offsets are code points of the text."""

    @property
    def version(self) -> str:
        """Names this very set of rules: a verdict of another version is out of date."""

    def judge(self, text: str, client: ClientId | None = None) -> Verdict:
        """What the rules say of a text on a page of this client; never raises."""

    def judge_all(self, texts: Iterable[tuple[str, ClientId | None]]) -> list[Verdict]:
        """The same of many texts, each with its client, in their order: far quicker than one by one. Takes one at a time."""

    def why(self, text: str, client: ClientId | None = None) -> Why:
        """The same of one text, with all that led there."""

    def fold(self, text: str) -> str:
        """The text as search sees it: lower case, no accents, ligatures opened."""

    def title(self, rule: RuleId, language: str) -> str:
        """A rule's title, in its pack's own language where it has none in this one; empty for an unknown rule."""

    def category(self, rule: RuleId) -> Category | None:
        """What a rule looks for; None for one that is not known, or not used."""


class Draft(Protocol):
    """The rules as they would be, were another text of a pack in force. Cheap to have: only `judge` takes a while."""

    def judge(self) -> Judge:
        """Those rules, made at the first call."""

    def may_differ(self, texts: Sequence[str], rules: str) -> Sequence[int]:
        """The places, in order, of the texts of which they may say something else than the rules of that version do.

        Of all the others they say the same.
        """

    def wanted(self, rules: str) -> Wanted | None:
        """Words without which they say the same of a text, where none in it is disguised; None where reading alone tells."""


class RuleLibrary(Protocol):
    """The packs on disk: those that came with the program, and the workspace's own. Calls read files, and take a while.

    A pack of the workspace that is wrong does not come in force: its last good text does, and `packs` tells the trouble.
    """

    def load(self) -> Judge:
        """The rules in force now. Raises RuleError only where a pack that came with the program is wrong."""

    def title(self, rule: RuleId, language: str) -> str:
        """A rule's title, empty for an unknown one, for whoever lists what was judged: far quicker than `load`.

        As the packs were written when it was first asked. Raises RuleError as `load`.
        """

    def changed(self) -> bool:
        """Whether any pack was written since the last `load`."""

    def packs(self) -> tuple[Pack, ...]:
        """Every pack, those of the program first."""

    def text(self, pack: PackId) -> str:
        """What is written last in a pack. Raises NotFound."""

    def prove(self, pack: PackId, text: str) -> Proof:
        """Whether this text of a pack could be in force."""

    def draft(self, pack: PackId, text: str) -> Draft:
        """The rules as if this text of a pack were in force and its rules on trial live. Raises RuleError."""

    def save(self, pack: PackId, text: str) -> None:
        """Write a pack of the workspace. Raises RuleError, and writes nothing, where it could not be in force; NotWritable.

        A pack that came with the program is not written: the workspace gets one of the same id that is used instead.
        """

    def remove(self, pack: PackId) -> Path:
        """Take a pack of the workspace away; one of the program's that it stood in for is in force again.

        Answers the file that keeps what was written in it. Raises NotFound where the workspace has none of that name,
        RuleError where other packs build on it, NotWritable.
        """

    def pack_for(self, client: ClientId | None, language: str) -> PackId:
        """The workspace's pack for one client, or for all: made when absent, with nothing in it yet. Raises NotWritable."""

    def add_exception(self, rule: RuleId, passage: str, example: str, client: ClientId | None) -> None:
        """From now on the rule leaves this passage alone; the text is its example. Raises RuleError, NotFound, NotWritable."""

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        """The same in a text of a pack that is still being written. Raises RuleError, NotFound; writes nothing."""

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        """A text of a pack that is still being written, with an entry to change a rule in. Raises as `with_exception`."""

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        """A text of a pack that is still being written, with a rule in another state. Raises as `with_exception`."""

    def add_expression(self, passage: str, example: str, category: Category, client: ClientId | None) -> RuleId:
        """A new rule on trial for this passage, with the text as its example. Raises RuleError, NotWritable."""

    def set_state(self, rule: RuleId, state: RuleState, client: ClientId | None = None) -> None:
        """Put a rule on trial, in force, or aside. Raises RuleError, NotFound, NotWritable."""

    def advise(
        self, pack: PackId | None = None, history: Iterable[tuple[str, ClientId | None]] = ()
    ) -> tuple[Advice, ...]:
        """What is allowed in the packs, but hardly meant; what never fires is only known of a `history` of texts."""


class Clock(Protocol):
    """What time it is, and how much of it passes."""

    def now(self) -> datetime:
        """Aware, UTC: the machine's clock, which may be set at any time."""

    def steady(self) -> timedelta:
        """From a moment that means nothing: what nobody sets, and what goes on while the machine sleeps. For waits."""
