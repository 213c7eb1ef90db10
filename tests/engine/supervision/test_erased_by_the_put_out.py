"""A device whose part is over has nobody else's texts erased by what it goes on signing, and stops no approved act."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.papers import Papers, PapersId
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import CommentRef
from tests.approvals.cast import request
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_and_mended import kept_texts, key
from tests.engine.supervision.test_erased_late import everybody_reads

Four = tuple[Person, Person, Person, Person]


@pytest.fixture
def four(people: People) -> Four:
    """Who founded the team and erases, who moderates a page, who is put out, and who validates."""
    eraser, asker, out, judge = people.comes("Dominique"), people.moderator(), people.comes("Noé"), people.comes("Alix")
    people.founded(eraser)
    for one, role in ((asker, Role.MODERATOR), (out, Role.MODERATOR), (judge, Role.SUPERVISOR)):
        people.joins(one, eraser, role)
    asker.desk.supervision.teams.work_for(asker.team, [CLIENT.id])
    return eraser, asker, out, judge


@pytest.fixture
def comment(four: Four, platform: FakePlatform) -> CommentRef:
    """What will be erased."""
    ref = platform.post("c1", "Quel escroc !")
    four[1].desk.sync()
    return ref


@pytest.fixture
def case(four: Four, comment: CommentRef) -> CaseId:
    case = four[1].ask(comment)
    everybody_reads(four)
    return case


@pytest.fixture
def approved(four: Four, case: CaseId, platform: FakePlatform) -> CaseId:
    """About another comment, and to leave at the next sending."""
    _, asker, _, judge = four
    other = platform.post("c9", "Rien à voir.")
    asker.desk.sync()
    name = asker.ask(other, "Autre.")
    everybody_reads(four)
    judge.approve(name)
    everybody_reads(four)
    return name


def papers_of(person: Person, case: CaseId) -> PapersId:
    name = person.desk.supervision._records.known(person.team).standing.cases[case].current.papers
    assert name is not None
    return name


def signs_on(four: Four, case: CaseId, papers: PapersId | Papers) -> None:
    """The third is put out by the first, and a changed program of theirs asks something all the same."""
    eraser, asker, out, judge = four
    eraser.desk.supervision.teams.revoke(eraser.team, key(out))
    for one in (eraser, asker, judge):
        one.scan()
    desk = out.desk.supervision
    known = desk._records.known(out.team)
    notary = desk._records.notary(known.team)
    filed = None if isinstance(papers, str) else notary.file(papers)
    draft = desk._erasing._pen._draft(
        known, replace(request(), client=CLIENT.id), case, filed.id if filed else None, ()
    )
    signed = notary.sign(replace(draft, papers=papers) if isinstance(papers, str) else draft)
    desk._rounds.publish(known.team, tuple(one.sheet for one in (filed, signed) if one is not None))
    for one in (eraser, asker, judge):
        one.scan()


def links(four: Four, erased: CaseId, approved: CaseId) -> None:
    """What is approved to what is erased."""
    signs_on(four, approved, papers_of(four[1], erased))


def names(four: Four, erased: CaseId, approved: CaseId) -> None:
    """The papers of what is approved, in the case that is erased."""
    signs_on(four, erased, papers_of(four[1], approved))


def forges(four: Four, erased: CaseId, approved: CaseId) -> None:
    """The erased comment, as if it were the post below which the other one stands."""
    cases = four[1].desk.supervision
    asked, other = cases.case(erased).asked, cases.case(approved).asked
    assert asked is not None
    assert other is not None
    signs_on(four, CaseId("33" * 16), replace(asked, comment=other.thread[0]))


def erase(four: Four, comment: CommentRef) -> None:
    eraser, asker, _, judge = four
    eraser.desk.supervision.erase(comment)
    for _ in range(3):
        for one in (eraser, asker, judge):
            one.scan()


@pytest.mark.parametrize("deed", [links, names, forges])
def test_what_is_approved_leaves_with_its_texts(
    four: Four,
    case: CaseId,
    comment: CommentRef,
    approved: CaseId,
    platform: FakePlatform,
    deed: Callable[[Four, CaseId, CaseId], None],
) -> None:
    eraser, asker, _, judge = four
    deed(four, case, approved)
    erase(four, comment)
    assert [kept_texts(one) for one in (eraser, asker, judge)] == [1, 1, 1]
    asker.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c9")]
