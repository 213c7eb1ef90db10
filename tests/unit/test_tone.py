"""A reply beside how its client speaks: hints, and nothing more."""

import pytest

from cm_desktop.domain.client_sheet import Address, ClientSheet
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.tone import Heard, Hint, hints


def sheet(address: Address = Address.UNSAID, avoid: tuple[str, ...] = (), signature: str = "") -> ClientSheet:
    return ClientSheet(client=ClientId("lumen"), address=address, avoid=avoid, signature=signature)


@pytest.mark.parametrize(
    ("text", "address", "heard"),
    [
        ("Bonjour, tu peux passer ?", Address.VOUS, [Heard(Hint.SAYS_TU, "tu")]),
        ("On t’attend demain", Address.VOUS, [Heard(Hint.SAYS_TU, "t’")]),
        ("Nous vous attendons, le ton est donné", Address.VOUS, []),
        ("Nous vous attendons", Address.TU, [Heard(Hint.SAYS_VOUS, "vous")]),
        ("Tu peux passer", Address.TU, []),
        ("Tu peux passer, vous aussi", Address.UNSAID, []),
        ("La rue du Tub, un statut", Address.VOUS, []),
    ],
)
def test_who_is_addressed_otherwise_than_the_client_does_is_told(
    text: str, address: Address, heard: list[Heard]
) -> None:
    assert list(hints(text, sheet(address))) == heard


def test_words_to_avoid_are_heard_whatever_their_accents_and_as_words_only() -> None:
    wanted = sheet(avoid=("désolé", "n'hésitez pas"))
    assert hints("Nous sommes DESOLE", wanted) == (Heard(Hint.AVOIDED, "désolé"),)
    assert hints("N’hésitez pas à nous écrire", wanted) == (Heard(Hint.AVOIDED, "n'hésitez pas"),)
    assert hints("Quelle désolation", wanted) == ()


def test_a_missing_signature_is_told_and_an_empty_reply_is_left_alone() -> None:
    wanted = sheet(signature="— L'équipe Lumen")
    assert hints("Merci", wanted) == (Heard(Hint.UNSIGNED, "— L'équipe Lumen"),)
    assert hints("Merci — l'équipe  lumen", wanted) == ()
    assert hints("  ", wanted) == ()
