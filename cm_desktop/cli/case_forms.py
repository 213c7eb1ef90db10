"""How teams and cases look in JSON and as lines: keys may be added, never removed or renamed. May not print."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.approvals.differences import Change, differences, nearest
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.approvals.people import Member, aloud
from cm_desktop.domain.approvals.views import Answering, CaseView, TeamStatus, TeamView, urgency
from cm_desktop.wording import cases, terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.times import due, moment
from cm_desktop.wording.words import Words


def case_form(view: CaseView, now: datetime) -> dict[str, Any]:
    """One case. `request` is what an answer names; texts are null where they are erased, or have not arrived.

    `categories` are what was found in the comment.
    """
    asked, request = view.asked, view.case.request
    return {
        "id": view.case.id,
        "request": view.request_id,
        "state": view.state,
        "team": view.team,
        "asked_by": view.author,
        "mine": view.mine,
        "comment": str(view.comment) if view.comment else None,
        "client": asked.client if asked else None,
        "page": asked.page if asked else None,
        "author": asked.comment.author if asked else None,
        "text": asked.comment.text if asked else None,
        "proposals": list(asked.proposals) if asked else None,
        "reason": asked.reason if asked else None,
        "purpose": request.purpose,
        "act": request.act,
        "level": view.case.level,
        "categories": list(asked.verdict.categories) if asked else [],
        "deadline": request.deadline.isoformat() if request.deadline else None,
        "valid_until": request.valid_until.isoformat(),
        "urgency": urgency(view.case.current.at, request.deadline, now),
        "versions": len(view.versions),
        "answers": [answer_form(one) for one in view.answers],
        "advice": [answer_form(one) for one in view.advice],
        "withdrawn": view.withdrawn,
        "failed": view.case.failed,
        "cannot_answer": view.cannot_answer or None,
        "late_objection": view.case.late_objection,
        "problem": {"name": view.trouble.name, **view.trouble.facts} if view.trouble else None,
    }


def answer_form(one: Answering) -> dict[str, Any]:
    """One answer."""
    return {
        "outcome": one.outcome,
        "who": one.who,
        "declared": one.declared,
        "text": one.text,
        "reason": one.reason,
        "at": one.event.at.isoformat(),
    }


def case_lines(words: Words, view: CaseView, now: datetime) -> Iterator[str]:
    """One case in full."""
    yield case_line(words, view, now)
    if view.asked is None:
        yield words.say("The texts of this request are erased, or have not arrived.")
        return
    for said in view.asked.thread:
        yield f"    {_quoted(words, said, now)}"
    yield f"  > {_quoted(words, view.asked.comment, now)}"
    yield from (f"    {found}" for found in _found(words, view.asked))
    if view.asked.permalink:
        yield f"    {on_one_line(view.asked.permalink)}"
    for number, proposal in enumerate(view.asked.proposals, start=1):
        yield f"  {number}. {on_one_line(proposal)}"
    if view.asked.reason:
        yield f"    {on_one_line(view.asked.reason)}"
    for one in (*view.answers, *view.advice):
        yield from _answer(words, one, view.asked.proposals)
    if view.case.failed:
        yield f"    {cases.failed(words, view.case.failed)}"
    if view.withdrawn:
        yield f"    {cases.withdrawn(words, view.withdrawn)}"
    if view.trouble:
        yield f"    {explain(words, view.trouble)}"


def case_line(words: Words, view: CaseView, now: datetime) -> str:
    """One case of a list."""
    asked, request = view.asked, view.case.request
    act = terms.action(words, request.act) if request.act else words.say("Nothing is to be done")
    parts = [
        cases.state(words, view),
        cases.level(words, view.level) if view.level else "",
        words.say("Advice") if request.purpose == "advise" else act,
        on_one_line(asked.comment.author) if asked else "",
        f"{on_one_line(asked.page)} ({on_one_line(asked.client)})" if asked else "",
        words.say("asked by {name}", name=on_one_line(cases.asker(words, view))),
        words.say("before {time}", time=due(words, request.deadline, now)) if request.deadline else "",
    ]
    return f"{view.case.id}  {' · '.join(part for part in parts if part)}"


def _quoted(words: Words, said: Said, now: datetime) -> str:
    """Who, when, what; without a name of a post, or where it is withheld."""
    who = ", ".join(part for part in (on_one_line(said.author), moment(words, said.at, now)) if part)
    return words.say("{author}: {text}", author=who, text=on_one_line(said.text))


def _found(words: Words, asked: Asked) -> Iterator[str]:
    """What the rules found in the comment, in the order of its text."""
    for hit in asked.hits:
        passage = on_one_line(hit.passage(asked.comment.text))
        yield words.say("“{passage}”: {category}", passage=passage, category=terms.category(words, hit.category))


def _difference(before: str, after: str) -> str:
    """One line in which [-what is gone-] and {+what is new+} stand in their places."""
    around = {Change.KEPT: "{}", Change.GONE: "[-{}-]", Change.NEW: "{{+{}+}}"}
    return "".join(around[part.change].format(on_one_line(part.text)) for part in differences(before, after))


def _answer(words: Words, one: Answering, proposals: Sequence[str]) -> Iterator[str]:
    said = (
        cases.outcome(words, one.outcome),
        cases.level(words, one.level),
        cases.who(words, one),
        one.text,
        one.reason,
    )
    yield "    " + " · ".join(on_one_line(part) for part in said if part)
    if one.outcome is Outcome.CORRECT and one.text and proposals:
        yield f"      {_difference(nearest(proposals, one.text), one.text)}"


def team_form(view: TeamView) -> dict[str, Any]:
    """A team as this device knows it."""
    return {
        "id": view.id,
        "name": view.name,
        "folder": str(view.folder) if view.folder else None,
        "clients": list(view.clients),
        "key": view.key,
        "role": view.me.role if view.me else None,
        "members": [member_form(one) for one in view.members],
        "asking": [member_form(one) for one in view.asking],
        "ended": [member_form(one) for one in view.revoked],
        "over": view.over,
        "torn": sorted(view.torn),
        "shut_out": view.shut_out,
    }


def member_form(member: Member) -> dict[str, Any]:
    """One device of one person."""
    return {
        "key": member.key,
        "aloud": aloud(member.key),
        "person": member.person,
        "name": member.name,
        "role": member.role,
    }


def status_form(status: TeamStatus, name: str) -> dict[str, Any]:
    """How it stands between this device and a team."""
    return {
        "team": status.team,
        "name": name,
        "read_at": status.read_at.isoformat() if status.read_at else None,
        "problem": {"name": status.trouble.name, **status.trouble.facts} if status.trouble else None,
        "validates": status.validates,
        "unread": status.unread,
        "lost": status.lost,
        "outdated": status.outdated,
        "refused": status.refused,
        "waiting": status.waiting,
        "mine": status.mine,
    }
