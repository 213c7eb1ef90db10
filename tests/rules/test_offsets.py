"""Whatever the text, the judge answers, and its offsets point at the words it matched. May not expect any given verdict."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.rules.matching.reading import MOST_READ
from cm_desktop.rules.rulebook import Rulebook, matched
from cm_desktop.rules.text import words

ANY_CHARACTER = st.characters(exclude_categories=())  # lone surrogates and NUL too
JUNK = st.text(ANY_CHARACTER, max_size=12)
TERMS = ["connard", "CONNARD", "connnard", "c0nnard", "fils de pute", "enculé", "encule\u0301", "escroquerie", "🖕"]
NOISE = st.sampled_from(
    [" ", " ", "\u200b", "'", "’", " l'", "@", "#", "*", ".", "…", "\n", "«", "»", '"', "🤡", "é", "עברית ", "7 "]
)


@given(st.lists(st.one_of(JUNK, st.sampled_from(TERMS), NOISE), max_size=30).map("".join))
def test_every_hit_lies_in_the_text_and_in_order(shipped: Rulebook, text: str) -> None:
    verdict = shipped.judge(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in verdict.hits)
    assert list(verdict.hits) == sorted(verdict.hits, key=lambda hit: (hit.start, hit.end, hit.rule))
    assert verdict.severity == max((hit.severity for hit in verdict.hits), default=0)


@given(
    st.sampled_from(["salopard", "enculé", "trouduc"]),
    st.text(ANY_CHARACTER, max_size=30),
    st.text(ANY_CHARACTER, max_size=30),
)
def test_a_hit_covers_the_very_words_that_made_it(french: Rulebook, term: str, before: str, after: str) -> None:
    text = f"{before}\n{term}\n{after}"
    covering = [hit for hit in french.judge(text).hits if hit.start <= len(before) + 1 < hit.end]
    guarded = any(mark in text for mark in "«»“”\"'‘’")
    assert guarded or any(term in matched(text, hit) for hit in covering)


@given(st.sampled_from(["connard", "salope", "enculé"]), st.data())
def test_invisible_characters_and_look_alikes_change_nothing(shipped: Rulebook, term: str, data: st.DataObject) -> None:
    invisible = st.sampled_from(["", "\u200b", "\u00ad", "\ufeff", "\u2060"])
    disguised = "".join(letter + data.draw(invisible) for letter in term).translate({ord("o"): "о", ord("a"): "а"})
    disguised = data.draw(st.sampled_from([disguised, disguised.upper(), unicodedata.normalize("NFD", disguised)]))
    assert [matched(t, h).strip() for t in [f"ah, {disguised} !"] for h in shipped.judge(t).hits] == [disguised]


@given(st.text(ANY_CHARACTER, max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = words.fold_text(text)
    assert words.fold_text(once) == once


@given(st.text("abcéèàôŒœÆßİıﬁÉ '’-", max_size=40))
def test_folded_text_has_no_capital_and_no_accent(text: str) -> None:
    folded = words.fold_text(text)
    assert folded == folded.lower()
    assert not words.has_accents(folded)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élève ŒUVRE", "eleve oeuvre"),
        ("déjà-vu, ça", "deja-vu, ca"),
        ("ﬁn\u200b de partie", "fin de partie"),
        ("l’été", "l'ete"),
        ("Straße", "strasse"),
        ("ما شاء الله", "ما شاء الله"),
    ],
)
def test_search_sees_words_without_case_accents_or_ligatures(shipped: Rulebook, text: str, folded: str) -> None:
    assert shipped.fold(text) == folded


@pytest.mark.parametrize(
    "unit",
    [
        "con ",
        "tu es con ",
        "a",
        " ",
        ".",
        '"',
        "🖕",
        "l'",
        "c*",
        "0 ",
        "\ud800",
        "\0",
        "e\u0301",
        "www.",
        "06 12 ",
        "a.",
        "@a ",
    ],
)
def test_a_text_of_a_million_characters_is_read_up_to_its_limit(shipped: Rulebook, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(hit.end <= MOST_READ for hit in shipped.judge(text).hits)
