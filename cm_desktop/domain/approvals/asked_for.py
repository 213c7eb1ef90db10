"""Which act is asked for, and when that is asking again. Pure; may not know who asks, nor what has left."""

from collections.abc import Mapping

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Purpose
from cm_desktop.domain.approvals.terms import Asks

ACTS: Mapping[Asks, ActionKind] = {
    Asks.REPLY: ActionKind.REPLY,
    Asks.HIDE: ActionKind.HIDE,
    Asks.DELETE: ActionKind.DELETE,
    Asks.PUBLISH: ActionKind.PUBLISH,
}
_LEFT_OR_OVER = frozenset({CaseState.SENDING, CaseState.SENT, CaseState.WITHDRAWN, CaseState.EXPIRED})


def takes_its_place(case: Case, act: ActionKind | None, purpose: Purpose) -> bool:
    """Whether asking for this is asking again what the case is about: what was answered to it counts no more then.

    It is where it is about the same act, or the case was about none. An advice takes no decision's place.
    """
    if case.state in _LEFT_OR_OVER or (purpose is Purpose.ADVISE and case.request.purpose is Purpose.VALIDATE):
        return False
    return case.request.act in (None, act)
