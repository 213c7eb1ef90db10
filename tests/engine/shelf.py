"""A page without an API, at the ports: a shelf in memory and what reads it. May not be used below the engine."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event

from cm_desktop.domain.actions import ActionKind, Capabilities, Repeat, TextLimit
from cm_desktop.domain.arrivals import ColumnMapping, PastedComment, Report, Survey
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Batch,
    Comment,
    CommentRef,
    Identity,
    Post,
    RemoteId,
)
from cm_desktop.domain.ports import Known, Progress
from cm_desktop.domain.quota import Spending
from tests.engine.port import CLIENT, START

PAGE = Account(
    id=AccountId("assisted:lumen"), client=CLIENT.id, platform="assisted", name="Lumen sur Facebook", base_url=""
)
KINDS = (ActionKind.REPLY, ActionKind.EDIT, ActionKind.HIDE, ActionKind.UNHIDE, ActionKind.DELETE)
BY_HAND = Capabilities(
    acts=dict.fromkeys(KINDS, Repeat.BY_HAND),
    reply_limit=TextLimit(refuse=200),
    needs_secret=False,
    brought_in=True,
)
SLICE = 3


def said(name: str, text: str = "Bonjour", *, account: AccountId = PAGE.id, minutes: int = 0) -> Comment:
    """A comment that somebody brings to the shelf."""
    at = START + timedelta(minutes=minutes)
    return Comment(
        ref=CommentRef(account, RemoteId(name)),
        post=RemoteId("p1"),
        parent=None,
        author=Author(id="", name="Odile"),
        text=text,
        created_at=at,
        read_at=at,
        permalink=f"https://page.example/{name}",
    )


@dataclass
class FakeShelf:
    """The port, in memory: the arrivals of each account, by name."""

    arrivals: dict[AccountId, dict[str, tuple[Sequence[Post], Sequence[Comment]]]] = field(default_factory=dict)

    def add(self, account: AccountId, posts: Sequence[Post], comments: Sequence[Comment]) -> None:
        self.put(account, posts, comments)

    def put(self, account: AccountId, posts: Sequence[Post], comments: Sequence[Comment]) -> str:
        """The same, answering the arrival's name."""
        assert all(one.account == account for one in posts), "a post of another account"
        assert all(one.ref.account == account for one in comments), "a comment of another account"
        here = self.arrivals.setdefault(account, {})
        name = f"{len(here):04}"
        here[name] = (posts, comments)
        return name

    def arrived(self, account: AccountId, arrival: str) -> tuple[RemoteId, ...]:
        _posts, comments = self.arrivals.get(account, {}).get(arrival, ((), ()))
        return tuple(dict.fromkeys(one.ref.id for one in comments))

    def withdraw(self, account: AccountId, arrival: str, *, keep: Collection[RemoteId]) -> None:
        _posts, comments = self.arrivals[account][arrival]
        self.arrivals[account][arrival] = ((), [one for one in comments if one.ref.id in keep])

    def blot(self, account: AccountId, comments: Collection[RemoteId]) -> None:
        for name, (posts, said) in self.arrivals.get(account, {}).items():
            self.arrivals[account][name] = (posts, [one for one in said if one.ref.id not in comments])

    def clear(self, account: AccountId) -> None:
        self.arrivals.pop(account, None)


class ShelfSource:
    """What reads the shelf: some comments a batch, arrival by arrival."""

    kind = "assisted"
    caps = BY_HAND
    spent = Spending()

    def __init__(self, shelf: FakeShelf, account: Account) -> None:
        self._here: Mapping[str, tuple[Sequence[Post], Sequence[Comment]]] = shelf.arrivals.get(account.id, {})
        self._account = account

    def check(self) -> Identity:
        return Identity(id=RemoteId(self._account.id), name=self._account.name)

    def fetch(self, cursor: str | None) -> Batch:
        name, line = (cursor or "0000 0").split()
        if name not in self._here:
            return Batch(cursor=cursor)
        posts, comments = self._here[name]
        some, rest = comments[int(line) : int(line) + SLICE], comments[int(line) + SLICE :]
        following = f"{int(name) + 1:04}"
        goes_on = f"{name} {int(line) + SLICE}" if rest else f"{following} 0"
        return Batch(
            posts=tuple(posts), comments=tuple(some), cursor=goes_on, more=bool(rest) or following in self._here
        )

    def stats(self) -> dict[str, int]:
        return {}


class NoIntake:
    """The port, where nothing is to come in."""

    def survey(self, file: Path, *, encoding: str | None = None) -> Survey:
        raise AssertionError("nobody brings a file here")

    def preview(self, survey: Survey, mapping: ColumnMapping, account: AccountId) -> tuple[Comment, ...]:
        raise AssertionError("nobody brings a file here")

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
        raise AssertionError("nobody brings a file here")

    def paste(self, text: str) -> tuple[PastedComment, ...]:
        raise AssertionError("nobody pastes here")

    def add_pasted(self, account: AccountId, pasted: Sequence[PastedComment], *, known: Known) -> Report:
        raise AssertionError("nobody pastes here")
