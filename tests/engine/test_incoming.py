"""What people bring in, from the file to the queues: the real intake, shelf and store."""

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.arrivals import PastedComment, Report
from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.errors import ActRefused, ImportRefused, NotFound
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.reading import pull
from cm_desktop.imports.assisted import CAPABILITIES
from cm_desktop.store.disk.lock import hold
from tests.engine.incoming_steps import ROWS, Bar, a_file, bring_in, desk, on_the_shelf, open_desk, page, texts
from tests.engine.port import FakeClock

__all__ = ["desk", "page"]  # fixtures


def test_a_file_is_in_the_queues_when_the_call_returns(desk: Desk, page: AccountId, tmp_path: Path) -> None:
    bar = Bar()
    report = bring_in(desk, page, a_file(tmp_path), bar)
    assert (report.read, report.new, report.broken) == (ROWS, ROWS, 0)
    assert desk.inbox.counts().queues[Queue.TODO] == ROWS
    done = [number for number, _total in bar.told]
    assert done == sorted(done)
    assert bar.told[-1] == (ROWS, ROWS)
    assert len(set(done)) > 4


def test_the_same_file_again_adds_nothing(desk: Desk, page: AccountId, tmp_path: Path) -> None:
    file = a_file(tmp_path)
    bring_in(desk, page, file)
    before = on_the_shelf(desk, page)
    again = bring_in(desk, page, file)
    assert (again.new, again.changed, again.repeated) == (0, 0, ROWS)
    assert on_the_shelf(desk, page) == before


@pytest.mark.parametrize("share", [0.01, 0.4, 0.6, 0.8, 1.0], ids=str)
def test_a_cancelled_import_leaves_nothing_behind(desk: Desk, page: AccountId, tmp_path: Path, share: float) -> None:
    """Below a half while the file is read, then while its comments are judged and saved."""
    report = bring_in(desk, page, a_file(tmp_path), Bar(share))
    assert report == Report(cancelled=True)
    assert texts(desk) == set()
    assert not any(on_the_shelf(desk, page))
    assert set(desk.inbox.counts().queues.values()) == {0}
    desk.sync()
    assert texts(desk) == set()
    assert bring_in(desk, page, tmp_path / "export.csv").new == ROWS


def test_what_was_acted_on_meanwhile_stays_for_ever(
    desk: Desk, page: AccountId, tmp_path: Path, clock: FakeClock
) -> None:
    acted = CommentRef(page, RemoteId("c3"))

    class ActingBar(Bar):
        def __call__(self, done: int, total: int) -> None:
            if done > 0.6 * total and not self.cancelled.is_set():
                desk.acts.do(acted, Hide()).result()
                self.cancelled.set()

    assert bring_in(desk, page, a_file(tmp_path), ActingBar()).cancelled
    assert texts(desk) == {"Bonjour 3"}
    assert desk.inbox.row(acted).triage is Triage.OUTGOING
    desk.close()
    for file in desk.folder.glob("cache.db*"):
        file.unlink()
    again = open_desk(tmp_path, clock)
    again.sync()
    assert texts(again) == {"Bonjour 3"}
    again.close()


def test_a_cancelled_import_gives_back_what_it_changed(
    desk: Desk, page: AccountId, tmp_path: Path, clock: FakeClock
) -> None:
    bring_in(desk, page, a_file(tmp_path, 3))
    clock.pass_(hours=1)
    later = a_file(tmp_path, ROWS, text="Bonsoir", name="later.csv")
    assert bring_in(desk, page, later, Bar(0.9)).cancelled
    assert texts(desk) == {"Bonjour 0", "Bonjour 1", "Bonjour 2"}
    report = bring_in(desk, page, later)
    assert (report.new, report.changed) == (ROWS - 3, 3)
    assert "Bonsoir 1" in texts(desk)


def test_a_cancelled_import_gives_back_what_it_changed_of_comments_that_were_done_with(
    desk: Desk, page: AccountId, tmp_path: Path, clock: FakeClock
) -> None:
    bring_in(desk, page, a_file(tmp_path, 3))
    dismissed, hidden = CommentRef(page, RemoteId("c0")), CommentRef(page, RemoteId("c1"))
    desk.acts.dismiss(dismissed).result()
    (name,) = desk.acts.do(hidden, Hide()).result().entries
    desk.acts.confirm(name).result()
    clock.pass_(hours=1)
    later = a_file(tmp_path, ROWS, text="Bonsoir", name="later.csv")
    assert bring_in(desk, page, later, Bar(0.9)).cancelled
    assert texts(desk) == {"Bonjour 0", "Bonjour 1", "Bonjour 2"}
    assert [desk.inbox.row(ref).triage for ref in (dismissed, hidden)] == [Triage.DONE, Triage.HIDDEN]


def test_what_was_hidden_by_hand_stays_hidden_when_a_later_file_says_nothing_of_it(
    desk: Desk, page: AccountId, tmp_path: Path, clock: FakeClock
) -> None:
    bring_in(desk, page, a_file(tmp_path, 2))
    ref = CommentRef(page, RemoteId("c1"))
    (name,) = desk.acts.do(ref, Hide()).result().entries
    desk.acts.confirm(name).result()
    clock.pass_(hours=1)
    bring_in(desk, page, a_file(tmp_path, 3, text="Bonsoir"))
    assert (desk.inbox.row(ref).comment.text, desk.inbox.row(ref).triage) == ("Bonsoir 1", Triage.HIDDEN)


def test_a_file_is_compared_with_the_whole_shelf_however_long_that_is(
    desk: Desk, page: AccountId, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(desk, page, a_file(tmp_path))
    desk.close()
    for file in desk.folder.glob("cache.db*"):
        file.unlink()
    monkeypatch.setattr(pull, "BATCHES_AT_MOST", 1)
    again = open_desk(tmp_path, clock)
    assert bring_in(again, page, tmp_path / "export.csv").repeated == ROWS
    again.close()


def test_a_reading_in_the_background_waits_while_an_import_is_taken_back(
    desk: Desk, page: AccountId, tmp_path: Path
) -> None:
    bring_in(desk, page, a_file(tmp_path))
    read = Event()
    account = desk.inbox.account(page)

    def background() -> None:
        desk._pull.account(account)
        read.set()

    reading = Thread(target=background)
    with desk._pull.alone(page):
        reading.start()
        assert not read.wait(0.2)
    reading.join(30)
    assert read.is_set()


def test_pasted_comments_are_in_the_queues(desk: Desk, page: AccountId) -> None:
    said = PastedComment(text="Quel escroc !", author="Odile", link="https://page.example/1")
    report = desk.imports.add_pasted(page, [said])
    assert (report.new, texts(desk)) == (1, {"Quel escroc !"})
    (row,) = desk.inbox.page(Query()).rows
    assert (row.comment.permalink, row.verdict.severity) == ("https://page.example/1", 3)
    assert desk.imports.add_pasted(page, [said]).new == 0


def test_a_page_that_is_not_there_receives_nothing(desk: Desk, page: AccountId, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        bring_in(desk, AccountId("assisted:other"), a_file(tmp_path))
    with pytest.raises(ImportRefused):
        desk.imports.survey(tmp_path / "missing.csv")


def test_one_file_waits_for_another_that_may_yet_be_taken_back(desk: Desk, page: AccountId, tmp_path: Path) -> None:
    survey, reports = desk.imports.survey(a_file(tmp_path, 3)), list[Report]()

    def bring_in(cancelled: Event) -> None:
        reports.append(
            desk.imports.bring_in(survey, survey.mapping, page, progress=lambda *_: None, cancelled=cancelled)
        )

    given_up = Event()
    given_up.set()
    waiting = Thread(target=bring_in, args=(Event(),))
    with hold(desk.folder, "import"):
        bring_in(given_up)
        waiting.start()
        waiting.join(1)
        assert waiting.is_alive()
    waiting.join(20)
    assert [(report.cancelled, report.new) for report in reports] == [(True, 0), (False, 3)]


def test_a_page_that_is_read_from_its_platform_takes_nothing(
    desk: Desk, page: AccountId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = desk.imports.survey(a_file(tmp_path, 3))
    read = replace(CAPABILITIES, brought_in=False)
    monkeypatch.setattr("tests.engine.incoming_steps.CAPABILITIES", read)
    with pytest.raises(ActRefused, match="not_brought_in"):
        desk.imports.bring_in(survey, survey.mapping, page, progress=lambda *_: None, cancelled=Event())
    with pytest.raises(ActRefused, match="not_brought_in"):
        desk.imports.add_pasted(page, [PastedComment(text="Bonjour")])
    assert texts(desk) == set()
    assert on_the_shelf(desk, page) == []
