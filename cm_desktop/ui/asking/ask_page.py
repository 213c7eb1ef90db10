"""The form *Faire valider*: which act, with which words, of whom, until when, how surely. May not put it down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cm_desktop.domain import deadlines
from cm_desktop.domain.actions import ActionKind, Escalate, Repeat
from cm_desktop.domain.approvals.asked_for import ACTS, takes_its_place
from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.events import Purpose
from cm_desktop.domain.approvals.people import Level, Member
from cm_desktop.domain.approvals.policy import Needed
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.errors import NotEntitled
from cm_desktop.domain.verdicts import Form
from cm_desktop.engine.inbox import Detail
from cm_desktop.ui.asking.proposal_fields import ProposalFields
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
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import due
from cm_desktop.wording.words import Words

_LEVELS = (Level.SIGNED, Level.DECLARED)
_OFFERED = (Asks.REPLY, Asks.HIDE, Asks.DELETE, Asks.PUBLISH, Asks.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the form begins with. `detail` is the comment, `text` what was typed under it; `hide`: hide it right away.

    `validates` are those of the team who may answer, ourselves left out; `demanded` what the client's policy wants of an
    approval of each act, where it wants one; `open_cases` are those about the comment that go on; `now` is local and aware.
    """

    detail: Detail
    text: str
    hide: bool
    validates: Sequence[Member]
    demanded: Mapping[ActionKind, Needed]
    now: datetime
    open_cases: Sequence[Case] = ()


class AskPage(Page):
    """`request` is what was filled in; `hides` says whether the comment is to be hidden at once."""

    key = ("Ctrl", "Enter")

    def __init__(self, asking: Asking, when: When, words: Words, theme: Theme) -> None:
        super().__init__(words, theme)
        self._asking = asking
        self.title = words.say("Request approval")
        self.subtitle = f"{asking.detail.client.name} · {terms.platform(words, asking.detail.account.platform)}"
        self.other = words.say("Ask for advice")
        self._acts = tuple(one for one in _OFFERED if one not in ACTS or ACTS[one] in asking.detail.offers)
        self._moments = deadlines.offered(asking.now, asking.detail.sheet.answer_within)
        self._act = Segments(words.say("Act asked for"), [cases.asks(words, act) for act in self._acts], theme)
        self._act.take(self._acts.index(self._usual_act()))
        self._hide = Check(words.say("Hide right away"), theme, on=asking.hide)
        self._proposals = ProposalFields([asking.text], asking.detail.caps.reply_limit, words, theme)
        self._reason = Field(words.say("Reason"), theme, text=self._usual_reason())
        self._to = Picker(words.say("To whom"), theme, icon="user")
        self._deadline = self._until()
        self._level = self._levels()
        self._why_level = lines("", fonts.META, theme.text3)
        self._replies = named(words.say("Proposed replies"), self._proposals, theme, note=words.say("one to three"))
        self.column.addWidget(CommentCard(asking.detail.row, asking.detail.client, when, theme))
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
        self._hide.setVisible(ActionKind.HIDE in self._asking.detail.offers and asks is not Asks.HIDE)
        self._turn_people()
        self._turn_level()
        self._tell()

    def _tell(self) -> None:
        """A request that nobody of a team sees is only made here: it is the moderator who hands it on, as a file."""
        say = self.words.say
        if self._is_declared and not self._asking.validates:
            self.go = say("Hide and prepare the request") if self.hides else say("Prepare the request")
        else:
            self.go = say("Hide and send the request") if self.hides else say("Send the request")
        self._note.setText(self._what_follows())
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
        words, before, client = self.words, self._to.currentData(), self._asking.detail.client.name
        those = self._who_may()
        anybody = words.say("Whoever validates for {client}", client=client)
        self._to.clear()
        self._to.add(cases.either(words, [one.name for one in those]) if those and self._are_named else anybody)
        each = those if len(those) > 1 or not self._are_named else []
        self._to.add(*(one.name for one in each))
        for place, one in enumerate(each, start=1):
            self._to.setItemData(place, one.person)
        self._to.setCurrentIndex(max(0, self._to.findData(before)) if before else 0)

    @property
    def _needed(self) -> Needed | None:
        """What the client's policy wants of an approval of the act asked for."""
        act = ACTS.get(self._asks)
        return self._asking.demanded.get(act) if act else None

    def _who_may(self) -> list[Member]:
        needed = self._needed
        return [one for one in self._asking.validates if needed is None or needed.names(one.person)]

    @property
    def _are_named(self) -> bool:
        return self._needed is not None and self._needed.by is not None

    def _until(self) -> Picker:
        words, now, within = self.words, self._asking.now, self._asking.detail.sheet.answer_within
        picker = Picker(words.say("Answer wanted by"), self.theme, icon="clock")
        told = [capitalised(due(words, at, now)) for at in self._moments]
        picker.add(*told, words.say("Whenever it suits"))
        picker.setCurrentIndex(self._moments.index(deadlines.usual(now, within)))
        return picker

    def _levels(self) -> Choices:
        words, alone = self.words, not self._asking.validates
        told = [
            Choice(words.say("Signed"), words.say("In CM Desktop, through the shared folder")),
            Choice(words.say("Declared"), words.say("A file to send, its answer to paste")),
        ]
        made = Choices(words.say("Level"), told, Card, self.theme, columns=2, taken=1 if alone else 0)
        made.allow(0, on=not alone)
        return made

    def _turn_level(self) -> None:
        """What is enough for one act need not be for another."""
        self._level.allow(1, on=not self._is_signature_wanted)
        if self._is_signature_wanted:
            self._level.take(0)  # also while nobody can sign: what is asked waits for somebody who does
        told = self._told_of_level()
        self._why_level.setText(told)
        self._why_level.setVisible(bool(told))

    @property
    def _is_signature_wanted(self) -> bool:
        return self._needed is not None and self._needed.level is Level.SIGNED

    def _told_of_level(self) -> str:
        say, validates = self.words.say, self._asking.validates
        if self._are_named and (those := [one.name for one in self._who_may()]):
            return say("The client wants this signed by {whom}.", whom=cases.either(self.words, those))
        if self._are_named:
            return explain(self.words, NotEntitled("nobody_named"))
        if self._is_signature_wanted and not validates:
            return say(
                "The client wants a signature for this, and nobody of the team can give it yet. Have its owner invite somebody "
                "who validates: the request waits until then."
            )
        if self._is_signature_wanted:
            return say("The client wants a signature for this.")
        return "" if validates else say("Nobody validates in CM Desktop for this client yet.")

    def _what_follows(self) -> str:
        told = [self._once_approved()]
        if self._asking.detail.caps.hidden_still_seen and (self.hides or self._asks is Asks.HIDE):
            told.insert(0, self.words.say("Once hidden, the comment stays visible to its author and their friends."))
        if self._is_declared:
            told.insert(0, self._how_it_travels())
        return " ".join([*told, *self._what_becomes_of_the_others()])

    def _how_it_travels(self) -> str:
        """What is declared by a file can be signed as well, where somebody validates."""
        say = self.words.say
        if self._asking.validates:
            return say("Whoever validates sees it in CM Desktop too. Under the comment it can also be saved as a file.")
        return say("It reaches nobody by itself: under the comment, save it as a file and hand that on.")

    def _once_approved(self) -> str:
        act = ACTS.get(self._asks)
        if act is None:
            return self.words.say("Once approved, nothing is to be done: the comment stays as it is.")
        if self._asking.detail.caps.acts.get(act) is Repeat.BY_HAND:
            return self.words.say("Once approved, it is yours to do on the page.")
        return self.words.say("Once approved, it is sent by itself when this computer is on.")

    def _what_becomes_of_the_others(self) -> list[str]:
        """Of what was asked about this comment before: the same act is asked anew, another one goes on."""
        words, asked, told = self.words, ACTS.get(self._asks), list[str]()
        replaced = [one for one in self._asking.open_cases if takes_its_place(one, asked, Purpose.VALIDATE)]
        if replaced:
            told.append(
                words.say(
                    "The new request takes the place of the former one: what was answered to that counts no more, "
                    "and what was validated in it does not leave."
                )
            )
        acts = dict.fromkeys(one.request.act for one in self._asking.open_cases if one not in replaced)
        others = [terms.action(words, act) for act in acts if act is not None]
        if others:
            told.append(words.say("What was asked about this comment before goes on: {acts}.", acts=", ".join(others)))
        return told

    def _usual_act(self) -> Asks:
        """What can be asked at once: the reply that was begun; of an attack, to hide it, or what is done once it is hidden."""
        if self._asking.text or Form.ATTACK not in self._asking.detail.row.verdict.forms:
            return Asks.REPLY if Asks.REPLY in self._acts else Asks.NOTHING
        return Asks.NOTHING if self._asking.hide or Asks.HIDE not in self._acts else Asks.HIDE

    def _usual_reason(self) -> str:
        found = [terms.category(self.words, category) for category in self._asking.detail.row.verdict.categories]
        return ", ".join(found)

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
