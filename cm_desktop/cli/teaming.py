"""`validation found`, `invite`, `join`, `welcome`…: who moderates and validates together. May not sign anything itself."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cm_desktop.cli import values
from cm_desktop.cli.case_forms import member_form, status_form, team_form
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.approvals.people import Member, Role, aloud
from cm_desktop.domain.approvals.views import TeamStatus, TeamView
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import BadValue, NotEntitled, NotFound
from cm_desktop.engine.keeping import handed
from cm_desktop.wording import cases
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import due
from cm_desktop.wording.words import Words, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cm_desktop.engine.desk import Desk

T = TypeVar("T")


def add_under(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare what is about teams."""
    found = acts.add_parser("found", parents=[everywhere, place(), _person()], help=mark("begin a team, as its owner"))
    found.add_argument("name", type=values.client, help=mark("what the team is called"))
    found.set_defaults(run=_found)
    join = acts.add_parser("join", parents=[everywhere, place(), _person()], help=mark("ask to take part"))
    join.add_argument("file", type=Path, help=mark("the invitation"))
    join.add_argument("--code", required=True, help=mark("the invitation's code, told another way"))
    join.set_defaults(run=_join)
    invite = acts.add_parser("invite", parents=[everywhere, of_a_team()], help=mark("invite one device"))
    invite.add_argument("file", type=Path, help=mark("where to write the invitation"))
    invite.set_defaults(run=_invite)
    welcome = acts.add_parser("welcome", parents=[everywhere, of_a_team()], help=mark("let in a device that asks"))
    welcome.add_argument("who", help=mark("its name or key, from “validation members”"))
    welcome.add_argument(
        "--role", type=Role, choices=list(Role), default=Role.MODERATOR, help=mark("what they do there (moderator)")
    )
    welcome.add_argument("--same-as", default="", metavar="NAME", help=mark("this member's, who takes part or did"))
    welcome.set_defaults(run=_welcome)
    revoke = acts.add_parser("revoke", parents=[everywhere, of_a_team()], help=mark("end a device's part"))
    revoke.add_argument("who", help=mark("its name or key, from “validation members”"))
    revoke.set_defaults(run=_revoke)
    leave = acts.add_parser(
        "leave",
        parents=[everywhere, of_a_team()],
        help=mark("take part no more, for good; what you asked is withdrawn"),
    )
    leave.set_defaults(run=_leave)
    acts.add_parser(
        "members", parents=[everywhere, of_a_team()], help=mark("who takes part, who asks to")
    ).set_defaults(run=_members)
    acts.add_parser("status", parents=[everywhere], help=mark("how it stands with each team")).set_defaults(run=_status)
    journal = acts.add_parser(
        "journal", parents=[everywhere, of_a_team()], help=mark("all that was decided, with what checks it, as a ZIP")
    )
    journal.add_argument("file", type=Path, metavar="FILE", help=mark("where to write it"))
    journal.set_defaults(run=_journal)


def _person() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--person", type=values.client, required=True, metavar="NAME", help=mark("your name"))
    return options


def place() -> argparse.ArgumentParser:
    """Where a team's folder is, and whom it works for."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--folder", type=values.folder, required=True, metavar="DIR", help=mark("the shared folder"))
    options.add_argument(
        "--client",
        type=values.client,
        action="append",
        default=[],
        metavar="NAME",
        help=mark("for this client of yours"),
    )
    return options


def of_a_team() -> argparse.ArgumentParser:
    """Which team is meant."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--team", default="", metavar="NAME", help=mark("which team, where there are several"))
    return options


def _found(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        team = desk.supervision.teams.found(given.name, clients(desk, given), given.folder.absolute(), given.person)
    line = session.words.say("{name} begins. “validation invite” brings the others in.", name=on_one_line(team.name))
    session.show(team_form(team), [line])
    return 0


def _join(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        teams = desk.supervision.teams
        team = teams.join(handed.read(given.file), given.code, given.person, given.folder.absolute())
        teams.work_for(team.id, clients(desk, given))
        team = teams.one(team.id)
    line = session.words.say("You asked to take part in {name}. Its owner lets you in.", name=on_one_line(team.name))
    session.show(team_form(team), [line])
    return 0


def _invite(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        invited = desk.supervision.teams.invite(chosen(desk, given.team).id)
        handed.write(given.file, invited.file)
        now = desk.clock.now()
    say = session.words.say
    lines = [
        say("Written: {file}", file=given.file),
        say("Its code, to be told another way: {code}", code=invited.code),
        say("It opens once, before {time}.", time=due(session.words, invited.until, now)),
    ]
    session.show({"file": str(given.file), "code": invited.code, "until": invited.until.isoformat()}, lines)
    return 0


def _welcome(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        team = chosen(desk, given.team)
        who = _named(team.asking, given.who)
        person = _named(team.people, given.same_as).person if given.same_as else None
        desk.supervision.teams.welcome(team.id, who.key, given.role, person)
    role = cases.role(session.words, given.role)
    line = session.words.say("{name} takes part: {role}.", name=on_one_line(who.name), role=role)
    session.show({**member_form(who), "role": given.role}, [line])
    return 0


def _revoke(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        team = chosen(desk, given.team)
        torn = [one for one in team.revoked if one.key in team.torn]  # whose end did not come early enough
        who = _named((*team.members, *torn), given.who)
        desk.supervision.teams.revoke(team.id, who.key)
    line = session.words.say("{name} takes part no more.", name=on_one_line(who.name))
    session.show(member_form(who), [line])
    return 0


def _leave(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        teams = desk.supervision.teams
        team = chosen(desk, given.team)
        teams.leave(team.id)
        team = teams.one(team.id)
        kept = [client.name for client in desk.inbox.clients() if client.id in team.clients]
    lines = [session.words.say("You take part in {name} no more.", name=on_one_line(team.name))]
    lines += [
        session.words.say("{name} wants things validated: it stays with that team.", name=on_one_line(name))
        for name in kept
    ]
    session.show(team_form(team), lines)
    return 0


def _members(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        team = chosen(desk, given.team)
    words = session.words
    lines = [_member(words, one, cases.role(words, one.role)) for one in team.members]
    lines += [_member(words, one, _asks(words, one, team)) for one in team.asking]
    lines += [_member(words, one, words.say("Takes part no more")) for one in team.revoked]
    torn = [one for one in (*team.members, *team.revoked) if one.key in team.torn]
    lines += [
        _member(words, one, words.say("Contradicts itself, or keeps something back: end its part")) for one in torn
    ]
    session.show(team_form(team), lines)
    return 0


def _asks(words: Words, asking: Member, team: TeamView) -> str:
    """That somebody who took part comes back is what they say: it is for the owner to believe."""
    was = next((one for one in team.people if one.person == asking.person), None)
    if was is None:
        return words.say("Asks to take part")
    return words.say("Asks to take part again, says to be {name}", name=on_one_line(was.name))


def _member(words: Words, member: Member, role: str) -> str:
    """With the digits that two people compare before one lets the other in."""
    name = f"{member.key[:12]}  {on_one_line(member.name)}"
    return words.say("{name}: {state}", name=name, state=f"{role} · {aloud(member.key)}")


def _status(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        teams = [team for team in desk.supervision.teams.all() if not team.alone]
        statuses = [desk.supervision.teams.status(team.id) for team in teams]
    lines = [line for team, status in zip(teams, statuses, strict=True) for line in _lines(session.words, team, status)]
    forms = [status_form(status, team.name) for team, status in zip(teams, statuses, strict=True)]
    session.show(forms, lines or [session.words.say("No team yet. “validation found” begins one.")])
    return 1 if any(status.trouble for status in statuses) else 0


def _lines(words: Words, team: TeamView, status: TeamStatus) -> "Sequence[str]":
    role = words.say("Takes part no more") if team.over or team.shut_out else words.say("Asks to take part")
    role = words.say("Cannot be opened here") if team.unopened else role
    role = cases.role(words, team.me.role) if team.me else role
    lines = [words.say("{name}: {state}", name=f"{team.id[:12]}  {on_one_line(team.name)}", state=role)]
    said = [
        str(team.folder),
        words.count("{n} request waits for you.", "{n} requests wait for you.", status.waiting),
        words.count("{n} request of yours waits.", "{n} requests of yours wait.", status.mine),
    ]
    if status.trouble:
        said.append(explain(words, status.trouble))
    if status.lost:
        said.append(explain(words, NotEntitled("lost").trouble()))
    if team.shut_out:
        said.append(explain(words, NotEntitled("used_twice").trouble()))
    if status.outdated:
        said.append(words.say("Something there was written by a newer CM Desktop. Update the program."))
    return [*lines, *(f"    {line}" for line in said)]


def _journal(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        alone = [] if given.team else desk.supervision.teams.all()  # of requests that left as files, too
        team = alone[0] if len(alone) == 1 else chosen(desk, given.team)
        handed.write(given.file, desk.supervision.journal(team.id))
    session.show({"file": str(given.file)}, [session.words.say("Written: {file}", file=given.file)])
    return 0


def clients(desk: "Desk", given: argparse.Namespace) -> list[ClientId]:
    """Our clients of these names."""
    return [desk.accounts.client_named(name, "").id for name in given.client]


def chosen(desk: "Desk", name: str) -> TeamView:
    """The team of that name, or whose id begins so; the only one where none is named. Raises NotFound, BadValue."""
    teams = [team for team in desk.supervision.teams.all() if name or not team.alone]
    alive = [team for team in teams if name or not (team.over or team.shut_out)] or teams
    found = [team for team in alive if not name or team.name == name or team.id.startswith(name)]
    if not name and len(found) > 1:
        raise BadValue("which_team")
    return the_one(found, "team" if name else "any_team", name)


def the_one(found: "Sequence[T]", what: str, name: str) -> "T":
    """Of those that are called so. Raises NotFound where there is none, BadValue where there are several."""
    if not found:
        raise NotFound(what, name)
    if len(found) > 1:
        raise BadValue("several", name)
    return found[0]


def _named(members: "Sequence[Member]", name: str) -> Member:
    """The device of that name, or whose key begins so. Raises NotFound, BadValue."""
    found = [one for one in members if one.name == name or (len(name) >= 4 and one.key.startswith(name.lower()))]
    return the_one(found, "member", name)
