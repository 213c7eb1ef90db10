"""Somebody opens the program for the first time, in a real window, with a keyboard and a screen reader."""

import pytest

from tests.outside.visitor import Visitor

pytestmark = pytest.mark.outside


def test_the_first_comment_is_hidden_by_a_key(at_practice: Visitor) -> None:
    at_practice.until_there("push button", "Répondre")
    at_practice.press("h")
    at_practice.until_there("page tab", "En attente d’envoi, 1")
    at_practice.close()
