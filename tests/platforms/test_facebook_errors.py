"""Every trouble that Graph documents, and those of the line, met by the connector on reads and on writes."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Delete, Hide, WriteReply
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import (
    Duplicate,
    Forbidden,
    Offline,
    PlatformError,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.practice import Calls, Cut, Effect, Failure, Fault, Normal, PracticePlatform, Truncated, WebPage
from cm_desktop.practice.errors import documented
from cm_desktop.practice.faults import Answer
from tests.platforms.facebook_page import account_of, read_to_the_end
from tests.platforms.graph_table import ROWS, Row, holds

KEY = "the key of one row"
READ_ROWS = [row for row in ROWS if row.call == "read"]
WRITE_ROWS = [row for row in ROWS if row.call == "write"]
REPLY = WriteReply("Bonjour, écrivez-nous ! 😀")


@pytest.mark.parametrize("row", READ_ROWS, ids=str)
def test_every_error_of_the_table_on_a_read(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, row: Row
) -> None:
    practice.faults.plan_error(row.code, row.subcode, calls=Calls.READS)
    with pytest.raises(PlatformError) as raised:
        page.read(question.ref.id)
    assert holds(row, raised.value)


@pytest.mark.parametrize("row", READ_ROWS, ids=str)
def test_every_error_of_the_table_on_a_fetch(practice: PracticePlatform, page: FacebookConnector, row: Row) -> None:
    practice.faults.plan_error(row.code, row.subcode, calls=Calls.READS, times=None)
    with pytest.raises(PlatformError) as raised:
        page.fetch(None)
    if row.error_class == "Gone":  # it is the Page itself that cannot be loaded
        assert isinstance(raised.value, Forbidden)
    else:
        assert holds(row, raised.value)


@pytest.mark.parametrize("act", [REPLY, Hide(), Delete()], ids=["reply", "hide", "delete"])
@pytest.mark.parametrize("row", WRITE_ROWS, ids=str)
def test_every_error_of_the_table_on_a_write(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, row: Row, act: WriteReply | Hide | Delete
) -> None:
    practice.faults.plan_error(row.code, row.subcode, calls=Calls.WRITES)
    with pytest.raises(PlatformError) as raised:
        page.act(act, question, KEY)
    assert holds(row, raised.value)
    assert len(practice.log) == 1  # and it was not tried again


@pytest.mark.parametrize("row", [row for row in ROWS if row.error_class == "Gone"], ids=str)
def test_what_may_be_gone_or_forbidden_is_forbidden_when_nothing_else_can_be_read(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, row: Row
) -> None:
    if row.call == "write":
        practice.faults.plan_error(row.code, row.subcode, calls=Calls.WRITES)
    practice.faults.plan_error(row.code, row.subcode, calls=Calls.READS, times=None)
    with pytest.raises(Forbidden):
        page.act(Hide(), question, KEY) if row.call == "write" else page.read(question.ref.id)


def test_what_may_be_gone_stays_open_when_it_cannot_be_found_out(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    practice.faults.plan_error(100, 33, calls=Calls.READS)
    practice.faults.plan(Fault(answer=Cut(), calls=Calls.READS))
    with pytest.raises(Transient):
        page.read(question.ref.id)


AFTER_THE_EFFECT: dict[str, Answer] = {
    "500 code 1": Failure(documented(1)),
    "500 code 2": Failure(documented(2)),
    "400 code 1705": Failure(documented(1705)),
    "a cut": Cut(),
    "a reset": Cut(reset=True),
    "half an answer": Truncated(),
    "half an answer that looks whole": Truncated(announced=False),
    "a login page": WebPage(),
    "a gateway's page": WebPage(502),
}


@pytest.mark.parametrize("answer", AFTER_THE_EFFECT.values(), ids=AFTER_THE_EFFECT.keys())
def test_a_reply_that_was_published_though_the_answer_failed_is_in_doubt_and_found_by_reading(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, answer: Answer
) -> None:
    practice.faults.plan(Fault(answer=answer, calls=Calls.WRITES, effect=Effect.NOW))
    with pytest.raises(Unknown):
        page.act(REPLY, question, KEY)
    assert [reply.text for reply in page.own_replies(question)] == [REPLY.text]
    assert len(practice.log) == 1


def test_a_reply_whose_answer_comes_too_late_is_in_doubt_and_found_by_reading(
    practice: PracticePlatform, token: str, question: Comment
) -> None:
    page = FacebookConnector(account_of(practice), token, deadline=1.5)
    practice.faults.plan(Fault(answer=Normal(), calls=Calls.WRITES, effect=Effect.NOW, delay=timedelta(seconds=5)))
    with pytest.raises(Unknown):
        page.act(REPLY, question, KEY)
    assert [reply.text for reply in page.own_replies(question)] == [REPLY.text]


@pytest.mark.parametrize("answer", [WebPage(), Truncated(announced=False), Truncated()])
def test_a_reading_that_is_not_json_is_a_typed_error(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, answer: Answer
) -> None:
    for call in (
        lambda: page.fetch(None),
        lambda: page.read(question.ref.id),
        page.check,
        lambda: page.own_replies(question),
    ):
        practice.faults.plan(Fault(answer=answer, calls=Calls.READS, effect=Effect.NOW))
        with pytest.raises(Transient if answer == Truncated() else Unreadable):
            call()


@pytest.mark.parametrize(("code", "subcode"), [(506, None), (368, 1404082)])
def test_an_identical_reply_is_a_duplicate(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, code: int, subcode: int | None
) -> None:
    practice.faults.plan_error(code, subcode, calls=Calls.WRITES)
    with pytest.raises(Duplicate):
        page.act(REPLY, question, KEY)


def test_offline_nothing_leaves(practice: PracticePlatform, page: FacebookConnector, question: Comment) -> None:
    practice.go_offline()
    calls: list[Callable[[], object]] = [page.check, lambda: page.fetch(None), lambda: page.act(REPLY, question, KEY)]
    for call in calls:
        with pytest.raises(Offline):
            call()
    practice.come_back()
    assert page.own_replies(question) == ()


def test_the_token_shows_nowhere(
    practice: PracticePlatform, page: FacebookConnector, token: str, question: Comment, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for row in READ_ROWS:
        practice.faults.plan_error(row.code, row.subcode, calls=Calls.READS)
        with pytest.raises(PlatformError) as raised:
            page.read(question.ref.id)
        assert token not in "".join(traceback.format_exception(raised.value))
    batches = read_to_the_end(page)
    assert token not in repr((page, batches, page.read(question.ref.id)))
    assert token not in caplog.text
    assert not any(token in record.path for record in practice.traffic)
