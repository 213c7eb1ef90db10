"""The twenty phenomena that lists of words get wrong, judged by the packs that ship. May not edit packs."""

import pytest

from cm_desktop.rules.rulebook import Rulebook, matched
from tools.phenomena import NOTHING, PAGE, Line, listed, page

LINES = listed()


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language}-{line.expected}-{line.text[:40]}")
def test_a_comment_is_found_for_what_it_is_or_left_alone(shipped: Rulebook, line: Line) -> None:
    verdict = shipped.judge(line.text)
    hits = [(hit.rule, hit.severity, matched(line.text, hit)) for hit in verdict.hits]
    if line.expected == NOTHING:
        assert verdict.severity < 2, hits
    else:
        assert line.expected in {hit.category for hit in verdict.hits if hit.severity >= 2}, hits


def test_twenty_phenomena_are_shown_each_in_french() -> None:
    phenomena = {line.phenomenon for line in LINES}
    assert len(phenomena) == 20
    assert phenomena == {line.phenomenon for line in LINES if line.language == "fr"}


def test_both_kinds_of_error_are_shown() -> None:
    found = [line for line in LINES if line.expected != NOTHING]
    calm = [line for line in LINES if line.expected == NOTHING]
    assert len(found) >= 50
    assert len(calm) >= 40


def test_the_page_says_what_is_tested() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(LINES)
