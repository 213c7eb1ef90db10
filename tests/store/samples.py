"""Made-up comments, accounts and rows of the outbox, and short ways to keep them. May not assert anything."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cm_desktop.domain.actions import Action, Hide
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Batch,
    Client,
    ClientId,
    Comment,
    CommentRef,
    RemoteId,
    Visibility,
    fingerprint,
)
from cm_desktop.domain.outbox import Entry, EntryId, Seen
from cm_desktop.domain.verdicts import CALM, Category, Hit, RuleId, Verdict
from cm_desktop.store.comments.ingest import Judged
from cm_desktop.store.workspace import Workspace

NOW = datetime(2026, 3, 4, 13, 8, tzinfo=UTC)
BAKERY, BANK = ClientId("bakery"), ClientId("bank")
SHOP, BLOG, BRANCH = AccountId("facebook:1001"), AccountId("wordpress:blog.example.org"), AccountId("facebook:2002")
CLIENT_OF = {SHOP: BAKERY, BLOG: BAKERY, BRANCH: BANK}


def ref(name: str, account: AccountId = SHOP) -> CommentRef:
    return CommentRef(account, RemoteId(name))


def comment(
    name: str,
    *,
    account: AccountId = SHOP,
    text: str = "Bonjour",
    parent: str | None = None,
    minutes: int = 0,
    author: str = "Zoé",
    page: bool = False,
    visibility: Visibility = Visibility.PUBLIC,
    likes: int = 0,
) -> Comment:
    return Comment(
        ref=ref(name, account),
        post=RemoteId("post"),
        parent=None if parent is None else RemoteId(parent),
        author=Author(id=f"id of {author}", name=author, is_page=page),
        text=text,
        created_at=NOW + timedelta(minutes=minutes),
        read_at=NOW,
        visibility=visibility,
        likes=likes,
    )


def verdict(*categories: Category, severity: int = 4) -> Verdict:
    hits = tuple(
        Hit(rule=RuleId(f"a rule for {category}"), pack="fr", category=category, severity=severity, start=n, end=n + 1)
        for n, category in enumerate(categories)
    )
    abuse = max((severity for category in categories if category.axis == "abuse"), default=0)
    business = max((severity for category in categories if category.axis == "business"), default=0)
    return Verdict(abuse=abuse, business=business, hits=hits)


def entry(about: Comment, action: Action | None = None, *, name: str = "act-1", seconds: int = 0) -> Entry:
    at = NOW + timedelta(seconds=seconds)
    return Entry(
        id=EntryId(name),
        comment=about.ref,
        thread=about.thread,
        action=action or Hide(),
        seen=Seen(fingerprint=fingerprint(about.text), own_replies=(RemoteId("own"),)),
        acted_at=at,
        not_before=at,
    )


def calm(comments: Iterable[Comment]) -> Judged:
    return {one.ref: (CALM, one.text.lower()) for one in comments}


def save(
    workspace: Workspace, *comments: Comment, judged: Judged | None = None, rules: str = "1", cursor: str | None = None
) -> int:
    """Keep comments of one account as one batch."""
    verdicts = calm(comments) if judged is None else {**calm(comments), **judged}
    batch = Batch(comments=comments, cursor=cursor)
    account = comments[0].ref.account if comments else SHOP
    return workspace.save_batch(account, batch, verdicts, rules=rules, at=NOW).result()


def add_accounts(workspace: Workspace) -> None:
    for client in (BAKERY, BANK):
        workspace.save_client(Client(id=client, name=client.title(), colour="#336699")).result()
    for account, client in CLIENT_OF.items():
        workspace.save_account(
            Account(
                id=account,
                client=client,
                platform=account.partition(":")[0],
                name=account.partition(":")[2],
                base_url="https://example.org",
            )
        ).result()
