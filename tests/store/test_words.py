"""The words of comments stand in the order of lists, whatever becomes of severities and times."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.verdicts import CALM, Category
from cm_desktop.store.cells.rows import time_cell
from cm_desktop.store.comments import ingest, judging
from cm_desktop.store.disk.files import CACHE, open_writing, writing
from cm_desktop.store.index.words import HANDLE, PLACE, between, moment, places, rank, time_rank
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BRANCH, NOW, SHOP, add_accounts, comment, ref, save, verdict

VERDICTS = (CALM, verdict(Category.COMPLAINT, severity=2), verdict(Category.INSULT))
NAMES = [f"c{number}" for number in range(6)]


@contextmanager
def cache_of(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    with closing(open_writing(workspace.folder / CACHE.name, CACHE)) as db:
        yield db


def every_word_is_in_its_place(workspace: Workspace) -> None:
    with cache_of(workspace) as db:
        found = sorted(place for (place,) in db.execute("SELECT id FROM search_content"))
        assert found == sorted(places(db, "true", ()).values())
        with writing(db):  # raises where the index does not hold what its texts say
            db.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def say(workspace: Workspace, name: str, grave: int, minutes: int) -> None:
    one = comment(name, text=f"mot{grave} mot{minutes}", minutes=minutes)
    judged = {one.ref: (VERDICTS[grave], one.text)}
    save(workspace, replace(one, read_at=NOW + timedelta(days=1)), judged=judged)


def judge_one(workspace: Workspace, name: str, grave: int, minutes: int) -> None:
    with closing(workspace.reader()) as reader:
        known = reader.aimed_at.known(SHOP, [ref(name).id]).values()
    judged = {one.ref: (one.text, VERDICTS[grave], f"mot{minutes}") for one in known}
    workspace.save_verdicts(judged, rules="1").result()


def judge_all(workspace: Workspace, name: str, grave: int, minutes: int) -> None:
    rules = f"{name} {grave} {minutes}"
    workspace.begin_judging(rules).result()
    with closing(workspace.reader()) as reader:
        while (part := reader.history.unjudged(rules, 4)) is not None:
            verdicts = [VERDICTS[(grave + line.handle) % 3] for line in part.lines]
            workspace.save_judged(part, verdicts, str.lower, rules=rules).result()


def forget(workspace: Workspace, name: str, grave: int, minutes: int) -> None:
    workspace.forget_comments(SHOP, [ref(name).id], read_again=False).result()


def erase(workspace: Workspace, name: str, grave: int, minutes: int) -> None:
    workspace.supervision.erase_texts({ref(name): None}).result()


STEPS = st.tuples(
    st.sampled_from([say, say, say, judge_one, judge_all, forget, erase]),
    st.sampled_from(NAMES),
    st.integers(0, 2),
    st.integers(0, 3),
)


def holds_whatever_happens(examples: int) -> None:
    @settings(deadline=None, max_examples=examples, derandomize=True, database=None, phases=[Phase.generate])
    @given(steps=st.lists(STEPS, min_size=4, max_size=12))
    def check(steps: list[tuple[Callable[..., None], str, int, int]]) -> None:
        with TemporaryDirectory() as folder, closing(Workspace.open(Path(folder, "w"), threads=False)) as workspace:
            add_accounts(workspace)
            for step, *about in steps:
                step(workspace, *about)
            every_word_is_in_its_place(workspace)

    check()


def test_words_are_in_their_place_whatever_happens() -> None:
    holds_whatever_happens(40)


@pytest.mark.parametrize("room", [ingest, judging])
def test_words_that_do_not_follow_would_be_noticed(room: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "follow", lambda cache, before: None)
    with pytest.raises((AssertionError, sqlite3.DatabaseError)):
        holds_whatever_happens(40)


def test_an_account_that_leaves_takes_its_words_along(workspace: Workspace) -> None:
    save(workspace, comment("c1", text="reste"))
    save(workspace, comment("c1", text="part", account=BRANCH), judged={ref("c1", BRANCH): (VERDICTS[2], "part")})
    workspace.remove_account(BRANCH).result()
    every_word_is_in_its_place(workspace)
    with closing(workspace.reader()) as reader:
        assert len(reader.handles(Query(queue=Queue.ALL, search="part"))) == 0
        assert len(reader.handles(Query(queue=Queue.ALL, search="reste"))) == 1


def test_words_that_an_older_version_numbered_come_again_in_their_place(workspace: Workspace) -> None:
    for name, grave in zip(NAMES, (0, 1, 2, 0, 1, 2), strict=True):
        say(workspace, name, grave, grave)
    workspace.close()
    with cache_of(workspace) as db:
        db.execute("UPDATE search_content SET id = (id & 134217727) + 100")  # whatever they were
        db.execute("PRAGMA user_version = 5")
    with closing(Workspace.open(workspace.folder, threads=False)) as again:
        judge_all(again, "now", 1, 0)
        every_word_is_in_its_place(again)
        with closing(again.reader()) as reader:
            assert len(reader.handles(Query(queue=Queue.ALL, search="mot2"))) == 2


MOMENTS = st.datetimes(timezones=st.just(UTC))


@settings(max_examples=200)
@given(at=st.one_of(MOMENTS, MOMENTS.map(lambda moment: moment.replace(microsecond=0))), severity=st.integers(0, 4))
def test_a_place_is_the_same_in_sql_and_here(at: datetime, severity: int) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        told = "SELECT ? AS severity, ? AS created_at, 12345 AS id"
        (place,) = db.execute(f"SELECT {PLACE} FROM ({told}) AS comment", (severity, time_cell(at))).fetchone()
    when = moment(time_cell(at))
    assert place & HANDLE == 12345
    assert (time_rank(place), rank(place)) == (when, rank(between(severity, when, when)[0]))
    assert between(severity, when, when)[0] < place < between(severity, when, when)[1] < 1 << 56
