"""What became of a comment, and what is known of its author, put together from all that keeps a trace. May not act on any."""

from concurrent.futures import Future
from contextlib import suppress

from cm_desktop.domain.author_file import LONGEST_NOTE, MOST, AuthorFile, key_of
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, Author, Comment, CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.outbox import State
from cm_desktop.domain.past import Event, Sources, history
from cm_desktop.domain.queue import Order, Query, Queue, Row
from cm_desktop.engine.commits import after
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.workroom import Workroom


class Past:
    """Reads in the thread that asks."""

    def __init__(self, room: Workroom, supervision: Supervision) -> None:
        self._room = room
        self._supervision = supervision

    def history(self, ref: CommentRef) -> tuple[Event, ...]:
        """What was done to a comment, when and by whom, the oldest first. Raises NotFound."""
        reader = self._room.reader()
        kept: Comment | None = None
        with suppress(NotFound):
            kept = reader.kept_comment(ref)
        known = Sources(
            comment=reader.row(ref).comment,
            kept=kept,
            thread=[row.comment for row in reader.thread(ref)],
            lines=reader.past.lines(ref),
            entries=reader.entries(states=frozenset(State), comment=ref),
            cases=self._supervision.all_about(ref),
        )
        return history(known)

    def author(self, ref: CommentRef) -> AuthorFile:
        """Whoever wrote this comment. Raises NotFound, for the page itself and an author whom nobody names too."""
        reader = self._room.reader()
        author = reader.row(ref).comment.author
        if (key := key_of(author)) is None:
            raise NotFound("author", str(ref))
        comments, replied, taken_down = reader.authors.figures(ref.account, author)
        return AuthorFile(
            account=ref.account,
            author=author,
            note=reader.authors.note(ref.account, key),
            comments=comments,
            replied=replied,
            taken_down=taken_down,
            rows=tuple(reader.rows(reader.authors.newest(ref.account, author))),
            elsewhere=self._namesakes(author, reader.account(ref.account)),
        )

    def note(self, about: AuthorFile, text: str) -> Future[None]:
        """Keep what is noted about an author, at most LONGEST_NOTE signs of it; an empty text takes it away."""
        key = key_of(about.author)
        assert key is not None, "nobody without a name has a file"
        kept = text.strip()[:LONGEST_NOTE]
        write = self._room.workspace.author_notes.save(about.account, key, kept, self._room.now())
        return after([write], None, lambda: self._room.tell(Change.DRAFTS))

    def _namesakes(self, author: Author, account: Account) -> tuple[Row, ...]:
        """No platform tells that somebody on one page is somebody on another: the same name is all there is."""
        asked = Query(queue=Queue.ALL, client=account.client, author=author.name, order=Order.NEWEST)
        found = self._room.reader().page(asked, limit=MOST).rows if author.name.strip() else ()
        same = (row for row in found if row.comment.author.name == author.name and not row.comment.author.is_page)
        return tuple(row for row in same if row.comment.ref.account != account.id)
