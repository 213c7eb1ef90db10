"""Files that people who are no members put into a team's folder: well made, well signed, and nobody's."""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cm_desktop.approvals import envelope, sheets
from cm_desktop.approvals.folder import PLACE
from cm_desktop.domain.approvals.events import Joining
from cm_desktop.domain.approvals.people import Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.ports import Draft
from tests.approvals.made_up import NOW


def flood(folder: Path, team: TeamId, number: int, *, name: str = "Inconnu") -> None:
    """So many devices ask to take part, each with an invitation that nobody gave."""
    for _ in range(number):
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw()
        member = Member(
            key=envelope.key_id(public),
            public_key=public,
            sealing_key=public,
            person=PersonId(secrets.token_hex(16)),
            name=name,
            role=Role.MODERATOR,
        )
        body = Joining(member=member, invitation=secrets.token_hex(16), proof=bytes(32))
        draft = Draft(team=team, seq=1, prev=None, at=NOW, body=body)
        sheet = sheets.in_clear(sheets.Kind.EVENT, envelope.write(draft, public, key.sign))
        place = folder / PLACE / member.key[:8]
        place.mkdir(exist_ok=True)
        (place / f"{sheet.name}.cmev").write_bytes(sheet.data)
