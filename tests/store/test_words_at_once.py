"""Texts of common signs are made into words at once, and into the same words as by all that Unicode says of letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.store.index import search
from cm_desktop.store.index.plain import is_plain
from cm_desktop.store.index.search import searchable

WESTERN = [sign for byte in range(256) if (sign := bytes([byte]).decode("cp1252", "ignore"))]
EMOJIS = [*map(chr, [*range(0x2600, 0x2776), *range(0x1F300, 0x1FB00)])]
BESIDE = ["\u200d", "\ufe0f", "\u2776", "\u2460", "\u0301", "東"]
TEXTS = st.text(st.sampled_from([*WESTERN, *EMOJIS[::40], *BESIDE]), max_size=12)


def as_unicode_tells(text: str) -> None:
    assert searchable(text) == search._words_in(text), ascii(text)


def every_sign_is_told_right() -> None:
    for sign in [*WESTERN, *EMOJIS, *BESIDE]:
        for text in (f"a{sign}b", f"a{sign}\u200db", f"a{sign}\ufe0fb", f"é{sign}1"):
            as_unicode_tells(text)


def test_every_sign_that_is_often_written_is_made_into_the_same_words_at_once() -> None:
    every_sign_is_told_right()


@given(text=TEXTS)
def test_texts_of_such_signs_are_made_into_the_same_words_at_once(text: str) -> None:
    as_unicode_tells(text)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (
            "_letters",
            lambda: (bytes(range(256)), bytes(byte if chr(byte).isalnum() else 32 for byte in range(128)) * 2),
        ),
        ("_EMOJIS", re.compile("[\u2460-\u2775][\u200d\ufe0f]*")),
        ("_EMOJIS", re.compile("[\u2600-\u2775]+[\u200d\ufe0f\u0301]*b?")),
    ],
    ids=["letters", "figures in a circle", "what follows"],
)
def test_a_sign_that_is_told_wrong_would_be_noticed(name: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, name, wrong)
    with pytest.raises((AssertionError, UnicodeDecodeError)):
        every_sign_is_told_right()


@pytest.mark.parametrize("sign", ["\u200d", "\ufe0f"])
def test_a_word_with_an_unseen_sign_in_it_is_doubtful_and_an_emoji_with_one_is_not(sign: str) -> None:
    assert not is_plain(f"c{sign}est bien")
    assert is_plain(f"c’est bien \U0001f621{sign}")
