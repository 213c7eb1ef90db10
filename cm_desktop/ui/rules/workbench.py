"""The workbench of the rules: which pack lies on it, what was typed, how that fares. May not draw anything.

Lives as long as the window: what is typed outlasts a change of view, of theme or of language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cm_desktop.domain.errors import CmDesktopError, NotFound
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.ui.rules.drafts import Drafts
from cm_desktop.ui.rules.newest import Newest
from cm_desktop.ui.rules.notes import fails_by_example
from cm_desktop.ui.rules.questions import Questions
from cm_desktop.ui.rules.trial_run import TrialRun

if TYPE_CHECKING:
    from cm_desktop.domain.comments import ClientId
    from cm_desktop.domain.rules import Advice, Pack, PackId, Precision, Proof, RuleState
    from cm_desktop.ui.bridge import Bridge
    from cm_desktop.ui.ruling import Ruling

PROVE_AFTER = 300  # ms without a key
_VERSION = 7  # letters of it tell one from the next

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All that is told of the packs at once. `version` names the rules in force."""

    packs: tuple[Pack, ...] = ()
    version: str = ""
    precision: Mapping[RuleId, Precision] = field(default_factory=dict)


class Workbench(QObject):
    """Everything slow goes through the bridge. Signals say what to show again; what it is stands in the properties."""

    shelved = Signal()  # the packs
    laid = Signal()  # another text lies here, not typed in the window
    sought = Signal(str)  # the rule of it that is to be written in
    proved = Signal()  # how the text fares, or that it is not known yet
    rewritten = Signal(str)  # what lies here, changed by something that is not the keyboard
    refused = Signal(object)  # CmDesktopError
    served = Signal(object)  # Pack: what is typed in it is in force

    def __init__(self, ruling: Ruling, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ruling = ruling
        self._bridge = bridge
        self._shelving, self._opening, self._proving, self._advising = (Newest(bridge) for _ in range(4))
        self._drafts = Drafts()
        self._wanted: PackId | None = None  # what lies here, or is on its way
        self._seeking: RuleId | None = None
        self._saved = ""
        self.shelf = Shelf()
        self.pack: Pack | None = None
        self.text = ""
        self.proof: Proof | None = None
        self.advice: tuple[Advice, ...] = ()
        self.trial_run = TrialRun(ruling, bridge, self)
        self.trial_run.refused.connect(self.refused)
        self.questions = Questions(ruling, bridge, self)
        self._pause = QTimer(self, singleShot=True, interval=PROVE_AFTER)
        self._pause.timeout.connect(self._prove)

    @property
    def drafts(self) -> tuple[PackId, ...]:
        """The packs in which something is typed that is not in force."""
        return self._drafts.packs

    @property
    def is_draft(self) -> bool:
        """Whether what lies here is one of them."""
        return self.pack is not None and self.pack.id in self._drafts.packs

    @property
    def overtaken(self) -> bool:
        """Whether what is written was changed by somebody else since this draft was begun."""
        return self.pack is not None and self._drafts.overtaken(self.pack.id, self._saved)

    @property
    def editable(self) -> bool:
        """Whether what lies here may be changed: a rule that came with the program is adapted in a pack of one's own."""
        return self.pack is not None and not self.pack.shipped

    @property
    def sound(self) -> bool:
        """Whether what is typed could be in force."""
        return self.proof is not None and self.proof.error is None

    def refresh(self) -> None:
        """Read the packs again; what lies here too, where nobody typed in it."""
        self._shelving.ask(lambda _: self._shelf(), self._shelve, self._refuse)

    def open(self, pack: PackId) -> None:
        """Lay a pack here, as it was typed or else as it is written."""
        self._wanted = pack
        self._opening.ask(lambda _: self._ruling.text(pack), partial(self._lay, pack), self._miss)

    def adapt(self, rule: RuleId, client: ClientId | None) -> None:
        """Lay the workspace's pack for one client, or for all, here, with an entry for what changes of a rule."""
        if self.pack is not None:
            language = self.pack.language
            self._run(lambda: self._ruling.pack_for(client, language), partial(self._adapt_in, rule))

    def write(self, text: str) -> None:
        """What is typed; the same as is written is no draft."""
        if self.pack is None or not self.editable or text == self.text:
            return
        self.text, self.proof = text, None
        self._drafts.write(self.pack.id, text, self._saved)
        self._proving.forget()
        self.trial_run.forget()
        self.proved.emit()
        self._pause.start()

    def give_up(self) -> None:
        """Back to what is written."""
        if self.pack is not None:
            self.write(self._saved)
            self.laid.emit()

    def put_in_force(self) -> None:
        """From now on, if nothing is wrong with it."""
        if self.pack is None or not (self.is_draft and self.sound):
            return
        pack, text = self.pack, self.text
        self._run(lambda: self._ruling.put_in_force(pack.id, text), lambda _: self._serve(pack, text))

    def leave_alone(self, rule: str, passage: str, example: str) -> None:  # as signals carry them
        """Write the exception into what lies here, with its example; it is not in force before the rest."""
        self._rewrite(lambda pack, text: self._ruling.with_exception(pack, text, RuleId(rule), passage, example))

    def set_state(self, rule: RuleId, state: RuleState) -> None:
        """Write how far a rule has come into what lies here."""
        self._rewrite(lambda pack, text: self._ruling.with_state(pack, text, rule, state))

    def begin(self, client: ClientId | None) -> None:
        """The workspace's own pack for one client, or for all: made when absent."""
        self._run(lambda: self._ruling.pack_for(client), self._begun)

    def replay(self) -> None:
        """Run what is typed over the history, now."""
        if self.pack is not None:
            self.trial_run.start(self.pack.id, self.text)

    def forget_drafts(self) -> None:
        """All that was typed and is not in force."""
        self._drafts.forget()

    def leave(self) -> None:
        """Nothing more is wanted of what runs."""
        self._pause.stop()
        for asked in (self._shelving, self._opening, self._proving, self._advising):
            asked.forget()
        self.trial_run.forget()

    def _shelf(self) -> Shelf:
        version = self._ruling.judge().version[:_VERSION]
        precision = {each.rule: each for each in self._ruling.precision()}
        return Shelf(packs=self._ruling.packs(), version=version, precision=precision)

    def _shelve(self, shelf: Shelf) -> None:
        """Then lay here what is wanted: somebody else may have written in what lies here, or taken it away."""
        other_rules, self.shelf = shelf.version != self.shelf.version, shelf
        known = next((pack for pack in shelf.packs if self.pack and pack.id == self.pack.id), None)
        if known is not None or not self.is_draft:
            self.pack = known
        if self.pack is None:
            self._proving.forget()
        if other_rules:
            self.questions.renew()
        wanted = self._wanted  # before the view, where nothing lies here, asks for the first of them
        self.shelved.emit()
        if wanted is not None and any(pack.id == wanted for pack in shelf.packs):
            self.open(wanted)

    def _lay(self, pack: PackId, text: str) -> None:
        """The same text again is left as it lies, with the cursor in it."""
        known = next((each for each in self.shelf.packs if each.id == pack), None)
        if known is None:
            return
        same = self.pack is not None and self.pack.id == pack
        self.pack, self._saved = known, text
        typed = self._drafts.text(pack)
        if typed == text:
            self._drafts.write(pack, text, text)
        wanted = text if typed is None else typed
        if same and wanted == self.text:
            self.proved.emit()
        else:
            self._lay_anew(known, wanted)
        if self._seeking is not None:
            self.sought.emit(self._seeking)
            self._seeking = None

    def _lay_anew(self, pack: Pack, text: str) -> None:
        self.text, self.proof, self.advice = text, None, ()
        self.trial_run.forget()
        self.questions.lay(pack, text if self.is_draft else None)
        self.laid.emit()
        for asked in (self._proving, self._advising):
            asked.forget()
        if self.editable:  # what came with the program holds, and nobody waits for a proof of it
            self._prove()
            self._advising.ask(lambda _: self._ruling.advise(pack.id), self._take_advice, self._refuse)

    def _rewrite(self, rewritten: Callable[[PackId, str], str]) -> None:
        """Who types meanwhile is right."""
        if self.pack is None or not self.editable:
            return
        pack, text = self.pack.id, self.text
        self._run(
            lambda: rewritten(pack, text),
            lambda changed: self.rewritten.emit(changed) if self.text == text else None,
        )

    def _adapt_in(self, rule: RuleId, pack: PackId) -> None:
        typed = self._drafts.text(pack)

        def entered() -> tuple[str, str]:
            saved = self._ruling.text(pack)
            return saved, self._ruling.with_rule(pack, saved if typed is None else typed, rule)

        self._run(entered, partial(self._enter, pack, rule))

    def _enter(self, pack: PackId, rule: RuleId, texts: tuple[str, str]) -> None:
        saved, text = texts
        self._drafts.write(pack, text, saved)
        self._seeking = rule
        self._begun(pack)

    def _begun(self, pack: PackId) -> None:
        self._wanted = pack
        self._opening.forget()  # what was on its way would be laid first, and taken for this
        self.refresh()

    def _prove(self) -> None:
        if self.pack is None:
            return
        pack, text = self.pack.id, self.text
        self._proving.ask(lambda _: self._ruling.prove(pack, text), self._tell_proof, self._refuse)

    def _tell_proof(self, proof: Proof) -> None:
        self.proof = proof
        assert self.pack is not None
        self.proved.emit()
        readable = self.is_draft and (proof.error is None or fails_by_example(proof))
        self.questions.lay(self.pack, self.text if readable else None)
        if readable:
            self.replay()

    def _take_advice(self, advice: tuple[Advice, ...]) -> None:
        self.advice = advice
        self.proved.emit()

    def _serve(self, pack: Pack, text: str) -> None:
        self._drafts.serve(pack.id, text)
        if self.pack is not None and self.pack.id == pack.id:
            self._saved = text
        self.proved.emit()
        self.served.emit(pack)
        self.refresh()

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._bridge.run(work, then, self._refuse)

    def _miss(self, error: BaseException) -> None:
        """A pack that was taken away meanwhile is no longer on the shelf, once that is read again."""
        if not isinstance(error, NotFound):
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        """What nobody foresaw is a mistake of ours."""
        if not isinstance(error, CmDesktopError):
            raise error
        self.refused.emit(error)
