"""What helps to write a reply: those that are kept, offered, filled in, named, changed. May not send any."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId, Variable, fill, generalised
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.inbox import Detail
from cm_desktop.engine.replies import known
from cm_desktop.ui.acting import Acting
from cm_desktop.ui.detail.detail_foot import DetailFoot
from cm_desktop.wording.starters import starters
from cm_desktop.wording.words import Words


class ReplyHelp(QObject):
    """Between the foot of the detail and what the desk keeps."""

    def __init__(self, desk: Desk, acting: Acting, foot: DetailFoot, words: Words) -> None:
        super().__init__(foot)
        self._desk = desk
        self._acting = acting
        self._foot = foot
        self._words = words
        self._detail: Detail | None = None
        self._starters = starters(words)
        picking = foot.box.picking
        for part in (foot.saved, picking):
            part.chosen.connect(self._insert)
        foot.saved.asked.connect(picking.begin)
        picking.changing.connect(self._change)
        foot.form.kept.connect(self._keep)
        foot.form.dropped.connect(self._drop)
        foot.form.left.connect(self._write)
        foot.bar.keeping.connect(self.name)

    def show_detail(self, detail: Detail) -> None:
        """Offer what fits this comment."""
        self._detail = detail
        offered = self._desk.replies.offered(detail, self._starters)
        self._foot.saved.offer(offered)
        self._foot.box.picking.offer(offered)

    def name(self) -> None:
        """Keep what is typed, to be used again: for anybody, where it greets somebody."""
        if self._detail is not None:
            text = generalised(self._foot.box.text, self._known, french=self._words.language == "fr")
            self._change(SavedReply(id=SavedReplyId(""), name="", text=text))

    @property
    def _known(self) -> Mapping[Variable, str]:
        return known(self._detail) if self._detail is not None else {}

    def _insert(self, reply: SavedReply) -> None:
        self._foot.box.insert(fill(reply.text, self._known))

    def _change(self, reply: SavedReply) -> None:
        if self._detail is not None:
            self._foot.form.ask(reply, self._detail.client)

    def _keep(self, reply: SavedReply) -> None:
        self._acting.keep_reply(reply)
        self._write()

    def _drop(self, reply: SavedReply) -> None:
        self._acting.drop_reply(reply, self._starters)
        self._write()

    def _write(self) -> None:
        self._foot.box.field.setFocus()
