"""A request about another comment that showed the erased one in its thread: its words leave the outbox with its papers."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import Entry, State
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import Person
from tests.engine.supervision.test_erased_by_everybody import Four, comment, four
from tests.engine.supervision.test_erased_late import everybody_reads
from tests.engine.supervision.test_erased_rows import CORRECTED, files_that_say

__all__ = ["comment", "four"]


@pytest.fixture
def case(four: Four, comment: CommentRef, platform: FakePlatform) -> CaseId:
    """Asked about an answer to the comment, which shows it."""
    beside = platform.post("c2", "Bien dit.", parent=comment.id)
    four[1].desk.sync()
    case = four[1].ask(beside, "Cher Zorglub", "Voir Zorglub")
    everybody_reads(four)
    return case


def rows(person: Person) -> list[Entry]:
    return list(person.desk._room.reader().entries(states=frozenset(State)))


def test_what_was_asked_leaves_the_outbox_of_whoever_asked(four: Four, case: CaseId, comment: CommentRef) -> None:
    assert files_that_say(four[1], "Zorglub"), "control"
    four[2].desk.supervision.erase(comment)
    everybody_reads(four)
    assert files_that_say(four[1], "Zorglub") == []
    (asked,) = rows(four[1])
    assert (asked.state, asked.action) == (State.SENT, Escalate())


def test_what_was_decided_and_waits_goes_too(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    four[3].answer(case, Outcome.CORRECT, text=CORRECTED)
    everybody_reads(four)
    assert WriteReply(CORRECTED) in [row.action for row in rows(four[1])], "control"
    four[2].desk.supervision.erase(comment)
    everybody_reads(four)
    assert [files_that_say(one, "Zorglub") for one in four] == [[]] * 4
    clock.pass_(hours=1)
    four[1].desk.send()
    assert platform.writes == []


def test_what_is_leaving_keeps_its_words_until_it_is_known_what_became_of_it(
    four: Four, case: CaseId, comment: CommentRef
) -> None:
    moderator = four[1]
    four[3].answer(case, Outcome.CORRECT, text=CORRECTED)
    everybody_reads(four)
    (waits,) = [row for row in rows(moderator) if row.approval]
    leaves = replace(waits, state=State.SENDING)
    moderator.desk._room.workspace.change_entry(waits, leaves).result()
    four[2].desk.supervision.erase(comment)
    everybody_reads(four)
    assert moderator.desk.inbox.entry(waits.id).action == WriteReply(CORRECTED)
    moderator.desk._room.workspace.change_entry(leaves, replace(leaves, state=State.SENT)).result()
    assert moderator.desk.inbox.entry(waits.id).action == WriteReply("")


def test_what_is_asked_anew_about_it_by_who_knows_of_the_erasure_keeps_its_words(
    four: Four, case: CaseId, comment: CommentRef
) -> None:
    moderator = four[1]
    four[2].desk.supervision.erase(comment)
    everybody_reads(four)
    (before,) = rows(moderator)
    moderator.ask(before.comment, "Bonjour Luc", "Pour Luc")
    everybody_reads(four)
    assert rows(moderator)[-1].action == Escalate("Bonjour Luc", "Pour Luc")
