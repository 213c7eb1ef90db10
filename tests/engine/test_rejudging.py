"""The history judged again by other rules: in slices, each comment with its client, gone on with after a stop."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.ruling import rejudging
from tests.engine.conftest import OpenDesk
from tests.engine.packs import OWN, FakeLibrary
from tests.engine.port import ACCOUNT, CLIENT, OTHER, FakePlatform
from tests.engine.test_background import PATIENCE, heard

THIEF = "rule | vol | voleur | live\n"
TOWN = Client(id=ClientId("valbreuil"), name="Mairie de Valbreuil", colour="#336699")
MANY = 9


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history of some comments takes several slices, each of which is told."""
    monkeypatch.setattr(rejudging, "JUDGED_AT_ONCE", 4)
    monkeypatch.setattr(rejudging, "SAVED_AT_ONCE", 2)
    monkeypatch.setattr(rejudging, "TELL_EVERY", 0.0)


def thieves(desk: Desk) -> int:
    """How many comments are said to be grave."""
    return sum(row.verdict.severity == 3 for row in desk.inbox.page(Query(queue=Queue.ALL), limit=100).rows)


@pytest.fixture
def full(desk: Desk, platform: FakePlatform) -> Desk:
    for n in range(MANY):
        platform.post(f"c{n}", "Quel voleur !")
    desk.sync()
    assert thieves(desk) == 0
    return desk


@pytest.mark.usefixtures("slow")
def test_all_of_the_history_is_judged_again_slice_by_slice(full: Desk, library: FakeLibrary) -> None:
    seen: list[int] = []
    full.subscribe(lambda changes: seen.append(thieves(full)) if Change.COMMENTS in changes else None)
    library.files[OWN] = THIEF
    full.rules.keep_up()
    assert seen == [4, 8, 9]


@pytest.mark.usefixtures("slow")
def test_what_was_cut_short_goes_on_at_the_next_start(full: Desk, library: FakeLibrary, open_desk: OpenDesk) -> None:
    def close_the_program(changes: Changes) -> None:
        if Change.COMMENTS in changes:
            full._room.stopping.set()

    full.subscribe(close_the_program)
    library.files[OWN] = THIEF
    full.rules.keep_up()
    assert thieves(full) == 4
    full.close()
    again = open_desk()
    again.rules.keep_up()
    assert thieves(again) == MANY


@pytest.mark.usefixtures("slow")
def test_an_act_of_the_user_goes_between_two_slices(full: Desk, library: FakeLibrary, open_desk: OpenDesk) -> None:
    full.close()
    desk = open_desk(threads=True)
    first = desk.inbox.page(Query()).rows[0].comment.ref
    waiting: list[int] = []

    def act(changes: Changes) -> None:
        if Change.COMMENTS in changes and not waiting:
            waiting.append(-1)
            desk.acts.do(first, Hide()).result(PATIENCE)
            waiting.append(thieves(desk))

    desk.subscribe(act)
    library.files[OWN] = THIEF
    with heard(desk, lambda: thieves(desk) == MANY):
        desk.start()
    assert waiting == [-1, 4]


def test_nothing_is_judged_again_by_the_same_rules(full: Desk) -> None:
    told: list[Changes] = []
    full.subscribe(told.append)
    full.rules.keep_up()
    assert told == []


def test_each_comment_is_judged_for_its_client(
    desk: Desk, platform: FakePlatform, other: FakePlatform, library: FakeLibrary
) -> None:
    desk.accounts.add(replace(OTHER, client=TOWN.id), TOWN, "jeton")
    ours, theirs = platform.post("c1", "Quel escroc !"), other.post("c1", "Quel escroc !")
    library.files[OWN] = f"except | fraude | escroc | {TOWN.id}"
    desk.sync()
    assert [desk.inbox.row(ref).verdict.severity for ref in (ours, theirs)] == [3, 0]
    library.files[OWN] = f"except | fraude | escroc | {CLIENT.id}"
    desk.rules.keep_up()
    assert [desk.inbox.row(ref).verdict.severity for ref in (ours, theirs)] == [0, 3]


def test_what_an_act_reads_back_is_judged_for_its_client(
    desk: Desk, platform: FakePlatform, library: FakeLibrary
) -> None:
    ref = platform.post("c1", "Merci !")
    desk.sync()
    library.files[OWN] = f"except | fraude | escroc | {CLIENT.id}"
    desk.rules.keep_up()
    platform.edit(ref, "Quel escroc !")
    desk.acts.do(ref, Hide(), delay=desk.undo_delay * 0).result()
    desk.send()
    shown = desk.inbox.row(ref)
    assert (shown.comment.text, shown.verdict.severity) == ("Quel escroc !", 0)
    assert desk.rules.judge().judge(shown.comment.text).severity == 3  # for any other client
    assert ref.account == ACCOUNT.id
