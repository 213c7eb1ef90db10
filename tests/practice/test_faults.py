"""Troubles on demand: every way in which an answer is lost, late or wrong, and what became of the write."""

import http.client
import json
import socket
from datetime import timedelta

import pytest

from cm_desktop.practice import Calls, Cut, Effect, Failure, Fault, Normal, PracticePlatform, Truncated, WebPage
from cm_desktop.practice.errors import documented
from tests.practice.caller import Caller, MovedClock

UNSURE = documented(2)


def replies(page: Caller, comment_id: str) -> int:
    return len(page.get(f"/{comment_id}/comments").ids)


@pytest.mark.parametrize("code", [1, 2])
def test_a_reply_may_be_published_although_the_answer_is_500(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], code: int
) -> None:
    practice.faults.plan_error(code, calls=Calls.WRITES, effect=Effect.NOW)
    answer = page.post(f"/{ids['f']}/comments", message="Merci")
    assert (answer.status, answer.error) == (500, (code, None))
    assert answer.json["error"]["is_transient"] is True
    assert replies(page, ids["f"]) == 1
    (record,) = practice.log
    assert (record.applied, record.status) == (True, 500)
    assert record.reply_id


def test_a_500_without_effect_changes_nothing(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    practice.faults.plan_error(2, calls=Calls.WRITES)
    assert page.post(f"/{ids['f']}/comments", message="Merci").status == 500
    assert replies(page, ids["f"]) == 0
    (record,) = practice.log
    assert (record.applied, record.text) == (False, "Merci")


@pytest.mark.parametrize("effect", [Effect.NONE, Effect.NOW])
@pytest.mark.parametrize("reset", [False, True])
def test_the_connection_may_be_cut_before_or_after_the_effect(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], effect: Effect, reset: bool
) -> None:
    practice.faults.plan(Fault(answer=Cut(reset=reset), effect=effect, calls=Calls.WRITES))
    with pytest.raises(ConnectionResetError) as caught:
        page.post(f"/{ids['f']}/comments", message="Merci")
    assert caught.type is (ConnectionResetError if reset else http.client.RemoteDisconnected)
    assert replies(page, ids["f"]) == (effect is Effect.NOW)
    (record,) = practice.log
    assert (record.applied, record.status) == (effect is Effect.NOW, None)


def test_an_answer_may_be_cut_short(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    practice.faults.plan(Fault(answer=Truncated(), effect=Effect.NOW))
    with pytest.raises(http.client.IncompleteRead):
        page.post(f"/{ids['f']}/comments", message="Merci")
    assert replies(page, ids["f"]) == 1


def test_an_answer_cut_short_may_look_whole(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    practice.faults.plan(Fault(answer=Truncated(announced=False), effect=Effect.NOW))
    answer = page.get(f"/{ids['f']}")
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)


@pytest.mark.parametrize("status", [200, 502])
def test_a_web_page_may_come_instead_of_json(practice: PracticePlatform, page: Caller, status: int) -> None:
    practice.faults.plan(Fault(answer=WebPage(status)))
    answer = page.get("/me")
    assert answer.status == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.body.startswith(b"<!DOCTYPE html>")


def test_an_answer_may_come_after_the_client_gave_up(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    practice.faults.plan(Fault(answer=Normal(), effect=Effect.NOW, delay=timedelta(seconds=60)))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with pytest.raises(TimeoutError):
        page.call("POST", f"/v26.0/{ids['f']}/comments", b"message=Merci", headers, timeout=0.1)
    assert replies(page, ids["f"]) == 1
    assert practice.log[0].status == 200


def test_a_slow_answer_comes(practice: PracticePlatform, page: Caller) -> None:
    practice.faults.plan(Fault(answer=Normal(), effect=Effect.NOW, delay=timedelta(milliseconds=30)))
    assert page.get("/me").status == 200


@pytest.mark.parametrize("answer", [Failure(UNSURE), Cut(), WebPage(502)])
def test_an_effect_may_land_after_the_answer(
    practice: PracticePlatform,
    page: Caller,
    ids: dict[str, str],
    clock: MovedClock,
    answer: Failure | Cut | WebPage,
) -> None:
    late = timedelta(milliseconds=250)
    practice.faults.plan(Fault(answer=answer, effect=Effect.LATE, effect_delay=late, calls=Calls.WRITES))
    try:
        page.post(f"/{ids['f']}/comments", message="Merci")
    except http.client.RemoteDisconnected:
        assert isinstance(answer, Cut)
    clock.move(milliseconds=249)
    assert replies(page, ids["f"]) == 0
    assert [record.applied for record in practice.log] == [False]
    clock.move(seconds=5)
    assert [record.applied for record in practice.log] == [True]
    assert replies(page, ids["f"]) == 1
    landed = page.get(f"/{practice.log[0].reply_id}").json["created_time"]
    assert landed == "2026-11-20T12:00:00+0000"


def test_a_late_effect_on_what_is_gone_meanwhile_does_not_land(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], clock: MovedClock
) -> None:
    practice.faults.plan(Fault(answer=Failure(UNSURE), effect=Effect.LATE))
    page.post(f"/{ids['f']}/comments", message="Merci")
    page.delete(f"/{ids['f']}")
    clock.move(seconds=1)
    assert [record.applied for record in practice.log] == [False, True]


def test_a_fault_meets_only_the_calls_it_is_meant_for(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    practice.faults.plan(Fault(answer=Failure(documented(190, 460)), method="POST", path="/*/comments", times=2))
    assert page.get(f"/{ids['a']}/comments").status == 200
    assert page.post(f"/{ids['a']}", is_hidden="true").status == 200
    assert page.post(f"/{ids['a']}/comments", message="1").error == (190, 460)
    assert page.post(f"/{ids['a']}/comments", message="2").error == (190, 460)
    assert page.post(f"/{ids['a']}/comments", message="3").status == 200


def test_a_standing_fault_lasts_until_it_is_cleared(practice: PracticePlatform, page: Caller) -> None:
    practice.faults.plan_error(190, 463, times=None)
    assert [page.get("/me").status for _ in range(3)] == [400, 400, 400]
    practice.faults.clear()
    assert page.get("/me").status == 200


def test_faults_are_met_in_the_order_they_were_planned(practice: PracticePlatform, page: Caller) -> None:
    practice.faults.plan_error(1)
    practice.faults.plan_error(4, regain_minutes=5)
    assert [page.get("/me").error[0] for _ in range(2)] == [1, 4]
    assert page.get("/me").status == 200


@pytest.mark.parametrize("answer", [Normal(), Truncated()])
@pytest.mark.parametrize("effect", [Effect.NONE, Effect.LATE])
def test_the_usual_answer_without_its_effect_cannot_be_planned(answer: Normal | Truncated, effect: Effect) -> None:
    with pytest.raises(ValueError, match="effect"):
        Fault(answer=answer, effect=effect)


def test_offline_refuses_connections_keeps_the_port_and_comes_back(practice: PracticePlatform, page: Caller) -> None:
    before = page.base_url
    practice.go_offline()
    practice.go_offline()
    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            page.get("/me")
    practice.come_back()
    practice.come_back()
    assert practice.base_url == before
    assert page.get("/me").status == 200


def test_going_offline_cuts_open_connections(practice: PracticePlatform, page: Caller) -> None:
    port = int(page.base_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as idle:
        idle.sendall(f"GET /v26.0/me?access_token={page.token} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        practice.go_offline()
        assert idle.recv(1) == b""


def test_stopping_while_offline_is_fine(practice: PracticePlatform) -> None:
    practice.go_offline()
    practice.stop()
    practice.come_back()
    with pytest.raises(ConnectionRefusedError):
        Caller(practice.base_url, "x").get("/me")
