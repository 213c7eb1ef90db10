"""A pack's text changed in one place: every layout a person may have chosen. May not load a pack."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.rules.keeping import lines
from cm_desktop.rules.keeping.corrections import phrase_of, wider
from cm_desktop.rules.language import source
from cm_desktop.rules.language.source import Source


def part(text: str, *keys: str) -> Source:
    found = source.parse(Path("pack.yaml"), text.encode())
    for key in keys:
        found = found.mapping()[key]
    return found


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a: [x]\nb: y\n", "a: [x, new]\nb: y\n"),
        ("a: []\n", "a: [new]\n"),
        ("a: [x,\n  y]\nb: z\n", "a: [x,\n  y, new]\nb: z\n"),
        ("a: [x,\n  y,\n  ]\n", "a: [x,\n  y, new,\n  ]\n"),
        ("a: [x,  # one\n  y  # two\n  ]\n", "a: [x,  # one\n  y, new  # two\n  ]\n"),
        ("b: &b z\na: [*b]\n", "b: &b z\na: [*b, new]\n"),
        ("b: &b z\na: [y, *b]\nc: d\n", "b: &b z\na: [y, new, *b]\nc: d\n"),
        ("é: '\u2028, \x85'\na: [x]\n", "é: '\u2028, \x85'\na: [x, new]\n"),
        ("é: '\u2028, \x85'\na:\n  - x\nb: y\n", "é: '\u2028, \x85'\na:\n  - x\n  - new\nb: y\n"),
        ("a:\n  - x # why\n  # about b\nb: y\n", "a:\n  - x # why\n  - new\n  # about b\nb: y\n"),
        ("a:\n- x\n\n\nb: y\n", "a:\n- x\n- new\n\n\nb: y\n"),
        ("a:\n    -   x", "a:\n    -   x\n    - new\n"),
        ("a:\n  - >\n    long\n    text\n\nb: y\n", "a:\n  - >\n    long\n    text\n\n  - new\nb: y\n"),
        ("a:\n  - {k: [1,\n        2]}\nb: y\n", "a:\n  - {k: [1,\n        2]}\n  - new\nb: y\n"),
        ("é: œ\na: [🤡 é]\n", "é: œ\na: [🤡 é, new]\n"),
    ],
)
def test_an_item_joins_a_list_and_the_rest_stays(text: str, changed: str) -> None:
    assert lines.with_item(text, part(text, "a"), "new") == changed
    assert "new" in yaml.safe_load(changed)["a"]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a: x\n", "a: x\nk: v\n"),
        ("a: x # why\nb:\n  - y\n# end\n", "a: x # why\nb:\n  - y\nk: v\n# end\n"),
        ("{a: x}\n", "{a: x, k: v}\n"),
        ("  a: x", "  a: x\n  k: v\n"),
    ],
)
def test_a_key_joins_a_mapping_and_the_rest_stays(text: str, changed: str) -> None:
    assert lines.with_key(text, part(text), "k", "v") == changed
    assert yaml.safe_load(changed)["k"] == "v"


def test_a_key_goes_after_another_and_a_value_is_replaced() -> None:
    text = "a: x\nb: y\n"
    assert lines.with_key(text, part(text), "k", "v", after="a") == "a: x\nk: v\nb: y\n"
    assert lines.with_value(text, part(text, "b"), "z") == "a: x\nb: z\n"


@given(st.text(max_size=30))
def test_any_text_can_be_written_as_a_scalar(text: str) -> None:
    written = lines.scalar(text)
    assert yaml.load(f"- {written}\n- [{written}]\n", Loader=yaml.BaseLoader) == [text, [text]]


@pytest.mark.parametrize(
    ("passage", "phrase"),
    [
        ("Gros  CON", "gros con"),
        ("l’arnaque !", "l arnaque"),
        ("sale, con", "sale …1 con"),
        ("oui. Non", "oui . non"),
        ("c0n**", "c0n"),
        ("va… te (faire)", "va …1 te …1 faire"),
        ("🤡 clown", "🤡 clown"),
        ("?!", ""),
    ],
)
def test_a_passage_becomes_a_phrase(passage: str, phrase: str) -> None:
    assert phrase_of(passage) == phrase


def test_a_passage_takes_in_the_words_of_its_sentence() -> None:
    assert list(wider("con", "Bon. Un con fini. Voilà"))[:4] == ["con", "Un con", "con fini", "Un con fini"]
    assert list(wider("con", "rien")) == ["con"]
