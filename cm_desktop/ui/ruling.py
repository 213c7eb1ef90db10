"""What the window asks of the rules. May not know how they match, nor where packs are kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cm_desktop.domain.comments import ClientId, CommentRef
    from cm_desktop.domain.ports import Judge
    from cm_desktop.domain.rules import (
        Advice,
        Correction,
        Pack,
        PackId,
        Precision,
        Proof,
        Removed,
        Replay,
        RuleState,
        Why,
    )
    from cm_desktop.domain.verdicts import Category, Hit, RuleId


class Ruling(Protocol):
    """`Desk.rules`. All but `ready` and `title` read files or the history, or wait: never in the window's thread."""

    def ready(self) -> bool:
        """Whether the rules have been read yet."""

    def judge(self) -> Judge:
        """Those in force."""

    def title(self, rule: RuleId) -> str:
        """A rule's title in the program's language, empty until the rules are read."""

    def packs(self) -> tuple[Pack, ...]:
        """Every pack, those of the program first."""

    def text(self, pack: PackId) -> str:
        """What is written last in a pack. Raises NotFound."""

    def prove(self, pack: PackId, text: str) -> Proof:
        """Whether this text of a pack could be in force."""

    def advise(self, pack: PackId | None = None) -> tuple[Advice, ...]:
        """What is allowed in the packs, but hardly meant."""

    def why(self, text: str, client: ClientId | None = None, draft: tuple[PackId, str] | None = None) -> Why:
        """What is said of a text, as if the draft were in force. Raises RuleError."""

    def replay(self, pack: PackId, text: str, tell: Callable[[Replay], None], stop: Event) -> Replay:
        """Run this text of a pack over the history, the newest first, until told to stop. Raises RuleError."""

    def put_in_force(self, pack: PackId, text: str) -> None:
        """From now on. Raises RuleError, and the former text stays; NotWritable."""

    def with_exception(self, pack: PackId, text: str, rule: RuleId, passage: str, example: str) -> str:
        """This text, with the rule leaving the passage alone, and the example for it. Raises RuleError, NotFound."""

    def with_rule(self, pack: PackId, text: str, rule: RuleId) -> str:
        """This text, with an entry for what changes of a rule. Raises RuleError, NotFound."""

    def with_state(self, pack: PackId, text: str, rule: RuleId, state: RuleState) -> str:
        """This text, with a rule in another state. Raises RuleError, NotFound."""

    def pack_for(self, client: ClientId | None, language: str = "") -> PackId:
        """The workspace's pack for one client, or for all, made when absent; in the program's language unless told.

        Raises NotWritable.
        """

    def remove(self, pack: PackId) -> Removed:
        """Take a pack of the workspace away. Raises RuleError where others build on it, NotFound, NotWritable."""

    def put_back(self, removed: Removed) -> None:
        """As if it had not been taken away. Raises RuleError, ActRefused, NotWritable."""

    def precision(self) -> tuple[Precision, ...]:
        """What became of the comments that each rule highlights."""

    def mistaken(self, ref: CommentRef, hit: Hit, *, everywhere: bool = False) -> Correction:
        """The passage is an exception of the rule from now on. Raises RuleError, NotFound, NotWritable."""

    def missed(self, ref: CommentRef, passage: str, category: Category) -> Correction:
        """The passage is a rule on trial from now on. Raises RuleError, NotFound, NotWritable."""

    def take_back(self, correction: Correction) -> None:
        """As if it had not been said. Raises RuleError, NotWritable."""
