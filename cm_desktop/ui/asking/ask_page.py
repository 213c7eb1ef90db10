"""The form *Faire valider*: which act, with which words, of whom, until when, how surely. May not put it down."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cm_desktop.domain import deadlines
from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.asked_for import ACTS
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.ui.asking.begun import Begun
from cm_desktop.ui.asking.proposal_fields import ProposalFields
from cm_desktop.ui.asking.what_follows import what_follows, why_this_level
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.when import When, capitalised
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.check import Check
from cm_desktop.ui.kit.controls.picker import Picker
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.label import label
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.field import Field, named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.sheet.page import Page
from cm_desktop.wording import cases, terms
from cm_desktop.wording.times import due
from cm_desktop.wording.words import Words

_LEVELS = (Level.SIGNED, Level.DECLARED)
_OFFERED = (Asks.REPLY, Asks.HIDE, Asks.DELETE, Asks.PUBLISH, Asks.NOTHING)


class AskPage(Page):
    """`request` is what was filled in; `hides` says whether the comment is to be hidden at once."""

    key = ("Ctrl", "Enter")

    def __init__(self, begun: Begun, when: When, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self._begun = begun
        self.title = words.say("Request approval")
        self.subtitle = f"{begun.detail.client.name} · {terms.platform(words, begun.detail.account.platform)}"
        self.other = words.say("Ask for advice")
        self._acts = tuple(one for one in _OFFERED if one not in ACTS or ACTS[one] in begun.detail.offers)
        self._moments = deadlines.offered(begun.now, begun.detail.sheet.answer_within)
        self._act = Segments(words.say("Act asked for"), [cases.asks(words, act) for act in self._acts], theme)
        self._act.take(self._acts.index(begun.usual_act(self._acts)))
        self._hide = Check(words.say("Hide right away"), theme, on=begun.hide)
        self._proposals = ProposalFields([begun.text], begun.detail.caps.reply_limit, words, theme)
        self._reason = Field(words.say("Reason"), theme, text=begun.usual_reason(words))
        self._to = Picker(words.say("To whom"), theme, icon="user")
        self._deadline = self._until()
        self._level = self._levels()
        self._why_level = lines("", fonts.META, theme.text3)
        self._replies = named(words.say("Proposed replies"), self._proposals, theme, note=words.say("one to three"))
        self.column.addWidget(CommentCard(begun.detail.row, begun.detail.client, when, theme))
        self.column.addWidget(named(words.say("Act asked for"), self._act_row(), theme))
        self.column.addWidget(self._replies)
        self.column.addWidget(self._reason)
        self.column.addLayout(self._who_and_when())
        self.column.addWidget(named(words.say("Level"), self._level, theme))
        self.column.addWidget(self._why_level)
        self._note = lines("", fonts.META, theme.text3)
        self.column.addWidget(self._note)
        self._act.chosen.connect(self._turned)
        self._level.chosen.connect(self._tell)
        self._hide.toggled.connect(self._turned)
        self._proposals.changed.connect(self.changed)
        self._turned()

    @property
    def ready(self) -> bool:
        """An act can be asked for without a word; a reply cannot. Nor is one asked for that the platform would refuse."""
        return self._asks is not Asks.REPLY or (bool(self._proposals.texts) and self._proposals.fits)

    @property
    def first(self) -> QWidget | None:
        return self._proposals.first if self._asks is Asks.REPLY else self._reason.line

    @property
    def hides(self) -> bool:
        """Whether the comment is hidden now, whatever is answered."""
        return self._hide.isVisibleTo(self) and self._hide.isChecked()

    def request(self, *, advice: bool = False) -> Escalate:
        """What is asked for; `advice`: an opinion that binds nobody."""
        texts = self._proposals.texts if self._asks is Asks.REPLY else ()
        said = Terms(
            others=texts[1:],
            asks=Asks.ADVICE if advice else self._asks,
            deadline=self._moments[self._deadline.currentIndex()]
            if self._deadline.currentIndex() < len(self._moments)
            else None,
            level=_LEVELS[self._level.taken],
            to=(self._to.currentData(),) if self._to.currentData() else (),
        )
        return Escalate(proposal=texts[0] if texts else "", reason=self._reason.text, terms=said)

    @property
    def _asks(self) -> Asks:
        return self._acts[self._act.taken]

    def _turned(self) -> None:
        """Another act is asked for, or it is to be hidden right away."""
        asks = self._asks
        self._replies.setVisible(asks is Asks.REPLY)
        self._hide.setVisible(ActionKind.HIDE in self._begun.detail.offers and asks is not Asks.HIDE)
        self._turn_people()
        self._turn_level()
        self._tell()

    def _tell(self) -> None:
        """A request that nobody of a team sees is only made here: it is the moderator who hands it on, as a file."""
        say = self.words.say
        if self._is_declared and not self._begun.validates:
            self.go = say("Hide and prepare the request") if self.hides else say("Prepare the request")
        else:
            self.go = say("Hide and send the request") if self.hides else say("Send the request")
        self._note.setText(
            what_follows(self.words, self._begun, self._asks, hides=self.hides, declared=self._is_declared)
        )
        self.changed.emit()

    @property
    def _is_declared(self) -> bool:
        return _LEVELS[self._level.taken] is Level.DECLARED

    def _act_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._act)
        row.addStretch()
        row.addWidget(self._hide)
        return made

    def _turn_people(self) -> None:
        """Whom the client's policy does not name for this act is not offered; whoever was chosen stays, if they are."""
        words, before, client = self.words, self._to.currentData(), self._begun.detail.client.name
        those, are_named = self._begun.who_may(self._asks), self._begun.are_named(self._asks)
        anybody = words.say("Whoever validates for {client}", client=client)
        self._to.clear()
        self._to.add(cases.either(words, [one.name for one in those]) if those and are_named else anybody)
        each = those if len(those) > 1 or not are_named else []
        self._to.add(*(one.name for one in each))
        for place, one in enumerate(each, start=1):
            self._to.setItemData(place, one.person)
        self._to.setCurrentIndex(max(0, self._to.findData(before)) if before else 0)

    def _until(self) -> Picker:
        words, now, within = self.words, self._begun.now, self._begun.detail.sheet.answer_within
        picker = Picker(words.say("Answer wanted by"), self.theme, icon="clock")
        told = [capitalised(due(words, at, now)) for at in self._moments]
        picker.add(*told, words.say("Whenever it suits"))
        picker.setCurrentIndex(self._moments.index(deadlines.usual(now, within)))
        return picker

    def _levels(self) -> Choices:
        words, alone = self.words, not self._begun.validates
        told = [
            Choice(words.say("Signed"), words.say("In CM Desktop, through the shared folder")),
            Choice(words.say("Declared"), words.say("A file to send, its answer to paste")),
        ]
        made = Choices(words.say("Level"), told, Card, self.theme, columns=2, taken=1 if alone else 0)
        made.allow(0, on=not alone)
        return made

    def _turn_level(self) -> None:
        """What is enough for one act need not be for another."""
        signed = self._begun.wants_signature(self._asks)
        self._level.allow(1, on=not signed)
        if signed:
            self._level.take(0)  # also while nobody can sign: what is asked waits for somebody who does
        told = why_this_level(self.words, self._begun, self._asks)
        self._why_level.setText(told)
        self._why_level.setVisible(bool(told))

    def _who_and_when(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        for place, (name, picker) in enumerate(
            ((self.words.say("To whom"), self._to), (self.words.say("Answer wanted by"), self._deadline))
        ):
            grid.addWidget(label(name, fonts.SECTION, self.theme.text2), 0, place)
            grid.addWidget(picker, 1, place)
            grid.setColumnStretch(place, 1)
        return grid
