"""Whom a client's rules name: they alone are asked and approve; where none of them can, that is said and nothing leaves."""

import pytest

from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level, PersonId, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, NotEntitled, Trouble
from cm_desktop.domain.outbox import State
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person, put_request

NOBODY = Trouble("NotEntitled", {"reason": "nobody_named"})


def person(someone: Person) -> PersonId:
    me = someone.desk.supervision.teams.one(someone.team).me
    assert me is not None
    return me.person


def name(owner: Person, *people: Person) -> None:
    """The client wants everything validated by one of these."""
    demand = Demand(level=Level.SIGNED, by=frozenset(map(person, people)))
    owner.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(demand,)))


def texts_of_the_page(platform: FakePlatform) -> list[str]:
    return [known.text for known in platform.comments.values() if known.author.is_page]


def test_only_who_is_named_is_asked_and_approves(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)
    case = moderator.ask(comment)
    paul.scan()
    assert paul.desk.supervision.waiting() == ()
    for outcome, said in ((Outcome.APPROVE, {"choice": 0}), (Outcome.CORRECT, {"text": "Non."})):
        with pytest.raises(NotEntitled, match="not_named"):
            paul.say(case, outcome, **said)
    assert moderator.see(case).state is CaseState.SUBMITTED
    dominique.scan()
    assert [view.case.id for view in dominique.desk.supervision.waiting()] == [case]
    dominique.approve(case)
    moderator.scan()
    moderator.desk.send()
    assert moderator.see(case).state is CaseState.SENT
    assert texts_of_the_page(platform) == ["Bonjour."]


def test_a_text_in_the_place_of_nothing_is_asked_of_who_is_named(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING))
    with pytest.raises(NotEntitled, match="not_named_reply"):
        paul.answer(case, Outcome.CORRECT, text="Bonsoir.")
    with pytest.raises(NotEntitled, match="to_sign"):
        moderator.desk.supervision.declare_elsewhere(
            case, Outcome.CORRECT, text="Bonsoir.", person="Claire", message="Répondez bonsoir."
        )
    dominique.scan()
    assert [view.case.id for view in dominique.desk.supervision.waiting()] == [case]
    dominique.answer(case, Outcome.CORRECT, text="Bonsoir.")
    moderator.scan()
    moderator.desk.send()
    assert texts_of_the_page(platform) == ["Bonsoir."]


def test_who_is_not_named_for_a_reply_may_say_that_nothing_is_done(
    two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    case = moderator.ask(comment, "", terms=Terms(asks=Asks.NOTHING))
    assert paul.answer(case, Outcome.APPROVE).state is CaseState.APPROVED


def test_who_is_not_named_may_refuse_and_advise(two: tuple[Person, Person], paul: Person, comment: CommentRef) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    case = moderator.ask(comment)
    assert dominique.approve(case).state is CaseState.APPROVED
    assert paul.answer(case, Outcome.REJECT, reason="Non.").state is CaseState.REJECTED
    asked = moderator.ask(comment, terms=Terms(asks=Asks.ADVICE))
    paul.scan()
    assert [view.case.id for view in paul.desk.supervision.waiting()] == [asked]


def test_once_who_was_named_is_out_nothing_is_approved_and_the_moderator_is_told(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    case = moderator.ask(comment)
    assert moderator.see(case).trouble is None
    gone = dominique.desk.supervision.teams.one(dominique.team).key
    moderator.desk.supervision.teams.revoke(moderator.team, gone)
    paul.scan()
    view = moderator.see(case)
    assert (view.state, view.trouble) == (CaseState.SUBMITTED, NOBODY)
    other = platform.post("c2", "Quelle arnaque !")
    moderator.desk.sync()
    row = moderator.desk.inbox.entry(put_request(moderator, other))
    assert (row.state, row.trouble) == (State.HELD, NOBODY)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(Demand(level=Level.SIGNED),)))
    assert moderator.desk.supervision.case(moderator.ask(comment)).trouble is None


def test_who_joins_again_with_another_key_is_who_they_were(
    people: People, two: tuple[Person, Person], paul: Person, comment: CommentRef
) -> None:
    """A key that is lost is not a person: the owner says that it is the same one."""
    moderator, dominique = two
    name(moderator, dominique)
    case = moderator.ask(comment)
    moderator.desk.supervision.teams.revoke(moderator.team, dominique.desk.supervision.teams.one(dominique.team).key)
    again = people.comes("Dominique, elsewhere")
    people.joins(again, moderator, Role.SUPERVISOR, same_as=person_of(moderator, "Dominique"))
    assert moderator.see(case).trouble is None
    assert again.approve(case).state is CaseState.APPROVED


def person_of(owner: Person, who: str) -> PersonId:
    found = owner.desk.supervision.teams.one(owner.team).people
    return next(one.person for one in found if one.name == who)


def test_others_than_who_is_named_are_not_asked(two: tuple[Person, Person], paul: Person, comment: CommentRef) -> None:
    moderator, dominique = two
    name(moderator, dominique)
    to = Terms(to=(person(paul),))
    entry = moderator.desk.acts.do(comment, Escalate("Bonjour.", "", to), delay=AT_ONCE).result().entries[0]
    moderator.scan()
    row = moderator.desk.inbox.entry(entry)
    assert (row.state, row.trouble) == (State.HELD, Trouble("NotEntitled", {"reason": "others_named"}))


def test_who_is_named_by_the_time_it_leaves_has_to_approve(
    two: tuple[Person, Person], paul: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, dominique = two
    case = moderator.ask(comment)
    paul.approve(case)
    name(moderator, dominique)
    moderator.scan()
    moderator.desk.send()
    assert moderator.see(case).trouble == Trouble("NotValidated", {"reason": "person"})
    assert not texts_of_the_page(platform)
