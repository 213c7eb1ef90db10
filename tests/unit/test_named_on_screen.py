"""What the guide to validation calls by a name is called so on the screen, in both languages."""

import re

import pytest

from tests.unit.test_translations import REPOSITORY, messages, texts

GUIDE = (REPOSITORY / "docs" / "supervision.md").read_text(encoding="utf-8")
NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
PARTS = {"string": ("## Faire valider", "## Having it validated"), "id": ("## Having it validated", "## The bytes")}


def not_on_screen(part: str, language: str) -> list[str]:
    known = {text for message in messages() for text in texts(getattr(message, language))}
    names = [" ".join(name.split()) for name in NAME.findall(part)]
    assert names
    return [name for name in names if name not in known]


@pytest.mark.parametrize("language", PARTS)
def test_what_the_guide_names_is_on_the_screen(language: str) -> None:
    begins, ends = PARTS[language]
    assert not_on_screen(GUIDE[GUIDE.index(begins) : GUIDE.index(ends)], language) == []


def test_a_name_that_no_screen_shows_would_be_noticed() -> None:
    assert not_on_screen("*Settings*, *Validation…*", "id") == ["Validation…"]
