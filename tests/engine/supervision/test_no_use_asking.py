"""What cannot leave or cannot be asked yet costs neither calls, nor lines, nor the round."""

import pytest

from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.comments import AccountId, CommentRef
from cm_desktop.domain.errors import KeyringLocked
from cm_desktop.domain.outbox import State
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person


def test_what_waits_for_a_missing_word_is_not_asked_again_until_it_is_there(
    two: tuple[Person, Person], comment: CommentRef, people: People, platform: FakePlatform, clock: FakeClock
) -> None:
    moderator, supervisor = two
    third = people.comes("Sacha")
    people.joins(third, moderator, Role.SUPERVISOR)
    supervisor.scan()
    other = platform.post("c2", "Menteur !")
    moderator.desk.sync()
    case, apart = moderator.ask(comment), moderator.ask(other)
    there = set(people.folder.rglob("*.cmev"))
    third.answer(apart, Outcome.REJECT, reason="Non.")
    late = {path: path.read_bytes() for path in set(people.folder.rglob("*.cmev")) - there}
    supervisor.approve(case)  # having read what is not carried to the moderator yet
    for path in late:
        path.unlink()
    moderator.desk.send()
    (held,) = moderator.rows()
    assert held.trouble is not None
    assert (held.state, held.trouble.facts) == (State.HELD, {"reason": "behind", "name": "Dominique"})

    calls = platform.calls
    for _ in range(3):
        clock.pass_(seconds=15)
        moderator.desk.send()
    assert moderator.rows() == (held,)
    assert platform.calls == calls

    for path, data in late.items():
        path.write_bytes(data)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_a_request_taken_back_while_the_keyring_refuses_stops_no_round(
    two: tuple[Person, Person], comment: CommentRef, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    two[0].desk.close()
    moderator = people.comes(two[0].name, two[0].vault)  # nothing is read yet: signing needs the keyring
    name = moderator.desk.acts.do(comment, Escalate("Bonjour."), delay=AT_ONCE).result().entries[0]
    real, refused = moderator.vault.get, list[AccountId]()

    def locked(account: AccountId) -> str:
        if not account.startswith("supervision:"):
            return real(account)
        if not refused:
            moderator.desk.acts.drop(name).result()
        refused.append(account)
        raise KeyringLocked

    monkeypatch.setattr(moderator.vault, "get", locked)
    (moved,) = moderator.desk.supervision.go()
    assert refused
    assert (moved.id, moved.state) == (name, State.CANCELLED)
