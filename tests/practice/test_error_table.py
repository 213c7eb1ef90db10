"""The server against the shared table of Graph's errors: it answers every row of it, on reads and on writes."""

import json
from pathlib import Path

import pytest

from cm_desktop.practice import Calls, PracticePlatform
from tests.practice.caller import Answer, Caller, Json

TABLE: list[Json] = json.loads((Path(__file__).parents[1] / "fixtures" / "graph_errors.json").read_text("utf-8"))


def test_the_table_is_there() -> None:
    assert len(TABLE) > 50
    assert {row["call"] for row in TABLE} == {"read", "write"}


def name_of(row: Json) -> str:
    return f"{row['call']}-{row['code']}-{row['subcode']}"


def call(page: Caller, row: Json, comment_id: str) -> Answer:
    if row["call"] == "read":
        return page.get(f"/{comment_id}")
    return page.post(f"/{comment_id}/comments", message="Merci")


@pytest.mark.parametrize("row", TABLE, ids=name_of)
def test_every_row_can_be_played(practice: PracticePlatform, page: Caller, ids: dict[str, str], row: Json) -> None:
    calls = Calls.READS if row["call"] == "read" else Calls.WRITES
    practice.faults.plan_error(row["code"], row["subcode"], calls=calls)
    answer = call(page, row, ids["a"])
    assert answer.error == (row["code"], row["subcode"])
    assert answer.status == row["http_status"]
    assert not any(record.applied for record in practice.log)
    assert call(page, row, ids["a"]).status == 200


@pytest.mark.parametrize("row", TABLE, ids=name_of)
def test_every_row_can_be_ordered_from_outside(
    practice: PracticePlatform, page: Caller, ids: dict[str, str], row: Json
) -> None:
    answer = {"kind": "error", "code": row["code"], "subcode": row["subcode"], "user_message": "Réessayez plus tard."}
    assert page.order("POST", "faults", {"answer": answer, "calls": f"{row['call']}s"}).status == 200
    found = call(page, row, ids["a"])
    assert found.error == (row["code"], row["subcode"])
    assert found.json["error"]["error_user_msg"] == "Réessayez plus tard."
    assert practice.faults.waiting == ()


def test_a_code_that_is_not_documented_cannot_be_played(practice: PracticePlatform) -> None:
    with pytest.raises(KeyError):
        practice.faults.plan_error(12345)
