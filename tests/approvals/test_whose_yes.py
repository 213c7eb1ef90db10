"""A journal in which something left holds only where one whom the client's rules name, and who did not ask, said yes to it."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from cm_desktop.approvals.journal import journal
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    Declaration,
    EventId,
    Head,
    Outcome,
    PolicySet,
    Position,
    Purpose,
    Request,
    Sending,
    Sent,
    Way,
    Welcome,
)
from cm_desktop.domain.approvals.papers import Answered
from cm_desktop.domain.approvals.people import KeyId, Level, PersonId
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.ports import Filed, Signed
from cm_desktop.domain.comments import ClientId
from tests.approvals.cast import CASE, CLIENT, Author, Cast, approval, cast, request
from tests.approvals.test_journal import archived, unzipped
from tests.approvals.test_verifier import LANGUAGES, problems, said_having_read

LEFT, ON_THE_PAGE = "left without the yes", "nothing says by whose yes"
Told = Callable[["Story"], None]


class Story:
    """A team whose client names somebody, and what its moderator asked having read that."""

    def __init__(self, level: Level = Level.SIGNED, named: Callable[[Cast], Author] | None = None) -> None:
        self.team = cast()
        self.owner, self.supervisor, self.moderator = self.team.owner, self.team.supervisor, self.team.moderator
        by = frozenset({named(self.team).person}) if named else frozenset[PersonId]()
        rules = self.owner.say(PolicySet(client=CLIENT, policy=Policy(demands=(Demand(level=level, by=by),))))
        self.seen = having_read(rules)
        self.asked = self.ask(replace(request(), level=level))
        self.filed: list[Filed] = []

    def ask(self, body: Request) -> EventId:
        return said_having_read(self.moderator, body, self.seen).event.id

    def yes(self, by: Author, of: EventId | None = None) -> EventId:
        return self.says(by, approval(of or self.asked))

    def says(self, by: Author, body: Body) -> EventId:
        return by.say(body, case=CASE).event.id

    def corrects(self, by: Author) -> EventId:
        self.filed.append(by.notary.file(Answered(text="Merci de votre message.")))
        return by.say(Answer(request=self.asked, outcome=Outcome.CORRECT), case=CASE, papers=self.filed[-1]).event.id

    def leaves(self, *answers: EventId) -> None:
        self.says(self.moderator, Sending(request=self.asked, answers=answers))
        self.says(self.moderator, Sent(request=self.asked))

    def found(self, verify: ModuleType) -> list[str]:
        said = [*self.owner.said, *self.supervisor.said, *self.moderator.said]
        return problems(verify, unzipped(journal(LANGUAGES[0], archived(self.owner, said, self.filed))))


def having_read(*events: Signed) -> tuple[tuple[KeyId, Position], ...]:
    return tuple((one.event.by, Position(seq=one.event.seq, id=one.event.id)) for one in events)


def by_nobody(story: Story) -> None:
    story.leaves()


def by_a_yes_to_something_else(story: Story) -> None:
    other = story.ask(replace(request(), client=ClientId("x")))
    story.leaves(story.yes(story.owner, other))


def by_a_refusal(story: Story) -> None:
    story.leaves(story.says(story.owner, Answer(request=story.asked, outcome=Outcome.REJECT)))


def by_an_advice(story: Story) -> None:
    story.leaves(story.says(story.owner, Answer(request=story.asked, outcome=Outcome.ADVISE)))


def by_a_yes_where_an_advice_was_asked(story: Story) -> None:
    story.asked = story.ask(replace(request(), purpose=Purpose.ADVISE, act=None, proposals=0))
    story.leaves(story.says(story.owner, Answer(request=story.asked, outcome=Outcome.APPROVE)))


def by_somebody_else(story: Story) -> None:
    story.leaves(story.yes(story.supervisor))


def by_others_than_it_was_put_to(story: Story) -> None:
    story.asked = story.ask(replace(request(), to=(story.supervisor.person,)))
    story.leaves(story.yes(story.owner))


def by_whom_a_moderator_calls_the_one(story: Story) -> None:
    for number in range(8):  # whichever of them is read last
        one = replace(story.supervisor.member, person=story.owner.person, name=str(number))
        story.moderator.say(Welcome(member=one))
    story.leaves(story.yes(story.supervisor))


def by_a_text_of_somebody_else_in_the_place_of_nothing(story: Story) -> None:
    ask_for_nothing(story)
    story.leaves(story.corrects(story.supervisor))


def by_a_declaration(story: Story) -> None:
    story.leaves(story.says(story.moderator, declared(story)))


@pytest.mark.parametrize(
    "told",
    [
        by_nobody,
        by_a_yes_to_something_else,
        by_a_refusal,
        by_an_advice,
        by_a_yes_where_an_advice_was_asked,
        by_somebody_else,
        by_others_than_it_was_put_to,
        by_whom_a_moderator_calls_the_one,
        by_a_text_of_somebody_else_in_the_place_of_nothing,
        by_a_declaration,
    ],
)
def test_what_left_without_the_yes_that_it_needs_is_seen(verify: ModuleType, told: Told) -> None:
    story = Story(named=lambda team: team.owner)
    told(story)
    (problem,) = story.found(verify)
    assert LEFT in problem


def test_nobody_says_yes_to_their_own(verify: ModuleType) -> None:
    story = Story(named=lambda team: team.moderator)
    story.leaves(story.yes(story.moderator))
    (problem,) = story.found(verify)
    assert LEFT in problem


def test_what_is_on_the_page_and_never_left_is_seen(verify: ModuleType) -> None:
    story = Story(named=lambda team: team.owner)
    story.yes(story.owner)
    story.says(story.moderator, Sent(request=story.asked))
    (problem,) = story.found(verify)
    assert ON_THE_PAGE in problem


def test_the_yes_of_the_one_who_is_named_holds(verify: ModuleType) -> None:
    """The control, with the same words as all the others."""
    story = Story(named=lambda team: team.owner)
    story.leaves(story.yes(story.owner))
    assert story.found(verify) == []


@pytest.mark.parametrize("outcome", [Outcome.CORRECT, Outcome.APPROVE])
def test_in_the_place_of_nothing_a_text_holds_by_the_one_who_is_named_and_nothing_by_anybody(
    verify: ModuleType, outcome: Outcome
) -> None:
    story = Story(named=lambda team: team.owner)
    ask_for_nothing(story)
    answer = Answer(request=story.asked, outcome=outcome)
    corrects = outcome is Outcome.CORRECT
    story.leaves(story.corrects(story.owner) if corrects else story.says(story.supervisor, answer))
    assert story.found(verify) == []


@pytest.mark.parametrize("level", [Level.SIGNED, Level.DECLARED])
def test_a_declared_yes_holds_where_that_is_enough(verify: ModuleType, level: Level) -> None:
    story = Story(level)
    by_a_declaration(story)
    assert [LEFT in one for one in story.found(verify)] == [True] * (level is Level.SIGNED)


def test_two_who_agree_hold_where_nobody_is_named(verify: ModuleType) -> None:
    story = Story()
    story.leaves(story.yes(story.owner), story.yes(story.supervisor))
    assert story.found(verify) == []


@pytest.mark.parametrize("read", [True, False])
def test_a_yes_of_somebody_whose_part_was_ended_before_it_is_seen_where_who_sent_had_read_that(
    verify: ModuleType, read: bool
) -> None:
    """`read`: else it left in good faith, and the journal holds."""
    story = Story()
    story.supervisor.say(Head())
    answer = story.yes(story.supervisor)
    staying = [story.owner.member, story.moderator.member]
    over = story.owner.say(story.owner.notary.revocation(story.supervisor.member.key, 1, staying))
    sending = Sending(request=story.asked, answers=(answer,))
    said_having_read(story.moderator, sending, having_read(over) if read else story.seen)
    assert [LEFT in one for one in story.found(verify)] == [True] * read


def ask_for_nothing(story: Story) -> None:
    story.asked = story.ask(replace(request(), act=None, proposals=0, level=Level.DECLARED))


def declared(story: Story, code: str = "") -> Declaration:
    way = Way.FILE if code else Way.ELSEWHERE
    return Declaration(request=story.asked, outcome=Outcome.APPROVE, way=way, choice=0, code=code)


TWO, HIDING = replace(request(), proposals=2), replace(request(), act=ActionKind.HIDE, proposals=0)


@pytest.mark.parametrize(
    ("asked", "choice", "holds"),
    [
        (TWO, 1, True),
        (TWO, 2, False),
        (TWO, None, False),
        (HIDING, None, True),
        (HIDING, 0, False),
    ],
)
def test_a_yes_to_what_was_never_proposed_is_seen(
    verify: ModuleType, asked: Request, choice: int | None, holds: bool
) -> None:
    story = Story()
    story.asked = story.ask(asked)
    answer = Answer(request=story.asked, outcome=Outcome.APPROVE, choice=choice)
    story.leaves(story.says(story.owner, answer))
    assert [LEFT in one for one in story.found(verify)] == [True] * (not holds)


def test_a_text_of_ones_own_that_is_on_no_paper_is_seen(verify: ModuleType) -> None:
    story = Story()
    story.leaves(story.says(story.owner, Answer(request=story.asked, outcome=Outcome.CORRECT)))
    (problem,) = story.found(verify)
    assert LEFT in problem


@pytest.mark.parametrize("code", ["N1Z4GC2X2HZQB70Z", ""])
def test_a_code_is_good_for_one_yes(verify: ModuleType, code: str) -> None:
    """What was noted without one is told by nobody's page, and may be said again."""
    story = Story(Level.DECLARED)
    story.leaves(story.says(story.moderator, declared(story, code)))
    assert story.found(verify) == [], "control"
    story.asked = story.ask(replace(request(), level=Level.DECLARED))
    story.leaves(story.says(story.moderator, declared(story, code)))
    assert [LEFT in one for one in story.found(verify)] == [True] * bool(code)


@pytest.mark.parametrize(("choice", "read"), [(0, True), (1, False), (1, True)])
def test_a_code_that_two_moderators_have_say_different_things_is_seen_where_who_sent_had_read_both(
    verify: ModuleType, choice: int, read: bool
) -> None:
    story = Story(Level.DECLARED)
    story.asked = story.ask(replace(request(), level=Level.DECLARED, proposals=2))
    other = story.owner.say(replace(declared(story, "N1Z4"), choice=choice), case=CASE)
    answer = story.says(story.moderator, declared(story, "N1Z4"))
    sending = Sending(request=story.asked, answers=(answer,))
    said_having_read(story.moderator, sending, having_read(other) if read else story.seen)
    assert [LEFT in one for one in story.found(verify)] == [True] * (read and choice != 0)


def test_another_text_is_no_yes_to_an_act_without_one(verify: ModuleType) -> None:
    story = Story()
    story.asked = story.ask(HIDING)
    story.leaves(story.corrects(story.owner))
    (problem,) = story.found(verify)
    assert LEFT in problem
