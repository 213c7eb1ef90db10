"""What a client wants validated: what the form shows of it, and what it says."""

from itertools import product

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.policy import Demand, Needed, Policy
from cm_desktop.domain.verdicts import Category
from cm_desktop.settings import resources
from cm_desktop.ui.teams.demands import Act, Wanted, is_plain, wanted
from cm_desktop.ui.teams.policy_page import told
from cm_desktop.wording.words import Words
from tests.reliability.hostile_teams import view

KINDS = {Act.REPLYING: "reply", Act.HIDING: "hide", Act.DELETING: "delete"}
DELETING, HIDING = frozenset({ActionKind.DELETE}), frozenset({ActionKind.HIDE, ActionKind.SPAM})
CLAIRE, PAUL = PersonId("c1" * 16), PersonId("d2" * 16)
SIGNED, DECLARED = Needed(Level.SIGNED), Needed(Level.DECLARED)
BY_CLAIRE, BY_EITHER = Needed(Level.SIGNED, frozenset({CLAIRE})), Needed(Level.SIGNED, frozenset({CLAIRE, PAUL}))


@pytest.mark.parametrize("wanted_of", list(product([None, SIGNED, DECLARED, BY_CLAIRE, BY_EITHER], repeat=len(Act))))
@pytest.mark.parametrize("categories", [set(), {Category.THREAT, Category.PERSONAL_DATA}])
def test_what_the_form_says_it_shows_again(wanted_of: tuple[Needed | None, ...], categories: set[Category]) -> None:
    acts = {act: needed for act, needed in zip(Act, wanted_of, strict=True) if needed}
    said = Wanted(acts=acts, categories=frozenset(categories if acts else ()))
    assert wanted(said.policy) == said
    assert is_plain(said.policy)
    for act, needed in zip(Act, wanted_of, strict=True):
        assert said.policy.demanded(ActionKind(KINDS[act]), [Category.THREAT]) == needed


def test_nothing_is_demanded_by_default() -> None:
    assert Wanted().policy == Policy()
    assert wanted(Policy()).acts == {}


def test_the_same_in_other_demands_is_as_plain() -> None:
    """As the command line says it, one act after the other."""
    kinds = ({ActionKind.HIDE, ActionKind.SPAM}, {ActionKind.REPLY, ActionKind.EDIT})
    policy = Policy(demands=tuple(Demand(level=Level.SIGNED, acts=frozenset(some)) for some in kinds))
    assert is_plain(policy)
    assert len(wanted(policy).policy.demands) == 1


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (Act.REPLYING, {ActionKind.REPLY, ActionKind.EDIT}),
        (Act.HIDING, {ActionKind.HIDE, ActionKind.SPAM}),
        (Act.DELETING, {ActionKind.DELETE}),
    ],
)
def test_what_comes_to_the_same_is_no_way_around(act: Act, kinds: set[ActionKind]) -> None:
    policy = Wanted(acts={act: SIGNED}).policy
    assert {kind for kind in ActionKind if policy.demanded(kind, [])} == kinds


@pytest.mark.parametrize(
    "policy",
    [
        Policy(demands=(Demand(level=Level.SIGNED), Demand(level=Level.DECLARED))),
        Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),)),
        Policy(demands=(Demand(level=Level.SIGNED),)),  # all acts, of which the form has not all
        Policy(demands=tuple(Demand(level=Level.SIGNED, acts=DELETING, by=frozenset({one})) for one in (CLAIRE, PAUL))),
        Policy(
            demands=tuple(
                Demand(level=Level.SIGNED, acts=acts, categories=frozenset({about}))
                for acts, about in ((DELETING, Category.LEGAL), (HIDING, Category.FRAUD))
            )
        ),
    ],
)
def test_what_is_finer_than_the_form_is_known_to_be(policy: Policy) -> None:
    assert not is_plain(policy)


def test_each_demand_is_told_with_its_own_level_and_whom() -> None:
    words, team = Words.load("en", resources() / "translations"), view("Claire")
    owner = team.members[0].person
    acts = {Act.REPLYING: Needed(Level.SIGNED, frozenset({owner})), Act.HIDING: DECLARED, Act.DELETING: BY_CLAIRE}
    assert told(words, team, Wanted(acts=acts).policy) == (
        "Replies · All comments · Signed by Claire; Hiding · All comments · Declared; "
        "Deleting · All comments · Signed by Name withheld (validates no more)"
    )
    assert told(words, team, Policy()) == "Whoever moderates decides"
