"""What the outer parts bring to supervision. May not hold any behaviour."""

from collections.abc import Callable
from dataclasses import dataclass

from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.pairing import Pairing
from cm_desktop.domain.approvals.paperwork import Paperwork
from cm_desktop.domain.approvals.ports import Carrier, Dossiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """`pairing` holds this device's keys, `carry` opens the shared folder of a team that has one."""

    pairing: Pairing
    carry: Callable[[Team], Carrier]
    dossiers: Dossiers
    paperwork: Paperwork
