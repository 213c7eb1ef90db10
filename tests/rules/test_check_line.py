"""One JSON line in, one out: the exact record that scripts rely on. May not open a file."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from cm_desktop.rules.jsonl import check_line
from cm_desktop.rules.rulebook import Rulebook

PACK = """\
    pack: small
    language: any
    rules:
      - id: injure
        title: {fr: Injure}
        category: insult
        severity: 2
        phrases: [connard]
        yes: [connard]
        no: [canard]
      - id: accusation
        title: {fr: Accusation}
        category: fraud
        severity: 3
        phrases: [bande d'escrocs]
        yes: [bande d'escrocs]
        no: [bande dessinée]
"""


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    (tmp_path / "small.yaml").write_text(dedent(PACK), encoding="utf-8")
    return Rulebook.load([tmp_path])


def answer(book: Rulebook, line: str) -> dict[str, object]:
    """What comes out for one line, decoded."""
    out = check_line(book, line)
    assert "\n" not in out
    record: dict[str, object] = json.loads(out)
    return record


def test_a_line_gets_both_axes_the_categories_and_the_spans(book: Rulebook) -> None:
    record = answer(book, json.dumps({"text": "🤮 bande d'escrocs, sale connard", "id": 7}))
    assert record == {
        "severity": 3,
        "abuse": 2,
        "business": 3,
        "categories": ["fraud", "insult"],
        "spans": [[2, 17, "accusation"], [24, 31, "injure"]],
    }


def test_offsets_count_code_points_of_the_decoded_text(book: Rulebook) -> None:
    record = answer(book, '{"text": "\\ud83e\\udd21\\ud83e\\udd21 Connard"}')
    assert record["spans"] == [[3, 10, "injure"]]


def test_a_calm_text_gets_zeros_and_empty_lists(book: Rulebook) -> None:
    calm = {"severity": 0, "abuse": 0, "business": 0, "categories": [], "spans": []}
    assert answer(book, '{"text": "La mairie ferme à midi"}') == calm
    assert answer(book, '{"text": ""}') == calm


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
def test_a_bad_line_is_answered_with_an_error(book: Rulebook, line: str, error: str) -> None:
    assert answer(book, line) == {"error": error}


def test_a_lone_surrogate_goes_through(book: Rulebook) -> None:
    assert answer(book, '{"text": "\\ud800 connard"}')["spans"] == [[2, 9, "injure"]]
