"""A real Syncthing between two laptops: asked on the one, answered on the other, and it leaves. A sheet that both sides spoilt
while they were apart comes back as a conflict copy, and changes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cm_desktop.approvals.folder import PLACE
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.approvals.views import Urgency, urgency
from tests.conftest import NeedsDebianPackages
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.servers import syncthing
from tests.servers.syncthing import Syncthing, sharing


@dataclass(frozen=True)
class Laptop:
    """Somebody's desk, and what shares their folder."""

    person: Person
    link: Syncthing

    def sends(self) -> None:
        """What this one signed is at the other one's."""
        self.person.scan()
        self.link.brings()

    def state(self, case: CaseId) -> CaseState:
        return self.person.see(case).state


def test_two_laptops_that_share_by_syncthing(needs_debian_packages: NeedsDebianPackages, tmp_path: Path) -> None:
    needs_debian_packages(*syncthing.PACKAGES)
    clock = FakeClock()
    platform = FakePlatform(clock)
    people = People(tmp_path / "people", clock, platform)
    people.home.mkdir()
    try:
        with sharing(tmp_path) as (here, there):
            moderator, judge = Laptop(people.moderator(), here), Laptop(people.comes("Dominique"), there)
            come_together(moderator, judge)
            case = asked_and_answered_and_left(moderator, judge, platform)
            spoilt_on_both_sides(moderator, judge, case)
            nothing_arrives_while_it_is_stopped(moderator, judge, clock, platform)
    finally:
        for person in people.everybody:
            person.desk.close()


def come_together(moderator: Laptop, judge: Laptop) -> None:
    """Each with the folder on their own disk."""
    owner, guest = moderator.person, judge.person
    owner.team = owner.desk.supervision.teams.found("Lumen", [CLIENT.id], moderator.link.folder, "Camille").id
    invited = owner.desk.supervision.teams.invite(owner.team)
    joined = guest.desk.supervision.teams.join(invited.file, invited.code, "Dominique", judge.link.folder)
    guest.team = joined.id
    judge.sends()
    owner.scan()
    owner.desk.supervision.teams.welcome(owner.team, joined.key, Role.SUPERVISOR)
    moderator.sends()
    guest.scan()
    assert guest.desk.supervision.teams.one(guest.team).me is not None


def asked_and_answered_and_left(moderator: Laptop, judge: Laptop, platform: FakePlatform) -> CaseId:
    comment = platform.post("c1", "Quel escroc !")
    moderator.person.desk.sync()
    case = moderator.person.ask(comment)
    moderator.sends()
    judge.person.approve(case)
    assert moderator.state(case) is CaseState.SUBMITTED, "control: it is not brought yet"
    judge.sends()
    assert moderator.state(case) is CaseState.APPROVED
    for _ in range(2):
        moderator.person.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour."]
    moderator.sends()
    assert judge.state(case) is CaseState.SENT
    return case


def spoilt_on_both_sides(moderator: Laptop, judge: Laptop, case: CaseId) -> None:
    """One sheet, written over otherwise on each side: the one who signed it puts it again."""
    both = (moderator, judge)
    judge.link.stop()
    name = max(one.relative_to(moderator.link.folder) for one in moderator.link.folder.glob(f"{PLACE}/*/*.cmev"))
    for laptop, junk in zip(both, (b"abc", b"another length"), strict=True):
        (laptop.link.folder / name).write_bytes(junk)
    moderator.link.looks()
    judge.link.start()
    for laptop in both:
        laptop.link.brings()
    for laptop in (*both, *both):
        laptop.sends()
    sheets = [{one.name: one.read_bytes() for one in each.link.folder.glob(f"{PLACE}/*/*")} for each in both]
    assert sheets[0] == sheets[1]
    assert [one for one in sheets[0] if ".sync-conflict-" in one], "Syncthing kept the other one beside it"
    assert len(sheets[0][name.name]) > 100
    assert [laptop.state(case) for laptop in both] == [CaseState.SENT, CaseState.SENT]


def nothing_arrives_while_it_is_stopped(
    moderator: Laptop, judge: Laptop, clock: FakeClock, platform: FakePlatform
) -> None:
    """The negative control: who asked is told that nobody answered, and nothing leaves until it is brought."""
    comment = platform.post("c2", "Voleurs !")
    moderator.person.desk.sync()
    deadline = clock.now() + timedelta(hours=1)
    case = moderator.person.ask(comment, "Bonjour à vous.", terms=Terms(deadline=deadline))
    moderator.sends()
    judge.link.stop()
    judge.person.approve(case)
    clock.pass_(minutes=55)
    moderator.person.scan()
    moderator.person.desk.send()
    (waiting,) = moderator.person.desk.supervision.mine()
    assert (waiting.case.id, waiting.state) == (case, CaseState.SUBMITTED)
    assert urgency(waiting.case.current.at, deadline, clock.now()) is Urgency.NEARLY
    assert len(platform.replies) == 1
    judge.link.start()
    judge.sends()
    assert moderator.state(case) is CaseState.APPROVED
    for _ in range(2):
        moderator.person.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour.", "Bonjour à vous."]
