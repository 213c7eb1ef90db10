"""What is done to one comment of a WordPress site: a reply, another text, a state. May not list anything.

Source: the REST controllers of WordPress 6.1.9, and what such a server did (tests/e2e/test_wordpress_acts.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self, assert_never

from cm_desktop.domain.actions import (
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
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import Gone, Invalid, PlatformError, Transient, Unknown, Unreadable
from cm_desktop.domain.ports import Done
from cm_desktop.domain.readback import same_text
from cm_desktop.platforms.transport.html_text import escaped
from cm_desktop.platforms.wordpress.answers import Json, raw_text, readable, remote_id, status_of
from cm_desktop.platforms.wordpress.site import COMMENTS, Site


@dataclass(frozen=True, slots=True)
class Standing:
    """A comment as it stands: its state as WordPress names it, its text, and the row that says so."""

    status: str
    text: str
    row: Json

    @classmethod
    def of(cls, row: Json) -> Self:
        """Raises Unreadable for what is no comment."""
        with readable():
            return cls(status_of(row), raw_text(row), row)


Proof = Callable[[Standing], bool]


class Acts:
    """Writes to one site. `own` asks for our user's id there: only what it wrote is edited.

    Every failure is a PlatformError.
    """

    def __init__(self, site: Site, own: Callable[[], int]) -> None:
        self._site = site
        self._own = own

    def do(self, action: PlatformAction, comment: Comment) -> Done:
        """Carry it out, once."""
        match action:
            case WriteReply(text=text):
                return self._reply(comment, text)
            case EditReply(text=text):
                return self._edit(comment, text)
            case Hide():
                return self._move(comment, "hold", _in("hold", "spam"))
            case Unhide() | Publish():
                return self._move(comment, "approved", _in("approved"))
            case MarkSpam():
                return self._move(comment, "spam", _in("spam"))
            case Delete():
                return _proved(self._site.write("DELETE", _route(comment.ref.id)), _in("trash"), "status")
            case Restore():
                return self._restore(comment)
            case Like():
                raise Invalid(field="action")
            case _:
                assert_never(action)

    def _reply(self, comment: Comment, text: str) -> Done:
        # WordPress takes a reply to a comment that is no longer there, and shows it under the post.
        self._standing(comment)
        data = {"post": int(comment.post), "parent": int(comment.ref.id), "content": escaped(text)}
        try:
            with readable():
                return Done(remote_id=remote_id(self._site.write("POST", COMMENTS, data)))
        except Unreadable:
            raise Unknown from None

    def _edit(self, comment: Comment, text: str) -> Done:
        """Put another text in the place of one of ours."""

        def reached(now: Standing) -> bool:
            return same_text(text, now.text)

        before = self._standing(comment)
        if before.row.get("author") != self._own():
            raise Invalid(field="action")
        return self._set(before, {"content": escaped(text)}, reached, "text")

    def _move(self, comment: Comment, wanted: str, reached: Proof) -> Done:
        """Set a state, unless it stands so already: WordPress may refuse to set the same state twice."""
        before = self._standing(comment)
        return Done() if reached(before) else self._set(before, {"status": wanted}, reached, "status")

    def _restore(self, comment: Comment) -> Done:
        """Back to where it was. Sent twice, `untrash` would take a public comment down: so only from the bin or spam."""
        before = self._found(comment)
        back = {"trash": "untrash", "spam": "unspam"}.get(before.status)
        return self._set(before, {"status": back}, _in("approved", "hold"), "status") if back else Done()

    def _standing(self, comment: Comment) -> Standing:
        """The comment before a write. Raises Gone where it is in the bin."""
        found = self._found(comment)
        if found.status == "trash":
            raise Gone
        return found

    def _found(self, comment: Comment) -> Standing:
        """The same, wherever it is: nothing was sent yet, so no failure here is in doubt."""
        try:
            return Standing.of(self._site.comment(comment.ref.id))
        except Unreadable:
            raise Transient from None

    def _set(self, before: Standing, change: Mapping[str, str], reached: Proof, field: str) -> Done:
        """Write the change, with the author's address and agent, which would else become the moderator's."""
        row = before.row
        kept = {name: row[name] for name in ("author_ip", "author_user_agent") if row.get(name)}
        try:
            answer = self._site.write("POST", _route(row["id"]), {**change, **kept})
        except Unknown as unknown:
            return self._again(row["id"], reached, unknown)
        return _proved(answer, reached, field)

    def _again(self, comment: object, reached: Proof, doubt: Unknown) -> Done:
        """Done where the comment, as it stands after an answer that proves nothing, proves it; else the doubt stays."""
        try:
            proved = reached(Standing.of(self._site.comment(comment)))
        except PlatformError:
            raise doubt from None
        if not proved:
            raise doubt
        return Done()


def _route(comment: object) -> str:
    return f"{COMMENTS}/{comment}"


def _in(*states: str) -> Proof:
    return lambda now: now.status in states


def _proved(answer: Json, reached: Proof, field: str) -> Done:
    """Done, if what WordPress answers is what was meant: it ignores what it does not know, and extensions rewrite."""
    try:
        now = Standing.of(answer)
    except Unreadable:
        raise Unknown from None
    if not reached(now):
        raise Invalid(field=field)
    return Done()
