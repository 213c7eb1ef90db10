"""The rules, as a window or a command line asks for them. May not match a text, nor write a pack itself.

`ready`, `title` and `troubles` wait for nothing; all else reads files or the whole history, and is for a worker's thread.
"""

from collections.abc import Callable
from threading import Event

from cm_desktop.domain.comments import ClientId, CommentRef
from cm_desktop.domain.errors import ActRefused, RuleError
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.ports import Judge, RuleLibrary
from cm_desktop.domain.rules import Advice, Correction, Pack, PackId, Precision, Proof, Removed, Replay, RuleState, Why
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.engine.ruling.correcting import Corrections
from cm_desktop.engine.ruling.figures import precision
from cm_desktop.engine.ruling.in_force import InForce
from cm_desktop.engine.ruling.rejudging import Rejudging
from cm_desktop.engine.ruling.replaying import Replaying
from cm_desktop.engine.workroom import Workroom


class Rules:
    """Whatever changes them is in force when the call returns; the history is judged again behind it, `soon`.

    `language` is the one that titles are in, and may be changed at any time.
    """

    def __init__(
        self, room: Workroom, library: RuleLibrary, in_force: InForce, soon: Callable[[], None], language: str
    ) -> None:
        self.language = language
        self._room = room
        self._library = library
        self._in_force = in_force
        self._soon = soon
        self._rejudging = Rejudging(room)
        self._replaying = Replaying(room)
        self._corrections = Corrections(room, library, self._read_again_about)

    # -- those in force

    def ready(self, timeout: float | None = None) -> bool:
        """Whether they were read; with a `timeout` in seconds, after so long at most."""
        return self._in_force.ready(timeout)

    def judge(self) -> Judge:
        """Those in force; waits for the first reading. Raises RuleError where a pack that came with the program is wrong."""
        return self._in_force.judge()

    def title(self, rule: RuleId) -> str:
        """A rule's title; empty for an unknown rule, and until they are read."""
        return self._in_force.title(rule, self.language)

    def troubles(self) -> tuple[RuleError, ...]:
        """What is wrong with packs whose last good texts stay in force."""
        return self._in_force.troubles

    def why(self, text: str, client: ClientId | None = None, draft: tuple[PackId, str] | None = None) -> Why:
        """Why, and why not; as if a pack had the text of this draft. Raises RuleError."""
        return (self._in_force.as_if(*draft).judge() if draft else self.judge()).why(text, client)

    def precision(self) -> tuple[Precision, ...]:
        """What became of the comments that each rule highlights, by the moderator's own decisions."""
        return precision(self._room.reader().history)

    # -- the packs

    def packs(self) -> tuple[Pack, ...]:
        """Every pack, those of the program first."""
        return self._library.packs()

    def text(self, pack: PackId) -> str:
        """What is written last in a pack. Raises NotFound."""
        return self._library.text(pack)

    def pack_for(self, client: ClientId | None, language: str = "") -> PackId:
        """The workspace's pack for one client, or for all, made when absent; in the program's language unless told."""
        return self._library.pack_for(client, language or self.language)

    def prove(self, pack: PackId, text: str) -> Proof:
        """Whether this text of a pack could be in force."""
        return self._library.prove(pack, text)

    def advise(self, pack: PackId | None = None, *, over_history: bool = False) -> tuple[Advice, ...]:
        """What is allowed in the packs, but hardly meant. What never fires is only known `over_history`, which takes long."""
        return self._library.advise(pack, self._replaying.texts() if over_history else ())

    def replay(self, pack: PackId, text: str, tell: Callable[[Replay], None], stop: Event) -> Replay:
        """Run a text of a pack over the history. `tell` hears of it at once, then a few times a second. Raises RuleError.

        Stopped, it answers what was found so far.
        """
        return self._replaying.run(self._in_force.as_if(pack, text), tell, stop)

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        """This text of a pack, with the rule leaving the passage alone, and the example for it. Raises RuleError, NotFound."""
        return self._library.with_exception(pack, text, rule, passage, example)

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        """This text of a pack, with an entry for what changes of a rule; as it is where it has one. Raises RuleError, NotFound.

        The rest of the rule goes on coming from the pack that wrote it.
        """
        return self._library.with_rule(pack, text, rule)

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        """This text of a pack, with a rule in another state. Raises RuleError, NotFound."""
        return self._library.with_state(pack, text, rule, state)

    def put_in_force(self, pack: PackId, text: str) -> None:
        """Raises RuleError where it cannot be: the last good text stays in force; NotWritable."""
        self._library.save(pack, text)
        self._written(Deed.PACK_SAVED, pack)

    def remove(self, pack: PackId) -> Removed:
        """Take a pack of the workspace away; one that it stood in for is in force again.

        Raises NotFound, RuleError where other packs build on it, NotWritable.
        """
        text = self._library.text(pack)
        removed = Removed(pack=pack, text=text, kept=self._library.remove(pack))
        self._written(Deed.PACK_REMOVED, pack)
        return removed

    def put_back(self, removed: Removed) -> None:
        """As if it had not been taken away. Raises ActRefused("rewritten") where there is another, RuleError, NotWritable."""
        if any(pack.id == removed.pack and not pack.shipped for pack in self._library.packs()):
            raise ActRefused("rewritten")
        self.put_in_force(removed.pack, removed.text)

    def set_state(self, rule: RuleId, state: RuleState, client: ClientId | None = None) -> None:
        """Put a rule on trial, in force, or aside. Raises RuleError, NotFound, NotWritable."""
        self._library.set_state(rule, state, client)
        self._written(Deed.RULE_MOVED, f"{rule} {state}")

    # -- what is said in front of a comment

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool = False) -> Correction:
        """See `Corrections.mistaken`. The comment is judged again at once."""
        return self._corrections.mistaken(ref, hit, everywhere=everywhere)

    def missed(self, ref: CommentRef, passage: str, category: Category) -> Correction:
        """See `Corrections.missed`."""
        return self._corrections.missed(ref, passage, category)

    def take_back(self, correction: Correction) -> None:
        """See `Corrections.take_back`."""
        self._corrections.take_back(correction)

    # -- the worker's part

    def keep_up(self) -> None:
        """Read what changed on the disk, and judge again what other rules judged."""
        self._in_force.renew()
        if self._in_force.at_hand() is not None:
            self._rejudging.run()

    def _written(self, deed: Deed, detail: str) -> None:
        self._room.workspace.tell_journal(deed, detail).result()
        self._in_force.read_again()
        self._soon()

    def _read_again_about(self, ref: CommentRef) -> None:
        self._in_force.read_again()
        self._rejudging.one(ref)
        self._soon()
