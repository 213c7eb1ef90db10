"""Every sentence of the code has its French, and the compiled catalogues are those of the sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from cm_desktop.wording.words import CATALOGUES

REPOSITORY = Path(__file__).parents[2]
FRENCH = REPOSITORY / "resources" / "translations" / "fr" / "LC_MESSAGES"
FIELD = re.compile(r"\{(\w+)\}")
# A breakable space before these signs, or inside « », would end a line with half a sentence.
BREAKABLE = re.compile(r"[^\u00a0]:(?= |$)|[^\u202f][;!?](?= |$)| »|« ")


def catalogue(name: str) -> Catalog:
    with (FRENCH / f"{name}.po").open("rb") as file:
        return read_po(file, locale="fr")


def messages() -> Iterator[Message]:
    for name in CATALOGUES:
        yield from (message for message in catalogue(name) if message.id)


def texts(part: object) -> tuple[str, ...]:
    """A message's one text, or its singular and plural."""
    return tuple(part) if isinstance(part, tuple | list) else (str(part),)


def called(function: ast.expr) -> str:
    """The last name of what is called."""
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def said() -> dict[str, str]:
    """The sentences of the code, each with the file that says it."""
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / "cm_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=function, args=[ast.Constant(value=str(text)), *_]) if called(function) in (
                    "say",
                    "mark",
                ):
                    found[text] = path.name
                case ast.Call(
                    func=function, args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_]
                ) if called(function) == "count":
                    found[one] = found[many] = path.name
                case _:
                    pass
    return found


def test_every_sentence_of_the_code_has_french() -> None:
    translated = {text for message in messages() if all(texts(message.string)) for text in texts(message.id)}
    sentences = said()
    assert len(sentences) > 200
    missing = {text: place for text, place in sentences.items() if text not in translated}
    assert missing == {}, "for the .po files"


def test_no_french_is_left_of_a_sentence_that_is_gone() -> None:
    sentences = said()
    assert [message.id for message in messages() if not set(texts(message.id)) <= set(sentences)] == []


def test_french_fills_the_same_fields() -> None:
    for message in messages():
        fields = {field for text in texts(message.id) for field in FIELD.findall(text)}
        for text in texts(message.string):
            assert set(FIELD.findall(text)) <= fields, message.id
            assert fields - {"n"} <= set(FIELD.findall(text)), message.id


def test_french_signs_are_not_cut_from_their_words() -> None:
    assert BREAKABLE.search("Rien ici :")
    assert BREAKABLE.search("« Rien »")
    assert [text for message in messages() for text in texts(message.string) if BREAKABLE.search(text)] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_its_source(name: str) -> None:
    with (FRENCH / f"{name}.mo").open("rb") as file:
        compiled = read_mo(file)
    assert {texts(m.id): texts(m.string) for m in compiled if m.id} == {
        texts(m.id): texts(m.string) for m in catalogue(name) if m.id
    }
