"""The history judged again, part by part: what changes is written, how far it is stays, and nothing is passed over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.verdicts import CALM, Category, Verdict
from cm_desktop.store.comments.judging import Unjudged
from cm_desktop.store.databases.schema_cache import STEPS
from cm_desktop.store.disk.files import CACHE, open_writing
from cm_desktop.store.disk.migrations import migrate
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.processes import KILLED, run
from tests.store.samples import BAKERY, BANK, BRANCH, add_accounts, comment, ref, save, verdict
from tests.store.steps import every, out_of_date

INSULT, LEGAL = verdict(Category.INSULT), verdict(Category.LEGAL, severity=3)
MANY = 7


def said_by(rules: str) -> Verdict:
    """What the rules of this version say of everything."""
    return {"1": CALM, "2": INSULT, "3": LEGAL}[rules]


def judge(workspace: Workspace, part: Unjudged, rules: str) -> int | None:
    verdicts = [said_by(rules)] * len(part.lines)
    return workspace.save_judged(part, verdicts, str.lower, rules=rules).result()


def parts(reader: Reader, rules: str, size: int = 3) -> Iterator[Unjudged]:
    while (part := reader.history.unjudged(rules, size)) is not None:
        yield part


def judge_all(workspace: Workspace, reader: Reader, rules: str) -> list[int | None]:
    workspace.begin_judging(rules).result()
    return [judge(workspace, part, rules) for part in parts(reader, rules)]


def sets(workspace: Workspace) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace.folder / CACHE.name)) as db:
        return db.execute("SELECT version, judged_by, upto FROM ruleset ORDER BY version").fetchall()


@pytest.fixture
def history(workspace: Workspace) -> Workspace:
    """Some comments that the first rules judged."""
    save(workspace, *(comment(f"c{n}") for n in range(MANY)), rules="1")
    return workspace


def test_every_comment_is_judged_again_and_only_what_changes_is_written(history: Workspace, reader: Reader) -> None:
    save(history, comment("known", text="known"), judged={ref("known"): (INSULT, "")}, rules="1")
    assert reader.history.behind("2")
    assert judge_all(history, reader, "2") == [3, 3, 1]
    assert out_of_date(reader, "2") == set()
    assert {row.verdict for row in reader.page(Query(queue=Queue.ALL)).rows} == {INSULT}
    assert reader.counts().queues[Queue.URGENT] == MANY + 1
    assert not reader.history.behind("2")
    assert sets(history) == [("2", "", 0)]


def test_a_line_tells_the_client(history: Workspace, reader: Reader) -> None:
    save(history, comment("bank", account=BRANCH), rules="1")
    history.begin_judging("2").result()
    part = reader.history.unjudged("2", 100)
    assert part is not None
    assert [line.client for line in part.lines] == [BAKERY] * MANY + [BANK]


def test_what_was_cut_short_goes_on_where_it_was(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    judge(history, next(parts(reader, "2")), "2")
    history.close()
    with closing(Workspace.open(history.folder, threads=False)) as again:
        assert out_of_date(reader, "2") == {"c3", "c4", "c5", "c6"}
        assert judge_all(again, reader, "2") == [3, 1]
        assert out_of_date(reader, "2") == set()


def test_a_program_that_is_killed_on_the_way_leaves_what_it_did(history: Workspace, reader: Reader) -> None:
    body = """
workspace = Workspace.open(folder, threads=False)
workspace.begin_judging("2").result()
part = workspace.reader().history.unjudged("2", 3)
workspace.save_judged(part, [verdict(Category.INSULT)] * 3, str.lower, rules="2").result()
die()
"""
    assert run(history.folder, body)[0] == KILLED
    assert out_of_date(reader, "2") == {"c3", "c4", "c5", "c6"}
    assert judge_all(history, reader, "2") == [3, 1]
    assert {row.verdict for row in reader.page(Query(queue=Queue.ALL)).rows} == {INSULT}


def test_what_comes_in_meanwhile_is_neither_lost_nor_judged_twice(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    part = next(parts(reader, "2"))
    save(history, comment("c1", text="edited"), judged={ref("c1"): (LEGAL, "")}, rules="2")
    save(history, comment("new"), judged={ref("new"): (LEGAL, "")}, rules="2")
    save(history, comment("late"), rules="1")  # by a reading that began under the old rules
    assert judge(history, part, "2") == 2
    assert reader.row(ref("c1")).verdict == LEGAL
    for rest in parts(reader, "2"):
        judge(history, rest, "2")
    assert out_of_date(reader, "2") == {"late"}
    assert reader.history.behind("2")
    assert judge_all(history, reader, "2") == [1]
    assert [reader.row(ref(name)).verdict for name in ("c1", "new", "late", "c0")] == [LEGAL, LEGAL, INSULT, INSULT]


def test_a_comment_read_again_after_is_not_news(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    save(history, comment("new"), judged={ref("new"): (INSULT, "")}, rules="2")
    for part in parts(reader, "2"):
        judge(history, part, "2")
    assert sets(history) == [("2", "", 0)]
    again = [comment(f"c{n}") for n in range(MANY)] + [comment("new")]
    assert save(history, *again, judged={one.ref: (INSULT, "") for one in again}, rules="2") == 0


def test_rules_that_come_between_begin_at_the_beginning(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    part = next(parts(reader, "2"))
    judge(history, part, "2")
    after = next(parts(reader, "2"))
    history.begin_judging("3").result()
    assert judge(history, after, "2") is None
    assert reader.history.unjudged("2", 3) is None
    assert {said.rules for said in every(reader)} == {""}  # some are of the first rules, some of the second
    assert judge_all(history, reader, "3") == [3, 3, 1]


def test_rules_that_come_back_judge_what_the_others_had_overtaken(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    judge(history, next(parts(reader, "2")), "2")
    assert reader.history.behind("1")
    assert judge_all(history, reader, "1") == [3, 0, 0]
    assert {row.verdict for row in reader.page(Query(queue=Queue.ALL)).rows} == {CALM}
    assert sets(history) == [("1", "", 0)]


def test_a_part_that_somebody_else_did_meanwhile_is_not_done_twice(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    ours, theirs = next(parts(reader, "2")), next(parts(reader, "2", size=5))
    assert judge(history, theirs, "2") == 5
    assert judge(history, ours, "2") is None
    assert out_of_date(reader, "2") == {"c5", "c6"}


def test_a_part_is_cut_into_smaller_ones_that_follow_each_other(history: Workspace, reader: Reader) -> None:
    history.begin_judging("2").result()
    whole = reader.history.unjudged("2", 100)
    assert whole is not None
    assert whole.last
    cut = list(whole.parts(3))
    assert [(len(part.lines), part.last) for part in cut] == [(3, False), (3, False), (1, True)]
    assert [judge(history, part, "2") for part in cut] == [3, 3, 1]
    assert not reader.history.behind("2")


def test_an_empty_set_is_finished_too(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), rules="1")
    save(workspace, comment("c1", text="edited"), rules="2")  # nothing is left of the first
    assert judge_all(workspace, reader, "2") == [0]
    assert (sets(workspace), out_of_date(reader, "2")) == ([("2", "", 0)], set())


def test_words_that_an_older_version_lost_are_indexed_again(folder: Path) -> None:
    folder.mkdir()
    with closing(open_writing(folder / CACHE.name, CACHE)) as db:
        migrate(db, CACHE, STEPS[:3])
        db.execute("INSERT INTO ruleset (id, version) VALUES (7, 'before version 3, 1')")
    with closing(Workspace.open(folder, threads=False)) as opened, closing(opened.reader()) as reader:
        add_accounts(opened)
        save(opened, comment("c1", text="Été", author="Zoé"), rules="1")
        with closing(sqlite3.connect(folder / CACHE.name, isolation_level=None)) as db:
            db.execute("UPDATE comment SET ruleset = 7")
            db.execute("DELETE FROM search")
        judge_all(opened, reader, "2")
        assert [len(reader.handles(Query(search=word))) for word in ("ete", "zoe", "nothing")] == [1, 1, 0]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_happens_in_between_all_is_judged_by_the_last_rules(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Comments come, are edited and judged again by rules that change at any moment; a part may be saved late."""
    with closing(Workspace.open(tmp_path_factory.mktemp("w"), threads=False)) as workspace:
        add_accounts(workspace)
        with closing(workspace.reader()) as reader:
            late: list[tuple[Unjudged, str]] = []
            for step in range(data.draw(st.integers(1, 12))):
                rules = data.draw(st.sampled_from("123"))
                match data.draw(st.sampled_from(["save", "begin", "read", "judge"])):
                    case "save":
                        said = comment(f"c{data.draw(st.integers(0, 5))}", text=f"text {step}")
                        save(workspace, said, judged={said.ref: (said_by(rules), "")}, rules=rules)
                    case "begin":
                        workspace.begin_judging(rules).result()
                    case "read":
                        late += [(part, rules) for part in [reader.history.unjudged(rules, 2)] if part is not None]
                    case "judge" if late:
                        part, by = late.pop(data.draw(st.integers(0, len(late) - 1)))
                        judge(workspace, part, by)
            shown = {row.comment.ref.id: row.verdict for row in reader.page(Query(queue=Queue.ALL)).rows}
            told = {said.ref.id: said.rules for said in every(reader)}
            assert all(shown[name] == said_by(rules) for name, rules in told.items() if rules)
            judge_all(workspace, reader, "3")
            assert out_of_date(reader, "3") == set()
            assert {row.verdict for row in reader.page(Query(queue=Queue.ALL)).rows} <= {LEGAL}
