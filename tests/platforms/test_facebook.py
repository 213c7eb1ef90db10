"""The Facebook connector against the practice platform, over real sockets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Delete, Hide, Like, Publish, Unhide, WriteReply
from cm_desktop.domain.comments import AccountId, Comment, Visibility
from cm_desktop.domain.errors import (
    AuthExpired,
    Forbidden,
    Gone,
    Invalid,
    NotAPage,
    NotFound,
    Transient,
)
from cm_desktop.domain.ports import Connector
from cm_desktop.platforms.connect import connect, introduce
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.platforms.transport.gateway import DIRECT
from cm_desktop.practice import Act, Calls, Effect, Fault, Normal, PracticePlatform
from tests.platforms.facebook_page import account_of, named, play, read_to_the_end, small_history

KEY = "the key of one row"
REPLY = WriteReply("Bonjour, écrivez-nous ! 😀")


def with_rights(practice: PracticePlatform, *scopes: str, tasks: tuple[str, ...] = ("MODERATE",)) -> FacebookConnector:
    account = account_of(practice)
    practice.world.issue_token("EAAless", practice.pages[0].id, scopes=frozenset(scopes), tasks=tasks)
    return FacebookConnector(account, "EAAless", deadline=30)


def test_the_page_says_who_it_is_and_what_may_be_done(practice: PracticePlatform, page: FacebookConnector) -> None:
    identity = page.check()
    assert (identity.id, identity.name) == (practice.pages[0].id, "Boulangerie")
    assert "MODERATE" in identity.rights


def test_a_secret_is_recognised_before_there_is_an_account(practice: PracticePlatform, token: str) -> None:
    unnamed = replace(account_of(practice), id=AccountId(""), name="")
    account, identity = introduce(unnamed, token, gateway=DIRECT)
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


def test_a_reply_that_no_bytes_can_say_is_refused_here(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    with pytest.raises(Invalid):
        page.act(WriteReply("Merci \ud83d"), question, KEY)
    assert practice.log == ()


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


def test_an_account_opens_its_platforms_connector(practice: PracticePlatform, token: str) -> None:
    connector: Connector = connect(account_of(practice), token, gateway=DIRECT)
    assert connector.kind == "facebook"
    (first,) = [comment for comment in connector.fetch(None).comments if comment.text == "critique"]
    assert connector.read(first.ref.id).text == "critique"


def test_a_platform_that_has_no_connector_is_not_found(practice: PracticePlatform) -> None:
    with pytest.raises(NotFound):
        connect(replace(account_of(practice), platform="viadeo"), "secret", gateway=DIRECT)


def test_a_comment_is_as_old_as_the_question_about_it(practice: PracticePlatform, token: str) -> None:
    moments = iter([datetime(2026, 11, 22, 9, n, tzinfo=UTC) for n in range(50)])
    page = FacebookConnector(account_of(practice), token, now=lambda: next(moments))
    first = datetime(2026, 11, 22, 9, 1, tzinfo=UTC)
    assert {comment.read_at for comment in page.fetch(None).comments} == {first}
