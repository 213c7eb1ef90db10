"""What a phrase finds, and where: every disguise and every border of a word. May not use the shipped packs."""

import pytest

from cm_desktop.rules.rulebook import Rulebook, matched
from tests.rules.conftest import WriteBook


def found(book: Rulebook, text: str) -> list[str]:
    """The matched passages, in order."""
    return [matched(text, hit) for hit in book.judge(text).hits]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("quel connard", ["connard"]),
        ("CONNARD !", ["CONNARD"]),
        ("Ｃｏｎｎａｒｄ", ["Ｃｏｎｎａｒｄ"]),
        ("𝐜𝐨𝐧𝐧𝐚𝐫𝐝", ["𝐜𝐨𝐧𝐧𝐚𝐫𝐝"]),
        ("соnnаrd", ["соnnаrd"]),  # Cyrillic с, о and а
        ("con\u200bnard", ["con\u200bnard"]),
        ("con\u00adnard", ["con\u00adnard"]),
        ("connnnaaard", ["connnnaaard"]),
        ("c0nn4rd", ["c0nn4rd"]),
        ("conn@rd", ["conn@rd"]),
        ("c*nnard", ["c*nnard"]),
        ("con****", ["con****"]),
        ("c.o.n.n.a.r.d", ["c.o.n.n.a.r.d"]),
        ("c o n n a r d", ["c o n n a r d"]),
        ("#connard", ["connard"]),
        ("connard_connard", ["connard", "connard"]),
        ("connard connard connard", ["connard"] * 3),
        ("l'connard, l’connard, lʼconnard", ["connard"] * 3),
        ("🤡connard🤡", ["connard"]),
        ("connardise", []),
        ("leconnard", []),
        ("connard2000", []),
        ("con*", []),  # a footnote
        ("c*", []),
    ],
)
def test_a_word_is_found_whole_and_through_its_disguises(write_book: WriteBook, text: str, passages: list[str]) -> None:
    assert found(write_book("connard"), text) == passages


@pytest.mark.parametrize("text", ["une oeuvre", "une œuvre", "UNE ŒUVRE", "une o\u200beuvre"])
def test_ligatures_are_opened_on_both_sides(write_book: WriteBook, text: str) -> None:
    assert len(found(write_book("œuvre"), text)) == 1


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("du poisson salé", False),
        ("du poisson sale\u0301", False),  # the same, decomposed
        ("c'est sale", True),
        ("Très sale", True),
        ("LA CAISSIERE SALE", True),
    ],
)
def test_an_accent_that_the_term_lacks_is_no_match(write_book: WriteBook, text: str, hit: bool) -> None:
    assert bool(found(write_book("sale"), text)) is hit


@pytest.mark.parametrize(
    ("accents", "text", "hit"),
    [
        ("auto", "il est taré", True),
        ("auto", "il est tare", True),  # no accent anywhere: the writer drops them
        ("auto", "le poids à vide, la tare", False),  # accents elsewhere: this word has none
        ("auto", "À L'AIDE IL EST TARE", True),  # capitals drop theirs
        ("exact", "il est tare", False),
        ("exact", "il est taré", True),
        ("ignore", "le poids à vide, la tare", True),
        ("ignore", "tàré", True),
    ],
)
def test_accents_count_as_the_rule_says(write_book: WriteBook, accents: str, text: str, hit: bool) -> None:
    assert bool(found(write_book("taré", more=f"accents: {accents}\n"), text)) is hit


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("je paie l'AI act", []),
        ("j'ai faim", []),
        ("l’ai-je dit", []),
        ("AI partout", ["AI"]),
        ("avec AI, sans AI", ["AI", "AI"]),
    ],
)
def test_an_elided_acronym_is_not_a_word(write_book: WriteBook, text: str, passages: list[str]) -> None:
    assert found(write_book("AI"), text) == passages


@pytest.mark.parametrize(
    ("phrase", "text", "passages"),
    [
        ("va te faire foutre", "Va  te-faire\u00a0foutre", ["Va  te-faire\u00a0foutre"]),
        ("va te faire foutre", "va te faire. Foutre", []),
        ("va te faire foutre", "va te faire, foutre", []),
        ("sous-merde", "sous merde et sous-merde", ["sous merde", "sous-merde"]),
        ("espèce de con", "espèce d'con", ["espèce d'con"]),
        ("qu'il crève", "qu’il crève", ["qu’il crève"]),
        ("je sais où … habites", "je sais où tu habites", ["je sais où tu habites"]),
        ("je sais où … habites", "je sais où habites", ["je sais où habites"]),
        ("je sais où … habites", "je sais où toi, tu habites", ["je sais où toi, tu habites"]),
        ("je sais où … habites", "je sais où. Tu habites", []),
        ("je sais où …1 habites", "je sais où tu tu habites", []),
        (". voleurs .", "Voleurs !", ["Voleurs"]),
        (". voleurs .", "Bien. Voleurs", ["Voleurs"]),
        (". voleurs .", "les voleurs !", []),
        ("boycott*", "boycottons, #boycottlumen", ["boycottons", "boycottlumen"]),
        ("voleu(r|rs|se|ses)", "voleur voleuses voleuz", ["voleur", "voleuses"]),
        ("(sale|gros|) menteur(s)", "sale menteur, menteurs", ["sale menteur", "menteurs"]),
        ("tu es … 🤡", "tu es un vrai 🤡", ["tu es un vrai 🤡"]),
        ("cliquez …4 @url", "cliquez vite ici https://a.example/x?y=1 !", ["cliquez vite ici https://a.example/x?y=1"]),
        ("@number étoile(s)", "mis 1 étoile", ["1 étoile"]),
        (
            "@mobile:0612345678",
            "le 06.12.34.56.78 ou +33 6 12 34 56 78, pas le 06 12 34 56 79",
            ["06.12.34.56.78", "+33 6 12 34 56 78"],
        ),
        (
            "@url:lumen.example",
            "https://www.lumen.example/menu?x=1 et autre.example",
            ["https://www.lumen.example/menu?x=1"],
        ),
        ("@url:lumen.example/menu", "lumen.example/menu puis lumen.example/carte", ["lumen.example/menu"]),
        ("@mention:lumen", "@Lumen et @lumens", ["@Lumen"]),
    ],
)
def test_a_phrase_is_found_as_the_language_of_rules_says(
    write_book: WriteBook, phrase: str, text: str, passages: list[str]
) -> None:
    assert found(write_book(phrase), text) == passages


def test_a_named_group_stands_for_any_of_its_phrases(write_book: WriteBook) -> None:
    book = write_book("<tu es> …1 con", before="groups:\n  tu es: [t'es, tu es, vous <être>]\n  être: [êtes, étiez]\n")
    assert found(book, "t'es con, vous étiez trop con") == ["t'es con", "vous étiez trop con"]


def test_an_exception_protects_what_it_covers_and_nothing_else(write_book: WriteBook) -> None:
    book = write_book("con", more="except: [chili con carne]\n")
    assert found(book, "un chili con carne, gros con") == ["con"]
    assert book.judge("un chili con carne, gros con").hits[0].start == 25


EMPTY = "yes: [], no: []"
GUARDS = """guards:
  negated: {inside: [pas], before: [pas (de|un|)], within: 0}
  reported: {before: [traité de], within: 2}
  doubted: {after: [c'est exagéré], within: 1}
  denounced: {anywhere: [stop à la haine]}
"""


@pytest.mark.parametrize(
    ("guard", "text", "hit"),
    [
        ("negated", "ce n'est pas un escroc", False),
        ("negated", "pas content, quel escroc", True),
        ("negated", "vous êtes pas des rats", False),
        ("negated", "vous êtes des rats", True),
        ("reported", "traité de sale escroc", False),
        ("reported", "traité de tous les noms puis escroc", True),
        ("doubted", "escroc c'est exagéré", False),
        ("doubted", "escroc. c'est exagéré", True),
        ("denounced", "escroc ? stop à la haine", False),
        ("denounced", "escroc ? stop à la faim", True),
        ("quoted", "il a dit « escroc » hier", False),
        ("quoted", "il a dit 'escroc' hier", False),
        ("quoted", 'il a dit "gros escroc" hier', False),
        ("quoted", "« bonjour » dit l'escroc", True),
        ("quoted", '"escroc"', True),  # the whole comment is between quotes: nobody is quoted
        ("quoted", "l'escroc, l'autre", True),
    ],
)
def test_a_guard_stops_a_rule_only_where_it_stands(write_book: WriteBook, guard: str, text: str, hit: bool) -> None:
    book = write_book("escroc", "vous êtes … rats", more=f"unless: [{guard}]\n", before=GUARDS)
    assert bool(found(book, text)) is hit


def test_a_rule_is_silent_on_a_comment_in_another_language(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("packs")
    for language, common, term in (("fr", "[le, la, est, en]", "escroc"), ("en", "[the, is, of, in]", "retard")):
        rule = (
            f"{{id: {language}, title: {{{language}: x}}, category: insult, severity: 2, phrases: [{term}], {EMPTY}}}"
        )
        (folder / f"{language}.yaml").write_text(
            f"pack: {language}\nlanguage: {language}\ncommon: {common}\nrules:\n  - {rule}\n",
            encoding="utf-8",
        )
    book = Rulebook.load([folder])
    assert found(book, "le train est en retard") == []
    assert found(book, "he is in the retard group") == ["retard"]
    assert found(book, "retard escroc") == ["retard", "escroc"]


def test_the_gravest_rule_of_a_category_speaks_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "two.yaml").write_text(
        "pack: two\nlanguage: any\nrules:\n"
        "  - {id: word, title: {fr: x}, category: insult, severity: 2, phrases: [con], yes: [t'es con], no: []}\n"
        "  - {id: aimed, title: {fr: x}, category: insult, severity: 3, phrases: [t'es con], yes: [t'es con], no: []}\n"
        "  - {id: other, title: {fr: x}, category: threat, severity: 4, phrases: [con], yes: [con], no: []}\n",
        encoding="utf-8",
    )
    verdict = Rulebook.load([folder]).judge("t'es con")
    assert [hit.rule for hit in verdict.hits] == ["aimed", "other"]
    assert (verdict.abuse, verdict.business, verdict.severity) == (4, 0, 4)
