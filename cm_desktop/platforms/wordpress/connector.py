"""WordPress, through its REST interface and an application password. May not keep anything but the site's address.

Source: the REST controllers of WordPress 6.1.9, and what such a server did (tests/e2e/test_wordpress.py).
"""

from collections.abc import Callable, Sequence
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
    TextUnit,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import Account, Batch, Comment, Identity, Post, RemoteId, Reply
from cm_desktop.domain.errors import Forbidden, Gone, Invalid, PlatformError, Transient, Unknown, Unreadable
from cm_desktop.domain.ports import Done
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.html_text import escaped
from cm_desktop.platforms.transport.http import Answer
from cm_desktop.platforms.wordpress.answers import (
    COMMENT_FIELDS,
    POST_FIELDS,
    Json,
    comment_from,
    each,
    identity_from,
    post_from,
    posts_named,
    readable,
    remote_id,
    reply_from,
    row_id,
)
from cm_desktop.platforms.wordpress.errors import RIGHT
from cm_desktop.platforms.wordpress.position import LISTINGS, PAGE, Position
from cm_desktop.platforms.wordpress.site import Params, Site, decoded

_COMMENTS = "/wp/v2/comments"
_STATES = (
    ActionKind.HIDE,
    ActionKind.UNHIDE,
    ActionKind.PUBLISH,
    ActionKind.SPAM,
    ActionKind.DELETE,
    ActionKind.RESTORE,
)
CAPS = Capabilities(
    acts={ActionKind.REPLY: Repeat.DEDUP, **dict.fromkeys(_STATES, Repeat.STATE)},
    reply_limit=TextLimit(refuse=65_525, unit=TextUnit.UTF8_BYTES),
    settle=timedelta(seconds=30),
)


class WordPressConnector:
    """One site, in the name of `account.login`. `secret` is an application password, with or without its spaces."""

    def __init__(
        self,
        account: Account,
        secret: str,
        *,
        gateway: Gateway = DIRECT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._site = Site(account, secret, gateway=gateway)
        self._now = now
        self._own: int | None = None

    @property
    def kind(self) -> str:
        return "wordpress"

    @property
    def caps(self) -> Capabilities:
        return CAPS

    @property
    def spent(self) -> Spending:
        return self._site.spent

    def check(self) -> Identity:
        """Who the password is. A wrong one is answered like no password at all, and only here: public pages stay open."""
        with readable():
            identity = identity_from(self._site.get("/wp/v2/users/me", {"context": "edit"}), self._site.title)
        if RIGHT not in identity.rights:
            raise Forbidden(scope=RIGHT)
        self._own = int(identity.id)
        return identity

    def fetch(self, cursor: str | None) -> Batch:
        """One page of one listing; the password is proved again whenever a sync begins."""
        asked_at = self._now()  # not after the answer: what was changed meanwhile must look newer
        position = Position.parse(cursor)
        if position.begins:
            self.check()
        page, total = self._list(position.status, position.offset)
        following = position.after(each(page, row_id), total)
        with readable():
            rows = [row for row in page if position.brings(row_id(row))]
        return Batch(
            posts=self._posts(rows),
            comments=each(rows, lambda row: self._comment(row, asked_at)),
            cursor=str(following),
            more=not following.begins,
        )

    def read(self, comment: RemoteId) -> Comment:
        asked_at = self._now()
        with readable():
            return self._comment(self._fresh(comment), asked_at)

    def own_replies(self, comment: Comment) -> tuple[Reply, ...]:
        """Whatever became of them: a reply that someone put in the bin was published all the same."""
        found: dict[RemoteId, Reply] = {}
        for status in LISTINGS:
            offset, total = 0, 1
            while offset < total:
                rows, total = self._list(status, offset, parent=comment.ref.id, author=self._me())
                replies = each(rows, lambda row: reply_from(row, skew=self._site.skew))
                found |= {reply.id: reply for reply in replies}
                offset += PAGE
        return tuple(found.values())

    def act(self, action: PlatformAction, comment: Comment, key: str) -> Done:  # noqa: ARG002  # the port's
        """`key` is of no use here: WordPress refuses an identical reply by itself, all else sets a state."""
        match action:
            case WriteReply():
                return self._reply(comment, action.text)
            case Hide():
                return self._move(comment, "hold", reached=("hold", "spam"))
            case Unhide() | Publish():
                return self._move(comment, "approved", reached=("approved",))
            case MarkSpam():
                return self._move(comment, "spam", reached=("spam",))
            case Delete():
                return self._trash(comment)
            case Restore():
                return self._restore(comment)
            case EditReply() | Like():
                raise Invalid(field="action")
            case _:
                assert_never(action)

    def stats(self) -> dict[str, int]:
        """How many comments stand in each of WordPress's states."""
        return {status: self._count(status) for status in ("approve", "hold", "spam", "trash")}

    def _me(self) -> int:
        if self._own is None:
            self.check()
        assert self._own is not None
        return self._own

    def _comment(self, row: Json, asked_at: datetime) -> Comment:
        return comment_from(row, self._account.id, own=self._me(), read_at=asked_at)

    def _list(self, status: str, offset: int, **narrowed: str | int) -> tuple[list[Json], int]:
        """A page from `offset` on, the newest id first, and how many there are in all: a page may come with gaps."""
        order: dict[str, str | int] = {"orderby": "id", "order": "desc", "per_page": PAGE, "offset": offset}
        # `context=edit` gives the text as it was typed, and is refused to a wrong password: a plain listing is not.
        chosen = {"context": "edit", "status": status, "_fields": COMMENT_FIELDS, **order, **narrowed}
        answer = self._site.ask(_COMMENTS, chosen)
        return list(each(decoded(answer), dict)), _total(answer)

    def _posts(self, rows: Sequence[Json]) -> tuple[Post, ...]:
        with readable():
            named = posts_named(rows)
        return tuple(post for kind, ids in named.items() for post in self._posts_of(kind, ids))

    def _posts_of(self, kind: str, ids: Sequence[int]) -> tuple[Post, ...]:
        """Those of one kind that we may read: a plugin's things can be closed to us, their comments are not."""
        wanted: Params = {"include": ",".join(map(str, ids)), "per_page": PAGE, "_fields": POST_FIELDS}
        try:
            rows = self._site.get(f"/wp/v2/{kind}", wanted)
        except (Forbidden, Invalid, Gone):
            return ()
        return each(rows, lambda row: post_from(row, self._account.id))

    def _count(self, status: str) -> int:
        return _total(self._site.ask(_COMMENTS, {"context": "edit", "status": status, "per_page": 1, "_fields": "id"}))

    def _fresh(self, comment: RemoteId) -> Json:
        row: Json = self._site.get(f"{_COMMENTS}/{comment}", {"context": "edit", "_fields": COMMENT_FIELDS})
        return row

    def _standing(self, comment: Comment) -> tuple[Json, str]:
        """The comment before a write, and its state: nothing was sent yet, so no failure here is in doubt."""
        try:
            with readable():
                row = self._fresh(comment.ref.id)
                return row, str(row["status"])
        except Unreadable:
            raise Transient from None

    def _reply(self, comment: Comment, text: str) -> Done:
        # WordPress takes a reply to a comment that is no longer there, and shows it under the post.
        _, status = self._standing(comment)
        if status == "trash":
            raise Gone
        data = {"post": int(comment.post), "parent": int(comment.ref.id), "content": escaped(text)}
        try:
            with readable():
                return Done(remote_id=remote_id(self._site.write("POST", _COMMENTS, data)))
        except Unreadable:
            raise Unknown from None

    def _move(self, comment: Comment, wanted: str, *, reached: Sequence[str]) -> Done:
        """Set a state, unless it stands already in one of `reached`: WordPress may refuse to set the same state twice."""
        row, status = self._standing(comment)
        if status in reached:
            return Done()
        if status == "trash":
            raise Gone
        return self._set(row, wanted, reached=reached)

    def _restore(self, comment: Comment) -> Done:
        """Back to where it was. Sent twice, `untrash` would take a public comment down: so only from the bin or spam."""
        row, status = self._standing(comment)
        back = {"trash": "untrash", "spam": "unspam"}.get(status)
        return self._set(row, back, reached=("approved", "hold")) if back else Done()

    def _set(self, row: Json, status: str, *, reached: Sequence[str]) -> Done:
        """Write the state, with the author's address and agent, which would else become the moderator's."""
        kept = {name: row[name] for name in ("author_ip", "author_user_agent") if row.get(name)}
        route = f"{_COMMENTS}/{row['id']}"
        try:
            answer = self._site.write("POST", route, {"status": status, **kept})
        except Unknown as unknown:
            answer = self._again(route, reached, unknown)
        return _proved(answer, reached)

    def _again(self, route: str, reached: Sequence[str], doubt: Unknown) -> Json:
        """The comment as it stands after an answer that proves nothing, where that proves it; else the doubt stays."""
        try:
            row: Json = self._site.get(route, {"context": "edit", "_fields": "status"})
        except PlatformError:
            raise doubt from None
        if row.get("status") not in reached:
            raise doubt
        return row

    def _trash(self, comment: Comment) -> Done:
        return _proved(self._site.write("DELETE", f"{_COMMENTS}/{comment.ref.id}"), ("trash",))


def _total(answer: Answer) -> int:
    with readable():
        return int(answer.headers["x-wp-total"])


def _proved(answer: Json, reached: Sequence[str]) -> Done:
    """Done, if the state that WordPress answers is one that was meant: it ignores what it does not know."""
    match answer:
        case {"status": str(status)} if status in reached:
            return Done()
        case {"status": str()}:
            raise Invalid(field="status")
        case _:
            raise Unknown
