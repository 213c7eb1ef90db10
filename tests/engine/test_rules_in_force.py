"""When the rules are read, what waits for them, and what becomes of a pack that somebody writes meanwhile."""

import threading
from collections.abc import Callable

import pytest

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.queue import Query
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.engine.desk import Desk
from tests.engine.conftest import OpenDesk
from tests.engine.packs import OWN, SHIPPED, FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.engine.test_background import PATIENCE, heard

FRAUD = RuleId("fraude")
THIEF = "rule | vol | voleur | live\n"
WRONG = "no such line"


def rules_told(desk: Desk) -> Callable[[], int]:
    """How often a desk said that its rules changed."""
    told: list[Changes] = []
    desk.subscribe(told.append)
    return lambda: sum(Change.RULES in changes for changes in told)


@pytest.fixture
def held(library: FakeLibrary) -> FakeLibrary:
    """A library whose reading takes as long as a test wants."""
    library.held.clear()
    return library


def test_a_desk_opens_before_the_rules_are_read(open_desk: OpenDesk, held: FakeLibrary) -> None:
    desk = open_desk(threads=True)
    assert desk.rules.title(FRAUD) == ""
    assert not desk.rules.ready()
    assert desk.inbox.page(Query()).rows == ()
    with heard(desk, desk.rules.ready):
        held.held.set()
    assert desk.rules.title(FRAUD) == FRAUD
    assert held.reads == 1


def test_whoever_asks_for_the_rules_waits_for_the_one_reading(open_desk: OpenDesk, held: FakeLibrary) -> None:
    desk = open_desk(threads=True)
    versions: list[str] = []
    waiting = [threading.Thread(target=lambda: versions.append(desk.rules.judge().version)) for _ in range(3)]
    for thread in waiting:
        thread.start()
    assert held.begun.wait(PATIENCE)
    assert not desk.rules.ready(0.0)
    held.held.set()
    for thread in waiting:
        thread.join(PATIENCE)
    assert (len(versions), len(set(versions)), held.reads) == (3, 1, 1)


def test_a_page_that_is_read_early_is_judged_all_the_same(
    open_desk: OpenDesk, held: FakeLibrary, platform: FakePlatform
) -> None:
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    ref = platform.post("c1", "Quel escroc !")
    fetched = threading.Event()
    platform.on_fetch = fetched.set
    reading = threading.Thread(target=desk.sync)
    reading.start()
    assert fetched.wait(PATIENCE)
    assert held.begun.wait(PATIENCE)
    assert desk.inbox.page(Query()).rows == ()
    held.held.set()
    reading.join(PATIENCE)
    assert desk.inbox.row(ref).verdict.severity == 3


def test_the_command_line_reads_the_rules_when_it_needs_them(open_desk: OpenDesk, library: FakeLibrary) -> None:
    desk = open_desk()
    assert desk.inbox.page(Query()).rows == ()
    assert desk.rules.title(FRAUD) == FRAUD  # which a list shows: no rule is made for it
    assert library.reads == 0
    assert desk.rules.ready()
    assert library.reads == 1


def test_titles_are_in_the_program_s_language_whatever_it_becomes(desk: Desk) -> None:
    assert desk.rules.title(FRAUD) == "fraude"
    desk.rules.language = "en"
    assert desk.rules.title(FRAUD) == "fraude (en)"
    assert desk.rules.title(RuleId("unheard of")) == ""


def test_a_pack_that_somebody_writes_is_noticed_at_the_next_round(
    desk: Desk, comment: CommentRef, library: FakeLibrary
) -> None:
    told = rules_told(desk)
    desk.sync()
    library.files[SHIPPED] = "rule | fraude | personne | live"
    desk.sync()
    assert desk.inbox.row(comment).verdict.severity == 0
    desk.sync()
    assert told() == 1


def test_a_started_desk_notices_it_by_itself(open_desk: OpenDesk, platform: FakePlatform, library: FakeLibrary) -> None:
    desk = open_desk(threads=True)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    ref = platform.post("c1", "Quel voleur !")
    desk.sync()
    terminal = open_desk(FakeLibrary(files=library.files))
    terminal.rules.put_in_force(OWN, THIEF)
    assert terminal.inbox.row(ref).verdict.severity == 3
    desk.start()
    with heard(desk, lambda: desk.rules.judge().version == terminal.rules.judge().version):
        desk.poll()
    assert desk.inbox.row(ref).verdict.severity == 3


def test_a_broken_pack_leaves_the_last_good_in_force_and_is_told_once(
    desk: Desk, comment: CommentRef, library: FakeLibrary
) -> None:
    library.files[OWN] = THIEF
    desk.sync()
    version, told = desk.rules.judge().version, rules_told(desk)
    library.files[OWN] = WRONG
    for _ in range(3):
        desk.sync()
    assert desk.rules.judge().version == version
    assert desk.rules.judge().judge("voleur").severity == 3
    assert [(error.file, error.line) for error in desk.rules.troubles()] == [(OWN, 1)]
    assert told() == 1
    library.files[OWN] = THIEF
    desk.sync()
    assert desk.rules.troubles() == ()


def test_a_program_whose_own_packs_are_broken_says_so_and_reads_them_again_once_mended(
    open_desk: OpenDesk, library: FakeLibrary
) -> None:
    library.broken = RuleError(SHIPPED, 3, "bad_value")
    desk = open_desk(threads=True)
    told = rules_told(desk)
    for _ in range(2):
        with pytest.raises(RuleError):
            desk.rules.judge()
    assert desk.rules.troubles() == (library.broken,)
    assert (desk.rules.title(FRAUD), desk.rules.ready(0.0), told()) == ("", False, 1)
    library.broken = None
    assert desk.rules.judge().judge("escroc").severity == 3
    assert desk.rules.troubles() == ()


def test_rules_that_break_later_leave_those_in_force(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    library.broken = RuleError(SHIPPED, 3, "bad_value")
    library.files[OWN] = THIEF
    desk.sync()
    assert desk.inbox.row(comment).verdict.severity == 3
    assert desk.rules.troubles() == (library.broken,)


def test_a_pack_that_cannot_be_in_force_changes_nothing(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    version, told = desk.rules.judge().version, rules_told(desk)
    with pytest.raises(RuleError):
        desk.rules.put_in_force(OWN, WRONG)
    assert (desk.rules.judge().version, library.files, told()) == (version, {}, 0)


def test_a_pack_put_in_force_is_so_at_once_and_its_history_judged(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Quel voleur !")
    desk.sync()
    told = rules_told(desk)
    desk.rules.put_in_force(OWN, THIEF)
    assert desk.inbox.row(ref).verdict.severity == 3
    assert desk.rules.text(OWN) == THIEF
    assert told() == 1
