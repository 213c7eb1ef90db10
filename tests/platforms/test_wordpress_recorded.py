"""What a real WordPress 6.1.9 once said, read again: every recorded pair has its expected outcome."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.wordpress.answers import (
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
ACCOUNT = AccountId("wordpress:blog.example.org")
READ_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADMIN = 1


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
            post = post_from(body, ACCOUNT)
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
