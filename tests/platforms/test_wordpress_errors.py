"""WordPress's error table, row by row."""

import json
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.domain.errors import Trouble
from cm_desktop.platforms.transport.calls import Call
from cm_desktop.platforms.wordpress import errors as wordpress_errors
from cm_desktop.platforms.wordpress.errors import classify

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "wordpress_errors.json").read_text("utf-8")
)


def _bytes(body: object) -> bytes:
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def _name(row: dict[str, Any]) -> str:
    said = row["body"]["code"] if isinstance(row["body"], dict) and "code" in row["body"] else "other"
    return f"{row['call']}-{row['status']}-{said}"


def _told(row: dict[str, Any]) -> Trouble | None:
    error = classify(Call(row["call"]), row["status"], row.get("headers", {}), _bytes(row["body"]))
    return None if error is None else error.trouble()


@pytest.mark.parametrize("row", TABLE, ids=_name)
def test_each_row_of_the_table_is_told_as_written(row: dict[str, Any]) -> None:
    assert _told(row) == (Trouble(row["error"], row["facts"]) if row["error"] else None)


def test_a_row_that_is_changed_is_noticed() -> None:
    row = next(row for row in TABLE if _name(row) == "write-409-comment_duplicate")
    assert _told({**row, "body": {"code": "comment_flood"}}) != Trouble(row["error"], row["facts"])


def test_every_code_that_is_told_apart_stands_in_the_table() -> None:
    written = {row["body"]["code"] for row in TABLE if isinstance(row["body"], dict) and "code" in row["body"]}
    assert set(wordpress_errors._BY_CODE) <= written


def test_a_sentence_changes_nothing() -> None:
    french = {"code": "comment_duplicate", "message": "Détection d&rsquo;un doublon&nbsp;: rest_comment_closed"}
    error = classify(Call.WRITE, 409, {}, _bytes(french))
    assert error is not None
    assert error.trouble() == Trouble("Duplicate")
