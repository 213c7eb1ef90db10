"""What a row of the outbox was acted upon, as one cell: what stood there, and by what it was approved. May not run any SQL.

What is not said is left out, so that rows of earlier versions keep their seals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.outbox import Seen

if TYPE_CHECKING:
    from cm_desktop.domain.approvals.cases import Approval


def seen_cell(seen: Seen, approval: Approval | None = None) -> str:
    saw: dict[str, Any] = {"fingerprint": seen.fingerprint, "own_replies": seen.own_replies}
    if seen.visibility is not Visibility.PUBLIC:
        saw["visibility"] = seen.visibility
    if approval is not None:
        saw |= {"case": approval.case, "request": approval.request}
    return json.dumps(saw)


def seen_from(value: str) -> tuple[Seen, Approval | None]:
    """Read back what `seen_cell` made."""
    read: Mapping[str, Any] = json.loads(value)
    seen = Seen(
        fingerprint=read["fingerprint"],
        own_replies=tuple(read["own_replies"]),
        visibility=Visibility(read.get("visibility", Visibility.PUBLIC)),
    )
    if "case" not in read:
        return seen, None
    from cm_desktop.domain.approvals.cases import Approval
    from cm_desktop.domain.approvals.events import CaseId, EventId

    return seen, Approval(case=CaseId(read["case"]), request=EventId(read["request"]))
