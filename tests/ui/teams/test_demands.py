"""What a client wants validated: what the form shows of it, and what it says."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.verdicts import Category
from cm_desktop.settings import resources
from cm_desktop.ui.teams.demands import Act, Wanted, is_plain, wanted
from cm_desktop.ui.teams.policy_page import told
from cm_desktop.wording.words import Words

EVERYTHING = frozenset(Act)


@pytest.mark.parametrize("acts", [{Act.REPLYING}, {Act.HIDING}, {Act.DELETING}, EVERYTHING])
@pytest.mark.parametrize("categories", [set(), {Category.THREAT, Category.PERSONAL_DATA}])
@pytest.mark.parametrize("level", list(Level))
def test_what_the_form_says_it_shows_again(acts: set[Act], categories: set[Category], level: Level) -> None:
    said = Wanted(acts=frozenset(acts), categories=frozenset(categories), level=level)
    assert wanted(said.policy) == said
    assert is_plain(said.policy)


def test_nothing_is_demanded_by_default() -> None:
    assert Wanted().policy == Policy()
    assert wanted(Policy()).acts == frozenset()


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (Act.REPLYING, {ActionKind.REPLY, ActionKind.EDIT}),
        (Act.HIDING, {ActionKind.HIDE, ActionKind.SPAM}),
        (Act.DELETING, {ActionKind.DELETE}),
    ],
)
def test_what_comes_to_the_same_is_no_way_around(act: Act, kinds: set[ActionKind]) -> None:
    policy = Wanted(acts=frozenset({act})).policy
    assert {kind for kind in ActionKind if policy.demanded(kind, [])} == kinds


@pytest.mark.parametrize(
    "policy",
    [
        Policy(demands=(Demand(level=Level.SIGNED), Demand(level=Level.DECLARED))),
        Policy(demands=(Demand(level=Level.SIGNED, acts=frozenset({ActionKind.REPLY})),)),
        Policy(demands=(Demand(level=Level.SIGNED),)),  # all acts, of which the form has not all
    ],
)
def test_what_is_finer_than_the_form_is_known_to_be(policy: Policy) -> None:
    assert not is_plain(policy)


def test_each_demand_is_told_with_its_own_level() -> None:
    words = Words.load("en", resources() / "translations")
    replies, hiding = (Wanted(acts=frozenset({act})).policy.demands[0] for act in (Act.REPLYING, Act.HIDING))
    both = Policy(demands=(replies, replace(hiding, level=Level.DECLARED)))
    assert told(words, both) == "Replies · All comments · Signed; Hiding · All comments · Declared"
    assert told(words, Policy()) == "Whoever moderates decides"
