"""A Facebook Page through the Graph API. May not retry, keep a secret anywhere, or tell what a rule thinks.

What is not proved about the real platform (how late a write may still take effect, that hidden comments stay in the
stream, the length of a reply) is declared here, where it can be corrected.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from cm_desktop.domain.actions import (
    Capabilities,
    Delete,
    EditReply,
    Hide,
    Like,
    MarkSpam,
    PlatformAction,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import Account, Batch, Comment, Identity, RemoteId, Reply
from cm_desktop.domain.errors import AuthExpired, Forbidden, Gone, Invalid, Unknown
from cm_desktop.domain.ports import Done
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.facebook.answers import (
    COMMENT_FIELDS,
    REPLY_FIELDS,
    comment_from,
    page_of,
    post_of,
    replies_from,
)
from cm_desktop.platforms.facebook.caps import CAPS
from cm_desktop.platforms.facebook.feed import STREAM, FacebookFeed
from cm_desktop.platforms.facebook.identity import RIGHTS, identify, look
from cm_desktop.platforms.facebook.round import PAGE
from cm_desktop.platforms.graph.answers import count, text
from cm_desktop.platforms.graph.client import GraphClient, Params, node
from cm_desktop.platforms.graph.listed import listed
from cm_desktop.platforms.graph.proofs import gone_or_forbidden
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE

KIND = "facebook"
STATS = ("followers_count", "fan_count", "talking_about_count")

_REPLIES: Params = {"fields": REPLY_FIELDS, "limit": PAGE, **STREAM}


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
        self._account = account
        self._page = page_of(account)
        self._now = now
        self._graph = GraphClient(
            account.base_url,
            token,
            rights=RIGHTS,
            allow_local=account.allow_local,
            gateway=gateway,
            deadline=deadline,
        )
        self._feed = FacebookFeed(self._graph, account, now)

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
        """The Page, that its comments can be read and, where Graph tells, that they can be acted on.

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
        return comment_from(said, self._account, post_of(said, self._page), asked_at)

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        """All of the Page's replies in the comment's thread: a reply to a reply lands in the same thread."""
        found = {
            reply.id: reply
            for above in dict.fromkeys((comment.thread, comment.ref.id))
            for reply in replies_from(listed(self._graph, f"{node(above)}/comments", _REPLIES), self._page)
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
        """Told by the Page's other comments. Not by the comment's post: that may be gone with it."""
        return gone_or_forbidden(error, lambda: look(self._graph, self._page))
