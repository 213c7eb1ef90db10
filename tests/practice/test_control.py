"""A practice platform driven from another program."""

import http.client
import threading

import pytest

from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Caller, Json, MovedClock


def test_the_announcement_tells_where_and_with_what_to_come_in(practice: PracticePlatform, page: Caller) -> None:
    told = page.order("GET", "pages").json
    assert told == practice.announcement()
    assert set(told) == {"base_url", "pages"}
    for played in told["pages"]:
        assert set(played) == {"id", "name", "platform", "token"}
        assert Caller(told["base_url"], played["token"]).get(f"/{played['id']}").json["id"] == played["id"]
    assert [played["platform"] for played in told["pages"]] == ["facebook", "instagram"]


def test_the_log_can_be_read(page: Caller, ids: dict[str, str]) -> None:
    page.get("/me")
    reply = page.post(f"/{ids['a']}/comments", message="Merci").json["id"]
    (record,) = page.order("GET", "log").json["log"]
    assert record | {"number": 0} == {
        "number": 0,
        "time": "2026-11-20T12:00:00+00:00",
        "method": "POST",
        "path": f"/{ids['a']}/comments",
        "act": "reply",
        "comment_id": ids["a"],
        "text": "Merci",
        "applied": True,
        "reply_id": reply,
        "status": 200,
    }
    assert "/me" in [record["path"] for record in page.order("GET", "traffic").json["traffic"]]


def test_a_fault_can_be_ordered_and_cleared(page: Caller, ids: dict[str, str]) -> None:
    fault = {"answer": {"kind": "cut"}, "calls": "writes", "effect": "now", "times": None, "path": "/*/comments"}
    assert page.order("POST", "faults", fault).json == {"done": True}
    with pytest.raises(http.client.RemoteDisconnected):
        page.post(f"/{ids['f']}/comments", message="Merci")
    assert page.order("GET", "faults").json == {"waiting": 1}
    page.order("DELETE", "faults")
    assert page.order("GET", "faults").json == {"waiting": 0}
    assert len(page.get(f"/{ids['f']}/comments").ids) == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"kind": "page", "status": 502}, 502),
        ({"kind": "page"}, 200),
        ({"kind": "error", "code": 2, "http_status": 503}, 503),
    ],
)
def test_any_answer_can_be_ordered(page: Caller, answer: Json, status: int) -> None:
    assert page.order("POST", "faults", {"answer": answer}).status == 200
    assert page.get("/me").status == status


def test_a_late_effect_can_be_ordered(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], clock: MovedClock
) -> None:
    page.order("POST", "faults", {"answer": {"kind": "error", "code": 1}, "effect": "late", "effect_ms": 40})
    assert page.post(f"/{ids['a']}/comments", message="Merci").status == 500
    clock.move(milliseconds=40)
    assert practice.log[0].applied
    page.order("POST", "faults", {"answer": {"kind": "truncated", "announced": False}, "effect": "now", "delay_ms": 1})
    assert page.get("/me").status == 200


def test_visitors_can_be_played(page: Caller, post_id: str, ids: dict[str, str]) -> None:
    said = {"post": post_id, "author": "Zoé", "text": "Coucou", "parent": ids["f"], "media": "photo"}
    added = page.order("POST", "comments", said).json["id"]
    assert page.get(f"/{added}", fields="from").json["from"]["name"] == "Zoé"
    page.order("POST", "comments/edit", {"comment": added, "text": "Changé"})
    assert page.get(f"/{added}").json["message"] == "Changé"
    page.order("POST", "comments/delete", {"comment": added})
    assert page.get(f"/{added}").error == (100, 33)
    own = page.order("POST", "comments", {"post": post_id, "author": None, "text": "Un collègue répond"}).json["id"]
    assert page.get(f"/{own}", fields="from").json["from"]["name"] == "Boulangerie"


def test_the_edits_of_the_history_can_be_played(page: Caller, ids: dict[str, str]) -> None:
    assert page.order("POST", "edits").json == {"edited": [ids["e"]]}
    assert page.get(f"/{ids['e']}").json["message"] == "Texte changé"


def test_tokens_that_lack_a_right_can_be_had(
    practice: PracticePlatform, page_id: str, page: Caller, ids: dict[str, str]
) -> None:
    told = page.order("POST", "tokens", {"page": page_id, "without": ["pages_manage_engagement"]}).json["token"]
    poor = Caller(practice.base_url, told)
    assert poor.get(f"/{ids['a']}").status == 200
    assert poor.post(f"/{ids['a']}/likes").error == (200, None)
    without_task = page.order("POST", "tokens", {"page": page_id, "without": ["MODERATE"]}).json["token"]
    assert "MODERATE" not in Caller(practice.base_url, without_task).get("/me", fields="tasks").json["tasks"]
    profile = page.order("POST", "tokens", {"page": None}).json["token"]
    assert Caller(practice.base_url, profile).get("/me", fields="tasks").error == (100, None)
    assert practice.pages[0].token == page.token


def test_an_instagram_accounts_token_is_its_pages_or_its_own(practice: PracticePlatform, page: Caller) -> None:
    account = practice.pages[1].id
    lacking = ["instagram_manage_comments", "instagram_business_manage_comments"]
    for login, kind in (("facebook", "EAA"), ("instagram", "IGAA")):
        order = {"page": account, "without": lacking, "login": login}
        token = page.order("POST", "tokens", order).json["token"]
        caller = Caller(practice.base_url, token)
        (medium,) = caller.get(f"/{account}/media").ids
        assert token.startswith(kind)
        assert caller.get(f"/{medium}/comments").error == (10, None)
    of_a_page = {"page": practice.pages[0].id, "login": "instagram"}
    assert page.order("POST", "tokens", of_a_page).status == 400


def test_a_tokens_end_can_be_set(page: Caller, clock: MovedClock) -> None:
    page.order("POST", "tokens/end", {"token": page.token, "seconds": 60})
    assert page.get("/me").status == 200
    clock.move(seconds=60)
    assert page.get("/me").error == (190, 463)
    page.order("POST", "tokens/end", {"token": page.token, "seconds": None})
    assert page.get("/me").status == 200


def test_lag_and_usage_can_be_set(practice: PracticePlatform, page: Caller, page_id: str) -> None:
    page.order("POST", "lag", {"seconds": 0.5})
    assert practice.world.lag.total_seconds() == 0.5
    page.order("POST", "usage", {"page": page_id, "percent": 100})
    assert page.get("/me").error == (80001, None)
    page.order("POST", "usage", {"page": page_id, "percent": None})
    assert page.get("/me").status == 200


def test_an_absence_can_be_ordered_and_ends_by_itself(
    practice: PracticePlatform, page: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = threading.Event()
    refused = threading.Event()
    come_back = practice.come_back

    def look_and_come_back() -> None:
        try:
            page.get("/me")
        except ConnectionRefusedError:
            refused.set()
        come_back()
        back.set()

    monkeypatch.setattr(practice, "come_back", look_and_come_back)
    assert page.order("POST", "offline", {"seconds": 0.05}).json == {"done": True}
    assert back.wait(10)
    assert refused.is_set()
    assert page.get("/me").status == 200


@pytest.mark.parametrize(
    ("method", "name", "order"),
    [
        ("GET", "nope", None),
        ("POST", "nope", {}),
        ("DELETE", "log", None),
        ("POST", "tokens/end", {"token": "nobody", "seconds": 1}),
        ("POST", "tokens/end", {"seconds": 1}),
        ("POST", "tokens", {"page": None, "login": "myspace"}),
        ("POST", "lag", {}),
        ("POST", "lag", {"seconds": -1}),
        ("POST", "lag", {"seconds": True}),
        ("POST", "offline", {"seconds": "long"}),
        ("POST", "comments", {"post": "1_2", "author": "x", "text": "x"}),
        ("POST", "comments", {"author": "x", "text": "x"}),
        ("POST", "comments", {"post": 1, "author": "x", "text": "x"}),
        ("POST", "comments/delete", {"comment": "1_2"}),
        ("POST", "tokens", {"page": None, "without": "all"}),
        ("POST", "tokens", {"page": "1"}),
        ("POST", "faults", {}),
        ("POST", "faults", {"answer": "cut"}),
        ("POST", "faults", {"answer": {"kind": "nope"}}),
        ("POST", "faults", {"answer": {"kind": "error", "code": 12345}}),
        ("POST", "faults", {"answer": {"kind": "error", "code": True}}),
        ("POST", "faults", {"answer": {"kind": "cut", "more": 1}}),
        ("POST", "faults", {"answer": {"kind": "cut"}, "times": "2"}),
        ("POST", "faults", {"answer": {"kind": "cut"}, "calls": "some"}),
        ("POST", "faults", {"answer": {"kind": "cut"}, "nope": 1}),
        ("POST", "faults", {"answer": {"kind": "normal"}}),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_changes_nothing(
    practice: PracticePlatform, page: Caller, method: str, name: str, order: Json | None
) -> None:
    answer = page.order(method, name, order)
    assert answer.status == 400
    assert answer.json["error"]
    assert practice.faults.waiting == ()
    assert practice.world.lag.total_seconds() == 0


def test_an_order_that_is_no_object_is_refused(page: Caller) -> None:
    for body in (b"[]", b"{", b"\xff", b"[" * 100_000, b'{"page": "\\ud83d", "percent": 1}'):
        assert page.call("POST", "/_practice/lag", body).status == 400
