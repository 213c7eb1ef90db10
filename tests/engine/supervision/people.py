"""A moderator with a page, those who validate without one, and what they do in the engine's tests of supervision."""

import shutil
import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from cm_desktop.approvals import dossier
from cm_desktop.approvals.folder import FolderCarrier
from cm_desktop.approvals.pairing import DevicePairing
from cm_desktop.approvals.paperwork import PlainFiles
from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import PersonId, Role, TeamId
from cm_desktop.domain.approvals.terms import PLAIN, Terms
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.comments import Account, AccountId, CommentRef, Identity
from cm_desktop.domain.errors import KeyringLocked
from cm_desktop.domain.outbox import Entry, EntryId
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.desk import Desk, Fittings
from cm_desktop.engine.supervision.outside import Outside
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.engine.packs import FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakeConnector, FakePlatform, FakeVault
from tests.engine.shelf import FakeShelf, NoIntake

PATIENCE = 30.0
AT_ONCE = timedelta(0)
NONE_YET = TeamId("")


class Keyring(FakeVault):
    """Lasts; what signs can be locked by itself, or kept waiting for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.sealed = False
        self.answers, self.asked_to_sign = threading.Event(), threading.Event()
        self.answers.set()

    def get(self, account: AccountId) -> str:
        if account.startswith("supervision:"):
            self.asked_to_sign.set()
            assert self.answers.wait(PATIENCE)
        if self.sealed and account.startswith("supervision:"):
            raise KeyringLocked
        return super().get(account)

    def put(self, account: AccountId, secret: str) -> Keeping:
        super().put(account, secret)
        return Keeping.KEYRING


@dataclass
class Person:
    """Somebody at their desk. `vault` is their keyring, which outlives the desk."""

    name: str
    desk: Desk
    vault: Keyring
    team: TeamId = NONE_YET

    def ask(self, ref: CommentRef, text: str = "Bonjour.", reason: str = "", terms: Terms = PLAIN) -> CaseId:
        """Have a reply validated, and see the request leave."""
        entry = self.desk.acts.do(ref, Escalate(text, reason, terms), delay=AT_ONCE).result().entries[0]
        self.desk.supervision.go()
        case = self.desk.inbox.entry(entry).remote_id
        assert case is not None, self.desk.inbox.entry(entry)
        return CaseId(case)

    def scan(self) -> None:
        self.desk.supervision.go()

    def scan_only(self) -> None:
        """Read the folder, and do nothing that follows."""
        rounds = self.desk.supervision._rounds
        for team in self.desk.supervision._records.teams():
            rounds.go(team)

    def say(self, case: CaseId, outcome: Outcome, **said: object) -> CaseView:
        """Answer what was asked when last looked."""
        request = self.desk.supervision.case(case).request_id
        return self.desk.supervision.answer(case, request, outcome, **said)  # type: ignore[arg-type]

    def see(self, case: CaseId) -> CaseView:
        """The case after a look into the folder."""
        self.scan()
        return self.desk.supervision.case(case)

    def answer(self, case: CaseId, outcome: Outcome, **said: object) -> CaseView:
        """Answer what is asked now."""
        view = self.see(case)
        return self.desk.supervision.answer(case, view.request_id, outcome, **said)  # type: ignore[arg-type]

    def approve(self, case: CaseId, choice: int = 0) -> CaseView:
        return self.answer(case, Outcome.APPROVE, choice=choice)

    def rows(self) -> tuple[Entry, ...]:
        """What is alive in the outbox."""
        return tuple(waiting.entry for waiting in self.desk.inbox.waiting())


@dataclass
class People:
    """Who is there. The folder can be taken away, and comes back as it was."""

    home: Path
    clock: FakeClock
    platform: FakePlatform
    everybody: list[Person] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.home / "shared"

    @property
    def aside(self) -> Path:
        return self.home / "out of reach"

    def comes(self, name: str, vault: Keyring | None = None, *, threads: bool = False) -> Person:
        """Somebody opens their desk: the first time, or again."""
        vault = vault or Keyring()

        def connect(account: Account, secret: str) -> FakeConnector:
            return FakeConnector(self.platform, secret)

        def introduce(account: Account, secret: str) -> tuple[Account, Identity]:
            named = replace(account, id=ACCOUNT.id)
            return named, connect(named, secret).check()

        fittings = Fittings(
            rules=FakeLibrary(),
            vault=vault,
            listen=connect,
            connect=connect,
            shelf=FakeShelf(),
            intake=NoIntake(),
            introduce=introduce,
            caps=lambda _account: self.platform.caps,
            outside=lambda: Outside(
                pairing=DevicePairing(vault),
                carry=lambda team: FolderCarrier(Path(team.folder), team.key),
                dossiers=dossier,
                paperwork=PlainFiles(words=Words.load("fr", resources() / "translations")),
            ),
            clock=self.clock,
        )
        person = Person(name, Desk(self.home / name, fittings, threads=threads), vault)
        self.everybody.append(person)
        return person

    def moderator(self, name: str = "Camille") -> Person:
        """With the page of one client."""
        person = self.comes(name)
        person.desk.accounts.add(ACCOUNT, CLIENT, "jeton")
        return person

    def founded(self, owner: Person) -> None:
        """Somebody founds the team, for the client, in the shared folder."""
        self.folder.mkdir(exist_ok=True)
        owner.team = owner.desk.supervision.teams.found("Lumen", [CLIENT.id], self.folder, owner.name).id

    def joins(self, person: Person, owner: Person, role: Role, same_as: PersonId | None = None) -> None:
        """Invited, asks, is let in."""
        invited = owner.desk.supervision.teams.invite(owner.team)
        joined = person.desk.supervision.teams.join(invited.file, invited.code, person.name, self.folder)
        person.team = joined.id
        owner.scan()
        owner.desk.supervision.teams.welcome(owner.team, joined.key, role, same_as)
        person.scan()

    def pair(self) -> tuple[Person, Person]:
        """A moderator who founded the team, and one who validates."""
        moderator, supervisor = self.moderator(), self.comes("Dominique")
        self.founded(moderator)
        self.joins(supervisor, moderator, Role.SUPERVISOR)
        return moderator, supervisor

    def take_away(self) -> None:
        """The folder is out of reach."""
        self.folder.rename(self.aside)

    def bring_back(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.aside.rename(self.folder)


def triage(person: Person, ref: CommentRef) -> Triage:
    """Where it stands; the figures of the rail must say the same."""
    row = person.desk.inbox.row(ref)
    counts = person.desk.inbox.counts().queues
    for queue in (Queue.TODO, Queue.VALIDATION, Queue.OUTGOING, Queue.DONE):
        assert counts[queue] == len(person.desk.inbox.handles(Query(queue=queue)))
    return row.triage


def replies(moderator: Person, comment: CommentRef) -> None:
    """Without asking anybody."""
    moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result()


def put_request(person: Person, ref: CommentRef, text: str = "Bonjour.") -> EntryId:
    """Have a reply validated, whether the request can leave or not."""
    name = person.desk.acts.do(ref, Escalate(text), delay=AT_ONCE).result().entries[0]
    person.scan()
    return name
