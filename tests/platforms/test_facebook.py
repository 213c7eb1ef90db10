"""The Facebook connector against the practice platform, over real sockets."""

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Delete, Hide, Like, Publish, Unhide, WriteReply
from cm_desktop.domain.comments import AccountId, Comment, Visibility
from cm_desktop.domain.errors import (
    AuthExpired,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    NotAPage,
    NotFound,
    Offline,
    PlatformError,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.domain.ports import Connector
from cm_desktop.platforms.connect import connect, introduce
from cm_desktop.platforms.facebook import FacebookConnector
from cm_desktop.practice import Act, Calls, Cut, Effect, Failure, Fault, Normal, PracticePlatform, Truncated, WebPage
from cm_desktop.practice.errors import documented
from cm_desktop.practice.faults import Answer
from tests.platforms.facebook_page import account_of, named, play, read_to_the_end, small_history
from tests.platforms.graph_table import ROWS, Row, holds

KEY = "the key of one row"
READ_ROWS = [row for row in ROWS if row.call == "read"]
WRITE_ROWS = [row for row in ROWS if row.call == "write"]
REPLY = WriteReply("Bonjour, écrivez-nous ! 😀")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticePlatform]:
    with play(tmp_path, small_history()) as platform:
        yield platform


@pytest.fixture
def token(practice: PracticePlatform) -> str:
    return practice.pages[0].token


@pytest.fixture
def page(practice: PracticePlatform, token: str) -> FacebookConnector:
    return FacebookConnector(account_of(practice), token, deadline=5)


@pytest.fixture
def question(page: FacebookConnector) -> Comment:
    """A comment that nobody has answered."""
    return named(read_to_the_end(page), "question")


def with_rights(practice: PracticePlatform, *scopes: str, tasks: tuple[str, ...] = ("MODERATE",)) -> FacebookConnector:
    account = account_of(practice)
    practice.world.issue_token("EAAless", practice.pages[0].id, scopes=frozenset(scopes), tasks=tasks)
    return FacebookConnector(account, "EAAless", deadline=5)


def test_the_page_says_who_it_is_and_what_may_be_done(practice: PracticePlatform, page: FacebookConnector) -> None:
    identity = page.check()
    assert (identity.id, identity.name) == (practice.pages[0].id, "Boulangerie")
    assert "MODERATE" in identity.rights


def test_a_secret_is_recognised_before_there_is_an_account(practice: PracticePlatform, token: str) -> None:
    unnamed = replace(account_of(practice), id=AccountId(""), name="")
    account, identity = introduce(unnamed, token)
    assert (account.id, account.name) == (f"facebook:{practice.pages[0].id}", "Boulangerie")
    assert identity.id == practice.pages[0].id


def test_a_profile_is_not_a_page(practice: PracticePlatform) -> None:
    practice.world.issue_token("EAAperson", None, holder="Camille")
    with pytest.raises(NotAPage):
        FacebookConnector(account_of(practice), "EAAperson").check()


def test_the_token_of_another_page_is_not_taken(practice: PracticePlatform) -> None:
    with pytest.raises(AuthExpired) as refusal:
        FacebookConnector(account_of(practice), practice.pages[1].token).check()
    assert refusal.value.reason == "other_account"


def test_a_token_that_nobody_issued_opens_nothing(practice: PracticePlatform) -> None:
    with pytest.raises(AuthExpired) as refusal:
        FacebookConnector(account_of(practice), "EAAunknown").check()
    assert refusal.value.reason == "invalid_token"


@pytest.mark.parametrize("missing", ["pages_read_engagement", "pages_read_user_content"])
def test_a_right_to_read_that_is_missing_is_named(practice: PracticePlatform, missing: str) -> None:
    scopes = {"pages_read_engagement", "pages_read_user_content", "pages_manage_engagement"} - {missing}
    with pytest.raises(Forbidden) as refusal:
        with_rights(practice, *scopes).check()
    assert refusal.value.scope == missing


def test_the_right_to_moderate_is_needed_and_named(practice: PracticePlatform) -> None:
    with pytest.raises(Forbidden) as refusal:
        with_rights(practice, "pages_read_engagement", "pages_read_user_content", tasks=("ANALYZE",)).check()
    assert refusal.value.scope == "MODERATE"


def test_the_right_to_write_is_named_by_the_first_write(practice: PracticePlatform, question: Comment) -> None:
    reader = with_rights(practice, "pages_read_engagement", "pages_read_user_content")
    with pytest.raises(Forbidden) as refusal:
        reader.act(Hide(), question, KEY)
    assert refusal.value.scope == "pages_manage_engagement"


def test_a_reply_lands_under_its_comment_and_is_found_again(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    done = page.act(REPLY, question, KEY)
    (found,) = page.own_replies(question)
    assert (found.id, found.text) == (done.remote_id, REPLY.text)
    assert abs(found.created_at - practice.world.now()) < timedelta(seconds=3)
    assert [(r.act, r.comment_id, r.applied) for r in practice.log] == [(Act.REPLY, question.ref.id, True)]


def test_own_replies_are_those_of_the_whole_thread_and_of_no_one_else(page: FacebookConnector) -> None:
    batches = read_to_the_end(page)
    for text in ("critique", "d'accord"):
        assert [reply.text for reply in page.own_replies(named(batches, text))] == ["merci"]
    assert page.own_replies(named(batches, "question")) == ()


def test_own_replies_are_read_to_the_last_page(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    for number in range(120):
        author = None if number % 2 else f"Lecteur {number}"
        practice.world.add_comment(question.post, f"n {number}", author=author, parent=question.ref.id)
    assert len(page.own_replies(question)) == 60


def test_own_replies_that_cannot_be_read_to_the_end_are_not_answered(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    for number in range(60):
        practice.world.add_comment(question.post, f"n {number}", author=None, parent=question.ref.id)
    practice.faults.plan(Fault(answer=Normal(), effect=Effect.NOW, calls=Calls.READS))  # the first page comes
    practice.faults.plan_error(2, calls=Calls.READS)
    with pytest.raises(Transient):
        page.own_replies(question)


def test_hiding_shows_and_can_be_undone(page: FacebookConnector, question: Comment) -> None:
    page.act(Hide(), question, KEY)
    page.act(Hide(), question, KEY)
    assert page.read(question.ref.id).visibility is Visibility.HIDDEN
    assert named(read_to_the_end(page), "question").visibility is Visibility.HIDDEN
    page.act(Unhide(), question, KEY)
    assert page.read(question.ref.id).visibility is Visibility.PUBLIC


def test_a_like_and_a_deletion_reach_the_platform(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    page.act(Like(), question, KEY)
    assert page.read(question.ref.id).likes == question.likes + 1
    page.act(Delete(), question, KEY)
    for call in (lambda: page.read(question.ref.id), lambda: page.act(Delete(), question, KEY)):
        with pytest.raises(Gone):
            call()
    assert [record.act for record in practice.log] == [Act.LIKE, Act.DELETE, Act.DELETE]


def test_an_act_that_facebook_does_not_have_is_refused_here(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    with pytest.raises(Invalid):
        page.act(Publish(), question, KEY)
    assert practice.log == ()


def test_a_comment_says_all_that_it_is(practice: PracticePlatform, page: FacebookConnector, question: Comment) -> None:
    practice.world.add_comment(question.post, "", author="Lou", media="animated_image_share", parent=question.ref.id)
    batches = read_to_the_end(page)
    gif, own, critique = named(batches, ""), named(batches, "merci"), named(batches, "critique")
    assert (gif.media, gif.parent, gif.thread, gif.author.name) == ("gif", question.ref.id, question.ref.id, "Lou")
    assert (own.author.is_page, own.can_hide, own.parent) == (True, False, critique.ref.id)
    assert (critique.likes, critique.parent, critique.can_hide, critique.can_delete) == (3, None, True, True)
    assert critique.permalink.startswith("http")


def test_a_comment_read_by_itself_is_the_one_of_the_listing(page: FacebookConnector) -> None:
    for batch in read_to_the_end(page):
        for comment in batch.comments:
            alone = page.read(comment.ref.id)
            assert (alone.post, alone.parent, alone.text, alone.author) == (
                comment.post, comment.parent, comment.text, comment.author
            )  # fmt: skip


def test_what_is_counted_carries_the_platforms_names(page: FacebookConnector) -> None:
    assert page.stats()["followers_count"] >= 1


def test_times_of_own_replies_are_in_this_machines_clock(tmp_path: Path) -> None:
    with play(tmp_path, small_history(), clock=lambda: datetime.now(UTC) + timedelta(hours=3)) as practice:
        page = FacebookConnector(account_of(practice), practice.pages[0].token)
        question = named(read_to_the_end(page), "question")
        page.act(REPLY, question, KEY)
        (reply,) = page.own_replies(question)
    assert abs(reply.created_at - datetime.now(UTC)) < timedelta(seconds=5)


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
    page = FacebookConnector(account_of(practice), token, deadline=0.5)
    practice.faults.plan(Fault(answer=Normal(), calls=Calls.WRITES, effect=Effect.NOW, delay=timedelta(seconds=3)))
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


def test_an_account_opens_its_platforms_connector(practice: PracticePlatform, token: str) -> None:
    connector: Connector = connect(account_of(practice), token)
    assert connector.kind == "facebook"
    (first,) = [comment for comment in connector.fetch(None).comments if comment.text == "critique"]
    assert connector.read(first.ref.id).text == "critique"


def test_a_platform_that_has_no_connector_is_not_found(practice: PracticePlatform) -> None:
    with pytest.raises(NotFound):
        connect(replace(account_of(practice), platform="viadeo"), "secret")
