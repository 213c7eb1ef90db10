"""WordPress, through its REST interface and an application password. May not keep anything but the site's address.

Source: the REST controllers of WordPress 6.1.9, and what such a server did (tests/e2e/test_wordpress.py).
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from cm_desktop.domain.actions import Capabilities, PlatformAction
from cm_desktop.domain.comments import Account, Batch, Comment, Identity, RemoteId, Reply
from cm_desktop.domain.errors import Forbidden, Gone, Invalid
from cm_desktop.domain.ports import Done
from cm_desktop.domain.quota import Spending
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.transport.http import DEADLINE, Answer
from cm_desktop.platforms.wordpress.acts import Acts
from cm_desktop.platforms.wordpress.answers import (
    COMMENT_FIELDS,
    POST_FIELDS,
    Json,
    closed_among,
    comment_from,
    each,
    identity_from,
    post_from,
    posts_named,
    readable,
    reply_from,
    row_id,
)
from cm_desktop.platforms.wordpress.caps import CAPS
from cm_desktop.platforms.wordpress.errors import RIGHT
from cm_desktop.platforms.wordpress.position import LISTINGS, PAGE, Position
from cm_desktop.platforms.wordpress.site import COMMENTS, Params, Site, decoded


class WordPressConnector:
    """One site, in the name of `account.login`. `secret` is an application password, with or without its spaces.

    `deadline` is in seconds, for each call.
    """

    def __init__(
        self,
        account: Account,
        secret: str,
        *,
        gateway: Gateway = DIRECT,
        deadline: float = DEADLINE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._site = Site(account, secret, gateway=gateway, deadline=deadline)
        self._acts = Acts(self._site, self._me)
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
        posts = self._posts(rows)
        return Batch(
            posts=each(posts, lambda row: post_from(row, self._account.id)),
            comments=self._comments(rows, posts, asked_at),
            cursor=str(following),
            more=not following.begins,
        )

    def read(self, comment: RemoteId) -> Comment:
        asked_at = self._now()
        rows = [self._site.comment(comment)]
        return self._comments(rows, self._posts(rows), asked_at)[0]

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
        return self._acts.do(action, comment)

    def stats(self) -> dict[str, int]:
        """How many comments stand in each of WordPress's states."""
        return {status: self._count(status) for status in ("approve", "hold", "spam", "trash")}

    def _me(self) -> int:
        if self._own is None:
            self.check()
        assert self._own is not None
        return self._own

    def _comments(self, rows: Sequence[Json], posts: Sequence[Json], asked_at: datetime) -> tuple[Comment, ...]:
        with readable():
            closed = closed_among(posts)
        own = self._me()
        return each(rows, lambda row: comment_from(row, self._account, own=own, read_at=asked_at, closed=closed))

    def _list(self, status: str, offset: int, **narrowed: str | int) -> tuple[list[Json], int]:
        """A page from `offset` on, the newest id first, and how many there are in all: a page may come with gaps."""
        order: dict[str, str | int] = {"orderby": "id", "order": "desc", "per_page": PAGE, "offset": offset}
        # `context=edit` gives the text as it was typed, and is refused to a wrong password: a plain listing is not.
        chosen = {"context": "edit", "status": status, "_fields": COMMENT_FIELDS, **order, **narrowed}
        answer = self._site.ask(COMMENTS, chosen)
        return list(each(decoded(answer), dict)), _total(answer)

    def _posts(self, rows: Sequence[Json]) -> list[Json]:
        """What these comments are under, as far as we may read it: a plugin's things can be closed to us."""
        with readable():
            named = posts_named(rows)
        return [post for kind, ids in named.items() for post in self._posts_of(kind, ids)]

    def _posts_of(self, kind: str, ids: Sequence[int]) -> tuple[Json, ...]:
        wanted: Params = {"include": ",".join(map(str, ids)), "per_page": PAGE, "_fields": POST_FIELDS}
        try:
            return each(self._site.get(f"/wp/v2/{kind}", wanted), dict)
        except (Forbidden, Invalid, Gone):
            return ()

    def _count(self, status: str) -> int:
        return _total(self._site.ask(COMMENTS, {"context": "edit", "status": status, "per_page": 1, "_fields": "id"}))


def _total(answer: Answer) -> int:
    with readable():
        return int(answer.headers["x-wp-total"])
