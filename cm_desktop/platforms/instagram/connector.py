"""An Instagram professional account through the Graph API. May not retry, keep a secret anywhere, or tell what a rule thinks.

What is not proved about the real platform (how late a write may still take effect, the length of a reply: 300 characters
once, 2,200 by what others say) is declared here, where it can be corrected.
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
from cm_desktop.platforms.graph.answers import count, optional
from cm_desktop.platforms.graph.client import GraphClient, Params, node
from cm_desktop.platforms.graph.listed import listed
from cm_desktop.platforms.graph.proofs import gone_or_forbidden
from cm_desktop.platforms.instagram.answers import COMMENT_FIELDS, REPLY_FIELDS, comment_from, own_id, replies_from
from cm_desktop.platforms.instagram.caps import CAPS
from cm_desktop.platforms.instagram.feed import InstagramFeed
from cm_desktop.platforms.instagram.identity import identify, login_of, look
from cm_desktop.platforms.instagram.place import PAGE
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE

KIND = "instagram"
STATS = ("followers_count", "follows_count", "media_count")

_REPLIES: Params = {"fields": REPLY_FIELDS, "limit": PAGE}


class InstagramConnector:
    """One account, named `instagram:{its id there}`. `deadline` is in seconds, for each call."""

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
        self._login = login_of(account.base_url, token)
        self._now = now
        self._graph = GraphClient(
            account.base_url,
            token,
            rights=self._login.rights,
            allow_local=account.allow_local,
            gateway=gateway,
            deadline=deadline,
        )
        self._feed = InstagramFeed(self._graph, account.id, now)

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
        """The account, that its comments can be read and, where Graph tells, that they can be acted on.

        Raises AuthExpired ("other_account") where the token leads to another account.
        """
        identity = identify(self._graph, self._login)
        if identity.id != own_id(self._account):
            raise AuthExpired(reason="other_account")
        return identity

    def fetch(self, cursor: str | None) -> Batch:
        """See `place` for what is read when. Raises Forbidden where the account itself cannot be loaded."""
        try:
            return self._feed.fetch(cursor)
        except Gone as error:
            raise Forbidden(error.message) from None

    def read(self, comment: RemoteId) -> Comment:
        asked_at = self._now()  # not after the answer: what was changed meanwhile must look newer
        try:
            said = self._graph.get(node(comment), {"fields": COMMENT_FIELDS})
        except Gone as error:
            raise self._gone_or_forbidden(error) from None
        return comment_from(said, self._account, asked_at)

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        """All of the account's replies in the comment's thread, which is one level deep."""
        found = replies_from(listed(self._graph, f"{node(comment.thread)}/replies", _REPLIES), self._account)
        return tuple(replace(reply, created_at=reply.created_at - self._graph.skew) for reply in tuple(found))

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:  # noqa: ARG002  # Graph takes no key
        try:
            return self._act(action, node(comment.ref.id))
        except Gone as error:
            raise self._gone_or_forbidden(error) from None

    def stats(self) -> dict[str, int]:
        said = self._graph.get(node(own_id(self._account)), {"fields": ",".join(STATS)})
        return {name: count(said[name]) for name in STATS if name in said}

    def _act(self, action: PlatformAction, target: str) -> Done:
        match action:
            case WriteReply(text=message):
                return self._reply(target, message)
            case Hide():  # written as `hide`, read back as `hidden`
                self._graph.write("POST", target, {"hide": "true"})
            case Unhide():
                self._graph.write("POST", target, {"hide": "false"})
            case Delete():
                self._graph.write("DELETE", target)
            case EditReply() | Like() | Publish() | MarkSpam() | Restore():
                raise Invalid(field="action")
            case _:
                assert_never(action)
        return Done()

    def _reply(self, target: str, message: str) -> Done:
        made = optional(self._graph.write("POST", f"{target}/replies", {"message": message}), "id")
        if not made:
            raise Unknown
        return Done(remote_id=RemoteId(made))

    def _gone_or_forbidden(self, error: Gone) -> Gone | Forbidden:
        """Told by the account's other comments. Not by the comment's medium: that may be gone with it."""
        return gone_or_forbidden(error, lambda: look(self._graph, own_id(self._account)))
