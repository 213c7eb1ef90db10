"""People of a team, each with a device of their own: real keys, real envelopes, and a vault that forgets them."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cm_desktop.approvals.keys import KeyCase
from cm_desktop.approvals.notary import TeamNotary
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Answer, Body, CaseId, Event, EventId, Outcome, Purpose, Request
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, Said
from cm_desktop.domain.approvals.people import KeyId, Level, Member, PersonId, Role, TeamId
from cm_desktop.domain.approvals.ports import Draft, Filed, Sheet, Signed
from cm_desktop.domain.comments import AccountId, ClientId, RemoteId, fingerprint
from cm_desktop.domain.vault import Vault
from cm_desktop.domain.verdicts import Category, Hit, RuleId

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TEAM = TeamId("a1" * 16)
CASE = CaseId("c5" * 16)
CLIENT = ClientId("brasserie-lumen")


@dataclass
class Author:
    """One device: signs one event after the other, and keeps what it said."""

    name: str
    person: PersonId
    role: Role
    team: TeamId
    notary: TeamNotary
    member: Member
    vault: Vault
    said: list[Signed] = field(default_factory=list)

    @classmethod
    def new(
        cls, name: str, role: Role, *, team: TeamId = TEAM, root: KeyId | None = None, vault: Vault | None = None
    ) -> "Author":
        """`root` is whom the device believes to be the team's first owner: itself, if not given."""
        vault = vault or KeyringVault.in_memory()
        case = KeyCase(vault, team)
        keys, _ = case.take()
        person = PersonId(keys.id[:32])
        member = Member(
            key=keys.id,
            public_key=keys.public_key,
            sealing_key=keys.sealing_key,
            person=person,
            name=name,
            role=role,
        )
        return cls(name, person, role, team, TeamNotary(team, root or keys.id, case), member, vault)

    def draft(self, body: Body, *, case: CaseId | None = None, papers: Filed | None = None) -> Draft:
        """What it would say next."""
        last = self.said[-1].event if self.said else None
        return Draft(
            team=self.team,
            seq=last.seq + 1 if last else 1,
            prev=last.id if last else None,
            at=NOW + timedelta(minutes=len(self.said)),
            body=body,
            case=case,
            papers=papers.id if papers else None,
        )

    def say(self, body: Body, *, case: CaseId | None = None, papers: Filed | None = None) -> Signed:
        """Sign the next event, and keep it."""
        signed = self.notary.sign(self.draft(body, case=case, papers=papers))
        self.notary.kept(signed.event)
        self.said.append(signed)
        return signed

    def hear(self, sheets: Sequence[Sheet]) -> None:
        """Open what others put into the folder."""
        for sheet in sheets:
            self.notary.open(sheet)

    def reads(self, sheet: Sheet) -> Event:
        """The event in a sheet."""
        opened = self.notary.open(sheet)
        assert isinstance(opened, Signed)
        return opened.event

    def reads_papers(self, sheet: Sheet) -> Papers:
        """The papers in a sheet."""
        opened = self.notary.open(sheet)
        assert isinstance(opened, Filed)
        return opened.papers


@dataclass
class Cast:
    """A team: its owner, one who validates, one who moderates, all let in."""

    owner: Author
    supervisor: Author
    moderator: Author

    @property
    def sheets(self) -> list[Sheet]:
        """All that they said so far."""
        return [signed.sheet for author in (self.owner, self.supervisor, self.moderator) for signed in author.said]


def cast(team: TeamId = TEAM) -> Cast:
    """A team that has begun."""
    owner = Author.new("Claire", Role.OWNER, team=team)
    owner.say(owner.notary.founding(owner.member))
    others = [
        Author.new("Hugo", Role.SUPERVISOR, team=team, root=owner.member.key),
        Author.new("Inès", Role.MODERATOR, team=team, root=owner.member.key),
    ]
    for author in others:
        owner.say(owner.notary.welcome(author.member))
    for author in others:
        author.hear([signed.sheet for signed in owner.said])
    return Cast(owner, *others)


def asked(
    text: str = "Votre bière a un goût de savon !", proposals: tuple[str, ...] = ("Merci, nous regardons.",)
) -> Asked:
    """Papers of a request."""
    return Asked(
        account=AccountId("facebook:1001"),
        remote_id=RemoteId("9_1"),
        platform="facebook",
        page="Brasserie Lumen",
        client="Brasserie Lumen",
        colour="#7a4b12",
        comment=Said(author="Marc Delvaux", text=text, at=NOW),
        fingerprint=fingerprint(text),
        permalink="https://example.org/9_1",
        thread=(Said(author="Brasserie Lumen", text="Notre blonde de mars", at=NOW),),
        hits=(Hit(rule=RuleId("taste"), pack="fr", category=Category.COMPLAINT, severity=2, start=0, end=5),),
        severity=2,
        proposals=proposals,
        reason="Faut-il l'inviter ?",
        hidden_at=None,
    )


def request() -> Request:
    """What a moderator asks."""
    return Request(
        client=CLIENT,
        purpose=Purpose.VALIDATE,
        act=ActionKind.REPLY,
        proposals=1,
        categories=(Category.COMPLAINT,),
        level=Level.SIGNED,
        deadline=NOW + timedelta(hours=4),
        valid_until=NOW + timedelta(hours=72),
    )


def approval(of: EventId) -> Answer:
    """A yes to the first proposal."""
    return Answer(request=of, outcome=Outcome.APPROVE, choice=0)


def answered(text: str = "") -> Answered:
    """Papers of an answer."""
    return Answered(text=text)


def payload(envelope: bytes) -> bytes:
    """What is signed in an envelope."""
    return base64.b64decode(json.loads(envelope)["payload"])
