"""What a person wrote, once erased, is nowhere in what the members keep: not beside what never counted, not quoted."""

import pytest

from cm_desktop.domain.approvals.events import CaseId, Declaration, Outcome, Way
from cm_desktop.domain.approvals.papers import Answered, Papers
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.comments import CommentRef
from tests.engine.port import CLIENT, FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person

ONLY_SIGNED = Policy(demands=(Demand(level=Level.SIGNED),))
WORDS = "Quel escroc"


def kept(person: Person) -> list[Papers]:
    """All papers that this person can still read."""
    records = person.desk.supervision._records
    known = records.known(person.team)
    return list(records.papers(known.team, [event.papers for event in known.events.values()]).values())


def show(two: tuple[Person, Person], words: str = WORDS) -> int:
    """In how many papers these words can be read, at both desks."""
    return sum(words in repr(papers) for person in two for papers in kept(person))


def erase(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    moderator.desk.supervision.erase(comment)
    supervisor.scan()
    moderator.scan()


def test_an_answer_that_never_counted_is_erased_with_its_case(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    moderator.desk.supervision.teams.set_policy(CLIENT.id, ONLY_SIGNED)
    case = moderator.ask(comment)
    papers = Answered(person="Alix", message=f"Re : « {WORDS} », oui.")
    asked = moderator.desk.supervision.case(case).case.current.id
    # As no program of ours takes it in.
    body = Declaration(request=asked, outcome=Outcome.APPROVE, way=Way.ELSEWHERE, choice=0)
    moderator.desk.supervision._answering._pen.sign(moderator.team, body, case=case, papers=papers)
    supervisor.scan()
    assert show(two, "Alix") == 2
    erase(two, comment)
    assert (show(two), show(two, "Alix")) == (0, 0)


def test_what_was_put_before_somebody_about_a_person_is_erased_with_them(
    two: tuple[Person, Person], comment: CommentRef
) -> None:
    moderator, supervisor = two
    moderator.ask(comment)
    supervisor.scan()
    assert show(two) == 2
    moderator.desk.person_erasing.erase(comment)
    supervisor.scan()
    moderator.scan()
    assert show(two) == 0


@pytest.fixture
def below(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock) -> CaseId:
    """A request about a comment of the same thread, and of another one."""
    moderator, supervisor = two
    clock.pass_(minutes=1)
    replied, apart = platform.post("c2", "Bien dit.", parent="c1"), platform.post("c3", "Rien à voir.")
    moderator.desk.sync()
    case = moderator.ask(replied)
    moderator.ask(apart)
    supervisor.scan()
    assert show(two, "Bien dit.") == show(two, "Rien à voir.") == 2
    return case


@pytest.mark.parametrize("edited", [False, True])
def test_what_other_requests_show_of_a_comment_is_erased_too(
    two: tuple[Person, Person], comment: CommentRef, below: CaseId, platform: FakePlatform, edited: bool
) -> None:
    assert show(two) == 2
    if edited:
        platform.edit(comment, "Quel homme charmant !")
        two[0].desk.sync()
    erase(two, comment)
    assert show(two) == 0
    assert two[0].desk.supervision.case(below).asked is None
    assert show(two, "Rien à voir.") == 2, "the comment was nowhere in that one"


def test_a_file_of_before_brings_nothing_back(two: tuple[Person, Person], comment: CommentRef) -> None:
    moderator, supervisor = two
    case = moderator.ask(comment)
    supervisor.scan()
    file = supervisor.desk.supervision.dossier(case)
    erase(two, comment)
    assert supervisor.desk.supervision.take_in(file) == 0
    records = supervisor.desk.supervision._records
    erased = records.known(supervisor.team).standing.erased
    assert len(erased) == 1
    assert supervisor.desk._room.reader().supervised.papers(supervisor.team, list(erased)) == ()


def test_what_lies_in_the_folder_again_after_a_restart_is_dropped_again(
    two: tuple[Person, Person], comment: CommentRef, people: People
) -> None:
    moderator, _ = two
    before = set(people.folder.rglob("*.cmev"))
    moderator.ask(comment)
    put = {path: path.read_bytes() for path in set(people.folder.rglob("*.cmev")) - before}
    erase(two, comment)
    dropped = {path: data for path, data in put.items() if not path.exists()}
    assert len(dropped) == 1
    moderator.desk.close()
    for path, data in dropped.items():
        path.write_bytes(data)
    people.comes(moderator.name, moderator.vault).scan()
    assert not any(path.exists() for path in dropped)
