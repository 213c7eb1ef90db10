"""What was leaving when its comment was erased keeps its words until it is known what became of it, and not a moment longer."""

from collections.abc import Callable

import pytest

from cm_desktop.domain.actions import WriteReply
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import PlatformError, RateLimited
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.store.tables import work
from tests.engine.port import LOST, FakeClock, FakePlatform, Fault
from tests.engine.supervision.people import People, Person
from tests.engine.supervision.test_erased_by_everybody import Four, case, comment, four
from tests.engine.supervision.test_erased_late import everybody_reads
from tests.engine.supervision.test_erased_rows import CORRECTED, files_that_say

__all__ = ["case", "comment", "four"]

WORD = "Zorglub"


class Killed(BaseException):
    """The program ends here."""


def decided(four: Four, case: CaseId) -> Entry:
    """The row of what the judge wrote, about to leave."""
    four[3].answer(case, Outcome.CORRECT, text=CORRECTED)
    everybody_reads(four)
    (row,) = four[1].rows()
    assert (row.state, row.action) == (State.QUEUED, WriteReply(CORRECTED))
    return row


def erased(four: Four, comment: CommentRef) -> Callable[[], None]:
    """By another member, and read of by all."""

    def erase() -> None:
        four[0].desk.supervision.erase(comment)
        everybody_reads(four)

    return erase


def goes_on(moderator: Person, clock: FakeClock) -> None:
    """Until nothing moves."""
    for _ in range(4):
        clock.pass_(minutes=3)
        moderator.desk.send()


def row(person: Person, before: Entry) -> Entry:
    return person.desk.inbox.entry(before.id)


def test_what_is_sent_after_that_is_kept_without_its_words(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, before = four[1], decided(four, case)
    platform.on_write = erased(four, comment)
    moderator.desk.send()
    after = row(moderator, before)
    assert (after.state, after.action, after.remote_id) == (State.SENT, WriteReply(""), "r1")
    assert len(platform.replies) == 1
    assert "work.db" not in str(files_that_say(moderator, WORD))


@pytest.mark.parametrize("error", [PlatformError(), RateLimited(retry_after=60)], ids=["refused", "proved not to be"])
def test_what_did_not_leave_after_all_never_will(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock, error: PlatformError
) -> None:
    moderator, before = four[1], decided(four, case)
    platform.on_write, platform.faults = erased(four, comment), [Fault(error)]
    moderator.desk.send()
    goes_on(moderator, clock)
    assert (row(moderator, before).state, row(moderator, before).action) == (State.CANCELLED, WriteReply(""))
    assert platform.replies == []
    assert files_that_say(moderator, WORD) == []


def in_doubt(four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, *, applied: bool) -> Entry:
    """Erased while nobody knows whether it left: it is looked for by its words still."""
    before = decided(four, case)
    platform.faults = [Fault(LOST, applied=applied)]
    four[1].desk.send()
    erased(four, comment)()
    after = row(four[1], before)
    assert (after.state, after.action) == (State.UNCERTAIN, WriteReply(CORRECTED))
    return after


def test_what_was_in_doubt_is_found_by_its_words_which_go_then(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, before = four[1], in_doubt(four, case, comment, platform, applied=True)
    goes_on(moderator, clock)
    after = row(moderator, before)
    assert (after.state, after.action, after.remote_id) == (State.SENT, WriteReply(""), "r1")
    assert "work.db" not in str(files_that_say(moderator, WORD))


@pytest.mark.parametrize("resent", [False, True])
def test_what_is_found_nowhere_goes_with_the_users_word_and_is_not_sent_again(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock, resent: bool
) -> None:
    moderator, before = four[1], in_doubt(four, case, comment, platform, applied=False)
    goes_on(moderator, clock)
    assert row(moderator, before).asking
    acts = moderator.desk.acts
    (acts.release if resent else acts.drop)(before.id).result()
    goes_on(moderator, clock)
    assert (row(moderator, before).state, row(moderator, before).action) == (State.CANCELLED, WriteReply(""))
    assert platform.replies == []
    assert files_that_say(moderator, WORD) == []


def test_a_program_that_died_between_forgets_once_it_knows(
    people: People, four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, before = four[1], decided(four, case)
    erase = erased(four, comment)

    def killed() -> None:
        erase()
        raise Killed

    platform.on_write = killed
    with pytest.raises(Killed):
        moderator.desk.send()
    moderator.desk.close()
    platform.on_write = lambda: None
    again = people.comes(moderator.name, moderator.vault)
    assert row(again, before).state is State.SENDING
    goes_on(again, clock)
    again.desk.acts.drop(before.id).result()
    assert row(again, before).action == WriteReply("")
    assert files_that_say(again, WORD) == []


def test_without_that_the_words_stay_for_ever(
    four: Four,
    case: CaseId,
    comment: CommentRef,
    platform: FakePlatform,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    monkeypatch.setattr(work, "without_erased", lambda _db, _was, now: now)
    moderator, before = four[1], in_doubt(four, case, comment, platform, applied=True)
    goes_on(moderator, clock)
    assert (row(moderator, before).state, row(moderator, before).action) == (State.SENT, WriteReply(CORRECTED))
    assert "work.db" in str(files_that_say(moderator, WORD))


def test_what_is_asked_again_after_the_erasure_keeps_its_words(
    four: Four, case: CaseId, comment: CommentRef, platform: FakePlatform, clock: FakeClock
) -> None:
    """The comment is on its page still, and was answered anew."""
    moderator = four[1]
    erased(four, comment)()
    moderator.desk.sync()
    again = moderator.ask(comment, "Deux.")
    four[3].approve(again)
    moderator.scan()
    (before,) = moderator.rows()
    moderator.desk.send()
    assert (row(moderator, before).state, row(moderator, before).action) == (State.SENT, WriteReply("Deux."))
