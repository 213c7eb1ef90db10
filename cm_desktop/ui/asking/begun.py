"""What the form *Faire valider* begins with, and what the client's policy wants of each act. May not show anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.asked_for import ACTS
from cm_desktop.domain.approvals.cases import Case
from cm_desktop.domain.approvals.people import Level, Member
from cm_desktop.domain.approvals.policy import Needed
from cm_desktop.domain.approvals.terms import Asks
from cm_desktop.domain.verdicts import Form
from cm_desktop.engine.inbox import Detail
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """`detail` is the comment, `text` what was typed under it; `hide`: hide it right away.

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

    def who_may(self, asks: Asks) -> list[Member]:
        """Those who may approve this: all who validate, unless the client's policy names some."""
        needed = self._needed(asks)
        return [one for one in self.validates if needed is None or needed.names(one.person)]

    def are_named(self, asks: Asks) -> bool:
        """Whether the client's policy names who is to approve this."""
        needed = self._needed(asks)
        return needed is not None and needed.by is not None

    def wants_signature(self, asks: Asks) -> bool:
        """Whether the client's policy wants this signed."""
        needed = self._needed(asks)
        return needed is not None and needed.level is Level.SIGNED

    def usual_act(self, among: Sequence[Asks]) -> Asks:
        """What can be asked at once: the reply that was begun; of an attack, to hide it, or what is done once it is hidden."""
        if self.text or Form.ATTACK not in self.detail.row.verdict.forms:
            return Asks.REPLY if Asks.REPLY in among else Asks.NOTHING
        return Asks.NOTHING if self.hide or Asks.HIDE not in among else Asks.HIDE

    def usual_reason(self, words: Words) -> str:
        """What the rules found in the comment."""
        return ", ".join(terms.category(words, category) for category in self.detail.row.verdict.categories)

    def _needed(self, asks: Asks) -> Needed | None:
        act = ACTS.get(asks)
        return self.demanded.get(act) if act else None
