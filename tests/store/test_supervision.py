"""Teams, sheets and cases are kept as they are, and each ruling is acted upon exactly once."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision, Hide, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, EventId
from cm_desktop.domain.approvals.keeping import CaseNote, Kept, SheetKind, Step, Team
from cm_desktop.domain.approvals.papers import PapersId
from cm_desktop.domain.approvals.people import KeyId, PersonId, TeamId
from cm_desktop.domain.approvals.ports import Sheet
from cm_desktop.domain.comments import Client, ClientId, Comment
from cm_desktop.domain.errors import Damaged, EntryMoved, NotFound
from cm_desktop.domain.outbox import EntryId, State, cancel
from cm_desktop.domain.queue import Triage
from cm_desktop.store.copies.backups import Backups
from cm_desktop.store.copies.restoring import copies, restore
from cm_desktop.store.databases.inspection import is_whole
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, NOW, comment, entry, ref, save

TEAM = Team(
    id=TeamId("a" * 32),
    name="Ville de Céret",
    root=KeyId("b" * 64),
    key=KeyId("c" * 64),
    person=PersonId("d" * 32),
    person_name="Zoé",
    folder="/partage/équipe",
    clients=(BAKERY,),
)
OTHER = replace(TEAM, id=TeamId("e" * 32), name="Banque", clients=(BANK,))


def event(number: int, team: Team = TEAM) -> Kept:
    data = f"event {number}".encode()
    return Kept(
        team=team.id,
        sheet=Sheet(name=hashlib.sha256(data).hexdigest(), data=data),
        kind=SheetKind.EVENT,
        id=EventId(f"{number:064x}"),
        read_at=NOW,
        by=team.key,
        seq=number,
    )


def papers(text: str) -> Kept:
    data = text.encode()
    name = hashlib.sha256(data).hexdigest()
    sheet = Sheet(name=name, data=data)
    return Kept(team=TEAM.id, sheet=sheet, kind=SheetKind.PAPERS, id=PapersId(name), read_at=NOW)


def noted(about: Comment, state: CaseState = CaseState.SUBMITTED) -> CaseNote:
    return CaseNote(case=CaseId("f" * 32), team=TEAM.id, comment=about.ref, entry=EntryId("asked"), state=state, at=NOW)


def approved(about: Comment, was: CaseNote) -> Step:
    ruling = EventId("1" * 64)
    now = replace(was, state=CaseState.APPROVED, ruling=ruling, at=NOW + timedelta(hours=1))
    act = entry(about, WriteReply("Merci !"), name=f"act of {ruling}")
    return Step(was=was, now=now, acts=(act,), comment=about)


def test_a_team_is_kept_with_its_clients(workspace: Workspace, reader: Reader) -> None:
    workspace.supervision.save_team(TEAM).result()
    workspace.supervision.save_team(OTHER).result()
    assert reader.supervised.teams() == (OTHER, TEAM)
    assert reader.supervised.team(TEAM.id) == TEAM
    with pytest.raises(NotFound):
        reader.supervised.team(TeamId("0" * 32))


def test_a_client_has_one_team(workspace: Workspace, reader: Reader) -> None:
    workspace.supervision.save_team(TEAM).result()
    workspace.supervision.save_team(replace(OTHER, clients=(BAKERY, BANK))).result()
    assert reader.supervised.team(TEAM.id).clients == ()
    assert reader.supervised.team(OTHER.id).clients == (BAKERY, BANK)


def test_a_team_takes_on_those_of_our_clients_that_no_team_has(workspace: Workspace, reader: Reader) -> None:
    for name in (BAKERY, BANK):
        workspace.save_client(Client(id=name, name=name, colour="#2f6f4f")).result()
    workspace.supervision.save_team(replace(TEAM, clients=(BAKERY,))).result()
    workspace.supervision.save_team(replace(OTHER, clients=())).result()
    assert workspace.supervision.take_on(OTHER.id, [BAKERY, BANK, ClientId("elsewhere")]).result()
    assert not workspace.supervision.take_on(OTHER.id, [BAKERY, BANK]).result()
    assert reader.supervised.team(TEAM.id).clients == (BAKERY,)
    assert reader.supervised.team(OTHER.id).clients == (BANK,)


def test_an_event_is_kept_once_and_read_in_the_order_of_its_arrival(workspace: Workspace, reader: Reader) -> None:
    keep = workspace.supervision.keep_sheets
    assert keep([event(2), papers("a"), event(1)]).result() == 3
    resealed = replace(event(2), sheet=Sheet(name="0" * 64, data=b"the same event in another sheet"))
    assert keep([event(1), resealed, event(3)]).result() == 1
    assert [one.seq for one in reader.supervised.events(TEAM.id)] == [2, 1, 3]
    last = reader.supervised.last_event(TEAM.id)
    assert reader.supervised.events(TEAM.id)[-1] == replace(event(3), number=last)
    assert reader.supervised.events(TEAM.id, after=last) == ()
    assert keep([event(4)]).result() == 1
    assert [one.seq for one in reader.supervised.events(TEAM.id, after=last)] == [4]
    assert reader.supervised.events(OTHER.id) == ()


def test_sheets_are_found_by_what_they_carry_and_by_their_names(workspace: Workspace, reader: Reader) -> None:
    workspace.supervision.keep_sheets([event(1), papers("a"), papers("b")]).result()
    found = reader.supervised.papers(TEAM.id, [PapersId(papers("b").id), PapersId("0" * 64)])
    assert [one.sheet for one in found] == [papers("b").sheet]
    named = reader.supervised.sheets(TEAM.id, [event(1).sheet.name])
    assert [one.sheet for one in named] == [event(1).sheet]
    assert reader.supervised.sheet_names(TEAM.id) == {one.sheet.name for one in (event(1), papers("a"), papers("b"))}


def test_a_ruling_has_its_act_exactly_once(with_comment: Workspace, reader: Reader) -> None:
    about = comment("c1")
    asked = Step(was=None, now=noted(about), comment=about, sheets=(event(1),))
    with_comment.supervision.take_step(asked).result()
    step = approved(about, noted(about))
    with_comment.supervision.take_step(step).result()
    with pytest.raises(EntryMoved):
        with_comment.supervision.take_step(step).result()
    assert [one.id for one in reader.entries()] == [step.acts[0].id]
    assert reader.supervised.note(step.now.case) == step.now
    assert reader.supervised.notes(comment=about.ref) == (step.now,)
    assert reader.supervised.notes(team=OTHER.id) == ()
    assert reader.row(about.ref).triage is Triage.OUTGOING, "the cache was told"


def test_a_case_is_new_only_once(with_comment: Workspace) -> None:
    step = Step(was=None, now=noted(comment("c1")))
    with_comment.supervision.take_step(step).result()
    with pytest.raises(EntryMoved):
        with_comment.supervision.take_step(step).result()


def test_an_event_that_came_meanwhile_has_it_thought_over(with_comment: Workspace, reader: Reader) -> None:
    about = comment("c1")
    with_comment.supervision.keep_sheets([event(1), papers("a")]).result()
    read = {TEAM.id: reader.supervised.last_event(TEAM.id)}
    with_comment.supervision.keep_sheets([papers("b")]).result()
    fresh = Step(was=None, now=noted(about), as_of=read)
    with_comment.supervision.take_step(fresh).result()
    with_comment.supervision.keep_sheets([event(2)]).result()
    step = replace(approved(about, noted(about)), as_of=read, sheets=(event(3),))
    with pytest.raises(EntryMoved):
        with_comment.supervision.take_step(step).result()
    assert reader.entries() == ()
    assert [one.seq for one in reader.supervised.events(TEAM.id)] == [1, 2], "all of it or nothing"
    with_comment.supervision.take_step(replace(step, as_of={TEAM.id: reader.supervised.last_event(TEAM.id)})).result()
    assert [one.seq for one in reader.supervised.events(TEAM.id)] == [1, 2, 3]


def test_a_decision_goes_with_its_note_or_not_at_all(with_comment: Workspace, reader: Reader) -> None:
    about = comment("c1")
    before = noted(about)
    nothing = Step(
        was=before, now=replace(before, ruling=EventId("1" * 64)), comment=about, decision=Decision.DISMISSED
    )
    with pytest.raises(EntryMoved):
        with_comment.supervision.take_step(nothing).result()
    assert reader.decided(about.ref) is None
    with_comment.supervision.take_step(Step(was=None, now=before)).result()
    with_comment.supervision.take_step(nothing).result()
    decided = reader.decided(about.ref)
    assert decided is not None
    assert (decided.decision, decided.at) == (Decision.DISMISSED, before.at)


def test_a_row_that_moved_meanwhile_leaves_the_case_where_it_was(with_comment: Workspace, reader: Reader) -> None:
    about = comment("c1")
    row = entry(about, Hide())
    with_comment.add_entries([row], about).result()
    with_comment.supervision.take_step(Step(was=None, now=noted(about))).result()
    with_comment.change_entry(row, cancel(row)).result()
    late = replace(approved(about, noted(about)), moves=((row, replace(row, state=State.HELD)),))
    with pytest.raises(EntryMoved):
        with_comment.supervision.take_step(late).result()
    assert reader.supervised.note(late.now.case) == noted(about)
    assert reader.entries() == ()


def test_an_act_on_an_account_that_is_gone_is_not_made(with_comment: Workspace, reader: Reader) -> None:
    about = comment("c1", account=BLOG)
    save(with_comment, about)
    with_comment.supervision.take_step(Step(was=None, now=noted(about))).result()
    with_comment.remove_account(BLOG).result()
    with pytest.raises(NotFound):
        with_comment.supervision.take_step(approved(about, noted(about))).result()
    assert reader.supervised.note(noted(about).case) == noted(about)


def test_two_processes_that_act_upon_one_ruling_make_one_act(with_comment: Workspace, folder: Path) -> None:
    about = comment("c1")
    with_comment.supervision.take_step(Step(was=None, now=noted(about))).result()
    step = approved(about, noted(about))
    second = Workspace.open(folder, threads=False)
    try:
        second.supervision.take_step(step).result()
        with pytest.raises(EntryMoved):
            with_comment.supervision.take_step(step).result()
    finally:
        second.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sheet SET data = x'00' WHERE kind = 'papers'",
        "UPDATE team SET root = 'other'",
        "UPDATE team_client SET team = 'other'",
        "UPDATE case_note SET state = 'approved'",
    ],
)
def test_a_copy_in_which_a_row_was_changed_is_no_copy(with_comment: Workspace, folder: Path, change: str) -> None:
    with_comment.supervision.save_team(TEAM).result()
    with_comment.supervision.keep_sheets([event(1), papers("a")]).result()
    with_comment.supervision.take_step(Step(was=None, now=noted(comment("c1")))).result()
    copy = Backups(folder).make(NOW)
    assert is_whole(copy, immutable=True)
    with closing(sqlite3.connect(folder / "work.db", isolation_level=None)) as db:
        db.execute(change)
    with pytest.raises(Damaged):
        Backups(folder).make(NOW + timedelta(hours=1))


def test_a_restored_copy_has_every_team_read_its_own_events_again(folder: Path) -> None:
    workspace = Workspace.open(folder, threads=False)
    workspace.supervision.save_team(TEAM).result()
    workspace.supervision.save_team(OTHER).result()
    workspace.close()
    Backups(folder).make(NOW)
    restore(folder, copies(folder)[1], NOW + timedelta(hours=1))
    again = Workspace.open(folder, threads=False)
    with closing(again.reader()) as reader:
        assert {team.id: team.unread for team in reader.supervised.teams()} == {TEAM.id: True, OTHER.id: True}
        again.supervision.save_team(TEAM).result()
        assert {team.id: team.unread for team in reader.supervised.teams()} == {TEAM.id: False, OTHER.id: True}
    again.close()


def test_a_note_names_its_comment_whatever_its_letters(workspace: Workspace, reader: Reader) -> None:
    odd = replace(noted(comment("c1")), comment=ref("\ud83d \0 é"))
    workspace.supervision.take_step(Step(was=None, now=odd)).result()
    assert reader.supervised.notes() == (odd,)
