"""Letters that were read as something else are set right, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.imports.repair import repaired

SENTENCES = (
    "« Ça alors ! » s’écria Zoë : l’œuvre d’Émile coûtait 10 €…",
    "«café»,«thé»,«naïveté»—«où?»",
    "À l’hôtel—près de la forêt—, on a bu un « Côtes‑du‑Rhône » à 12,50 €.",
    "L’aïeul a dû goûter le maïs : NOËL, ÉTÉ, ÇA, GARÇON, CŒUR, Ÿ",
    "100 °C ± 2 %, ½ baguette, 3 × 2 m², n° 5, ©Élise®",
    "déjà…”vu“ ‘là’ –ici– •voilà• ™",
    "ANDRÉ¹, ÉTÉ², 50 É£",
    "São Paulo, Ångström, Łódź, Dvořák, Straße, Ñandú, Þór",
    "Trop bien 😍👨‍👩‍👧 ❤️ ça déchire 🥖",
)
FRENCH = "été à où ça Noël cœur forêt maïs naïve dû hôtel L’aïeul « » … — € garçon 10 % É À â Âge Être ê ÇA ŒUVRE ! ?"
WORDS = st.sampled_from(FRENCH.split())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_good_text_is_left_alone(sentence: str) -> None:
    assert repaired(sentence) == sentence


@given(st.lists(WORDS, max_size=8), st.sampled_from(["", " ", "\u00a0", "\u202f"]))
def test_good_french_is_left_alone_however_it_is_put_together(words: list[str], between: str) -> None:
    # An accented letter with two signs right behind it ("ê»€") is what a letter misread looks like, and no French.
    sentence = between.join(words if between else words[:2])
    assert repaired(sentence) == sentence


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize(
    "sentence",
    ["C’était déjà l’été", "Garçon, une bière !", "Cœur de Noël", "Très réussi 😀", "« Ça va »", "10 € la pièce"],
)
def test_misread_text_is_set_right(sentence: str, encoding: str) -> None:
    try:
        misread = sentence.encode().decode(encoding)
    except UnicodeDecodeError:
        pytest.skip("this encoding cannot show that sentence")
    assert misread != sentence
    assert repaired(misread) == sentence


def test_an_export_s_escapes_are_set_right() -> None:
    assert repaired("L\u00c3\u00b8ye") == "Løye"
    assert repaired("√©t√©") == "été"
