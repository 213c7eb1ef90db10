"""A message is looked up where it stands in its file: all of them are found, as Python's own gettext finds them."""

import gettext
from pathlib import Path

import pytest

from cm_desktop.wording.catalogue import Catalogue
from cm_desktop.wording.words import CATALOGUES, Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
FRENCH = TRANSLATIONS / "fr" / "LC_MESSAGES"


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_is_found_as_python_finds_it(name: str) -> None:
    catalogue, whole = Catalogue(FRENCH / f"{name}.mo"), gettext.translation(name, TRANSLATIONS, ["fr"])
    messages: dict[str | tuple[str, int], str] = whole._catalog  # type: ignore[attr-defined]
    assert len(messages) > 100
    for message, said in messages.items():
        text, form = message if isinstance(message, tuple) else (message, 0)
        assert catalogue.find(text)[form] == said or text == ""  # of its own header, gettext keeps less


def test_what_does_not_stand_there_is_not_found() -> None:
    catalogue = Catalogue(FRENCH / "core.mo")
    assert [catalogue.find(message) for message in ("\0", "Zebra", "\uffff", "{n} pag", "To do\0")] == [()] * 5


def test_what_is_in_no_catalogue_is_said_in_english() -> None:
    words = Words.load("fr", TRANSLATIONS)
    assert words.say("A zebra called {name}", name="Zoé") == "A zebra called Zoé"
    assert [words.count("{n} zebra", "{n} zebras", n) for n in (0, 1, 2)] == ["0 zebra", "1 zebra", "2 zebras"]


@pytest.mark.parametrize(("language", "one"), [("fr", [0, 1]), ("en", [1])])
def test_each_language_has_its_own_plural(language: str, one: list[int]) -> None:
    words = Words.load(language, TRANSLATIONS)
    single = {words.count("{n} page late", "{n} pages late", n).replace(words.figure(n), "") for n in one}
    assert len(single) == 1
    assert {n for n in range(4) if words.count("{n} page late", "{n} pages late", n).replace(str(n), "") in single} == {
        *one
    }


def test_another_file_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "core.mo").write_bytes(b"no catalogue at all, but long enough for a header")
    with pytest.raises(ValueError, match=r"core\.mo"):
        Catalogue(tmp_path / "core.mo")
    with pytest.raises(FileNotFoundError):
        Words.load("fr", tmp_path)
