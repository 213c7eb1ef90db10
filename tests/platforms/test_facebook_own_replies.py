"""The Page's own replies edited and deleted on Facebook, what a token is worth, and what is attached to comments."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Delete, EditReply, WriteReply
from cm_desktop.domain.comments import Comment, RemoteId
from cm_desktop.domain.errors import Forbidden, Gone, PlatformError, Unknown
from cm_desktop.platforms.facebook.answers import comment_from
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.platforms.graph.client import Json
from cm_desktop.platforms.pictures import fetch
from cm_desktop.practice import Act, Calls, Cut, Effect, Fault, PracticePlatform, WebPage
from cm_desktop.practice.faults import Answer
from tests.platforms.facebook_page import account_of, named, read_to_the_end
from tests.platforms.graph_table import ROWS, Row, holds

KEY = "the key of one row"
BETTER = EditReply("Merci, et à demain ! 🥐")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def ours(page: FacebookConnector) -> Comment:
    """A reply of the Page, as it stands."""
    return named(read_to_the_end(page), "merci")


def test_a_reply_is_edited_in_place_as_often_as_asked(
    practice: PracticePlatform, page: FacebookConnector, ours: Comment
) -> None:
    for _ in range(2):
        page.act(BETTER, ours, KEY)
    read = page.read(ours.ref.id)
    assert (read.text, read.parent, read.created_at) == (BETTER.text, ours.parent, ours.created_at)
    assert [reply.text for reply in page.own_replies(read)] == [BETTER.text]
    assert {record.comment_id for record in practice.log} == {ours.ref.id}


def test_somebody_else_s_comment_cannot_be_edited(
    practice: PracticePlatform, page: FacebookConnector, question: Comment
) -> None:
    with pytest.raises(Forbidden):
        page.act(BETTER, question, KEY)
    assert page.read(question.ref.id).text == "question"


def test_a_reply_of_the_page_can_be_deleted(page: FacebookConnector, ours: Comment) -> None:
    page.act(Delete(), ours, KEY)
    for act in (BETTER, Delete()):
        with pytest.raises(Gone):
            page.act(act, ours, KEY)


@pytest.mark.parametrize("row", [row for row in ROWS if row.call == "write"], ids=str)
def test_every_error_of_the_table_on_an_edit(
    practice: PracticePlatform, page: FacebookConnector, ours: Comment, row: Row
) -> None:
    practice.faults.plan_error(row.code, row.subcode, calls=Calls.WRITES)
    with pytest.raises(PlatformError) as raised:
        page.act(BETTER, ours, KEY)
    assert holds(row, raised.value)
    assert len(practice.log) == 1  # and it was not tried again


@pytest.mark.parametrize("answer", [Cut(), WebPage(502), WebPage()])
@pytest.mark.parametrize("effect", [Effect.NOW, Effect.NONE])
def test_an_edit_without_an_answer_is_told_by_reading_the_reply(
    practice: PracticePlatform, page: FacebookConnector, ours: Comment, answer: Answer, effect: Effect
) -> None:
    practice.faults.plan(Fault(answer=answer, calls=Calls.WRITES, effect=effect))
    with pytest.raises(Unknown):
        page.act(BETTER, ours, KEY)
    assert page.read(ours.ref.id).text == (BETTER.text if effect is Effect.NOW else "merci")


def test_a_reply_just_written_can_be_edited(page: FacebookConnector, question: Comment) -> None:
    made = page.act(WriteReply("Bonjour"), question, KEY).remote_id
    assert made is not None
    page.act(BETTER, page.read(made), KEY)
    assert [reply.text for reply in page.own_replies(question)] == [BETTER.text]


@pytest.mark.parametrize("days", [10, 400, None])
def test_the_end_of_the_access_is_the_earlier_of_the_two(
    practice: PracticePlatform, page: FacebookConnector, token: str, days: int | None
) -> None:
    data_access = practice.world.grant(token).data_access_ends.replace(microsecond=0)
    ends = None if days is None else practice.world.now().replace(microsecond=0) + timedelta(days=days)
    practice.world.end_token(token, ends)
    assert page.check().access_ends == min(filter(None, (data_access, ends)))


@pytest.mark.parametrize("answer", [Cut(), WebPage(), WebPage(502)], ids=["a cut", "a login page", "a gateway's page"])
def test_a_check_holds_whatever_becomes_of_the_question_about_the_token(
    practice: PracticePlatform, page: FacebookConnector, answer: Answer
) -> None:
    practice.faults.plan(Fault(answer=answer, path="/debug_token"))
    identity = page.check()
    assert (identity.id, identity.access_ends) == (practice.pages[0].id, None)
    assert not practice.faults.waiting


def test_a_right_to_write_that_the_token_is_told_to_lack_is_named_at_once(practice: PracticePlatform) -> None:
    scopes = frozenset({"pages_read_engagement", "pages_read_user_content"})
    practice.world.issue_token("EAAreader", practice.pages[0].id, scopes=scopes)
    with pytest.raises(Forbidden) as refusal:
        FacebookConnector(account_of(practice), "EAAreader").check()
    assert refusal.value.scope == "pages_manage_engagement"


@pytest.mark.parametrize(
    ("graph_s_word", "ours"),
    [("photo", "image"), ("animated_image_share", "gif"), ("sticker", "sticker"), ("video_inline", "video")],
)
def test_what_is_attached_has_its_kind_and_its_picture(
    practice: PracticePlatform, page: FacebookConnector, question: Comment, graph_s_word: str, ours: str
) -> None:
    practice.world.add_comment(question.post, "", author="Lou", media=graph_s_word)
    found = named(read_to_the_end(page), "")
    assert found.media == ours
    assert fetch(account_of(practice), found.media_url).startswith(b"\x89PNG")
    assert page.read(found.ref.id).media_url == found.media_url
    assert (question.media, question.media_url) == ("", "")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://scontent.example/a.jpg?x=1", True),
        ("http://scontent.example/a.jpg", False),
        ("http://127.0.0.1:80/a.png", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://user:word@scontent.example/a.jpg", False),
        ("https://[broken", False),
        ("//scontent.example/a.jpg", False),
        ("", False),
    ],
)
def test_only_an_address_that_may_be_fetched_is_kept(practice: PracticePlatform, address: str, kept: bool) -> None:
    assert read_by_hand(practice, {"type": "photo", "media": {"image": {"src": address}}}).media_url == (
        address if kept else ""
    )


def test_a_link_s_preview_is_no_picture_of_the_comment(practice: PracticePlatform) -> None:
    shared = {"type": "share", "media": {"image": {"src": "https://blog.example/a.png"}}}
    assert read_by_hand(practice, shared).media_url == ""


@pytest.mark.parametrize("can_comment", [True, False, None])
def test_a_comment_says_whether_it_can_be_answered(practice: PracticePlatform, can_comment: bool | None) -> None:
    told = {} if can_comment is None else {"can_comment": can_comment}
    assert read_by_hand(practice, None, **told).can_reply is (can_comment is not False)


def read_by_hand(practice: PracticePlatform, attachment: Json | None, **more: object) -> Comment:
    item = {"id": "1_2", "created_time": "2026-11-22T08:00:00+0000", "message": "", **more}
    if attachment is not None:
        item["attachment"] = attachment
    return comment_from(item, account_of(practice), RemoteId("1"), NOW)


def test_an_edit_is_journalled_as_one(practice: PracticePlatform, page: FacebookConnector, ours: Comment) -> None:
    page.act(BETTER, ours, KEY)
    assert [record.act for record in practice.log] == [Act.EDIT]
