"""Whose part is over comes back with another key, known again if the owner says so; the former key says no more than before."""

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Answer, CaseId, Outcome
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import InvitationRefused, NotEntitled, Trouble
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import People, Person, triage

MISSING = Trouble("NotValidated", {"reason": "missing"})


def key(person: Person) -> KeyId:
    return person.desk.supervision.teams.one(person.team).key


def me(person: Person) -> Member:
    found = person.desk.supervision.teams.one(person.team).me
    assert found is not None
    return found


def puts_out(owner: Person, other: Person) -> None:
    owner.scan()
    owner.desk.supervision.teams.revoke(owner.team, key(other))
    other.scan()


@pytest.fixture
def owner(people: People) -> Person:
    owner = people.comes("Dominique")
    people.founded(owner)
    return owner


@pytest.fixture
def moderator(people: People, owner: Person) -> Person:
    moderator = people.moderator()
    people.joins(moderator, owner, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    return moderator


@pytest.fixture
def comment(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


def returns(people: People, owner: Person, person: Person, role: Role, *, same: bool = True) -> PersonId:
    """Joins again; answers whom the team takes them for."""
    before = me_then(owner, person)
    people.joins(person, owner, role, before.person if same else None)
    owner.scan()
    return me(person).person


def me_then(owner: Person, person: Person) -> Member:
    revoked = owner.desk.supervision.teams.one(owner.team).revoked
    return next(one for one in revoked if one.key == key(person))


@pytest.mark.parametrize("by_themselves", [True, False])
def test_whose_part_is_over_comes_back_with_another_key_as_the_same_person(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform, by_themselves: bool
) -> None:
    before = me(moderator)
    if by_themselves:
        moderator.desk.supervision.teams.leave(moderator.team)
        owner.scan()
        owner.scan()
    else:
        puts_out(owner, moderator)
    assert returns(people, owner, moderator, Role.MODERATOR) == before.person
    assert key(moderator) != before.key
    assert not moderator.desk.supervision.teams.one(moderator.team).over
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    owner.approve(moderator.ask(comment))
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]
    assert [one.person for one in owner.desk.supervision.teams.one(owner.team).people].count(before.person) == 1


def test_who_takes_part_does_not_join_again(people: People, owner: Person, moderator: Person) -> None:
    invited = owner.desk.supervision.teams.invite(owner.team)
    before = key(moderator)
    with pytest.raises(InvitationRefused, match="member"):
        moderator.desk.supervision.teams.join(invited.file, invited.code, "Camille", people.folder)
    assert key(moderator) == before


def approved(owner: Person, moderator: Person, comment: CommentRef) -> CaseId:
    case = moderator.ask(comment)
    owner.approve(case)
    return case


def test_what_the_former_key_had_approved_never_leaves(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    approved(owner, moderator, comment)
    moderator.scan()
    (row,) = moderator.rows()
    assert row.state is State.QUEUED
    puts_out(owner, moderator)
    assert moderator.rows() == ()
    assert triage(moderator, comment) is Triage.TODO
    returns(people, owner, moderator, Role.MODERATOR)
    moderator.desk.send()
    assert (moderator.rows(), platform.writes) == ((), [])


@pytest.mark.parametrize("guarded", [True, False])
def test_a_row_of_the_former_key_that_lies_there_still_is_held_at_the_gate(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform, guarded: bool
) -> None:
    """Two guards: the row is called back, and were it not, it would not pass. The control: without either it leaves."""
    approved(owner, moderator, comment)
    moderator.scan()
    with pytest.MonkeyPatch.context() as forgetful:
        forgetful.setattr("cm_desktop.engine.supervision.following.Following._give_up", lambda *_: None)
        puts_out(owner, moderator)
        returns(people, owner, moderator, Role.MODERATOR)
        if not guarded:
            forgetful.setattr("cm_desktop.engine.supervision.records.Known.is_ours", lambda *_: True)
        moderator.desk.send()
    assert platform.writes == ([] if guarded else [(ActionKind.REPLY, "c1")])
    assert [row.trouble for row in moderator.rows()] == ([MISSING] if guarded else [])


def test_what_waits_is_back_to_do_when_a_part_is_ended(owner: Person, moderator: Person, comment: CommentRef) -> None:
    moderator.ask(comment)
    assert triage(moderator, comment) is Triage.VALIDATION
    puts_out(owner, moderator)
    assert triage(moderator, comment) is Triage.TODO


def test_a_comment_asked_about_before_is_asked_about_anew(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    old = moderator.ask(comment, "Un.")
    puts_out(owner, moderator)
    returns(people, owner, moderator, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    new = moderator.ask(comment, "Deux.")
    assert new != old
    owner.approve(old)
    moderator.desk.send()
    assert platform.writes == []
    owner.approve(new)
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Deux."]


def test_what_was_answered_after_the_end_stays_void(
    people: People, owner: Person, moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    """Who validates is put out before their yes was read, and comes back: it says as little as before."""
    supervisor = people.comes("Alix")
    people.joins(supervisor, owner, Role.SUPERVISOR)
    moderator.scan()
    case = moderator.ask(comment)
    supervisor.scan()
    owner.desk.supervision.teams.revoke(owner.team, key(supervisor))
    late = supervisor.say(case, Outcome.APPROVE, choice=0)
    assert late.state is CaseState.APPROVED, "at their own desk, which has not heard of it"
    supervisor.scan()
    returns(people, owner, supervisor, Role.SUPERVISOR)
    moderator.scan()
    assert moderator.see(case).state is CaseState.SUBMITTED
    known = moderator.desk.supervision._records.known(moderator.team)
    assert [event.id for event in known.events.values() if isinstance(event.body, Answer)] == [*known.standing.void]
    supervisor.answer(case, Outcome.APPROVE, choice=0)
    moderator.desk.send()
    assert platform.writes == [(ActionKind.REPLY, "c1")]


def test_who_comes_back_answers_nothing_that_they_asked_before(
    people: People, owner: Person, moderator: Person, comment: CommentRef
) -> None:
    case = moderator.ask(comment)
    puts_out(owner, moderator)
    returns(people, owner, moderator, Role.SUPERVISOR)
    with pytest.raises(NotEntitled, match="own"):
        moderator.answer(case, Outcome.APPROVE, choice=0)


def test_nobody_is_taken_for_who_they_were_unless_the_owner_says_so(
    people: People, owner: Person, moderator: Person
) -> None:
    before = me(moderator).person
    puts_out(owner, moderator)
    assert returns(people, owner, moderator, Role.MODERATOR, same=False) != before


def test_what_was_read_before_stays_readable_before_and_after_being_let_in(
    people: People, owner: Person, moderator: Person, comment: CommentRef
) -> None:
    case = moderator.ask(comment)
    puts_out(owner, moderator)
    invited = owner.desk.supervision.teams.invite(owner.team)
    moderator.desk.supervision.teams.join(invited.file, invited.code, "Camille", people.folder)
    assert moderator.desk.supervision.case(case).asked is not None
    moderator.desk.close()
    again = people.comes(moderator.name, moderator.vault)
    assert again.desk.supervision.case(case).asked is not None


def test_another_window_signs_with_the_new_key_too(
    people: People, owner: Person, moderator: Person, comment: CommentRef
) -> None:
    """A program that was open meanwhile signs nothing more with the former key."""
    other = people.comes(moderator.name, moderator.vault)
    other.team = moderator.team
    other.scan()
    puts_out(owner, moderator)
    returns(people, owner, moderator, Role.MODERATOR)
    moderator.desk.supervision.teams.work_for(moderator.team, [CLIENT.id])
    case = other.ask(comment)
    assert owner.see(case).case.current.by == key(moderator)
    assert owner.desk.supervision._records.known(owner.team).standing.forked == {}
