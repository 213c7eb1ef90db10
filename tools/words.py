"""Brings the French catalogues up to date with the code and compiles them: `make words`. May not translate.

Each sentence stands in the catalogue of the first folder that says it. Sentences that are gone are dropped; new ones come
last, with nothing to say yet: `tests/unit/test_translations.py` names them until they have their French.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).parents[1]
FRENCH = REPOSITORY / "resources" / "translations" / "fr" / "LC_MESSAGES"
FOLDERS = {"core": "wording", "window": "ui", "cli": "cli"}  # in the order in which Words looks a sentence up
SAID = {"say": None, "mark": None, "count": (1, 2)}
HEADERS = [
    ("Language", "fr"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
]

Sentence = str | tuple[str, ...]


class Bare(Catalog):
    """A catalogue whose header holds no date and no address."""

    mime_headers = property(lambda _: HEADERS)


def main() -> int:
    """Write the catalogues; answers the exit status: 1 while a sentence has no French."""
    elsewhere: set[str] = set()
    lacking = 0
    for name, folder in FOLDERS.items():
        catalogue = renewed(name, [said for said in sentences(folder) if key(said) not in elsewhere])
        elsewhere |= {key(message.id) for message in catalogue}
        write(name, catalogue)
        for message in catalogue:
            if message.id and not all(texts(message.string)):
                lacking += 1
                print(f"{name}.po has no French for: {key(message.id)}")
    return 1 if lacking else 0


def sentences(folder: str) -> Iterator[Sentence]:
    """What the code of a folder says, in the order of the alphabet; a pair where it depends on a number."""
    found = extract_from_dir(REPOSITORY / "cm_desktop" / folder, keywords=SAID)
    yield from sorted({said for _, _, said, _, _ in found}, key=key)


def renewed(name: str, said: list[Sentence]) -> Catalog:
    """The catalogue with these sentences alone: those that it has, in its own order, then the new ones."""
    with (FRENCH / f"{name}.po").open("rb") as file:
        before = {key(message.id): message for message in read_po(file, locale="fr") if message.id}
    now = {key(one): one for one in said}
    catalogue = Bare(locale="fr", header_comment="# CM Desktop: French.", fuzzy=False)
    for known in [text for text in before if text in now] + [text for text in now if text not in before]:
        old = before.get(known, Message(now[known]))
        catalogue.add(now[known], old.string, user_comments=old.user_comments)
    return catalogue


def write(name: str, catalogue: Catalog) -> None:
    """The source and the compiled form."""
    with (FRENCH / f"{name}.po").open("wb") as file:
        write_po(file, catalogue, width=120)
    with (FRENCH / f"{name}.mo").open("wb") as file:
        write_mo(file, catalogue)


def key(said: object) -> str:
    """What a sentence is looked up by: its one text, or its singular."""
    return texts(said)[0]


def texts(said: object) -> tuple[str, ...]:
    """A sentence's one text, or its singular and plural."""
    return tuple(said) if isinstance(said, tuple | list) else (str(said or ""),)


if __name__ == "__main__":
    sys.exit(main())
