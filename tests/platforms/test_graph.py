"""Every answer of the Graph API, judged: the whole error table, the quota, and what is no answer at all."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain import errors
from cm_desktop.domain.errors import (
    Blocked,
    Forbidden,
    Invalid,
    PlatformError,
    RateLimited,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.platforms.facebook.identity import RIGHTS
from cm_desktop.platforms.graph.answers import moment
from cm_desktop.platforms.graph.client import GraphClient, Rights, classify
from cm_desktop.platforms.graph.proofs import Worth, worth
from cm_desktop.platforms.graph.usage import Usage, usage
from cm_desktop.platforms.transport.calls import Call
from tests.platforms.graph_table import ROWS, Row, holds
from tests.platforms.wire import Wire, answers

WRITE_MAY_HAVE_HAPPENED = Row(
    code=0, subcode=None, call="write", http_status=500, error_class="Unknown", facts={}, verified=True, note=""
)


def judged(row: Row, status: int | None = None, headers: Mapping[str, str] | None = None) -> PlatformError | None:
    return classify(Call(row.call), status or row.http_status, headers or {}, row.body, RIGHTS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_row_of_the_table_has_its_meaning(row: Row) -> None:
    assert holds(row, judged(row))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_row_that_is_changed_no_longer_holds(row: Row) -> None:
    other = "Gone" if row.error_class != "Gone" else "Duplicate"
    assert not holds(replace(row, error_class=other), judged(row))
    assert not holds(replace(row, facts={"reason": "made up"}), judged(row))


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_only_the_code_decides_except_that_a_failing_server_may_have_written(row: Row, status: int) -> None:
    expected = WRITE_MAY_HAVE_HAPPENED if row.call == "write" and status >= 500 else row
    assert holds(expected, judged(row, status))


def test_the_table_has_each_code_on_reads_and_on_writes_and_names_real_errors() -> None:
    keys = [(row.code, row.subcode, row.call) for row in ROWS]
    assert len(set(keys)) == len(keys)
    assert {key[:2] for key in keys if key[2] == "read"} == {key[:2] for key in keys if key[2] == "write"}
    assert all(issubclass(getattr(errors, row.error_class), PlatformError) for row in ROWS)


@pytest.mark.parametrize("code", [10, *range(200, 300)])
def test_a_permission_that_is_missing_is_named(code: int) -> None:
    body = {"error": {"code": code, "message": f"(#{code}) Requires pages_read_user_content permission to manage it"}}
    error = classify(Call.READ, 403, {}, json.dumps(body).encode(), RIGHTS)
    assert isinstance(error, Forbidden)
    assert error.scope == "pages_read_user_content"


def test_the_users_own_sentence_is_kept_and_the_developers_is_not() -> None:
    error = judged(ROWS[0])
    assert error is not None
    assert error.message == "Réessayez plus tard."


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-business-use-case-usage": '{"1": [{"type": "pages", "estimated_time_to_regain_access": 7}]}'}, 420.0),
        ({"x-business-use-case-usage": '{"1": [{"type": "pages", "estimated_time_to_regain_access": 9999}]}'}, 86400.0),
        ({"retry-after": "90"}, 90.0),
        ({"x-app-usage": '{"call_count": 100}', "retry-after": "90"}, 90.0),
        ({"x-business-use-case-usage": "}{"}, None),
        ({}, None),
    ],
)
def test_throttling_tells_how_long_to_wait(headers: Mapping[str, str], seconds: float | None) -> None:
    throttled = next(row for row in ROWS if row.code == 80001)
    error = judged(throttled, headers=headers)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


def test_going_too_fast_freezes_for_hours() -> None:
    error = judged(next(row for row in ROWS if row.subcode == 1390008))
    assert isinstance(error, Blocked)
    assert error.retry_after == 6 * 3600


@pytest.mark.parametrize("passing", [True, False])
def test_a_code_that_nobody_knows_is_a_refusal_unless_graph_says_that_it_passes(passing: bool) -> None:
    body = json.dumps({"error": {"code": 987654, "message": "?", "is_transient": passing}}).encode()
    assert type(classify(Call.READ, 400, {}, body, RIGHTS)) is (Transient if passing else Invalid)
    assert type(classify(Call.WRITE, 400, {}, body, RIGHTS)) is (Unknown if passing else Invalid)


NO_JSON = (b"<!DOCTYPE html><title>Connexion</title>", b"", b'{"id": "1', b'"id"', b"[]", b"null", b'{"id": NaN}')


@pytest.mark.parametrize("body", NO_JSON)
@pytest.mark.parametrize("status", [200, 302, 400, 403, 502])
def test_what_is_not_graph_is_unreadable_and_proves_nothing_of_a_write(status: int, body: bytes) -> None:
    assert type(classify(Call.READ, status, {}, body, RIGHTS)) is (Transient if status >= 500 else Unreadable)
    assert type(classify(Call.WRITE, status, {}, body, RIGHTS)) is Unknown


@pytest.mark.parametrize("call", Call)
def test_too_many_requests_without_a_word_is_throttling(call: Call) -> None:
    error = classify(call, 429, {"retry-after": "30"}, b"slow down", RIGHTS)
    assert isinstance(error, RateLimited)
    assert error.retry_after == 30


@pytest.mark.parametrize("body", [b'{"success": true}', b'{"id": "1_2"}'])
def test_a_write_is_proved_by_an_id_or_by_the_word(body: bytes) -> None:
    assert classify(Call.WRITE, 200, {}, body, RIGHTS) is None


@pytest.mark.parametrize("body", [b"{}", b'{"success": false}', b'{"success": "true"}', b'{"id": ""}', b'{"id": 12}'])
def test_a_write_is_not_proved_by_anything_else(body: bytes) -> None:
    assert type(classify(Call.WRITE, 200, {}, body, RIGHTS)) is Unknown
    assert classify(Call.READ, 200, {}, body, RIGHTS) is None


@given(
    call=st.sampled_from(Call),
    status=st.integers(100, 599),
    row=st.sampled_from(ROWS),
    junk=st.binary(max_size=6),
    place=st.integers(0, 200),
)
def test_a_mutated_answer_is_judged_all_the_same(call: Call, status: int, row: Row, junk: bytes, place: int) -> None:
    body = row.body[:place] + junk + row.body[place + len(junk) :]
    error = classify(call, status, {"x-app-usage": junk.decode("latin-1")}, body, RIGHTS)
    assert error is None or isinstance(error, PlatformError)
    if call is Call.WRITE and status >= 500:
        assert isinstance(error, Unknown)


def test_the_highest_share_of_all_headers_counts() -> None:
    told = usage(
        {
            "x-business-use-case-usage": json.dumps(
                {"1": [{"type": "pages", "call_count": 3, "total_time": 76, "estimated_time_to_regain_access": 2}]}
            ),
            "x-app-usage": '{"call_count": 12, "total_cputime": 50, "total_time": 1}',
        }
    )
    assert told == Usage(percent=76, regain=120)
    assert told.throttled
    assert told.stop is None


@pytest.mark.parametrize("text", ["", "none", "[]", "{}", '{"1": [3, null]}', '{"1": {"call_count": 99}}'])
def test_a_usage_header_that_tells_nothing_is_passed_over(text: str) -> None:
    assert usage({"x-business-use-case-usage": text}) is None


def told_usage(percent: int, body: bytes = b'{"id": "1", "success": true}') -> Wire:
    share = json.dumps({"1": [{"type": "pages", "call_count": percent, "estimated_time_to_regain_access": 0}]})
    return Wire(answers(body, f"X-Business-Use-Case-Usage: {share}"))


def test_close_to_the_quota_nothing_more_is_asked_until_the_wait_is_over() -> None:
    clock = [1000.0]
    with told_usage(95) as wire:
        graph = GraphClient(wire.url, "token", rights=RIGHTS, allow_local=True, monotonic=lambda: clock[0])
        graph.get("me", {})
        for _ in range(2):
            with pytest.raises(RateLimited) as refusal:
                graph.write("POST", "1/likes")
        assert refusal.value.retry_after == 900
        assert len(wire.heard) == 1
        clock[0] += 900
        graph.write("POST", "1/likes")
    assert len(wire.heard) == 2


def test_with_the_quota_running_low_readings_slow_down_and_acts_do_not() -> None:
    waited: list[float] = []
    with told_usage(75) as wire:
        graph = GraphClient(wire.url, "token", rights=RIGHTS, allow_local=True, wait=waited.append)
        graph.get_page("me/feed", lambda size: {"limit": size}, 50)
        assert waited == []
        graph.write("POST", "1/likes")
        assert waited == []
        graph.get_page("me/feed", lambda size: {"limit": size}, 50)
    assert waited == [1.0]


def test_the_token_travels_in_a_header_to_the_pinned_version() -> None:
    with Wire(answers(b'{"id": "1"}')) as wire:
        GraphClient(wire.url + "/", "EAAtoken", rights=RIGHTS, allow_local=True).get("me", {"fields": "id"})
    head = wire.heard[0].split(b"\r\n")
    assert head[0] == b"GET /v26.0/me?fields=id HTTP/1.1"
    assert b"Authorization: Bearer EAAtoken" in head


def test_the_token_is_asked_about_in_a_body_and_never_in_an_address() -> None:
    told = (
        b'{"data": {"expires_at": 1800000000, "data_access_expires_at": 1790000000, "scopes": ["b_write", "b_read"]}}'
    )
    with Wire(answers(told)) as wire:
        known = worth(GraphClient(wire.url, "EAAtoken", rights=B_RIGHTS, allow_local=True))
    head, _, body = wire.heard[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v26.0/debug_token HTTP/1.1\r\n")
    assert body == b"input_token=EAAtoken&method=get"
    assert known == Worth(scopes=frozenset({"b_read", "b_write"}), ends=datetime.fromtimestamp(1790000000, UTC))


B_RIGHTS = Rights(read="b_read", write="b_write")


@pytest.mark.parametrize(
    "told",
    [
        *(b"", b"[]", b"{}", b"<html>", b'{"data": []}', b'{"data": {}}', b'{"data": {"expires_at": 0}}'),
        b'{"data": {"expires_at": "soon", "data_access_expires_at": true, "scopes": "b_read"}}',
        b'{"data": {"expires_at": -5, "data_access_expires_at": 99999999999999999999, "scopes": [1, null]}}',
        b'{"error": {"code": 100, "message": "You must provide an app access token"}}',
        b'{"error": {"code": 10, "message": "needs instagram_basic"}}',
    ],
)
def test_what_tells_nothing_of_a_token_is_passed_over(told: bytes) -> None:
    with Wire(answers(told)) as wire:
        assert worth(GraphClient(wire.url, "EAAtoken", rights=B_RIGHTS, allow_local=True)) == Worth()


def test_a_token_that_is_told_to_lack_the_right_to_write_is_refused() -> None:
    with Wire(answers(b'{"data": {"scopes": ["b_read"]}}')) as wire, pytest.raises(Forbidden) as refusal:
        worth(GraphClient(wire.url, "EAAtoken", rights=B_RIGHTS, allow_local=True))
    assert refusal.value.scope == "b_write"


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "éà", "tab\t", "\ufeffEAA"])
def test_a_text_that_cannot_be_a_token_is_never_sent(token: str) -> None:
    with Wire(answers(b"{}")) as wire:
        graph = GraphClient(wire.url, token, rights=RIGHTS, allow_local=True)
        with pytest.raises(errors.AuthExpired) as refusal:
            graph.get("me", {})
    assert wire.heard == []
    assert not token or token not in str(refusal.value)


@pytest.mark.parametrize(
    "told",
    ["0001-01-01T00:00:00+0000", "9999-12-31T23:59:59+0000", "9999-12-31T23:59:59-2359", "2026-13-45T99:99:99", ""],
)
def test_a_moment_that_nobody_can_reckon_with_is_unreadable(told: str) -> None:
    assert moment({"at": "2017-08-31T20:10:30+0200"}, "at") == datetime(2017, 8, 31, 18, 10, 30, tzinfo=UTC)
    with pytest.raises(Unreadable):
        moment({"at": told}, "at")
