"""The window, which is asked for without another word, is understood before every command is known, and as it would be then."""

import pytest

from cm_desktop.cli import program
from cm_desktop.cli.commands import parser


@pytest.mark.parametrize(
    "words", ["", "window", "--workspace here", "--language en window --workspace=there", "--json", "--lang fr"]
)
def test_the_window_is_understood_as_among_all_commands(words: str) -> None:
    assert program._window(words.split()) == parser().parse_args(words.split())


@pytest.mark.parametrize(
    "words",
    ["queue", "--workspace window queue", "--help", "window --help", "--version", "windows", "--language xx", "--"],
)
def test_whatever_else_is_asked_for_is_left_to_all_commands(words: str) -> None:
    assert program._window(words.split()) is None


def test_an_option_without_its_value_is_left_to_who_can_say_so() -> None:
    assert program._window(["--workspace"]) is None
