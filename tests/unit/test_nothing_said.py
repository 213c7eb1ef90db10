"""What is empty to a reader."""

import pytest

from cm_desktop.domain.unseen import says_nothing


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u00a0\u202f\u3000", "\u200b\u2060", "\u3164", "\u2800", "\u200d\ufe0f", "\0\ud800", "\U000e0041"],
)
def test_what_nobody_sees_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["a", "\u200b.", "❤\ufe0f", "👩\u200d🍳", "\u0301", "🏴\U000e0067\U000e007f", "ㅤ한"])
def test_one_sign_that_is_seen_says_something(text: str) -> None:
    assert not says_nothing(text)
