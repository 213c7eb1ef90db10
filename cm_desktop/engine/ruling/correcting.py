"""What a moderator says about a rule in front of a comment: mistaken, or missed. May not write a pack itself.

Reads and writes files: may not be called from the window's thread.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.ports import RuleLibrary
from cm_desktop.domain.rules import Correction, Mistake, PackId, Written
from cm_desktop.domain.verdicts import Category, Hit
from cm_desktop.engine.workroom import Workroom


class Corrections:
    """`read_again` puts what was written in force, and has the comment that it is about judged before all others."""

    def __init__(self, room: Workroom, library: RuleLibrary, read_again: Callable[[CommentRef], None]) -> None:
        self._room = room
        self._library = library
        self._read_again = read_again
        self._turn = Lock()

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool) -> Correction:
        """The rule leaves this passage alone from now on, for one client or for all; the comment is its example.

        Raises NotFound, RuleError where that would break another example, NotWritable, and ActRefused("changed") where
        the rule no longer says so of the comment.
        """
        comment, client = self._room.about(ref)
        why = self._room.judge().why(comment.text, client)
        if hit not in (*why.verdict.hits, *why.trials):
            raise ActRefused("changed")
        passage = comment.text[hit.start : hit.end]
        with self._turn:
            before = self._own()
            self._library.add_exception(hit.rule, passage, comment.text, None if everywhere else client)
            written = self._written(before)
        self._room.workspace.mistakes.note(
            Mistake(ref=ref, rule=hit.rule, passage=passage, at=self._room.now())
        ).result()
        self._read_again(ref)
        return Correction(ref=ref, rule=hit.rule, passage=passage, mistaken=True, written=written)

    def missed(self, ref: CommentRef, passage: str, category: Category) -> Correction:
        """A rule on trial for this passage, for the comment's client. Raises NotFound, RuleError, NotWritable."""
        comment, client = self._room.about(ref)
        with self._turn:
            before = self._own()
            rule = self._library.add_expression(passage, comment.text, category, client)
            written = self._written(before)
        self._room.workspace.tell_journal(Deed.EXPRESSION_ADDED, rule, ref).result()
        self._read_again(ref)
        return Correction(ref=ref, rule=rule, passage=passage, mistaken=False, written=written)

    def take_back(self, correction: Correction) -> None:
        """As if it had not been said. Raises ActRefused("rewritten") where a pack was written since, RuleError, NotWritable."""
        with self._turn:
            now = self._own()
            if any(now.get(written.pack) != written.after for written in correction.written):
                raise ActRefused("rewritten")
            for written in correction.written:
                if written.before is None:
                    self._library.remove(written.pack)
                else:
                    self._library.save(written.pack, written.before)
        self._forget(correction)
        self._read_again(correction.ref)

    def _forget(self, correction: Correction) -> None:
        workspace, ref = self._room.workspace, correction.ref
        if correction.mistaken:
            workspace.mistakes.forget(ref, correction.rule, correction.passage).result()
        else:
            workspace.tell_journal(Deed.EXPRESSION_FORGOTTEN, correction.rule, ref).result()

    def _own(self) -> dict[PackId, str]:
        """The workspace's packs, as they are written."""
        return {pack.id: self._library.text(pack.id) for pack in self._library.packs() if not pack.shipped}

    def _written(self, before: Mapping[PackId, str]) -> tuple[Written, ...]:
        return tuple(
            Written(pack=pack, before=before.get(pack), after=text)
            for pack, text in self._own().items()
            if before.get(pack) != text
        )
