"""Whoever cannot use a key, or strikes keys without wanting to, has others, or none: changed and switched off by names."""

import pytest

from tests.outside.patience import until
from tests.outside.screen_reader import CHECKED, Part
from tests.outside.visitor import Visitor

pytestmark = pytest.mark.outside

SINGLES = "Les touches seules agissent"
HIDE = "Masquer, afficher de nouveau"
OUTGOING = "En attente d’envoi, 1"


def after(visitor: Visitor, role: str, name: str, then: str) -> list[Part]:
    """The first part of that name which comes after what says `then`, as one reads."""
    parts = visitor.look()
    place = next((at for at, part in enumerate(parts) if part.role == "label" and part.name == then), len(parts))
    return [part for part in parts[place:] if part.role == role and part.name == name][:1]


def open_keys(visitor: Visitor) -> None:
    visitor.press("ctrl+comma")
    visitor.push("Touches", "page tab")
    visitor.until_there("check box", SINGLES)


def is_left_alone(visitor: Visitor, key: str) -> None:
    """Struck before another one whose help is there: nothing came of it."""
    visitor.press(key, "F1")
    visitor.until_there("dialog", "Raccourcis clavier")
    assert visitor.parts("page tab", OUTGOING) == []
    visitor.press("Escape")
    visitor.until_gone("dialog", "Raccourcis clavier")


def test_a_key_can_be_another_one(at_practice: Visitor) -> None:
    open_keys(at_practice)
    at_practice.push(f"Modifier : {HIDE}")
    at_practice.until_there("push button", "Pressez une touche · Échap : aucune")
    at_practice.press("n")
    until(lambda: after(at_practice, "label", "N", HIDE), "the key is N", at_practice.told)
    at_practice.push("À traiter", "page tab")
    at_practice.until_there("push button", "Répondre")
    is_left_alone(at_practice, "h")
    at_practice.press("n")
    at_practice.until_there("page tab", OUTGOING)
    at_practice.close()


def test_keys_of_one_sign_can_be_switched_off(at_practice: Visitor) -> None:
    open_keys(at_practice)
    at_practice.push(SINGLES, "check box")
    until(lambda: CHECKED not in at_practice.until_there("check box", SINGLES).states, "it is off", at_practice.told)
    at_practice.push("À traiter", "page tab")
    at_practice.until_there("push button", "Répondre")
    is_left_alone(at_practice, "h")
    at_practice.close()
