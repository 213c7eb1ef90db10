"""What writes do, what refuses them, and what the log keeps of them."""

import json

import pytest

from cm_desktop.practice import Act, PracticePlatform
from cm_desktop.practice.things import ALL_SCOPES, ALL_TASKS
from tests.practice.caller import Caller


def test_a_reply_appears_under_its_comment_in_the_pages_name(
    practice: PracticePlatform, page: Caller, page_id: str, ids: dict[str, str]
) -> None:
    reply = page.post(f"/{ids['f']}/comments", message="Merci, à bientôt 🥖").json["id"]
    found = page.get(f"/{reply}", fields="message,from,parent,can_hide").json
    assert found["message"] == "Merci, à bientôt 🥖"
    assert found["from"] == {"id": page_id, "name": "Boulangerie"}
    assert found["parent"]["id"] == ids["f"]
    assert found["can_hide"] is False
    assert page.get(f"/{ids['f']}/comments").ids == [reply]
    (record,) = practice.log
    assert (record.act, record.comment_id, record.reply_id) == (Act.REPLY, ids["f"], reply)
    assert (record.text, record.applied, record.status) == ("Merci, à bientôt 🥖", True, 200)


def test_a_reply_to_a_reply_lands_in_the_same_thread(page: Caller, ids: dict[str, str]) -> None:
    reply = page.post(f"/{ids['b']}/comments", message="Merci").json["id"]
    assert page.get(f"/{reply}", fields="parent").json["parent"]["id"] == ids["a"]


def test_a_page_may_comment_on_its_own_post(page: Caller, post_id: str) -> None:
    added = page.post(f"/{post_id}/comments", message="Bonjour à tous").json["id"]
    assert "parent" not in page.get(f"/{added}", fields="parent").json
    assert added in page.get(f"/{post_id}/comments").ids


def test_the_same_reply_twice_is_published_twice(page: Caller, ids: dict[str, str]) -> None:
    first = page.post(f"/{ids['f']}/comments", message="Merci").json["id"]
    second = page.post(f"/{ids['f']}/comments", message="Merci").json["id"]
    assert first != second
    assert page.get(f"/{ids['f']}/comments", filter="stream").ids == [first, second]


def test_a_hidden_comment_is_still_listed_and_can_be_shown_again(
    practice: PracticePlatform, page: Caller, post_id: str, ids: dict[str, str]
) -> None:
    assert page.post(f"/{ids['a']}", is_hidden="true").json == {"success": True}
    assert ids["a"] in page.get(f"/{post_id}/comments", filter="stream").ids
    assert page.get(f"/{ids['a']}", fields="is_hidden").json["is_hidden"] is True
    assert page.post(f"/{ids['a']}", is_hidden="true").json == {"success": True}
    assert page.post(f"/{ids['a']}", is_hidden="false").json == {"success": True}
    assert page.get(f"/{ids['a']}", fields="is_hidden").json["is_hidden"] is False
    assert [record.act for record in practice.log] == [Act.HIDE, Act.HIDE, Act.UNHIDE]


def test_ones_own_comment_can_be_edited_but_not_hidden(page: Caller, ids: dict[str, str]) -> None:
    assert page.post(f"/{ids['d']}", message="Mieux dit").json == {"success": True}
    assert page.get(f"/{ids['d']}").json["message"] == "Mieux dit"
    assert page.post(f"/{ids['d']}", is_hidden="true").error == (100, None)
    assert page.get(f"/{ids['d']}", fields="is_hidden").json["is_hidden"] is False


def test_a_visitors_comment_cannot_be_edited(page: Caller, ids: dict[str, str]) -> None:
    assert page.post(f"/{ids['a']}", message="Je retire").error == (200, None)
    assert page.get(f"/{ids['a']}").json["message"] == "Texte a"


def test_a_deleted_comment_is_gone_with_its_replies(page: Caller, post_id: str, ids: dict[str, str]) -> None:
    assert page.delete(f"/{ids['a']}").json == {"success": True}
    for name in "abcd":
        assert page.get(f"/{ids[name]}").error == (100, 33)
    assert page.get(f"/{post_id}/comments", filter="stream").ids == [ids["e"], ids["f"]]
    assert page.delete(f"/{ids['a']}").error == (100, 33)
    assert page.post(f"/{ids['a']}/comments", message="Trop tard").error == (100, 33)


def test_a_like_is_counted_once(page: Caller, ids: dict[str, str]) -> None:
    asked = {"fields": "like_count,user_likes"}
    page.post(f"/{ids['a']}/likes")
    assert page.post(f"/{ids['a']}/likes").json == {"success": True}
    assert page.get(f"/{ids['a']}", **asked).json == {"id": ids["a"], "like_count": 4, "user_likes": True}
    assert page.delete(f"/{ids['a']}/likes").json == {"success": True}
    assert page.get(f"/{ids['a']}", **asked).json["like_count"] == 3


@pytest.mark.parametrize(
    ("method", "edge", "parameters"),
    [
        ("POST", "/comments", {}),
        ("POST", "/comments", {"message": "  "}),
        ("POST", "/comments", {"message": "x" * 8001}),
        ("POST", "/comments", {"message": "x", "attachment_url": "https://example.org"}),
        ("POST", "", {}),
        ("POST", "", {"is_hidden": "maybe"}),
        ("POST", "", {"is_hidden": "true", "message": "x"}),
        ("POST", "", {"hide": "true"}),
        ("POST", "/likes", {"nope": "1"}),
        ("DELETE", "", {"nope": "1"}),
    ],
)
def test_an_unknown_or_bad_parameter_changes_nothing(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], method: str, edge: str, parameters: dict[str, str]
) -> None:
    call = {"POST": page.post, "DELETE": page.delete}[method]
    assert call(f"/{ids['d']}{edge}", **parameters).error == (100, None)
    assert not any(record.applied for record in practice.log)
    assert page.get(f"/{ids['d']}", fields="message,comment_count").json["message"] == "Texte d"


def test_the_longest_reply_counts_characters(page: Caller, ids: dict[str, str]) -> None:
    assert page.post(f"/{ids['a']}/comments", message="🥖" * 8000).status == 200


@pytest.mark.parametrize(("method", "path"), [("POST", "/feed"), ("DELETE", "/comments"), ("POST", "/nope")])
def test_what_cannot_be_written_to_is_refused_with_100_33(page: Caller, page_id: str, method: str, path: str) -> None:
    assert page.call(method, f"/v26.0/{page_id}{path}").error == (100, 33)


def test_another_pages_comment_cannot_be_touched(practice: PracticePlatform, ids: dict[str, str]) -> None:
    other = Caller(practice.base_url, practice.pages[1].token)
    assert other.post(f"/{ids['a']}", is_hidden="true").error == (100, 33)
    assert other.post(f"/{ids['a']}/comments", message="Bonjour").error == (100, 33)
    assert other.delete(f"/{ids['a']}").error == (100, 33)
    assert not any(record.applied for record in practice.log)


def test_a_write_without_its_right_is_refused_with_200_naming_it(
    practice: PracticePlatform, page_id: str, ids: dict[str, str]
) -> None:
    practice.world.issue_token("reader", page_id, scopes=ALL_SCOPES - {"pages_manage_engagement"})
    practice.world.issue_token("writer", page_id, tasks=tuple(task for task in ALL_TASKS if task != "MODERATE"))
    for token, right in (("reader", "pages_manage_engagement"), ("writer", "MODERATE")):
        answer = Caller(practice.base_url, token).post(f"/{ids['a']}", is_hidden="true")
        assert answer.error == (200, None)
        assert right in answer.json["error"]["message"]


def test_a_profile_cannot_write(practice: PracticePlatform, ids: dict[str, str]) -> None:
    practice.world.issue_token("profile", None, holder="Camille")
    assert Caller(practice.base_url, "profile").post(f"/{ids['a']}/likes").error == (190, None)


def test_the_token_is_looked_at_before_the_parameters(practice: PracticePlatform, ids: dict[str, str]) -> None:
    assert Caller(practice.base_url, "nobody").post(f"/{ids['a']}", nope="1").error == (190, None)


def test_a_body_may_be_json(page: Caller, ids: dict[str, str]) -> None:
    headers = {"Content-Type": "application/json"}
    answer = page.call("POST", f"/v26.0/{ids['a']}", json.dumps({"is_hidden": True}).encode(), headers)
    assert answer.json == {"success": True}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("application/json", b"\xff"),
        ("application/json", b'[["message", "x"]]'),
        ("application/json", b'{"message": "\\ud83d"}'),
        ("application/json", b"[" * 100_000),
        ("application/x-www-form-urlencoded", b"message=%ff"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("", b"message=x"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_100(
    page: Caller, ids: dict[str, str], kind: str, body: bytes
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    assert page.call("POST", f"/v26.0/{ids['a']}/comments", body, headers).error == (100, None)


def test_the_log_keeps_refused_acts_apart_and_no_reads(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    page.post(f"/{ids['d']}", is_hidden="true")
    page.post(f"/{ids['a']}", is_hidden="true")
    page.get(f"/{ids['a']}")
    assert [(r.comment_id, r.applied, r.status) for r in practice.log] == [
        (ids["d"], False, 400),
        (ids["a"], True, 200),
    ]
    assert practice.traffic[-1].method == "GET"


def test_the_log_never_holds_a_token(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    page.get("/me", access_token=page.token)
    page.call("GET", f"/v19.0/me?access_token={page.token}")
    page.post(f"/{ids['a']}/comments", message="Merci", access_token=page.token)
    assert len(practice.traffic) >= 3
    assert page.token not in repr(practice.traffic)
