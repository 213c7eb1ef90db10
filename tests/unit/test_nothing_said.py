"""What is empty to a reader, and names that read the same, whatever stands in them that nobody sees."""

import pytest

from cm_desktop.domain.names import same
from cm_desktop.domain.unseen import says_nothing, visible


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u00a0\u202f\u3000", "\u200b\u2060", "\u3164", "\u2800", "\u200d\ufe0f", "\0\ud800", "\U000e0041"],
)
def test_what_nobody_sees_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["a", "\u200b.", "❤\ufe0f", "👩\u200d🍳", "\u0301", "🏴\U000e0067\U000e007f", "\u3164한"]
)
def test_one_sign_that_is_seen_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_what_is_visible_keeps_its_blanks() -> None:
    assert visible("Ma\u200brie\u00ad Le\u202e Goff\n") == "Marie Le Goff\n"


@pytest.mark.parametrize(
    "name",
    ["Hélène Roy", "HÉLÈNE  ROY ", "He\u0301le\u0300ne\u00a0Roy", "Hél\u200bène R\u2060oy", "\u202eHélène Roy\ufeff"],
)
def test_names_that_read_the_same_are_the_same(name: str) -> None:
    assert same(name, "Hélène Roy")


def test_other_names_are_others_and_no_name_is_nobodys() -> None:
    assert not same("Hélène Roy", "Helene Roy")
    assert not same("Hélène Roy", "Hélène Roi")
    assert not same("\u200b", "")
