"""What the toast says of what was done, taken back or refused, and the way back. May not do anything else."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.rules import Correction, Pack, Removed
from cm_desktop.ui import moves
from cm_desktop.ui.acting import Acting, Deed
from cm_desktop.ui.correcting import Correcting
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


class Telling(QObject):
    """Follows `acting`, as long as the toast lives. `told` is the deed that the toast speaks of."""

    def __init__(
        self,
        acting: Acting,
        correcting: Correcting,
        toast: UndoToast,
        offline: Callable[[], bool],
        held_back: Callable[[Sequence[CommentRef]], int],
        words: Words,
    ) -> None:
        super().__init__(toast)
        self._acting = acting
        self._correcting = correcting
        self._toast = toast
        self._offline = offline
        self._held_back = held_back
        self._words = words
        self.told: Deed | None = None
        self._stays = 0  # of its comments, those about which nothing leaves for the moment
        acting.done.connect(self.tell_done)
        acting.undone.connect(self.tell_undone)
        acting.refused.connect(self.tell_refused)
        correcting.done.connect(self.tell_changed)
        correcting.undone.connect(self.tell_forgotten)
        correcting.refused.connect(self.tell_refused)

    def follow(self, bench: Workbench) -> None:
        """What becomes of the rules that are typed there."""
        bench.served.connect(self.tell_served)
        bench.refused.connect(self.tell_refused)

    def undo(self) -> bool:
        """Take back what was done or said last; False where there is nothing."""
        done, said = self._acting.until, self._correcting.until
        if said is not None and (done is None or said > done):
            return self._correcting.undo() or self._acting.undo()
        return self._acting.undo()

    def tell_done(self, deed: Deed) -> None:
        """What was done, and until when it can be undone."""
        self.told, self._stays = deed, self._staying(deed)
        self._toast.announce(
            "copy" if deed.by_hand and deed.move is Move.REPLY else moves.ICONS[deed.move],
            lambda seconds: moves.said(self._words, deed, seconds, offline=self._offline(), held_back=self._stays),
            deed.until,
            undoable=deed.move not in (Move.TAKE_BACK, Move.CONFIRM),
            confirm=self._confirms(deed),
        )

    def refresh(self) -> None:
        """Sending may have been suspended or resumed since."""
        if self.told is not None and self._toast.isVisible():
            self._stays = self._staying(self.told)

    def _staying(self, deed: Deed) -> int:
        return self._held_back([deed.ref, *deed.others]) if moves.leaves(deed) else 0

    def tell_undone(self, _deed: Deed) -> None:
        """It has not left."""
        self._toast.tell("undo-2", self._words.say("Undone, nothing was sent"))

    def tell_changed(self, change: Correction | Removed) -> None:
        """What the rules do from now on."""
        said, until = self._change(change), self._correcting.until
        assert until is not None
        self.told = None
        self._toast.announce("sliders-horizontal", lambda _: said, until)

    def _change(self, change: Correction | Removed) -> str:
        words = self._words
        if isinstance(change, Removed):
            return words.say("“{pack}” is taken away, its text is kept", pack=isolated(change.pack))
        passage = isolated(" ".join(change.passage.split()))
        if change.mistaken:
            return words.say("“{passage}” is left alone from now on", passage=passage)
        return words.say("“{passage}” is a rule on trial", passage=passage)

    def tell_forgotten(self, _change: Correction | Removed) -> None:
        """The rules are as they were."""
        self._toast.tell("undo-2", self._words.say("Undone, the rules are as they were"))

    def tell_served(self, _pack: Pack) -> None:
        """What was typed is in force."""
        self._toast.tell("check", self._words.say("In force: the comments are being judged again"))

    def tell_saved(self, file: Path) -> None:
        """A request lies there, or a decision's sheet: it goes no further by itself."""
        told = self._words.say("Saved as {file}: it is yours to hand on", file=isolated(file.name))
        self._toast.tell("file", told, undoable=self._acting.undoable)

    def tell_no_reply(self) -> None:
        """Letters that were meant for a reply were not taken for keys."""
        told = self._words.say("No reply can be written to this comment: what you typed did nothing")
        self._toast.tell("message-square", told, undoable=self._acting.undoable)

    def tell_refused(self, error: CmDesktopError) -> None:
        """Why something was not done."""
        self._toast.tell("triangle-alert", explain(self._words, error))

    def _confirms(self, deed: Deed) -> str:
        """What the toast's second button says: nothing, unless the moderator goes to the page for it."""
        if not deed.by_hand:
            return ""
        doing = ActionKind.REPLY if deed.move is Move.REPLY else ActionKind.HIDE
        return moves.name(self._words, Move.CONFIRM, moves.Situation(doing=doing))
