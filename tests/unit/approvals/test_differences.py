"""What changes from one text to another: both can be read back from it, and words stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.approvals.differences import LONGEST, Change, Part, differences

TEXTS = st.text(st.sampled_from("ab é.\n’😀")) | st.text()


def joined(parts: tuple[Part, ...], *changes: Change) -> str:
    return "".join(part.text for part in parts if part.change in changes)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    parts = differences(before, after)
    assert joined(parts, Change.KEPT, Change.GONE) == before
    assert joined(parts, Change.KEPT, Change.NEW) == after
    assert all(part.text for part in parts)


def test_words_stay_whole_and_what_is_gone_comes_first() -> None:
    assert differences("Merci, nous la traitons.", "Merci, nous allons la traiter.") == (
        Part(Change.KEPT, "Merci, nous "),
        Part(Change.NEW, "allons "),
        Part(Change.KEPT, "la "),
        Part(Change.GONE, "traitons"),
        Part(Change.NEW, "traiter"),
        Part(Change.KEPT, "."),
    )


def test_words_that_were_all_replaced_read_as_one_change() -> None:
    assert [part.change for part in differences("un deux trois", "quatre cinq six")] == [Change.GONE, Change.NEW]


@pytest.mark.parametrize("text", ["", "Bonjour à tous.", "à " * LONGEST])
def test_a_text_that_did_not_change_has_no_change(text: str) -> None:
    assert joined(differences(text, text), Change.GONE, Change.NEW) == ""


def test_texts_too_long_to_compare_count_as_changed_whole() -> None:
    one, other = "a\n" * 2_000, "b\n" * 2_000
    assert differences(one, other) == (Part(Change.GONE, one), Part(Change.NEW, other))


def test_texts_too_long_to_be_taken_apart_count_as_changed_whole() -> None:
    one, other = "a" + " b" * LONGEST, "c" + " b" * LONGEST
    assert differences(one, other) == (Part(Change.GONE, one), Part(Change.NEW, other))
