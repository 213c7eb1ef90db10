"""The guide is read whole, from the file that one reads elsewhere, and found by its headings."""

import re
import tomllib

import pytest

from cm_desktop.ui.guide.document import Block, Section, sections
from cm_desktop.ui.kit import assets

LANGUAGES = ("fr", "en")
SMALL = """\
# A title

Not shown.

## Hors ligne

Une ligne
et **sa suite**, avec `undo_delay` et [un lien](guide.md).

* un
  point
* *deux*

### Échec

```console
## not a heading
$ cm-desktop sync
```

![Une image](a.png)

| état | sens |
|---|---|
| En file | partira |
"""


def everything(section: Section) -> str:
    return "\n".join(block.text or "\n".join(" ".join(row) for row in block.table) for block in section.blocks)


def test_blocks_are_what_the_marks_say() -> None:
    offline, failed = sections(SMALL)
    assert (offline.title, offline.within, failed.title, failed.within) == ("Hors ligne", "", "Échec", "Hors ligne")
    assert offline.blocks == (
        Block(text="Une ligne et sa suite, avec undo_delay et un lien."),
        Block(text="un point", item=True),
        Block(text="deux", item=True),
    )
    assert failed.blocks == (
        Block(text="## not a heading\n$ cm-desktop sync", code=True),
        Block(table=(("état", "sens"), ("En file", "partira"))),
    )


@pytest.mark.parametrize(
    ("words", "found"), [("", True), ("HORS", True), ("echec", True), ("ligne éch", True), ("validation", False)]
)
def test_headings_are_searched_without_accents_and_by_their_beginnings(words: str, found: bool) -> None:
    assert sections(SMALL)[1].speaks_of(words) is found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_guide_is_lost_and_no_mark_is_left(language: str) -> None:
    text = assets.guide(language).read_text("utf-8")
    read = sections(text)
    assert len(read) == len(re.findall("^##", text, re.MULTILINE)) > 15
    assert all(section.blocks or any(one.within == section.title for one in read) for section in read)
    said = "\n".join(everything(section) for section in read)
    prose = "\n".join(block.text for section in read for block in section.blocks if not block.code)
    assert not re.search(r"\*\*|`|\]\(|!\[", prose)
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|^#.*$", " ", text[text.index("\n## ") :], flags=re.MULTILINE)
    lost = set(re.findall(r"\w{4,}", body)) - set(re.findall(r"\w{4,}", said))
    assert lost <= {"console", "toml"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_installed_program_has_its_guide_among_its_resources(language: str) -> None:
    project = tomllib.loads((assets.guide(language).parents[1] / "pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed[f"docs/guide.{language}.md"] == f"cm_desktop/resources/guide.{language}.md"


def test_both_guides_have_the_same_sections() -> None:
    french, english = (sections(assets.guide(language).read_text("utf-8")) for language in LANGUAGES)
    assert [bool(one.within) for one in french] == [bool(one.within) for one in english]
