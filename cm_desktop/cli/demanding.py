"""`validation policy`: what a client wants validated, by whom, how surely. May not say who takes part."""

import argparse
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.session import Session
from cm_desktop.cli.teaming import chosen, of_a_team
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.people import VALIDATES, Level, PersonId
from cm_desktop.domain.approvals.policy import Demand, Policy, with_ways_around
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.errors import BadValue, NotEntitled, NotFound
from cm_desktop.domain.verdicts import Category
from cm_desktop.wording import cases, terms
from cm_desktop.wording.words import Words, mark

if TYPE_CHECKING:
    from cm_desktop.domain.approvals.supervising import Teams
    from cm_desktop.domain.comments import ClientId
    from cm_desktop.engine.desk import Desk

_ACTS = (ActionKind.REPLY, ActionKind.EDIT, ActionKind.HIDE, ActionKind.DELETE, ActionKind.PUBLISH)


def add_under(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare what is about a client's rules."""
    policy = acts.add_parser("policy", parents=[everywhere, of_a_team()], help=mark("what a client wants validated"))
    policy.add_argument("client", type=values.client, help=mark("its name"))
    policy.add_argument("--level", type=Level, choices=list(Level), help=mark("demand this from now on"))
    policy.add_argument(
        "--act",
        type=ActionKind,
        choices=_ACTS,
        action="append",
        default=[],
        help=mark("of this act alone; once for each"),
    )
    policy.add_argument(
        "--category",
        type=Category,
        choices=list(Category),
        action="append",
        default=[],
        help=mark("about these comments alone; once for each category"),
    )
    policy.add_argument(
        "--whom", action="append", default=[], metavar="NAME", help=mark("only this person's signature counts")
    )
    policy.add_argument("--none", action="store_true", help=mark("the moderator decides alone again"))
    policy.set_defaults(run=_policy)


def _policy(session: Session, given: argparse.Namespace) -> int:
    if given.whom and given.level is Level.DECLARED:
        raise BadValue("whom", given.whom[0])
    with session.desk() as desk:
        teams = desk.supervision.teams
        teams.scan()
        team, client = _meant(desk, given)
        named = team.id if team else None
        if given.none:
            teams.set_policy(client, Policy(), named)
        elif given.level or given.whom:
            _add(teams, team, client, given)
        policy = teams.policy(client, named)
        works, ours = teams.of(client), {one.id for one in desk.inbox.clients()}
        in_force = client not in ours or (works is not None and works.id == named)
    forms = [
        {
            "level": one.needed.level,
            "acts": sorted(one.acts),
            "categories": sorted(one.categories),
            "by": cases.names(session.words, team, one.by),
        }
        for one in policy.demands
    ]
    lines = [_demand(session.words, demand, team) for demand in policy.demands]
    if lines and not in_force:
        lines.append(session.words.say("Not in force on this computer: no team here works for this client."))
    session.show({"client": client, "demands": forms}, lines or [session.words.say("The moderator decides alone.")])
    return 0


def _meant(desk: "Desk", given: argparse.Namespace) -> tuple[TeamView | None, "ClientId"]:
    """Whose rules, and of which client: ours, or one of whom the team that is named spoke. Raises NotFound, NotEntitled."""
    if not given.team:
        client = desk.accounts.client_named(given.client, "").id
        return desk.supervision.teams.meant(client), client
    team = chosen(desk, given.team)
    named = {*desk.supervision.teams.clients(team.id), *desk.inbox.clients()}
    found = [one.id for one in named if one.name.casefold() == given.client.casefold()]
    if len(found) != 1:
        raise NotFound("client", given.client)
    return team, found[0]


def _add(teams: "Teams", team: TeamView | None, client: "ClientId", given: argparse.Namespace) -> None:
    """Demand this too."""
    if team is None:
        raise NotEntitled("no_team")
    demand = Demand(
        level=given.level or Level.SIGNED,
        acts=with_ways_around(given.act),
        categories=frozenset(given.category),
        by=frozenset(_validating(team, name) for name in given.whom),
    )
    teams.set_policy(client, Policy(demands=(*teams.policy(client, team.id).demands, demand)), team.id)


def _validating(team: TeamView, name: str) -> PersonId:
    """Who validates under that name. Raises NotFound where there is nobody, or several."""
    found = {one.person for one in team.members if one.role in VALIDATES and one.name == name}
    if len(found) != 1:
        raise NotFound("member", name)
    return found.pop()


def _demand(words: Words, demand: Demand, team: TeamView | None) -> str:
    acts = ", ".join(terms.action(words, act) for act in sorted(demand.acts)) or words.say("every act")
    about = ", ".join(terms.category(words, one) for one in sorted(demand.categories)) or words.say("every comment")
    return words.say("{name}: {state}", name=cases.needed(words, team, demand), state=f"{acts} · {about}")
