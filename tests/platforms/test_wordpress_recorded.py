"""What a real WordPress 6.1.9 once said, read again: every recorded pair has its expected outcome."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.domain.comments import Account, AccountId, ClientId, RemoteId
from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.wordpress.answers import (
    closed_among,
    comment_from,
    each,
    identity_from,
    post_from,
    posts_named,
    readable,
    reply_from,
)
from cm_desktop.platforms.wordpress.errors import classify

FOLDER = Path(__file__).parents[1] / "fixtures" / "wordpress"
RECORDED: list[dict[str, Any]] = json.loads((FOLDER / "recorded_6.1.9.json").read_text("utf-8"))
EXPECTED_FILE = FOLDER / "expected.json"
ACCOUNT = Account(
    id=AccountId("wordpress:blog.example.org"),
    client=ClientId("blog"),
    platform="wordpress",
    name="Blog",
    base_url="https://blog.example.org",
)
READ_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADMIN = 1
PATIENCE = 5.0  # seconds of the processor: a cost that grows with the square takes twenty


def outcome(pair: dict[str, Any]) -> str | list[str]:
    """One line for the error or the thing that the answer tells of, or one for each comment."""
    call = Call.READ if pair["request"]["method"] == "GET" else Call.WRITE
    headers = {name.lower(): value for name, value in pair["headers"].items()}
    error = classify(call, pair["status"], headers, json.dumps(pair["body"]).encode())
    if error is not None:
        return str(error)
    try:
        return _read(pair["name"], pair["body"])
    except Unreadable:
        return "Unreadable()"


def _read(name: str, body: Any) -> str | list[str]:
    with readable():
        if name == "me":
            identity = identity_from(body, "L&rsquo;atelier")
            return f"identity {identity.id} {identity.name} {'moderate_comments' in identity.rights}"
        if name == "post_closed":
            post = post_from(body, ACCOUNT.id)
            return f"post {post.id} {post.created_at.isoformat()} {post.text!r}"
    if isinstance(body, list):
        return list(each(body, _line))
    return each([body], _line)[0]


def _line(row: Any) -> str:
    comment = comment_from(row, ACCOUNT, own=ADMIN, read_at=READ_AT)
    whose = "page" if comment.author.is_page else "guest"
    parent = f" under {comment.parent}" if comment.parent else ""
    return f"{comment.ref.id}{parent} {whose} {comment.visibility} {comment.created_at:%Y-%m-%dT%H:%M:%SZ} {comment.text!r}"


@pytest.mark.parametrize("pair", RECORDED, ids=lambda pair: str(pair["name"]))
def test_each_recorded_answer_is_read_as_expected(pair: dict[str, Any]) -> None:
    expected = json.loads(EXPECTED_FILE.read_text("utf-8"))
    assert outcome(pair) == expected[pair["name"]]


def test_nothing_recorded_is_left_out() -> None:
    expected = json.loads(EXPECTED_FILE.read_text("utf-8"))
    assert len(RECORDED) == 63
    assert set(expected) == {pair["name"] for pair in RECORDED}


def test_a_changed_answer_is_noticed() -> None:
    pair = next(pair for pair in RECORDED if pair["name"] == "get_one_edit")
    changed = {**pair, "body": {**pair["body"], "status": "hold"}}
    assert outcome(changed) != outcome(pair)


def test_the_posts_under_comments_are_named_by_kind() -> None:
    listing = next(pair for pair in RECORDED if pair["name"] == "list_edit_auth")
    assert posts_named(listing["body"]) == {"posts": [1]}


def test_a_reply_is_timed_by_this_machine_s_clock() -> None:
    pair = next(pair for pair in RECORDED if pair["name"] == "reply")
    reply = reply_from(pair["body"], skew=timedelta(seconds=90))
    assert reply.created_at == datetime(2026, 11, 22, 0, 37, 41, tzinfo=UTC)
    assert reply.text == "Réponse du CM « merci »"


@pytest.mark.parametrize("missing", ["id", "post", "author", "date_gmt", "content", "status"])
def test_a_comment_that_lacks_a_part_is_unreadable(missing: str) -> None:
    whole = next(pair for pair in RECORDED if pair["name"] == "get_one_edit")["body"]
    with pytest.raises(Unreadable), readable():
        comment_from({k: v for k, v in whole.items() if k != missing}, ACCOUNT, own=ADMIN, read_at=READ_AT)


def test_a_site_s_own_state_that_nobody_knows_is_unreadable() -> None:
    whole = next(pair for pair in RECORDED if pair["name"] == "get_one_edit")["body"]
    with pytest.raises(Unreadable), readable():
        comment_from({**whole, "status": "from-a-plugin"}, ACCOUNT, own=ADMIN, read_at=READ_AT)


def recorded(name: str) -> Any:
    return next(pair["body"] for pair in RECORDED if pair["name"] == name)


def test_a_comment_under_a_closed_post_cannot_be_answered() -> None:
    closed = closed_among([recorded("post_closed")])
    assert closed == {RemoteId("1")}
    row = recorded("get_one_edit")
    assert not comment_from(row, ACCOUNT, own=ADMIN, read_at=READ_AT, closed=closed).can_reply
    assert comment_from({**row, "post": 2}, ACCOUNT, own=ADMIN, read_at=READ_AT, closed=closed).can_reply
    assert closed_among([{**recorded("post_closed"), "comment_status": "open"}, {"id": 3}]) == frozenset()


PICTURES = {
    'Voyez : <img src="https://i.example/a.png?x=1&amp;y=2" alt="">': "https://i.example/a.png?x=1&y=2",
    "<IMG class='x' SRC='https://i.example/a.gif'/>": "https://i.example/a.gif",
    "<img width=5 src=https://i.example/a.webp>": "https://i.example/a.webp",
    '<img data-src="https://lazy.example/b.png" src="https://i.example/a.png">': "https://i.example/a.png",
    '<img src="https://i.example/a.png"><img src="https://i.example/b.png">': "https://i.example/a.png",
    '<img src="http://i.example/a.png">': "",
    '<img src="/wp-content/a.png">': "",
    '<img src="javascript:alert(1)">': "",
    '<img src="data:image/png;base64,AAAA">': "",
    "<img>": "",
    "<img src=>": "",
}


@pytest.mark.parametrize("markup", PICTURES)
def test_a_picture_in_a_comment_is_named_and_fetched_only_from_a_safe_address(markup: str) -> None:
    row = {**recorded("get_one_edit"), "content": {"raw": markup}}
    comment = comment_from(row, ACCOUNT, own=ADMIN, read_at=READ_AT)
    assert (comment.media, comment.media_url) == ("image", PICTURES[markup])
    assert "img" not in comment.text.lower()


@pytest.mark.parametrize(
    "markup", ["pas d'image", "&lt;img src='https://i.example/a.png'&gt;", "<imgs src='https://i.example/a'>"]
)
def test_a_comment_without_a_picture_names_none(markup: str) -> None:
    row = {**recorded("get_one_edit"), "content": {"raw": markup}}
    assert comment_from(row, ACCOUNT, own=ADMIN, read_at=READ_AT).media == ""


@pytest.mark.parametrize("piece", ["<img ", "<img src=", '<img src="', "<img src='", "src=", "src =", "src   "])
def test_a_hostile_picture_costs_no_time(piece: str) -> None:
    row = {**recorded("get_one_edit"), "content": {"raw": "<img " + piece * (65_000 // len(piece)) + ">"}}
    started = time.process_time()
    comment_from(row, ACCOUNT, own=ADMIN, read_at=READ_AT)
    assert time.process_time() - started < PATIENCE
