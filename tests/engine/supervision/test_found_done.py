"""What was approved, and somebody else had done on the page before it could leave, is never said to be our doing."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Outcome, Sending, Sent, WhyWithdrawn
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import CmDesktopError, Gone, Offline, Transient
from cm_desktop.settings import resources
from cm_desktop.wording import journal
from cm_desktop.wording.words import Words
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import Person

ENGLISH = Words.load("en", resources() / "translations")


@pytest.fixture
def found(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> CaseId:
    """Hiding was approved; a colleague hides the comment first, on the page itself."""
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.HIDE))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.scan()
    platform.comments[comment.id] = replace(platform.comments[comment.id], visibility=Visibility.HIDDEN)
    moderator.desk.send()
    assert platform.writes == []
    return case


def test_it_is_told_as_found_done_with_who_approved_it(two: tuple[Person, Person], found: CaseId) -> None:
    for person in two:
        view = person.see(found)
        assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.DONE)
        assert view.decision is not None
        assert (view.decision.who, view.decision.outcome) == ("Dominique", Outcome.APPROVE)
    known = two[1].desk.supervision._records.known(two[1].team)
    said = [event.body for event in known.events.values() if event.case == found]
    assert not any(isinstance(body, Sending | Sent) for body in said)
    assert journal.deed(ENGLISH, said[-1]) == "Found it done on the page already"


def test_the_fiche_says_so_beside_who_approved_it(two: tuple[Person, Person], found: CaseId) -> None:
    fiche = two[0].desk.supervision.fiche(found).decode()
    assert "Validé. C’était déjà ainsi sur la page" in fiche
    assert "Dominique" in fiche


def test_the_journal_says_so_and_its_verifier_agrees(two: tuple[Person, Person], found: CaseId, tmp_path: Path) -> None:
    two[0].scan()
    with zipfile.ZipFile(io.BytesIO(two[0].desk.supervision.journal(two[0].team))) as journal_file:
        journal_file.extractall(tmp_path / "journal")
    assert "L’a trouvé déjà fait sur la page" in (tmp_path / "journal" / "journal.csv").read_text("utf-8")
    command = [sys.executable, str(tmp_path / "journal" / "verify.py")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_it_is_said_once_and_a_refusal_that_comes_afterwards_changes_nothing(
    two: tuple[Person, Person], found: CaseId
) -> None:
    moderator, supervisor = two
    view = moderator.see(found)
    before = len(moderator.desk.supervision._records.known(moderator.team).events)
    moderator.scan()
    assert len(moderator.desk.supervision._records.known(moderator.team).events) == before
    assert supervisor.see(found).cannot_answer == "withdrawn"
    assert view.trouble is None


@pytest.mark.parametrize("error", [Transient(), Offline()])
def test_what_we_tried_in_vain_and_somebody_else_then_did_is_told_as_found_done(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock, error: CmDesktopError
) -> None:
    case = tried(two, comment, platform, clock, Fault(error))
    for person in two:
        view = person.see(case)
        assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.DONE)
        assert view.decision is not None
        assert view.decision.who == "Dominique"
    assert "Validé. C’était déjà ainsi sur la page" in two[0].desk.supervision.fiche(case).decode()


def test_what_may_have_been_our_doing_is_not_told_as_somebody_elses(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    """The control of the one above: of that attempt nobody knows what became."""
    case = tried(two, comment, platform, clock, Fault(LOST))
    assert [person.see(case).state for person in two] == [CaseState.SENT] * 2


def test_a_deletion_that_finds_the_comment_gone_is_told_as_found_done(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    """It went between our look and our word."""
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.DELETE))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.scan()
    platform.faults.append(Fault(Gone()))
    moderator.desk.send()
    view = moderator.see(case)
    assert (view.state, view.withdrawn) == (CaseState.WITHDRAWN, WhyWithdrawn.DONE)


def tried(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform, clock: FakeClock, fault: Fault
) -> CaseId:
    """Hiding was approved and went wrong in this way; a colleague hides the comment before it is tried again."""
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.HIDE))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.scan()
    platform.faults.append(fault)
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENDING
    platform.comments[comment.id] = replace(platform.comments[comment.id], visibility=Visibility.HIDDEN)
    clock.pass_(minutes=10)
    moderator.scan()
    moderator.desk.send()
    moderator.scan()
    return case


def test_what_we_did_is_told_as_sent(two: tuple[Person, Person], comment: CommentRef) -> None:
    """The control of those above."""
    moderator, supervisor = two
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.HIDE))
    supervisor.answer(case, Outcome.APPROVE)
    moderator.desk.send()
    assert supervisor.see(case).state is CaseState.SENT
