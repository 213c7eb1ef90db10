"""A real WordPress whose calls go wrong on their way. May not be told what to answer: its database tells what was done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock

from cm_desktop.domain.actions import ActionKind, PlatformAction, effect
from cm_desktop.domain.comments import Visibility
from cm_desktop.practice import Cut, Effect, Fault, WebPage
from tests.e2e.wordpress_steps import comments
from tests.reliability.sender_place import Item, Mood, Place
from tests.servers.fault_proxy import FaultProxy, Pieces
from tests.servers.wordpress import WordPress

COMMENTS, OTHERS = 4, 5
OUTCOMES = (
    "cut before",
    "cut after",
    "reset before",
    "reset after",
    "gateway before",
    "gateway after",
    "portal before",
)
"""Those of a line: what WordPress itself does and says is its own."""
STATUS: Mapping[Visibility, str] = {
    Visibility.PUBLIC: "1",
    Visibility.HIDDEN: "0",
    Visibility.SPAM: "spam",
    Visibility.TRASHED: "trash",
}
AS_GOOD: Mapping[ActionKind, frozenset[str]] = {
    ActionKind.HIDE: frozenset({"spam"}),
    ActionKind.RESTORE: frozenset({"0"}),  # where it was before
}


class FlakyBlog(Place):
    """A site's comments, made anew, behind a line that is cut. A reply that stands there is refused the second time."""

    platform, id, login = "wordpress", "carnet", "editor"
    deadline = 20.0
    same_again = False
    left_out = frozenset({ActionKind.EDIT})  # replies are told apart by their text here

    def __init__(self, site: WordPress, mood: Mood) -> None:
        super().__init__(mood)
        self._site = site
        site.sql("DELETE FROM wp_comments; DELETE FROM wp_commentmeta")
        made = comments(site, *(f"Question {number} ?" for number in range(COMMENTS + OTHERS)))
        self.comments, self.others = tuple(made[:COMMENTS]), tuple(made[COMMENTS:])
        self.token = site.passwords["editor"]
        self.line = Line(site.port, self)
        self.base_url = self.line.base_url

    def answered(self, method: str) -> None:
        """A call of this method has been carried out, or never will be."""
        self._answered(method)

    def lag(self, lag: timedelta) -> None:
        """What WordPress did can be read at once."""

    def effects(self) -> Counter[Item]:
        rows = self._site.sql("SELECT comment_parent, comment_content FROM wp_comments WHERE comment_parent > 0")
        return Counter((parent, text) for parent, text in rows)

    def asked(self) -> Counter[tuple[str, str]]:
        """Nothing: a database keeps what was done, not what was asked."""
        return Counter()

    def stands(self, comment: str) -> bool:
        return self._status(comment) not in ("trash", "")

    def is_so(self, comment: str, action: PlatformAction) -> bool:
        wanted = effect(action)
        assert wanted is not None
        return self._status(comment) in {STATUS[wanted]} | AS_GOOD.get(action.kind, frozenset())

    def _status(self, comment: str) -> str:
        rows = self._site.sql(f"SELECT comment_approved FROM wp_comments WHERE comment_ID = {int(comment)}")
        return rows[0][0] if rows else ""


class Line(FaultProxy):
    """The way to a blog's site, on which its mood is met: before the site hears of a call, or once it has carried it out."""

    def __init__(self, port: int, blog: FlakyBlog) -> None:
        super().__init__(port)
        self._blog = blog
        self._guard = Lock()

    def pass_on(self, request: bytes) -> bytes | Pieces:
        method = request.partition(b" ")[0].decode()
        with self._guard:
            fault = self._blog.mood(method)
        try:
            answer = self._ask(request) if fault is None or fault.effect is Effect.NOW else b""
        finally:
            self._blog.answered(method)
        return answer if fault is None else _spoilt(fault)


def _spoilt(fault: Fault) -> bytes | Pieces:
    match fault.answer:
        case Cut(reset=reset):
            return Pieces(pieces=(), reset=reset)
        case WebPage(status=status):
            return _page(status)
        case _:
            return _page(500)


def _page(status: int) -> bytes:
    head = f"HTTP/1.1 {status} Said on the way\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n"
    return f"{head}\r\n<html>".encode()


@contextmanager
def served(site: WordPress, mood: Mood) -> Iterator[FlakyBlog]:
    """The site with comments of its own and behind such a line, until the block ends."""
    blog = FlakyBlog(site, mood)
    with blog.line:
        yield blog
