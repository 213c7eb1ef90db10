"""The practice world as it stands: what was posted, what readers see of it, what is still to come. May not speak HTTP.

Writes meet the truth at once; readers see a write once `lag` has passed. Hold `lock` to see several things at one instant.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from cm_desktop.practice.agenda import Agenda
from cm_desktop.practice.things import (
    ALL_SCOPES,
    ALL_TASKS,
    INSTAGRAM_SCOPES,
    Clock,
    Comment,
    Grant,
    Page,
    Post,
    id_of_comment,
    number_of,
    system_clock,
)

_DATA_ACCESS = timedelta(days=90)


class World:
    """Everything that the practice platform knows. Raises KeyError for an id that it does not know."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self.lock = threading.RLock()
        self.lag = timedelta(0)
        self._agenda = Agenda(clock)
        self._pages: dict[str, Page] = {}
        self._posts: dict[str, Post] = {}
        self._grants: dict[str, Grant] = {}
        self._truth: dict[str, Comment] = {}
        self._seen: dict[str, dict[str, Comment]] = {}
        self._people: dict[str, set[str]] = {}
        self._edits: dict[str, str] = {}
        self._last_number = 0

    def now(self) -> datetime:
        """The server's time. What was due by now has happened."""
        with self.lock:
            return self._agenda.now()

    def at(self, moment: datetime, happening: Callable[[], object]) -> None:
        """Let something happen at this moment."""
        with self.lock:
            self._agenda.at(moment, happening)

    def pages(self) -> tuple[Page, ...]:
        return tuple(self._pages.values())

    def page(self, page_id: str) -> Page:
        return self._pages[page_id]

    def instagram_of(self, page_id: str) -> Page | None:
        """The Instagram account that is connected to a Page."""
        return next((page for page in self._pages.values() if page.owner == page_id), None)

    def posts(self, page_id: str) -> list[Post]:
        return [post for post in self._posts.values() if post.page_id == page_id]

    def post(self, post_id: str) -> Post:
        return self._posts[post_id]

    def comment(self, comment_id: str) -> Comment:
        """A comment as it really is, whatever readers see so far."""
        with self.lock:
            self.now()
            return self._truth[comment_id]

    def has_comment(self, comment_id: str) -> bool:
        return comment_id in self._truth

    def seen_comments(self, post_id: str) -> Mapping[str, Comment]:
        """The comments under a post as readers see them, by id. A live view: hold `lock` while going through it."""
        with self.lock:
            self.now()
            return MappingProxyType(self._seen[post_id])

    def engaged_people(self, page_id: str) -> int:
        """How many people have commented on a Page."""
        return len(self._people[page_id])

    def grant(self, token: str) -> Grant:
        return self._grants[token]

    def has_ended(self, grant: Grant) -> bool:
        """Whether a token opens nothing any more."""
        return grant.ends is not None and self.now() >= grant.ends

    def page_token(self, page_id: str) -> str:
        """The token that came at the start with the Page, or with the Page that an Instagram account is connected to."""
        opens = self._pages[page_id].owner or page_id
        return next(grant.token for grant in self._grants.values() if grant.page_id == opens)

    def add_page(self, page: Page) -> None:
        with self.lock:
            self._pages[page.id] = page
            self._people[page.id] = set()

    def add_post(self, post: Post) -> None:
        with self.lock:
            self._posts[post.id] = post
            self._seen[post.id] = {}

    def add_comment(
        self,
        post_id: str,
        text: str,
        *,
        author: str | None,
        parent: str | None = None,
        likes: int = 0,
        media: str = "",
        created: datetime | None = None,
        number: str = "",
    ) -> Comment:
        """A visitor (`author`) or the Page itself (None) comments, now unless told. A reply to a reply joins its thread.

        Raises ValueError where the post takes no comments.
        """
        with self.lock:
            post = self._posts[post_id]
            if not post.open:
                raise ValueError(post_id)
            above = self._truth[parent] if parent else None
            if above is not None and above.post_id != post_id:
                raise KeyError(parent)
            page = self._pages[post.page_id]
            comment = Comment(
                id=id_of_comment(page, post_id, number or self._fresh_number()),
                post_id=post_id,
                parent_id=(above.parent_id or above.id) if above else None,
                author_id=post.page_id if author is None else number_of(post.page_id, "author", author),
                author_name=page.name if author is None else author,
                by_page=author is None,
                text=text,
                created=created or self.now(),
                likes=likes,
                media=media,
            )
            if author is not None:
                self._people[post.page_id].add(comment.author_id)
            self.put(comment)
            return comment

    def open_comments(self, post_id: str, *, to: bool) -> None:
        """Whether a post takes comments from now on."""
        with self.lock:
            self._posts[post_id] = replace(self._posts[post_id], open=to)

    def put(self, comment: Comment) -> None:
        """From now on the comment stands like this."""
        with self.lock:
            self._truth[comment.id] = comment
            self._show_later(comment)

    def delete(self, comment_id: str) -> None:
        """A comment disappears, with the replies under it."""
        with self.lock:
            self.now()
            gone = self._truth[comment_id]
            for comment in [gone, *(reply for reply in self._truth.values() if reply.parent_id == comment_id)]:
                del self._truth[comment.id]
                self._show_later(comment)

    def plan_edit(self, moment: datetime, comment_id: str, text: str) -> None:
        """Its author will change this comment, at this moment or when `play_edits` is called."""
        with self.lock:
            self._edits[comment_id] = text
            self.at(moment, lambda: self._play_edit(comment_id))

    def play_edits(self) -> tuple[str, ...]:
        """The planned edits happen now. Returns the ids of the comments that changed."""
        with self.lock:
            return tuple(comment_id for comment_id in tuple(self._edits) if self._play_edit(comment_id))

    def issue_token(
        self,
        token: str,
        page_id: str | None,
        *,
        holder: str = "",
        scopes: frozenset[str] | None = None,
        tasks: tuple[str, ...] = ALL_TASKS,
    ) -> Grant:
        """Let this token open a Page; with the id of an Instagram account, that account, as its own login would; or, with
        None, the profile of the person called `holder`. It has every right that such a token can have, unless told."""
        with self.lock:
            page = self._pages[page_id] if page_id else None
            grant = Grant(
                token=token,
                holder_id=page_id or number_of("profile", holder),
                holder_name=page.name if page else holder,
                page_id=page_id,
                scopes=scopes if scopes is not None else INSTAGRAM_SCOPES if page and page.on_instagram else ALL_SCOPES,
                tasks=tasks,
                data_access_ends=self.now() + _DATA_ACCESS,
            )
            self._grants[token] = grant
            return grant

    def end_token(self, token: str, moment: datetime | None) -> None:
        """From this moment on, the token opens nothing; with None, it has no end."""
        with self.lock:
            self._grants[token] = replace(self._grants[token], ends=moment)

    def _play_edit(self, comment_id: str) -> bool:
        text = self._edits.pop(comment_id, None)
        if text is None or comment_id not in self._truth:
            return False
        self.put(replace(self._truth[comment_id], text=text))
        return True

    def _show_later(self, comment: Comment) -> None:
        if self.lag:
            self.at(self._agenda.now() + self.lag, lambda: self._show(comment))
        else:
            self._show(comment)

    def _show(self, comment: Comment) -> None:
        """Readers catch up with how this comment stands, which may be newer than what was planned to be shown."""
        seen = self._seen[comment.post_id]
        if comment.id in self._truth:
            seen[comment.id] = self._truth[comment.id]
        else:
            seen.pop(comment.id, None)

    def _fresh_number(self) -> str:
        """Never the number of anything before, even of an earlier start."""
        self._last_number = max(self._last_number + 1, int(self.now().timestamp() * 1_000_000))
        return str(self._last_number)
