"""The quota: headers that rise, and what happens when it is used up."""

import json

import pytest

from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Answer, Caller, Json

PAGE_HEADER = "X-Business-Use-Case-Usage"


def page_use(answer: Answer, page_id: str) -> Json:
    (use,) = json.loads(answer.headers[PAGE_HEADER])[page_id]
    assert isinstance(use, dict)
    return use


def test_the_header_comes_only_once_enough_calls_were_made(page: Caller) -> None:
    seen = [PAGE_HEADER in page.get("/me").headers for _ in range(22)]
    assert not seen[0]
    assert seen[-1]


def test_the_percentage_rises_with_the_calls(practice: PracticePlatform, page: Caller, page_id: str) -> None:
    people = practice.world.engaged_people(page_id)
    assert people == 5
    practice.usage.count(page_id, 4_800 * people // 2)
    assert page_use(page.get("/me"), page_id) == {
        "type": "pages",
        "call_count": 50,
        "total_cputime": 25,
        "total_time": 25,
        "estimated_time_to_regain_access": 0,
    }


def test_a_percentage_can_be_set(practice: PracticePlatform, page: Caller, page_id: str) -> None:
    practice.usage.force(page_id, 96)
    assert page_use(page.get("/me"), page_id)["call_count"] == 96
    practice.usage.force(page_id, None)
    assert PAGE_HEADER not in page.get("/me").headers


def test_a_used_up_quota_refuses_with_80001_and_the_minutes_to_wait(
    practice: PracticePlatform, page: Caller, page_id: str, ids: dict[str, str]
) -> None:
    practice.usage.force(page_id, 100)
    answer = page.post(f"/{ids['a']}/comments", message="Merci")
    assert answer.error == (80001, None)
    assert page_use(answer, page_id)["estimated_time_to_regain_access"] == 60
    assert not practice.log[0].applied
    other = Caller(practice.base_url, practice.pages[1].token)
    assert other.get("/me").status == 200


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001, 80002, 80006])
def test_a_throttled_answer_tells_the_minutes_to_wait(
    practice: PracticePlatform, page: Caller, page_id: str, code: int
) -> None:
    practice.faults.plan_error(code, regain_minutes=7)
    answer = page.get("/me")
    assert answer.error == (code, None)
    use = page_use(answer, page_id)
    assert (use["call_count"], use["estimated_time_to_regain_access"]) == (100, 7)


def test_a_profile_is_told_the_use_of_the_app(practice: PracticePlatform) -> None:
    grant = practice.world.issue_token("profile", None, holder="Camille")
    practice.usage.force(grant.holder_id, 40)
    answer = Caller(practice.base_url, "profile").get("/me")
    assert json.loads(answer.headers["X-App-Usage"]) == {"call_count": 40, "total_cputime": 20, "total_time": 20}
    practice.usage.force(grant.holder_id, 100)
    assert Caller(practice.base_url, "profile").get("/me").error == (4, None)
