"""What is known of an author: their own comments alone, however often taken down, and a note that goes with them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cm_desktop.domain.author_file import AuthorKey, AuthorNote, key_of
from cm_desktop.domain.comments import Author, Comment, Visibility
from cm_desktop.domain.errors import Damaged
from cm_desktop.domain.outbox import State
from cm_desktop.store.disk.files import CACHE, WORK
from cm_desktop.store.lists.listing import AUTHOR_LATELY
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, entry, save
from tests.store.steps import moved
from tests.store.test_erasing import files_with

WHO = comment("c1").author
KEY = AuthorKey(WHO.id)
WORD = "zigzagounet"


def note(workspace: Workspace, text: str, author: AuthorKey = KEY) -> None:
    workspace.author_notes.save(SHOP, author, text, NOW).result()


def nameless(name: str, author: str) -> Comment:
    return replace(comment(name), author=Author(id="", name=author))


def test_figures_are_of_one_author_on_one_page(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2", visibility=Visibility.HIDDEN), comment("c3", author="Marc"))
    save(workspace, comment("ours", parent="c1", page=True))
    save(workspace, comment("c4", account=BLOG))
    assert reader.authors.figures(SHOP, WHO) == (2, 1, 1)
    assert len(reader.authors.newest(SHOP, WHO)) == 2


def test_what_was_hidden_and_shown_again_was_taken_down_all_the_same(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    hide = entry(comment("c1"))
    workspace.add_entries([hide], comment("c1")).result()
    assert reader.authors.figures(SHOP, WHO) == (2, 0, 0)
    moved(workspace, hide, to=State.SENT)
    assert reader.authors.figures(SHOP, WHO) == (2, 0, 1)


def test_who_has_no_id_is_known_by_name(workspace: Workspace, reader: Reader) -> None:
    save(workspace, nameless("n1", "Odile"), nameless("n2", "Odile"), nameless("n3", "Luc"), nameless("n4", ""))
    assert reader.authors.figures(SHOP, Author(id="", name="Odile"))[0] == 2
    assert key_of(Author(id="", name="Odile")) == "Odile"
    assert key_of(Author(id="", name="")) is None
    assert key_of(Author(id="7", name="Lumen", is_page=True)) is None


def test_a_note_is_kept_replaced_and_taken_away(workspace: Workspace, reader: Reader) -> None:
    assert reader.authors.note(SHOP, KEY) == AuthorNote()
    note(workspace, "Ancien salarié \ud83d")
    assert reader.authors.note(SHOP, KEY) == AuthorNote(text="Ancien salarié \ud83d", at=NOW)
    assert reader.authors.note(BLOG, KEY) == AuthorNote()
    note(workspace, "Client fidèle")
    assert reader.authors.note(SHOP, KEY).text == "Client fidèle"
    note(workspace, "")
    assert reader.authors.note(SHOP, KEY) == AuthorNote()


def test_a_note_that_another_hand_changed_is_not_believed(folder: Path, workspace: Workspace, reader: Reader) -> None:
    note(workspace, "Client fidèle")
    with closing(sqlite3.connect(folder / WORK.name)) as db, db:
        assert db.execute("UPDATE author_note SET text = 'Ennemi'").rowcount == 1
    with pytest.raises(Damaged):
        reader.authors.note(SHOP, KEY)


def test_a_note_is_erased_with_the_person(folder: Path, workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    note(workspace, WORD)
    note(workspace, "Un autre", AuthorKey("other"))
    assert files_with(folder, WORD)
    workspace.supervision.erase_texts({comment("c1").ref: None}).result()
    assert files_with(folder, WORD), "a text alone is not the person"
    workspace.supervision.erase_texts({comment("c1").ref: WHO}).result()
    assert files_with(folder, WORD) == set()
    assert reader.authors.note(SHOP, AuthorKey("other")).text == "Un autre"


def test_a_note_goes_with_the_page(workspace: Workspace, reader: Reader) -> None:
    note(workspace, WORD)
    workspace.remove_account(SHOP).result()
    assert reader.authors.note(SHOP, KEY) == AuthorNote()


def test_an_older_file_is_given_the_table(folder: Path, workspace: Workspace) -> None:
    workspace.close()
    with closing(sqlite3.connect(folder / WORK.name)) as db, db:
        db.execute("DROP TABLE author_note")
        db.execute("PRAGMA user_version = 9")
    again = Workspace.open(folder, threads=False)
    with closing(again), closing(again.reader()) as reader:
        note(again, "Client fidèle")
        assert reader.authors.note(SHOP, KEY).text == "Client fidèle"


def goes_through(folder: Path) -> str:
    """How what an author wrote lately is found."""
    with closing(sqlite3.connect(folder / CACHE.name)) as db:
        steps = db.execute(f"EXPLAIN QUERY PLAN {AUTHOR_LATELY}", ("a", "b", "2026"))
        return next(str(step[3]) for step in steps)


def test_what_an_author_wrote_lately_is_found_without_going_through_a_page(folder: Path, workspace: Workspace) -> None:
    theirs_alone = "SEARCH comment USING INDEX comment_author (account=? AND author_id=? AND created_at>?)"
    assert goes_through(folder) == theirs_alone
    workspace.close()
    with closing(sqlite3.connect(folder / CACHE.name)) as db, db:  # as an older file has it
        db.execute("DROP INDEX comment_author")
        db.execute("CREATE INDEX comment_author ON comment (account, author_id)")
        db.execute("PRAGMA user_version = 11")
    assert goes_through(folder) != theirs_alone
    Workspace.open(folder, threads=False).close()
    assert goes_through(folder) == theirs_alone
