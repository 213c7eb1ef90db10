"""A Facebook Page through the Graph API. May not retry, keep a secret anywhere, or tell what a rule thinks.

What is not proved about the real platform (how late a write may still take effect, that hidden comments stay in the
stream, the length of a reply) is declared here, where it can be corrected.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from cm_desktop.domain.actions import (
    ActionKind,
    Capabilities,
    Delete,
    EditReply,
    Hide,
    Like,
    MarkSpam,
    PlatformAction,
    Publish,
    Repeat,
    Restore,
    TextLimit,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import Account, Batch, Comment, Identity, RemoteId, Reply
from cm_desktop.domain.errors import AuthExpired, Forbidden, Gone, Invalid, NotAPage, Unknown, Unreadable
from cm_desktop.domain.ports import Done
from cm_desktop.domain.quota import Quota, Spending
from cm_desktop.platforms.facebook.answers import (
    COMMENT_FIELDS,
    REPLY_FIELDS,
    comment_from,
    count,
    listing,
    post_of,
    replies_from,
    text,
)
from cm_desktop.platforms.facebook.feed import STREAM, FacebookFeed
from cm_desktop.platforms.facebook.round import PAGE
from cm_desktop.platforms.graph.client import GraphClient, Json, Params, node
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE

KIND = "facebook"
HOME = "https://graph.facebook.com"
MODERATION_TASKS = frozenset({"MODERATE", "PROFILE_PLUS_MODERATE"})
PAGES_AT_MOST = 500  # of replies in one thread
STATS = ("followers_count", "fan_count", "talking_about_count")

HOURLY = Quota(calls=200, window=timedelta(hours=1))  # the platform limit of an app with one user

CAPS = Capabilities(
    acts={
        ActionKind.REPLY: Repeat.READBACK,
        ActionKind.EDIT: Repeat.STATE,
        ActionKind.HIDE: Repeat.STATE,
        ActionKind.UNHIDE: Repeat.STATE,
        ActionKind.DELETE: Repeat.STATE,
        ActionKind.LIKE: Repeat.STATE,
    },
    reply_limit=TextLimit(refuse=8000),
    hidden_still_seen=True,
    quota=HOURLY,
    public_look=True,
)


class FacebookConnector:
    """One Page, named by its account: `facebook:{page id}`. `deadline` is in seconds, for each call."""

    def __init__(
        self,
        account: Account,
        token: str,
        *,
        gateway: Gateway = DIRECT,
        deadline: float = DEADLINE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account.id
        self._page = account.id.partition(":")[2]
        self._now = now
        self._graph = GraphClient(
            account.base_url, token, allow_local=account.allow_local, gateway=gateway, deadline=deadline
        )
        self._feed = FacebookFeed(self._graph, account.id, self._page, now)

    @property
    def kind(self) -> str:
        return KIND

    @property
    def caps(self) -> Capabilities:
        return CAPS

    @property
    def spent(self) -> Spending:
        return self._graph.spent

    def check(self) -> Identity:
        """The Page, and that its comments can be read. The right to write cannot be proved without writing.

        Raises AuthExpired ("other_account") where the token is that of another Page than the account's.
        """
        identity = identify(self._graph)
        if identity.id != self._page:
            raise AuthExpired(reason="other_account")
        return identity

    def fetch(self, cursor: str | None) -> Batch:
        """See `round` for what is read when. Raises Forbidden where the Page itself cannot be loaded."""
        try:
            return self._feed.fetch(cursor)
        except Gone as error:
            raise Forbidden(error.message) from None

    def read(self, comment: RemoteId) -> Comment:
        asked_at = self._now()  # not after the answer: what was changed meanwhile must look newer
        try:
            said = self._graph.get(node(comment), {"fields": f"{COMMENT_FIELDS},object{{id}}"})
        except Gone as error:
            raise self._gone_or_forbidden(error) from None
        return comment_from(said, self._account, post_of(said, self._page), self._page, asked_at)

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        """All of the Page's replies in the comment's thread: a reply to a reply lands in the same thread."""
        found = {
            reply.id: reply
            for above in dict.fromkeys((comment.thread, comment.ref.id))
            for reply in replies_from(self._under(above), self._page)
        }
        skew = self._graph.skew
        return tuple(replace(reply, created_at=reply.created_at - skew) for reply in found.values())

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:  # noqa: ARG002  # Graph takes no key
        try:
            return self._act(action, node(comment.ref.id))
        except Gone as error:
            raise self._gone_or_forbidden(error) from None

    def stats(self) -> dict[str, int]:
        said = self._graph.get(node(self._page), {"fields": ",".join(STATS)})
        return {name: count(said[name]) for name in STATS if name in said}

    def _under(self, comment: RemoteId) -> Iterator[Json]:
        """All replies under a comment, page after page. Raises Unreadable for a list that does not end."""
        after: str | None = None
        for _ in range(PAGES_AT_MOST):
            page = listing(self._graph.get(f"{node(comment)}/comments", _replies(after)), after)
            yield from page.items
            if page.after is None:
                return
            after = page.after
        raise Unreadable

    def _act(self, action: PlatformAction, target: str) -> Done:
        match action:
            case WriteReply(text=message):
                return self._reply(target, message)
            case EditReply(text=message):
                self._graph.write("POST", target, {"message": message})
            case Hide():
                self._graph.write("POST", target, {"is_hidden": "true"})
            case Unhide():
                self._graph.write("POST", target, {"is_hidden": "false"})
            case Like():
                self._graph.write("POST", f"{target}/likes")
            case Delete():
                self._graph.write("DELETE", target)
            case Publish() | MarkSpam() | Restore():
                raise Invalid(field="action")
            case _:
                assert_never(action)
        return Done()

    def _reply(self, target: str, message: str) -> Done:
        said = self._graph.write("POST", f"{target}/comments", {"message": message})
        if not isinstance(said.get("id"), str):
            raise Unknown
        return Done(remote_id=RemoteId(text(said, "id")))

    def _gone_or_forbidden(self, error: Gone) -> Gone | Forbidden:
        """Facebook says one thing of a comment that is gone and of one that the token may not see.

        A token that can read the Page's other comments could read this one too. Not its post: that may be gone with it.
        Raises what keeps us from finding out.
        """
        try:
            _probe(self._graph, self._page)
        except Forbidden as refusal:
            return refusal
        except (Gone, Invalid):
            return Forbidden(error.message)
        return error


def identify(graph: GraphClient) -> Identity:
    """Whose token it is. Raises NotAPage for a person's, Forbidden ("MODERATE", or the permission that is named)."""
    try:
        me = graph.get("me", {"fields": "id,name,tasks"})
    except Invalid:  # a person has no tasks to ask for
        raise NotAPage from None
    except Gone as error:
        raise Forbidden(error.message) from None
    tasks = me.get("tasks")
    if not isinstance(tasks, list):
        raise NotAPage
    rights = frozenset(task for task in tasks if isinstance(task, str))
    if not rights & MODERATION_TASKS:
        raise Forbidden(scope="MODERATE")
    identity = Identity(id=RemoteId(text(me, "id")), name=text(me, "name"), rights=rights)
    _probe(graph, identity.id)
    return identity


def _probe(graph: GraphClient, page: str) -> None:
    """Read the least of what needs every right to read."""
    posts = listing(graph.get(f"{node(page)}/feed", {"fields": "id", "limit": 1}))
    for post in posts.items:
        graph.get(f"{node(text(post, 'id'))}/comments", {"fields": "id,from{id}", "limit": 1, **STREAM})


def _replies(after: str | None) -> Params:
    return {"fields": REPLY_FIELDS, "limit": PAGE, **STREAM, **({"after": after} if after else {})}
