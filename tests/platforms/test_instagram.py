"""The Instagram connector against the practice platform, over real sockets: who, what, and what is done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import (
    Delete,
    EditReply,
    Hide,
    Like,
    MarkSpam,
    PlatformAction,
    Publish,
    Restore,
    Unhide,
    WriteReply,
)
from cm_desktop.domain.comments import Comment, Visibility
from cm_desktop.domain.errors import (
    Forbidden,
    Gone,
    Invalid,
    Offline,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
)
from cm_desktop.platforms.connect import capabilities, connect
from cm_desktop.platforms.instagram.connector import InstagramConnector
from cm_desktop.platforms.transport.gateway import DIRECT
from cm_desktop.practice import Act, Calls, Cut, Effect, Fault, Normal, PracticePlatform, WebPage
from tests.platforms.facebook_page import named, play, read_to_the_end
from tests.platforms.graph_table import ROWS, Row, holds
from tests.platforms.instagram_account import OWN_LOGIN, account_of, connector, small_history

KEY = "the key of one row"
REPLY = WriteReply("Bonjour, écrivez-nous ! 😀")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticePlatform]:
    with play(tmp_path, small_history()) as platform:
        yield platform


@pytest.fixture
def account(practice: PracticePlatform) -> InstagramConnector:
    return connector(practice)


@pytest.fixture
def question(account: InstagramConnector) -> Comment:
    return named(read_to_the_end(account), "question")


def as_it_stands(comment: Comment) -> Comment:
    """A comment whenever it was read."""
    return replace(comment, read_at=comment.created_at)


def test_an_account_s_own_token_does_all_that_the_page_s_does(practice: PracticePlatform) -> None:
    practice.world.issue_token(OWN_LOGIN, practice.pages[0].id)
    own = connect(account_of(practice), OWN_LOGIN, gateway=DIRECT)
    question = named(read_to_the_end(connector(practice)), "question")
    assert own.check().id == practice.pages[0].id
    assert as_it_stands(named([own.fetch(None)], "question")) == as_it_stands(question)
    own.act(REPLY, question, KEY)
    assert [reply.text for reply in own.own_replies(question)] == [REPLY.text]


def test_a_comment_says_all_that_it_is(account: InstagramConnector, practice: PracticePlatform) -> None:
    batches = read_to_the_end(account)
    critique, agreed, own = (named(batches, text) for text in ("critique", "d'accord", "merci"))
    (post,) = [post for batch in batches for post in batch.posts if post.text == "Du pain neuf 🥖"]
    assert (critique.parent, critique.post, critique.likes, critique.permalink) == (None, post.id, 3, post.permalink)
    assert (agreed.parent, agreed.post, agreed.author.name) == (critique.ref.id, post.id, "Lectrice d'accord")
    assert (own.author.is_page, own.author.name, own.can_hide) == (True, "maison.levain", False)
    assert (critique.author.is_page, critique.can_hide) == (False, True)
    assert [one.can_reply for one in (critique, agreed, own)] == [True, False, False]
    assert practice.log == ()


def test_a_comment_read_by_itself_is_the_one_of_the_listing(account: InstagramConnector) -> None:
    for batch in read_to_the_end(account):
        for comment in batch.comments:
            assert as_it_stands(account.read(comment.ref.id)) == as_it_stands(comment)


def test_a_reply_lands_under_its_comment_and_is_found_again(
    practice: PracticePlatform, account: InstagramConnector, question: Comment
) -> None:
    done = account.act(REPLY, question, KEY)
    (found,) = account.own_replies(question)
    assert (found.id, found.text) == (done.remote_id, REPLY.text)
    assert abs(found.created_at - practice.world.now()) < timedelta(seconds=3)
    assert [(r.act, r.comment_id, r.applied) for r in practice.log] == [(Act.REPLY, question.ref.id, True)]


def test_own_replies_are_those_of_the_whole_thread_and_of_no_one_else(account: InstagramConnector) -> None:
    batches = read_to_the_end(account)
    for text in ("critique", "d'accord"):
        assert [reply.text for reply in account.own_replies(named(batches, text))] == ["merci"]
    assert account.own_replies(named(batches, "question")) == ()


def test_own_replies_are_read_to_the_last_page_or_not_answered(
    practice: PracticePlatform, account: InstagramConnector, question: Comment
) -> None:
    for number in range(120):
        author = None if number % 2 else f"lecteur.{number}"
        practice.world.add_comment(question.post, f"n {number}", author=author, parent=question.ref.id)
    assert len(account.own_replies(question)) == 60
    practice.faults.plan(Fault(answer=Normal(), effect=Effect.NOW, calls=Calls.READS))  # the first page comes
    practice.faults.plan_error(2, calls=Calls.READS)
    with pytest.raises(Transient):
        account.own_replies(question)


def test_hiding_is_written_one_way_and_read_another(account: InstagramConnector, question: Comment) -> None:
    account.act(Hide(), question, KEY)
    account.act(Hide(), question, KEY)
    hidden = account.read(question.ref.id)
    assert (hidden.visibility, hidden.can_reply) == (Visibility.HIDDEN, False)
    account.act(Unhide(), question, KEY)
    shown = account.read(question.ref.id)
    assert (shown.visibility, shown.can_reply) == (Visibility.PUBLIC, True)


def test_instagram_refuses_a_reply_to_what_is_hidden(account: InstagramConnector, question: Comment) -> None:
    account.act(Hide(), question, KEY)
    with pytest.raises(Invalid):
        account.act(REPLY, question, KEY)
    assert account.own_replies(question) == ()


def test_what_is_deleted_is_gone(account: InstagramConnector, question: Comment) -> None:
    account.act(Delete(), question, KEY)
    calls: list[Callable[[], object]] = [
        lambda: account.read(question.ref.id),
        lambda: account.act(Delete(), question, KEY),
        lambda: account.act(Hide(), question, KEY),
        lambda: account.act(REPLY, question, KEY),
    ]
    for call in calls:
        with pytest.raises(Gone):
            call()


def test_what_may_be_gone_or_forbidden_is_forbidden_when_nothing_else_can_be_read(
    practice: PracticePlatform, account: InstagramConnector, question: Comment
) -> None:
    practice.faults.plan_error(100, 33, calls=Calls.READS, times=None)
    with pytest.raises(Forbidden):
        account.read(question.ref.id)
    with pytest.raises(Forbidden):
        account.fetch(None)


@pytest.mark.parametrize("act", [EditReply("autre"), Like(), Publish(), MarkSpam(), Restore()])
def test_an_act_that_instagram_does_not_have_is_refused_here(
    practice: PracticePlatform, account: InstagramConnector, question: Comment, act: PlatformAction
) -> None:
    assert act.kind not in capabilities("instagram").acts
    with pytest.raises(Invalid):
        account.act(act, question, KEY)
    assert practice.log == ()


@pytest.mark.parametrize(("length", "taken"), [(2200, True), (2201, False)])
def test_the_longest_reply_is_the_one_that_is_declared(
    account: InstagramConnector, question: Comment, length: int, taken: bool
) -> None:
    limit = capabilities("instagram").reply_limit
    assert (limit.refuse, limit.warn) == (2200, 300)
    if taken:
        assert account.act(WriteReply("é" * length), question, KEY).remote_id
        return
    with pytest.raises(Invalid):
        account.act(WriteReply("é" * length), question, KEY)


@pytest.mark.parametrize("row", [row for row in ROWS if "scope" not in row.facts], ids=str)
def test_every_error_of_the_table_means_the_same_here(
    practice: PracticePlatform, account: InstagramConnector, question: Comment, row: Row
) -> None:
    practice.faults.plan_error(row.code, row.subcode, calls=Calls(f"{row.call}s"))
    with pytest.raises(PlatformError) as raised:
        account.read(question.ref.id) if row.call == "read" else account.act(REPLY, question, KEY)
    assert holds(row, raised.value)


@pytest.mark.parametrize("answer", [Cut(), Cut(reset=True), WebPage()])
def test_a_reply_that_was_published_without_an_answer_is_in_doubt_and_found_by_reading(
    practice: PracticePlatform, account: InstagramConnector, question: Comment, answer: Cut | WebPage
) -> None:
    practice.faults.plan(Fault(answer=answer, calls=Calls.WRITES, effect=Effect.NOW))
    with pytest.raises(Unknown):
        account.act(REPLY, question, KEY)
    assert [reply.text for reply in account.own_replies(question)] == [REPLY.text]
    assert len(practice.log) == 1


def test_a_throttled_account_says_how_long_to_wait(practice: PracticePlatform, account: InstagramConnector) -> None:
    practice.faults.plan_error(80002, calls=Calls.READS)
    with pytest.raises(RateLimited):
        account.fetch(None)


def test_offline_nothing_leaves(practice: PracticePlatform, account: InstagramConnector, question: Comment) -> None:
    practice.go_offline()
    calls: list[Callable[[], object]] = [
        account.check,
        lambda: account.fetch(None),
        lambda: account.act(REPLY, question, KEY),
    ]
    for call in calls:
        with pytest.raises(Offline):
            call()


def test_what_is_counted_carries_instagram_s_names(account: InstagramConnector) -> None:
    assert account.stats()["media_count"] == 2
