"""One JSON line in, one out: the exact record that scripts rely on. May not open a file."""

import json

import pytest

from cm_desktop.rules.jsonl import check_line
from cm_desktop.rules.rulebook import Rulebook


def answer(book: Rulebook, line: str) -> dict[str, object]:
    """What comes out for one line, decoded."""
    out = check_line(book, line)
    assert "\n" not in out
    record: dict[str, object] = json.loads(out)
    return record


def test_a_line_gets_both_axes_the_categories_and_the_spans(shipped: Rulebook) -> None:
    record = answer(shipped, json.dumps({"text": "🤮 bande d'escrocs, sale connard", "id": 7}))
    assert record == {
        "severity": 3,
        "abuse": 3,
        "business": 3,
        "categories": ["fraud", "insult", "complaint"],
        "spans": [[0, 1, "emoji.anger"], [2, 17, "fraude.accusation"], [19, 31, "insulte.adressee"]],
    }


def test_offsets_count_code_points_of_the_decoded_text(shipped: Rulebook) -> None:
    record = answer(shipped, '{"text": "\\ud83e\\udd21\\ud83e\\udd21 Connard"}')
    assert record["spans"] == [[3, 10, "insulte.injure"]]


def test_a_calm_text_gets_zeros_and_empty_lists(shipped: Rulebook) -> None:
    calm = {"severity": 0, "abuse": 0, "business": 0, "categories": [], "spans": []}
    assert answer(shipped, '{"text": "La mairie ferme à midi"}') == calm
    assert answer(shipped, '{"text": ""}') == calm


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", "not_json"),
        ("connard", "not_json"),
        ("[" * 100_000, "not_json"),
        ('"connard"', "no_text"),
        ("{}", "no_text"),
        ('{"text": 3}', "no_text"),
        ('{"text": null}', "no_text"),
        ("[]", "no_text"),
    ],
)
def test_a_bad_line_is_answered_with_an_error(shipped: Rulebook, line: str, error: str) -> None:
    assert answer(shipped, line) == {"error": error}


def test_a_lone_surrogate_goes_through(shipped: Rulebook) -> None:
    assert answer(shipped, '{"text": "\\ud800 connard"}')["spans"] == [[2, 9, "insulte.injure"]]
