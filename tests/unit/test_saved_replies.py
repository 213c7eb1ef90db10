"""What a saved reply becomes under a comment, and what of it stops a text from leaving."""

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.saved_replies import (
    INVITATION,
    SavedReply,
    SavedReplyId,
    Variable,
    fill,
    first_name,
    generalised,
    narrowed,
    offered,
    placeholders,
    with_starters,
)

LUMEN, VALBREUIL = ClientId("lumen"), ClientId("valbreuil")


def kept(name: str, text: str = "Merci", client: ClientId | None = None, id: str = "") -> SavedReply:  # noqa: A002
    return SavedReply(id=SavedReplyId(id or name), name=name, text=text, client=client)


def left(text: str) -> list[str]:
    return [one.text for one in placeholders(text)]


@pytest.mark.parametrize(
    "template", ["Bonjour {prénom}", "Bonjour {PRENOM}", "Bonjour {first name}", "Bonjour { firstname }"]
)
def test_a_variable_has_its_french_and_its_english_name_accents_and_capitals_aside(template: str) -> None:
    assert fill(template, {Variable.FIRST_NAME: "Inès"}) == "Bonjour Inès"


def test_every_variable_is_filled_in() -> None:
    known = {
        Variable.AUTHOR: "Inès Caradec",
        Variable.CLIENT: "Lumen",
        Variable.PAGE: "Lumen Facebook",
        Variable.SIGNATURE: "Zoé",
    }
    assert fill("{auteur}, {name}, {client}, {page} — {signature}", known) == (
        "Inès Caradec, Inès Caradec, Lumen, Lumen Facebook — Zoé"
    )


def test_what_is_not_known_stays_to_be_filled_in() -> None:
    assert (
        fill("Bonjour {prénom}, venez à {heure} [jour]", {Variable.FIRST_NAME: ""})
        == "Bonjour {prénom}, venez à {heure} [jour]"
    )
    assert left("Bonjour {prénom}, venez à {heure} [jour]") == ["{prénom}", "{heure}", "[jour]"]


def test_a_strangers_name_becomes_neither_a_placeholder_nor_a_variable_nor_a_line_of_its_own() -> None:
    filled = fill("Bonjour {auteur}", {Variable.AUTHOR: "Zoé\u202e [admin]\n{client}", Variable.CLIENT: "Lumen"})
    assert filled == "Bonjour Zoé (admin) (client)"
    assert left(filled) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[…]", ["[…]"]),
        ("{}", ["{}"]),
        ("{…} et [à compléter]", ["{…}", "[à compléter]"]),
        ("Voir la note [1], puis [12].", []),
        ("Bravo :-] et {", []),
        ("[sur deux\nlignes]", []),
        ("[]", []),
    ],
)
def test_what_counts_as_still_to_be_filled_in(text: str, found: list[str]) -> None:
    assert left(text) == found


def test_a_placeholder_says_where_it_stands_in_code_points() -> None:
    (one,) = placeholders("🙏 [heure]")
    assert "🙏 [heure]"[one.start : one.end] == one.text == "[heure]"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Marc Delvaux", "Marc"),
        ("Jean-Pierre Roy", "Jean-Pierre"),
        ("MARIE-CLAUDE VERDONNET", "Marie-Claude"),
        ("Odile", "Odile"),
        ("N'Golo K.", "N'Golo"),
        ("M. Dupont", ""),
        ("Mme Dupont", ""),
        ("lila75", ""),
        ("solene", ""),
        ("B. T.", ""),
        ("🙏 Inès", ""),
        ("", ""),
    ],
)
def test_only_what_looks_like_a_first_name_greets_anybody(author: str, name: str) -> None:
    assert first_name(author) == name


def test_a_page_is_offered_its_clients_replies_first_then_those_for_all() -> None:
    replies = [kept("Zèbre"), kept("Été"), kept("Horaires", client=LUMEN), kept("Mairie", client=VALBREUIL)]
    assert [one.name for one in offered(replies, LUMEN, private=True)] == ["Horaires", "Été", "Zèbre"]


def test_an_invitation_is_offered_only_where_there_are_private_messages() -> None:
    replies = [kept("Inviter", id=INVITATION), kept("Merci")]
    assert len(offered(replies, LUMEN, private=True)) == 2
    assert [one.name for one in offered(replies, LUMEN, private=False)] == ["Merci"]


def test_a_reply_of_the_program_is_what_the_user_made_of_it_or_nothing() -> None:
    starters = [kept("Règles", "Du programme", id="rules"), kept("Merci", "Merci", id="thanks")]
    assert [one.text for one in with_starters([], starters)] == ["Du programme", "Merci"]
    assert [one.text for one in with_starters([kept("Règles", "À moi", id="rules")], starters)] == ["À moi", "Merci"]
    assert [one.text for one in with_starters([kept("Règles", "", id="rules")], starters)] == ["Merci"]


def test_typing_narrows_the_list_by_words_of_the_name_then_by_the_text() -> None:
    replies = [
        kept("Horaires d'été", "De 9 h à 18 h"),
        kept("Rappel des règles", "Pas d'insultes"),
        kept("Fermeture", "En été, fermé"),
    ]
    assert [one.name for one in narrowed(replies, "ete")] == ["Horaires d'été", "Fermeture"]
    assert [one.name for one in narrowed(replies, "REG rap")] == ["Rappel des règles"]
    assert [one.name for one in narrowed(replies, "insult")] == ["Rappel des règles"]
    assert [one.name for one in narrowed(replies, "  ")] == [one.name for one in replies]
    assert narrowed(replies, "zzz") == ()


def test_a_text_written_to_one_person_is_kept_without_their_name() -> None:
    known = {Variable.AUTHOR: "Marc Delvaux", Variable.FIRST_NAME: "Marc"}
    assert generalised("Marc, Marc Delvaux, la Marche", known, french=True) == "{prénom}, {auteur}, la Marche"
    assert generalised("Hello Marc", known, french=False) == "Hello {first name}"
    assert fill(generalised("Hello Marc", known, french=False), known) == "Hello Marc"
