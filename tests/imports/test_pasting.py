"""Comments copied from a page, as they come out of the clipboard."""

from datetime import timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.arrivals import LineProblem, PastedComment
from cm_desktop.imports.pasting import comments
from tests.imports.conftest import NOW, PAGE, PARIS, Page

PATIENCE = 20.0  # seconds of the processor: a hang takes minutes

FACEBOOK = """\
Super fan
Odile Garance
Le pain était dur comme du bois !!

Et personne ne répond au téléphone.
J’aime
Répondre
2 h
Modifié
Bastien Leroux
Bravo à toute l’équipe
J’aimeRépondre3 j
12
Voir les 2 réponses
Auteur
Les Pains d’Élise
Merci Bastien !
J’aime · Répondre · 1 j
"""
INSTAGRAM = """\
odile.garance
Photo de profil de odile.garance
2 sem
Trop beau 😍 https://page.example/brioche
12 J’aime
Répondre
Voir la traduction

m.coeur

3 j
Bof
1 mention J’aimeRépondre
Masquer les réponses
"""


def pasted(text: str) -> list[tuple[str, str]]:
    return [(one.author, one.text) for one in comments(text, NOW, PARIS)]


def test_comments_copied_from_facebook() -> None:
    found = comments(FACEBOOK, NOW, PARIS)
    assert [(one.author, one.text) for one in found] == [
        ("Odile Garance", "Le pain était dur comme du bois !!\n\nEt personne ne répond au téléphone."),
        ("Bastien Leroux", "Bravo à toute l’équipe"),
        ("Les Pains d’Élise", "Merci Bastien !"),
    ]
    assert [one.created_at for one in found] == [
        NOW - timedelta(hours=2),
        NOW - timedelta(days=3),
        NOW - timedelta(days=1),
    ]


def test_comments_copied_from_instagram() -> None:
    first, second = comments(INSTAGRAM, NOW, PARIS)
    assert first == PastedComment(
        text="Trop beau 😍 https://page.example/brioche",
        author="odile.garance",
        link="https://page.example/brioche",
        created_at=NOW - timedelta(weeks=2),
        likes=12,
    )
    assert (second.author, second.text, second.likes) == ("m.coeur", "Bof", 1)
    assert second.created_at == NOW - timedelta(days=3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nul.", [("", "Nul.")]),
        ("Odile Garance\nNul.", [("Odile Garance", "Nul.")]),
        ("Odile Garance : Nul.", [("Odile Garance", "Nul.")]),
        ("Odile : Nul.\nPaul : Bof : vraiment", [("Odile", "Nul."), ("Paul", "Bof : vraiment")]),
        ("@odile_g: Nul.", [("odile_g", "Nul.")]),
        ("Bonjour : où êtes-vous ?", [("", "Bonjour : où êtes-vous ?")]),
        ("Question: ouvert à 8:30 ?", [("", "Question: ouvert à 8:30 ?")]),
        ("Un avis\nsur deux lignes", [("", "Un avis\nsur deux lignes")]),
        ("Un avis\n\nUn autre", [("", "Un avis"), ("", "Un autre")]),
        ("Très Déçue !!\nje ne reviendrai pas", [("", "Très Déçue !!\nje ne reviendrai pas")]),
        ("J’aime", [("", "J’aime")]),
        ("12", [("", "12")]),
        ("Odile Garance\nHier\nJ’aime\nRépondre\n2 h", [("Odile Garance", "Hier")]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_what_is_unclear_stays_in_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert pasted(text) == expected


def test_a_link_alone_belongs_to_the_comment_before_it() -> None:
    first, second = comments("Odile Garance\nNul.\n\nhttps://page.example/c/1\n\nBof.", NOW, PARIS)
    assert (first.text, first.link) == ("Nul.", "https://page.example/c/1")
    assert (second.text, second.link) == ("Bof.", "")


LINES = st.sampled_from([*FACEBOOK.splitlines(), *INSTAGRAM.splitlines(), "", "https://page.example/1", "Paul : oui"])


SAID = {
    "Odile",
    "Leroux",
    "Élise",
    "bois",
    "téléphone",
    "Bravo",
    "Merci",
    "Trop",
    "brioche",
    "m.coeur",
    "Bof",
    "Paul",
    "oui",
}


@given(st.lists(LINES, max_size=12))
def test_no_word_is_lost_but_buttons(lines: list[str]) -> None:
    found = comments("\n".join(lines), NOW, PARIS)
    left = " ".join(f"{one.author} {one.text} {one.link}" for one in found)
    assert [word for word in SAID if any(word in line for line in lines) and word not in left] == []


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(one.text for one in comments(text, NOW, PARIS))


def test_what_was_corrected_comes_in_once(page: Page) -> None:
    found = list(page.reception.paste(FACEBOOK))
    report = page.reception.add_pasted(PAGE.id, found, known=page.known)
    page.sync()
    assert (report.new, report.read) == (3, 3)
    assert [one.author.is_page for one in page.comments.values()] == [False, False, True]
    again = page.reception.add_pasted(PAGE.id, found, known=page.known)
    assert (again.new, again.repeated, again.arrival) == (0, 3, "")


def test_two_comments_that_say_the_same_are_told_apart_by_their_links(page: Page) -> None:
    some = [PastedComment(text="+1", author="Odile", link=f"https://page.example/p/{n}") for n in (1, 2)]
    assert page.reception.add_pasted(PAGE.id, some, known=page.known).new == 2
    page.sync()
    assert [one.permalink for one in page.comments.values()] == ["https://page.example/p/1", "https://page.example/p/2"]


def test_a_pasted_comment_without_text_is_named(page: Page) -> None:
    report = page.reception.add_pasted(PAGE.id, [PastedComment(text=" ", author="Odile")], known=page.known)
    assert [(line.line, line.problem) for line in report.lines] == [(1, LineProblem.NO_TEXT)]
    assert report.arrival == ""


@pytest.mark.parametrize("text", ["1" * 23 + " !", "3 J’aime " * 11 + "!", "12 " * 5_000 + "!"])
def test_a_long_number_keeps_nobody_waiting(text: str) -> None:
    started = process_time()
    (found,) = comments(text, NOW, PARIS)
    assert found.text == text
    assert process_time() - started < PATIENCE
