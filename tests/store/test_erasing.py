"""What is erased leaves no byte behind: neither in a database, nor in its log, nor, after two weeks, in a copy."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.approvals.keeping import Kept
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.queue import Order, Query, Queue, Triage
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.databases.inspection import is_whole
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import NOW, add_accounts, comment, entry, save, verdict
from tests.store.test_supervision import TEAM, event, papers

SECRET = "Zigzagounet habite au 12 rue des Lilas"
WORD = "zigzagounet"


def files_with(folder: Path, text: str) -> set[str]:
    """The files anywhere under the workspace in which these bytes are found, in whatever letters."""
    sought = text.lower().encode()
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and sought in path.read_bytes().lower()
    }


def crowded(seed: int) -> list[Kept]:
    """Papers of all sizes, among which those with the secret."""
    dice = random.Random(seed)
    others = [papers(f"{number} " + "de tout et de rien " * dice.randrange(400)) for number in range(120)]
    others.insert(dice.randrange(120), papers(f"{SECRET} {'x' * dice.randrange(6_000)} {SECRET}"))
    return others


def secret_of(kept: list[Kept]) -> PapersId:
    return next(PapersId(one.id) for one in kept if SECRET.encode() in one.sheet.data)


@pytest.mark.parametrize("seed", range(3))
def test_papers_that_are_dropped_are_found_nowhere(
    workspace: Workspace, reader: Reader, folder: Path, seed: int
) -> None:
    kept = crowded(seed)
    workspace.supervision.keep_sheets([event(1)]).result()
    for one in kept:
        workspace.supervision.keep_sheets([one]).result()
    assert files_with(folder, SECRET)
    assert workspace.supervision.drop_papers(TEAM.id, [secret_of(kept), PapersId("0" * 64)]).result() == 1
    assert files_with(folder, SECRET) == set(), "while the program runs"
    assert is_whole(folder / WORK.name, immutable=False)
    assert reader.supervised.papers(TEAM.id, [secret_of(kept)]) == ()
    assert len(reader.supervised.papers(TEAM.id, [PapersId(one.id) for one in kept])) == len(kept) - 1
    assert len(reader.supervised.events(TEAM.id)) == 1, "the chain is whole"


def test_without_the_sweeping_it_would_still_be_there(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.supervision, "_sweep", lambda: None)
    workspace.supervision.keep_sheets(kept := crowded(1)).result()
    for db in workspace._connections:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    workspace.supervision.drop_papers(TEAM.id, [secret_of(kept)]).result()
    assert files_with(folder, SECRET)
    workspace.close()
    assert files_with(folder, SECRET) == {WORK.name}


def test_whoever_is_killed_before_the_sweeping_does_it_at_the_next_opening(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.supervision, "_sweep", lambda: None)
    workspace.supervision.keep_sheets(kept := crowded(2)).result()
    workspace.supervision.drop_papers(TEAM.id, [secret_of(kept)]).result()
    workspace.close()
    Workspace.open(folder, threads=False).close()
    assert files_with(folder, SECRET) == set()


def test_a_reader_that_hinders_the_sweeping_only_puts_it_off(workspace: Workspace, folder: Path) -> None:
    workspace.supervision.keep_sheets(kept := crowded(3)).result()
    for db in workspace._connections:
        db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(folder / WORK.name, isolation_level=None)) as slow:
        slow.execute("BEGIN")
        slow.execute("SELECT count(*) FROM sheet").fetchone()
        workspace.supervision.drop_papers(TEAM.id, [secret_of(kept)]).result()
        assert files_with(folder, SECRET)
        slow.execute("ROLLBACK")
    workspace.close()
    Workspace.open(folder, threads=False).close()
    assert files_with(folder, SECRET) == set()


def with_a_history(workspace: Workspace, seed: int) -> Comment:
    """Many comments, written over more than once; one of them is a person's who wants it erased."""
    dice = random.Random(seed)
    many = [comment(f"c{number}", text="Du texte. " * dice.randrange(200), minutes=number) for number in range(150)]
    theirs = comment("theirs", text=f"{SECRET} {'et ' * dice.randrange(2_000)}", author="Zigzagounet")
    save(
        workspace,
        *many[:90],
        theirs,
        *many[90:],
        judged={one.ref: (verdict(Category.FRAUD), one.text) for one in [*many, theirs]},
    )
    for likes in range(1, 6):
        read_at = NOW + timedelta(minutes=likes)
        longer = [replace(one, likes=likes * 70, text=one.text + "!", read_at=read_at) for one in dice.sample(many, 40)]
        save(workspace, *longer)
    workspace.add_entries([entry(theirs)], theirs).result()
    passage = Mistake(ref=theirs.ref, rule=RuleId("a rule"), passage=WORD, at=NOW)
    workspace.mistakes.note(passage).result()
    return theirs


@pytest.mark.parametrize("seed", range(3))
def test_a_text_that_is_erased_is_found_nowhere(workspace: Workspace, reader: Reader, folder: Path, seed: int) -> None:
    theirs = with_a_history(workspace, seed)
    everything = Query(queue=Queue.ALL, order=Order.NEWEST)
    assert reader.page(replace(everything, search=WORD)).rows
    assert files_with(folder, WORD)
    workspace.supervision.erase_texts({theirs.ref: None}).result()
    assert files_with(folder, WORD) == set()
    assert files_with(folder, "rue des Lilas") == set()
    row = reader.row(theirs.ref)
    assert (row.comment.text, row.comment.author.name, row.verdict.hits) == ("", "", ())
    assert not reader.page(replace(everything, search=WORD)).rows
    assert len(reader.handles(everything)) == 151, "that there was a comment is not forgotten"
    assert reader.entries(comment=theirs.ref), "nor what was done about it"


def test_the_page_may_say_it_again(workspace: Workspace, reader: Reader) -> None:
    theirs = with_a_history(workspace, 1)
    workspace.supervision.erase_texts({theirs.ref: None}).result()
    save(workspace, replace(theirs, read_at=NOW + timedelta(hours=1)))
    assert reader.row(theirs.ref).comment.text == theirs.text


def test_what_was_classed_stays_so_when_the_page_says_it_again(workspace: Workspace, reader: Reader) -> None:
    theirs = comment("theirs", text=SECRET)
    save(workspace, theirs)
    workspace.decide([theirs], Decision.DISMISSED, NOW).result()
    workspace.supervision.erase_texts({theirs.ref: None}).result()
    assert reader.row(theirs.ref).triage is Triage.DONE
    save(workspace, replace(theirs, read_at=NOW + timedelta(hours=1)))
    assert reader.row(theirs.ref).triage is Triage.DONE
    save(workspace, replace(comment("c2", text="Bonjour")))
    workspace.decide([comment("c2", text="Bonjour")], Decision.DISMISSED, NOW).result()
    save(workspace, comment("c2", text="Bonsoir"))
    assert reader.row(comment("c2").ref).triage is Triage.TODO, "an edit is one all the same"


def test_a_cache_that_was_behind_erases_it_at_the_next_opening(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = with_a_history(workspace, 2)
    monkeypatch.setattr(workspace, "_catch_up", lambda: None)
    monkeypatch.setattr(workspace.supervision, "_sweep", lambda: None)
    workspace.supervision.erase_texts({theirs.ref: None}).result()
    workspace.close()
    assert files_with(folder, WORD)
    Workspace.open(folder, threads=False).close()
    assert files_with(folder, WORD) == set()


def test_two_weeks_later_no_copy_has_it_either(workspace: Workspace, folder: Path) -> None:
    theirs = with_a_history(workspace, 3)
    backups = Backups(folder)
    for hour in range(3):
        backups.make(NOW + timedelta(hours=hour))
    workspace.supervision.erase_texts({theirs.ref: None}).result()
    backups.keep_up(NOW + timedelta(hours=4))
    assert files_with(folder, WORD) == {
        str(backups.path(NOW + timedelta(hours=h)).relative_to(folder)) for h in range(3)
    }
    for day in range(1, 16):
        backups.keep_up(NOW + timedelta(days=day))
    assert files_with(folder, WORD) == set()


def test_what_the_user_does_goes_before_the_sweeping(folder: Path) -> None:
    with closing(Workspace.open(folder)) as threaded:
        add_accounts(threaded)
        theirs = with_a_history(threaded, 4)
        done = [threaded.supervision.erase_texts({theirs.ref: None})]
        done += [threaded.save_draft(theirs.ref, f"brouillon {number}", NOW) for number in range(50)]
        for one in done:
            one.result()
    assert files_with(folder, WORD) == set()
