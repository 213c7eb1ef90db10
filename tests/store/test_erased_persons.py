"""A person who is erased leaves no byte behind; what others wrote stays, and nothing that waited leaves."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision, Escalate, Hide, WriteReply
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.author_file import AuthorKey
from cm_desktop.domain.comments import Author, Comment
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.search import Search
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.domain.views import View
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.databases.inspection import is_whole
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, entry, save, verdict
from tests.store.test_erasing import files_with

WORD = "zigzagounette"
WHO = Author(id="id of Zigzagounette", name="Zigzagounette")


def filled(workspace: Workspace) -> tuple[Comment, Comment]:
    """Two comments of hers with all that can be done about one, an answer of the page, and somebody else's."""
    one, two = (comment(name, text=f"{WORD} {name}", author="Zigzagounette") for name in "ab")
    answer = comment("answer", text=f"Bonjour {WORD}", parent="a", author="Lumen", page=True)
    other = comment("other", text="Bien dit", parent="a", author="Marc")
    there = comment("there", account=BLOG, text="Ailleurs", author="Zigzagounette")
    save(workspace, one, two, answer, other, judged={one.ref: (verdict(Category.FRAUD), one.text)})
    save(workspace, there)
    sent = replace(entry(one, WriteReply(f"Bonjour {WORD}"), name="sent"), state=State.SENT, remote_id=answer.ref.id)
    asked = Escalate(proposal=WORD, reason=WORD, terms=Terms(others=(WORD,)))
    workspace.add_entries([sent, entry(one, asked, name="asked"), entry(two, Hide(), name="hide")], one, two).result()
    workspace.add_entries([entry(other, WriteReply("Merci"), name="theirs")], other).result()
    workspace.save_draft(two.ref, f"Chère {WORD}", NOW).result()
    workspace.decide([two], Decision.DISMISSED, NOW + timedelta(minutes=1)).result()
    workspace.mistakes.note(Mistake(ref=one.ref, rule=RuleId("a rule"), passage=WORD, at=NOW)).result()
    workspace.author_notes.save(SHOP, AuthorKey(WHO.id), f"{WORD} appelle souvent", NOW).result()
    for name, search in ((f"{WORD} writes", Search(author="zigzagounette")), ("nobody's", Search(words="Zig"))):
        workspace.kept.views.save(View(name=name, search=search)).result()
    return one, two


def names(reader: Reader) -> set[str]:
    return {row.comment.ref.id for row in reader.page(Query(queue=Queue.ALL), limit=50).rows}


def test_a_person_who_is_erased_is_found_nowhere_and_the_others_keep_all(
    workspace: Workspace, reader: Reader, folder: Path
) -> None:
    filled(workspace)
    workspace.remove_account(BLOG).result()
    assert files_with(folder, WORD)
    workspace.erased_persons.erase(SHOP, WHO).result()
    assert files_with(folder, WORD) == set()
    assert names(reader) == {"other"}
    assert [view.name for view in reader.kept.views()] == ["nobody's"]
    (left,) = reader.entries()
    assert left.action == WriteReply("Merci")
    assert is_whole(folder / WORK.name, immutable=False)


def test_without_the_sweeping_it_would_still_be_there(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(workspace)
    monkeypatch.setattr(workspace.erased_persons, "_sweep", lambda: None)
    workspace.erased_persons.erase(SHOP, WHO).result()
    assert files_with(folder, WORD)


def test_the_same_name_on_another_page_stays(workspace: Workspace, reader: Reader) -> None:
    filled(workspace)
    workspace.erased_persons.erase(SHOP, WHO).result()
    assert names(reader) == {"other", "there"}


def test_what_waited_never_leaves_and_what_left_is_known_to_have_left(workspace: Workspace, reader: Reader) -> None:
    one, two = filled(workspace)
    workspace.erased_persons.erase(SHOP, WHO).result()
    every = reader.entries(states=frozenset(State))
    told = {act.id: (act.state, act.action) for act in every if act.comment in (one.ref, two.ref)}
    assert told == {
        "sent": (State.SENT, WriteReply("")),
        "asked": (State.CANCELLED, Escalate()),
        "hide": (State.CANCELLED, Hide()),
    }
    last = reader.past.lines(one.ref)[-1]
    assert (last.deed, last.detail) == (Deed.PERSON_ERASED, "")


def test_a_person_of_whom_only_our_copies_know_is_erased_too(
    workspace: Workspace, reader: Reader, folder: Path
) -> None:
    one, two = filled(workspace)
    workspace.remove_account(BLOG).result()
    gone = [one.ref.id, two.ref.id]
    workspace.forget_comments(SHOP, gone, read_again=True).result()
    assert set(reader.authors.written(SHOP, WHO)[0]) == set(gone)
    workspace.erased_persons.erase(SHOP, WHO).result()
    assert files_with(folder, WORD) == set()


def test_a_cache_that_was_behind_erases_it_at_the_next_opening(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(workspace)
    workspace.remove_account(BLOG).result()
    monkeypatch.setattr(workspace, "_catch_up", lambda: None)
    monkeypatch.setattr(workspace.erased_persons, "_sweep", lambda: None)
    workspace.erased_persons.erase(SHOP, WHO).result()
    workspace.close()
    assert files_with(folder, WORD)
    Workspace.open(folder, threads=False).close()
    assert files_with(folder, WORD) == set()


def test_two_weeks_later_no_copy_has_it_either(workspace: Workspace, folder: Path) -> None:
    filled(workspace)
    workspace.remove_account(BLOG).result()
    backups = Backups(folder)
    backups.make(NOW)
    workspace.erased_persons.erase(SHOP, WHO).result()
    assert files_with(folder, WORD)
    backups.keep_up(NOW + timedelta(days=15))
    assert files_with(folder, WORD) == set()


def test_what_still_stands_on_the_page_comes_back_as_new(workspace: Workspace, reader: Reader) -> None:
    _, two = filled(workspace)
    workspace.erased_persons.erase(SHOP, WHO).result()
    save(workspace, two)
    assert reader.row(two.ref).comment.text == two.text
    assert reader.draft(two.ref) == ""
