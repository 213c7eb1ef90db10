"""What changed from one text to another, as it is shown."""

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.approvals.differences import MOST, Change, Part, differences, nearest

KEPT, GONE, NEW = Change.KEPT, Change.GONE, Change.NEW


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ()),
        ("Merci.", "Merci.", (Part(KEPT, "Merci."),)),
        ("", "Merci.", (Part(NEW, "Merci."),)),
        ("Merci.", "", (Part(GONE, "Merci."),)),
        (
            "Nous en sommes désolés.",
            "Nous en sommes vraiment désolés.",
            (Part(KEPT, "Nous en sommes "), Part(NEW, "vraiment "), Part(KEPT, "désolés.")),
        ),
        (
            "Nous vous avons écrit hier soir.",
            "Nous allons vous écrire hier soir.",
            (
                Part(KEPT, "Nous "),
                Part(NEW, "allons "),
                Part(KEPT, "vous "),
                Part(GONE, "avons écrit"),
                Part(NEW, "écrire"),
                Part(KEPT, " hier soir."),
            ),
        ),
        (
            "Ce n'est pas vrai",
            "Ce n’est pas vrai",
            (Part(KEPT, "Ce "), Part(GONE, "n'est"), Part(NEW, "n’est"), Part(KEPT, " pas vrai")),
        ),
    ],
)
def test_a_change_is_shown_by_words(before: str, after: str, shown: tuple[Part, ...]) -> None:
    assert differences(before, after) == shown


def test_words_that_change_in_a_row_are_shown_as_one_change() -> None:
    assert differences("un deux trois", "six sept trois") == (
        Part(GONE, "un deux"),
        Part(NEW, "six sept"),
        Part(KEPT, " trois"),
    )


TEXTS = st.text(alphabet="ab é.\n'", max_size=40)


def rebuilt(parts: tuple[Part, ...], change: Change) -> str:
    return "".join(part.text for part in parts if part.change in (KEPT, change))


@given(TEXTS, TEXTS)
def test_both_texts_are_there_to_the_character_and_no_part_is_empty(before: str, after: str) -> None:
    parts = differences(before, after)
    assert (rebuilt(parts, GONE), rebuilt(parts, NEW)) == (before, after)
    assert all(part.text for part in parts)
    assert all(one.change is not other.change for one, other in pairwise(parts))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" ".join(f"mot{n}" for n in range(5_000)), " ".join(f"autre{n}" for n in range(5_000))),
        ("a " * 50_000, "a " * 49_999 + "b "),
        ("x\n" * 20_000, "y\n" * 20_000),
    ],
)
def test_texts_however_long_are_compared_within_bounds(before: str, after: str) -> None:
    tracemalloc.start()
    try:
        parts = differences(before, after)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (rebuilt(parts, GONE), rebuilt(parts, NEW)) == (before, after)
    assert most < 64 * MOST


def test_a_line_that_changes_in_a_long_text_is_shown_by_lines() -> None:
    lines = [f"ligne {n} avec quelques mots de plus\n" for n in range(400)]
    other = [line.replace("ligne", "rang") if n % 100 == 0 else line for n, line in enumerate(lines)]
    parts = differences("".join(lines), "".join(other))
    assert parts[0] == Part(GONE, lines[0])
    assert parts[1] == Part(NEW, other[0])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_correction_is_told_from_the_proposal_that_it_began_with(place: int) -> None:
    proposals = ("Nous vous écrivons.", "Bonjour, merci de votre patience.", "Bonjour Marc, appelez-nous demain.")
    assert nearest(proposals, f"{proposals[place][:-1]} vraiment.") == proposals[place]
    assert nearest(proposals[:1], "") == proposals[0]
