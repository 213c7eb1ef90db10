"""The history as the rules go through it, what became of it, and what they were mistaken about."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision, Hide, Like, WriteReply
from cm_desktop.domain.errors import Damaged
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.domain.rules import Dealt, Mistake
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.store.databases.schema_work import STEPS
from cm_desktop.store.disk.files import WORK, open_writing
from cm_desktop.store.disk.migrations import migrate, version
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import BAKERY, BANK, BRANCH, NOW, SHOP, add_accounts, comment, entry, ref, save, verdict
from tests.store.steps import moved

MISTAKE = Mistake(ref=ref("c1"), rule=RuleId("insulte.sale"), passage="sale \ud83d type", at=NOW)


def test_the_newest_comes_first_and_every_one_once(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *(comment(f"c{n}", minutes=n // 3) for n in range(10)))  # three in the same minute
    save(workspace, comment("elsewhere", account=BRANCH, minutes=2, page=True), rules="2")
    seen = list(some := reader.history.newest(4))
    while some := reader.history.newest(4, before=some[-1]):
        seen += some
    said = reader.history.said([text.handle for text in seen])
    assert [one.at for one in said] == sorted((one.at for one in said), reverse=True)
    assert len({text.handle for text in seen}) == len(said) == reader.history.total() == 11
    assert [text.text for text in seen] == [one.text for one in said]
    other = next(one for one in said if one.ref.account == BRANCH)
    assert (other.client, other.by_page, other.rules) == (BANK, True, "2")
    assert {(one.client, one.by_page, one.rules) for one in said if one is not other} == {(BAKERY, False, "1")}


def test_comments_that_are_gone_are_left_out(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    first, second = (text.handle for text in reader.history.newest(2))
    assert [said.handle for said in reader.history.said([second, 99, first])] == [second, first]


def test_there_is_no_history_in_a_new_workspace(workspace: Workspace, reader: Reader) -> None:
    assert (reader.history.newest(4), reader.history.total()) == ([], 0)
    assert (reader.history.behind("1"), reader.history.unjudged("1", 10)) == (False, None)


def test_hits_are_had_by_comment_and_by_rule(workspace: Workspace, reader: Reader) -> None:
    insult, both = verdict(Category.INSULT), verdict(Category.INSULT, Category.LEGAL)
    said = [comment("c1"), comment("c2"), comment("c3")]
    save(workspace, *said, judged={ref("c1"): (insult, ""), ref("c2"): (both, "")})
    found = reader.history.hits([one.handle for one in reader.history.newest(10)])
    assert {tuple(hits) for hits in found.values()} == {insult.hits, both.hits}
    assert set(reader.history.rules_of([ref("c2"), ref("c3"), ref("unknown"), ref("c1", BRANCH)])) == {
        (ref("c2"), hit.rule) for hit in both.hits
    }


@pytest.mark.parametrize("state", [State.QUEUED, State.SENT, State.HELD])
def test_what_was_acted_upon_goes_before_what_was_classed(workspace: Workspace, reader: Reader, state: State) -> None:
    said = {name: comment(name) for name in ("acted", "classed", "both", "reopened", "untouched")}
    save(workspace, *said.values())
    for number, name in enumerate(("acted", "both")):
        row = entry(said[name], name=f"act-{number}")
        workspace.add_entries([row], said[name]).result()
        moved(workspace, row, to=state)
    for name in ("classed", "both", "reopened"):
        workspace.decide([said[name]], Decision.DISMISSED, NOW).result()
    workspace.decide([said["reopened"]], Decision.REOPENED, NOW).result()
    assert reader.history.dealt() == {
        ref("acted"): Dealt.ACTED,
        ref("both"): Dealt.ACTED,
        ref("classed"): Dealt.CLASSED,
    }


@pytest.mark.parametrize(
    ("action", "state"), [(Like(), State.SENT), (Hide(), State.CANCELLED), (WriteReply("Merci"), State.FAILED)]
)
def test_a_like_and_what_never_left_tell_nothing(
    workspace: Workspace, reader: Reader, action: Hide | Like | WriteReply, state: State
) -> None:
    said = comment("c1")
    save(workspace, said)
    row = replace(entry(said, action), id=EntryId("act"))
    workspace.add_entries([row], said).result()
    moved(workspace, row, to=state)
    assert reader.history.dealt() == {}


def test_a_mistake_is_kept_once_journalled_and_taken_back(workspace: Workspace, reader: Reader) -> None:
    for _ in range(2):
        workspace.mistakes.note(MISTAKE).result()
    assert reader.history.mistakes() == (MISTAKE,)
    for _ in range(2):
        workspace.mistakes.forget(MISTAKE.ref, MISTAKE.rule, MISTAKE.passage).result()
    assert reader.history.mistakes() == ()
    told = [(line["deed"], line["account"], line["comment"], line["detail"]) for line in journal(workspace)[-3:]]
    noted = (Deed.MISTAKE_NOTED, SHOP, "c1", MISTAKE.rule)
    assert told == [noted, noted, (Deed.MISTAKE_FORGOTTEN, SHOP, "c1", MISTAKE.rule)]


def test_a_mistake_that_another_hand_wrote_is_not_believed(workspace: Workspace, reader: Reader) -> None:
    workspace.mistakes.note(MISTAKE).result()
    with tampering(workspace) as db:
        db.execute("UPDATE mistake SET rule = 'another'")
    with pytest.raises(Damaged):
        reader.history.mistakes()


def test_mistakes_outlive_the_cache(workspace: Workspace) -> None:
    save(workspace, comment("c1"))
    workspace.mistakes.note(MISTAKE).result()
    workspace.close()
    (workspace.folder / "cache.db").unlink()
    with closing(Workspace.open(workspace.folder, threads=False)) as again, closing(again.reader()) as reader:
        assert reader.history.mistakes() == (MISTAKE,)


def test_a_workspace_of_version_three_learns_of_mistakes(folder: Path) -> None:
    folder.mkdir()
    with closing(open_writing(folder / WORK.name, WORK)) as db:
        migrate(db, WORK, STEPS[:3])
        assert version(db) == 3
    with closing(Workspace.open(folder, threads=False)) as opened, closing(opened.reader()) as reader:
        add_accounts(opened)
        opened.mistakes.note(MISTAKE).result()
        assert reader.history.mistakes() == (MISTAKE,)
