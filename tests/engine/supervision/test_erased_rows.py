"""What was decided about an erased comment leaves its moderator's outbox too: nothing of it can be sent any more."""

import pytest

from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.outbox import State
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, Person
from tests.engine.supervision.test_erased_by_everybody import Four, case, comment, four
from tests.engine.supervision.test_erased_late import everybody_reads

__all__ = ["case", "comment", "four"]

CORRECTED = "Cher Zorglub, non."


def files_that_say(person: Person, words: str) -> list[str]:
    """Of the databases and their logs."""
    every = [path for path in person.desk.folder.iterdir() if path.is_file()]
    return [path.name for path in every if words.encode() in path.read_bytes()]


@pytest.mark.parametrize("sent", [False, True])
def test_a_corrected_text_is_in_no_file_once_another_member_erased_the_comment(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock, sent: bool
) -> None:
    eraser, moderator, _, judge = four
    judge.answer(case, Outcome.CORRECT, text=CORRECTED)
    everybody_reads(four)
    if sent:
        moderator.desk.send()
        everybody_reads(four)
    (before,) = [
        row for row in moderator.desk._room.reader().entries(states=frozenset(State)) if row.approval is not None
    ]
    assert (before.state is State.SENT) is sent
    assert files_that_say(moderator, "Zorglub"), "control"
    eraser.desk.supervision.erase(comment)
    everybody_reads(four)
    after = moderator.desk.inbox.entry(before.id)
    assert after.state is (State.SENT if sent else State.CANCELLED)
    assert after.remote_id == before.remote_id
    published = ["cache.db"] if sent else []  # the page's own answer, as anybody reads it there
    assert [files_that_say(one, "Zorglub") for one in four] == [[], published, [], []]
    clock.pass_(hours=80)
    moderator.desk.send()
    everybody_reads(four)
    assert len(platform.writes) == sent


def test_a_request_that_nobody_signed_yet_is_in_no_file_once_its_comment_is_erased(
    four: Four, comment: CommentRef, platform: FakePlatform
) -> None:
    asking = four[1].desk
    asking.acts.suspend(True).result()
    said = Escalate("Cher Zorglub, non.", "Zorglub me harcèle.")
    entry = asking.acts.do(comment, said, delay=AT_ONCE).result().entries[0]
    assert files_that_say(four[1], "Zorglub"), "control"
    asking.supervision.erase(comment)
    everybody_reads(four)
    assert files_that_say(four[1], "Zorglub") == []
    asking.acts.suspend(False).result()
    everybody_reads(four)
    assert asking.inbox.entry(entry).state is State.CANCELLED
    assert files_that_say(four[1], "Zorglub") == []
    assert platform.writes == []


def test_what_a_moderator_does_by_themselves_about_it_still_leaves(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform
) -> None:
    """Nobody decided it for them, and the comment may stand on the page."""
    other = four[2]
    entry = other.desk.acts.do(comment, WriteReply("Merci."), delay=AT_ONCE).result().entries[0]
    four[0].desk.supervision.erase(comment)
    everybody_reads(four)
    row = other.desk.inbox.entry(entry)
    assert (row.state, row.action) == (State.QUEUED, WriteReply("Merci."))
