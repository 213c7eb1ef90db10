"""What is told of a token, and its end."""

from datetime import timedelta

import pytest

from cm_desktop.practice import Calls, PracticePlatform
from cm_desktop.practice.things import ALL_SCOPES
from tests.practice.caller import Caller, Json, MovedClock


def about(caller: Caller, token: str) -> Json:
    answer = caller.post("/debug_token", input_token=token, method="get")
    assert answer.status == 200, answer.body
    data = answer.json["data"]
    assert isinstance(data, dict)
    return data


def test_a_pages_token_is_told_with_its_rights_and_no_end(page: Caller, clock: MovedClock) -> None:
    told = about(page, page.token)
    assert (told["type"], told["is_valid"], told["expires_at"]) == ("PAGE", True, 0)
    assert told["data_access_expires_at"] == int((clock() + timedelta(days=90)).timestamp())
    assert told["scopes"] == sorted(ALL_SCOPES)
    assert told["app_id"].isdecimal()
    assert told["application"]


def test_it_may_be_asked_in_a_body_or_in_an_address(page: Caller) -> None:
    in_address = page.get("/debug_token", input_token=page.token)
    assert in_address.json["data"] == about(page, page.token)


def test_a_read_that_is_posted_is_a_read(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    assert page.post(f"/{ids['a']}", method="get", fields="message").json["message"] == "Texte a"
    practice.faults.plan_error(2, calls=Calls.WRITES)
    about(page, page.token)
    practice.faults.clear()
    assert practice.log == ()
    assert {record.method for record in practice.traffic} == {"GET"}
    assert page.post(f"/{ids['a']}", method="DELETE").json == {"success": True}
    assert page.get(f"/{ids['a']}").error == (100, 33)
    assert page.post("/me", method="brew").error == (100, None)


def test_a_profiles_token_is_told_as_a_persons(practice: PracticePlatform) -> None:
    practice.world.issue_token("profile", None, holder="Camille")
    assert about(Caller(practice.base_url, "profile"), "profile")["type"] == "USER"


def test_a_token_that_ends_in_ten_days_says_when(practice: PracticePlatform, page: Caller, clock: MovedClock) -> None:
    end = clock() + timedelta(days=10)
    practice.world.end_token(page.token, end)
    told = about(page, page.token)
    assert (told["expires_at"], told["is_valid"]) == (int(end.timestamp()), True)


def test_a_token_past_its_end_opens_nothing(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], clock: MovedClock
) -> None:
    practice.world.end_token(page.token, clock() + timedelta(hours=1))
    clock.move(minutes=59)
    assert page.get("/me").status == 200
    clock.move(minutes=1)
    for answer in (
        page.get("/me"),
        page.get(f"/{ids['a']}"),
        page.post(f"/{ids['a']}/comments", message="Merci"),
        page.post("/debug_token", input_token=page.token, method="get"),
    ):
        assert answer.error == (190, 463)
        assert "OAuth" in answer.headers["WWW-Authenticate"]
    assert not any(record.applied for record in practice.log)


def test_another_token_tells_of_one_that_ended_or_never_was(
    practice: PracticePlatform, page: Caller, page_id: str, clock: MovedClock
) -> None:
    practice.world.issue_token("short", page_id)
    practice.world.end_token("short", clock())
    ended, unknown = about(page, "short"), about(page, "nobody")
    assert (ended["is_valid"], ended["error"]["subcode"]) == (False, 463)
    assert (unknown["is_valid"], unknown["scopes"], unknown["error"]["code"]) == (False, [], 190)


@pytest.mark.parametrize("parameters", [{}, {"input_token": ""}, {"input_token": "x", "nope": "1"}])
def test_an_order_without_a_token_to_look_at_is_refused(page: Caller, parameters: dict[str, str]) -> None:
    assert page.get("/debug_token", **parameters).error == (100, None)


def test_the_token_that_is_looked_at_stands_in_no_record(practice: PracticePlatform, page: Caller) -> None:
    page.get("/debug_token", input_token=page.token)
    about(page, page.token)
    assert len(practice.traffic) >= 2
    assert page.token not in repr(practice.traffic)
