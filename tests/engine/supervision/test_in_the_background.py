"""A started desk asks, reads the folder and sends what was approved by itself."""

from datetime import timedelta
from pathlib import Path

from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.outbox import State
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People
from tests.engine.test_background import PATIENCE, heard


def carried(people: People) -> list[Path]:
    """What lies whole in the folder."""
    return [*people.folder.rglob("*.cmev")]


def test_a_started_desk_asks_and_sends_what_was_approved(
    people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = people.pair()
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    moderator.desk.close()
    desk = people.comes("Camille", moderator.vault, threads=True).desk
    before = len(carried(people))
    desk.start()
    clock.pass_(seconds=11)  # the grace of the start is over
    name = desk.acts.do(ref, Escalate("Bonjour."), delay=AT_ONCE).result(PATIENCE).entries[0]
    with heard(desk, lambda: desk.inbox.entry(name).state is State.SENT and len(carried(people)) == before + 2):
        desk.sync_soon()
    supervisor.scan()
    (view,) = supervisor.desk.supervision.waiting()
    supervisor.approve(view.case.id)
    with heard(desk, lambda: platform.writes == [(ActionKind.REPLY, "c1")]):
        desk.sync_soon()
    with heard(desk, lambda: desk.supervision.case(view.case.id).state is CaseState.SENT):
        desk.sync_soon()


def test_a_request_is_awaited_no_longer_than_it_has_to_be(people: People, platform: FakePlatform) -> None:
    moderator, _ = people.pair()
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    assert moderator.desk.supervision.next_round() == timedelta(seconds=15)
    moderator.desk.acts.do(ref, Escalate("Bonjour.")).result()
    assert moderator.desk.supervision.next_round() == timedelta(seconds=10)
    people.clock.pass_(minutes=1)
    assert moderator.desk.supervision.next_round() == timedelta(seconds=1), "what is overdue is no reason to spin"


def test_a_window_looks_without_waiting_for_the_keyring(people: People, platform: FakePlatform) -> None:
    moderator, _ = people.pair()
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    case = moderator.ask(ref)
    moderator.desk.close()
    vault = moderator.vault
    vault.answers.clear()
    vault.asked_to_sign.clear()
    desk = people.comes("Camille", vault, threads=True).desk
    desk.start()
    assert vault.asked_to_sign.wait(PATIENCE)  # the background work is kept waiting for it
    assert (desk.supervision.mine(), desk.supervision.about(ref)) == ((), None)
    assert [team.me for team in desk.supervision.teams.all()] == [None]
    with heard(desk, lambda: [view.case.id for view in desk.supervision.mine()] == [case]):
        vault.answers.set()
