"""What the window and the command line read: queues, counts, one comment with all that belongs to it. May not write."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, makes_sense
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Client,
    ClientId,
    Comment,
    CommentRef,
    Post,
    PublicLook,
    Visibility,
)
from cm_desktop.domain.outbox import LIVE, Addressee, Entry, EntryId, State

if TYPE_CHECKING:
    from cm_desktop.domain.client_sheet import ClientSheet
    from cm_desktop.domain.queue import AuthorHistory, Counts, Freshness, Handle, Page, Query, Row
    from cm_desktop.domain.quota import Budget
    from cm_desktop.domain.several import Gist
    from cm_desktop.store.disk.pictures import Pictures
    from cm_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One comment and what a moderator needs beside it. `thread` is in time order and holds the comment itself.

    `drafted_at` is when the draft was kept last. `noted` says that there is a note about the author,
    `post_suspended` that nothing leaves that is about comments under this post.
    """

    row: Row
    account: Account
    client: Client
    sheet: ClientSheet
    post: Post | None
    thread: tuple[Row, ...]
    caps: Capabilities
    draft: str
    author: AuthorHistory
    drafted_at: datetime | None = None
    noted: bool = False
    post_suspended: bool = False

    @property
    def offers(self) -> frozenset[ActionKind]:
        """The acts that its platform has and that make sense where the comment stands now."""
        return self.offers_of(self.row)

    def offers_of(self, row: Row) -> frozenset[ActionKind]:
        """The same for any row of the thread: our own replies can be edited or taken away."""
        return frozenset(kind for kind in (*self.caps.acts, ActionKind.ESCALATE) if makes_sense(kind, row.comment))


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRequest:
    """Something to ask the moderator: whether the public sees this reply of ours, behind this link, to this comment."""

    account: Account
    link: str
    comment: Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One row of the outbox with the comment it is about, as it was when acted on.

    `post_suspended`: nothing leaves that is about comments under its post.
    """

    entry: Entry
    comment: Comment
    account: Account
    client: Client
    post_suspended: bool = False


class Inbox:
    """A reading of the workspace. Belongs to the thread that asked the desk for it."""

    def __init__(
        self,
        reader: Reader,
        caps: Callable[[Account], Capabilities],
        budgets: Callable[[], tuple[Budget, ...]],
        pictures: Pictures,
    ) -> None:
        self._budgets = budgets
        self._pictures = pictures
        self._reader = reader
        self._caps = caps

    def page(self, query: Query, *, after: str | None = None, limit: int = 50) -> Page:
        """The rows of a list after a mark, best first; the answer's `after` is the next mark."""
        return self._reader.page(query, after=after, limit=limit)

    def handles(self, query: Query) -> array[int]:
        """Every row of a list, as handles in order: for a view that jumps anywhere."""
        return self._reader.handles(query)

    def count(self, query: Query) -> int:
        """How many rows a list has; what is looked for is counted row by row."""
        return self._reader.count(query)

    def rows(self, handles: Sequence[Handle]) -> list[Row]:
        """The rows of these handles, in their order; those that vanished are left out."""
        return self._reader.rows(handles)

    def gists(self, query: Query, *, among: Sequence[Handle] | None = None) -> tuple[Gist, ...]:
        """The first rows of a list in short, as many as can be acted on at once; `among` takes only those of them."""
        from cm_desktop.domain.queue import MOST_AT_ONCE

        return self._reader.gists(query, among=among, limit=MOST_AT_ONCE)

    def hiding(self) -> frozenset[AccountId]:
        """The accounts where hiding is the program's to do, and not the moderator's by hand."""
        acts = {account.id: self._caps(account).acts.get(ActionKind.HIDE) for account in self._reader.accounts()}
        return frozenset(account for account, how in acts.items() if how not in (None, Repeat.BY_HAND))

    def row(self, ref: CommentRef) -> Row:
        """One row. Raises NotFound."""
        return self._reader.row(ref)

    def counts(self) -> Counts:
        """The figures of the rail, all from one reading."""
        return self._reader.counts()

    def leaving(self) -> int:
        """How many acts wait to be sent or done by hand, as `waiting` lists them: one comment may have two."""
        return self._reader.leaving()

    def detail(self, ref: CommentRef) -> Detail:
        """One comment with all that belongs to it. Raises NotFound."""
        from cm_desktop.domain.author_file import key_of

        row = self._reader.row(ref)
        account = self._reader.account(ref.account)
        draft, drafted_at = self._reader.kept_draft(ref)
        author = key_of(row.comment.author)
        return Detail(
            row=row,
            account=account,
            client=self.client(account.client),
            sheet=self._reader.client_sheet(account.client),
            post=self._reader.post(ref.account, row.comment.post),
            thread=self._reader.thread(ref),
            caps=self._caps(account),
            draft=draft,
            drafted_at=drafted_at,
            author=self._reader.authors.lately(ref.account, row.comment.author.id),
            noted=author is not None and bool(self._reader.authors.note(ref.account, author).text),
            post_suspended=(ref.account, row.comment.post) in self._reader.halted.posts(),
        )

    def waiting(
        self, *, states: Collection[State] = LIVE, addressee: Addressee = Addressee.PLATFORM
    ) -> tuple[Waiting, ...]:
        """The rows of the outbox in these states, oldest first, each with what it is about."""
        clients = {client.id: client for client in self._reader.clients()}
        accounts = {account.id: account for account in self._reader.accounts()}
        suspended = self._reader.halted.posts()

        def waiting(entry: Entry) -> Waiting:
            account, comment = accounts[entry.comment.account], self._reader.kept_comment(entry.comment)
            return Waiting(
                entry=entry,
                comment=comment,
                account=account,
                client=clients[account.client],
                post_suspended=(account.id, comment.post) in suspended,
            )

        entries = self._reader.entries(states=states)
        return tuple(waiting(e) for e in entries if e.addressee is addressee and e.comment.account in accounts)

    def public_look(self) -> tuple[LookRequest, ...]:
        """Whether the public sees what is written, for each page where that is not sure and a reply stands: ask once."""
        unsure = [account for account in self._reader.accounts() if account.public_look is PublicLook.UNASKED]
        requests = (request for account in unsure if (request := self._look_request(account)) is not None)
        return tuple(request for request in requests if self._caps(request.account).public_look)

    def _look_request(self, account: Account) -> LookRequest | None:
        sent = self._reader.last_reply(account.id)
        if sent is None or sent.remote_id is None:
            return None
        reply = self._reader.aimed_at.known(account.id, [sent.remote_id]).get(sent.remote_id)
        if reply is None or reply.visibility is not Visibility.PUBLIC or not reply.permalink:
            return None  # not read back yet, or gone: another one will do
        return LookRequest(account=account, link=reply.permalink, comment=self._reader.kept_comment(sent.comment))

    def entry(self, name: EntryId) -> Entry:
        """One row of the outbox. Raises NotFound."""
        return self._reader.entry(name)

    def clients(self) -> tuple[Client, ...]:
        """All clients, by name."""
        return self._reader.clients()

    def client(self, name: ClientId) -> Client:
        """One client; every account has one."""
        return next(client for client in self._reader.clients() if client.id == name)

    def client_sheet(self, name: ClientId) -> ClientSheet:
        """What is to be known before answering for a client: also `Detail.sheet`. Empty where nothing was said."""
        return self._reader.client_sheet(name)

    def accounts(self) -> tuple[Account, ...]:
        """All pages, by client and name."""
        return self._reader.accounts()

    def account(self, name: AccountId) -> Account:
        """One page. Raises NotFound."""
        return self._reader.account(name)

    def freshness(self) -> tuple[Freshness, ...]:
        """When each account was last read to the end."""
        return self._reader.freshness()

    def picture(self, ref: CommentRef) -> Path | None:
        """The file of a comment's picture, as it came: of any size, and nobody has looked into it. None where not here."""
        return self._pictures.path(ref)

    def aside_before(self) -> Mapping[AccountId, datetime]:
        """For each page of which something is left aside: what was written before that moment."""
        return self._reader.aside.before()

    def left_aside(self, name: AccountId) -> int:
        """How many comments of a page are left aside now."""
        return self._reader.aside.number(name)

    def budgets(self) -> tuple[Budget, ...]:
        """What may be asked of each account's platform, what was lately, and when it is read next."""
        return self._budgets()

    def has_teams(self) -> bool:
        """Whether anything is validated at all: who has no team waits for nothing that supervision brings."""
        return self._reader.has_teams()

    def reading_paused(self) -> bool:
        """Whether the user paused all reading that begins by itself."""
        return self._reader.halted.reading_paused()

    def suspended(self) -> bool:
        """Whether the user suspended all sending."""
        return self._reader.halted.suspended()

    def held_back(self, refs: Iterable[CommentRef]) -> int:
        """About how many of these comments, all once acted on, nothing may leave: all is suspended, or their post is."""
        return len(self._reader.halted.held_back(refs))
