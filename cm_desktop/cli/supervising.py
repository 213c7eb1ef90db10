"""`validation`: what waits for an answer, the answers, and what leaves as a file. May not sign anything itself."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import demanding, sparing, teaming, values
from cm_desktop.cli.case_forms import case_form, case_line, case_lines
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line
from cm_desktop.domain.approvals.events import CaseId, Outcome
from cm_desktop.domain.approvals.people import Member
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.errors import BadValue
from cm_desktop.engine.keeping import handed
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words, mark

if TYPE_CHECKING:
    from cm_desktop.domain.approvals.supervising import Supervising
    from cm_desktop.engine.desk import Desk

Take = Callable[["Supervising", CaseView, argparse.Namespace], CaseView]


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the command."""
    acts = commands.add_parser("validation", help=mark("have it validated, or validate")).add_subparsers(
        required=True, metavar="ACT"
    )
    teaming.add_under(acts, everywhere)
    demanding.add_under(acts, everywhere)
    sparing.add_under(acts, everywhere)
    sync = acts.add_parser("sync", parents=[everywhere], help=mark("hand over what is due, read the shared folders"))
    sync.set_defaults(run=_sync)
    listing = acts.add_parser("list", parents=[everywhere], help=mark("what waits for an answer"))
    listing.add_argument("--all", action="store_true", help=mark("also what is over"))
    listing.set_defaults(run=_list)
    acts.add_parser("show", parents=[everywhere, _case()], help=mark("one request in full")).set_defaults(run=_show)
    _add_answers(acts, everywhere)
    _add_declared(acts, everywhere)
    _add_files(acts, everywhere)
    erase = acts.add_parser(
        "erase",
        parents=[everywhere],
        help=mark("have everybody drop a comment, and what was asked, noted and drafted about it"),
    )
    erase.add_argument("comment", help=mark("its name, from “queue”"))
    erase.set_defaults(run=_erase)


def _case() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("case", help=mark("its name, from “validation list”, or how it begins"))
    return options


def _add_answers(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    approve = acts.add_parser("approve", parents=[everywhere, _case()], help=mark("let it leave as it is"))
    approve.add_argument("--choice", type=int, default=1, metavar="N", help=mark("which proposal (1)"))
    approve.set_defaults(run=_taking(_answer(Outcome.APPROVE)))
    _with_text(acts, everywhere, "correct", Outcome.CORRECT, mark("let it leave with another text"))
    _with_text(acts, everywhere, "reject", Outcome.REJECT, mark("refuse it, with the reason"))
    take_back = acts.add_parser("take-back", parents=[everywhere, _case()], help=mark("your refusal was a mistake"))
    take_back.set_defaults(run=_taking(lambda desk, view, _given: desk.take_back(view.case.id)))
    _with_text(acts, everywhere, "advise", Outcome.ADVISE, mark("give an advice that binds nobody"))


def _with_text(acts: Any, everywhere: argparse.ArgumentParser, name: str, outcome: Outcome, summary: str) -> None:
    command = acts.add_parser(name, parents=[everywhere, _case()], help=summary)
    command.add_argument("text", nargs="?", help=mark("the text; read from standard input when absent"))
    command.set_defaults(run=_taking(_answer(outcome)))


def _answer(outcome: Outcome) -> Take:
    def answer(desk: "Supervising", view: CaseView, given: argparse.Namespace) -> CaseView:
        if outcome is Outcome.APPROVE:
            choice = given.choice - 1 if view.case.request.proposals else None
            return desk.answer(view.case.id, view.request_id, outcome, choice=choice)
        said = given.text if given.text is not None else values.standard_input()
        text, reason = (said, "") if outcome is Outcome.CORRECT else ("", said)
        return desk.answer(view.case.id, view.request_id, outcome, text=text, reason=reason)

    return answer


def _add_declared(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    declare = acts.add_parser(
        "declare", parents=[everywhere, _case()], help=mark("take in an answer that came back, from standard input")
    )
    declare.add_argument("--person", default="", help=mark("who answered outside the program, and what it was:"))
    declare.add_argument("--approved", type=int, metavar="N", help=mark("this proposal was approved"))
    declare.add_argument("--corrected", metavar="TEXT", help=mark("this text was wanted"))
    declare.add_argument("--refused", metavar="REASON", help=mark("it was refused"))
    declare.set_defaults(run=_taking(_declare))
    withdraw = acts.add_parser("withdraw", parents=[everywhere, _case()], help=mark("nobody is to answer it any more"))
    withdraw.set_defaults(run=_taking(lambda desk, view, _given: desk.withdraw(view.case.id)))


def _declare(desk: "Supervising", view: CaseView, given: argparse.Namespace) -> CaseView:
    """With a person exactly one outcome, without one none: the code says it. What is left out is never an approval."""
    said = {Outcome.APPROVE: given.approved, Outcome.CORRECT: given.corrected, Outcome.REJECT: given.refused}
    outcomes = [outcome for outcome, what in said.items() if what is not None]
    if len(outcomes) != bool(given.person):
        raise BadValue("outcome")
    message = values.standard_input()
    if not outcomes:
        return desk.declare(view.case.id, message)
    return desk.declare_elsewhere(
        view.case.id,
        outcomes[0],
        person=given.person,
        message=message,
        choice=given.approved - 1 if given.approved is not None and view.case.request.proposals else None,
        text=given.corrected or "",
        reason=given.refused or "",
    )


def _add_files(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    for name, summary in (
        ("page", mark("the request as one HTML file, to be answered without the program")),
        ("fiche", mark("one decision on one page, for the client")),
        ("dossier", mark("all of a case as one file, for another member")),
    ):
        command = acts.add_parser(name, parents=[everywhere, _case()], help=summary)
        command.add_argument("file", type=Path, metavar="FILE", help=mark("where to write it"))
        command.set_defaults(run=_writing(name))
    take = acts.add_parser("take-in", parents=[everywhere], help=mark("read such a dossier"))
    take.add_argument("file", type=Path, metavar="FILE", help=mark("the dossier that you were given"))
    take.set_defaults(run=_take_in)


def _writing(name: str) -> Callable[[Session, argparse.Namespace], int]:
    def write(session: Session, given: argparse.Namespace) -> int:
        with session.desk() as desk:
            view = _found(desk, given.case)
            files = {
                "page": desk.supervision.page,
                "fiche": desk.supervision.fiche,
                "dossier": desk.supervision.dossier,
            }
            handed.write(given.file, files[name](view.case.id))
        session.show({"file": str(given.file)}, [session.words.say("Written: {file}", file=given.file)])
        return 0

    return write


def _take_in(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        new = desk.supervision.take_in(handed.read(given.file))
    many = session.words.count("{n} part of it was new.", "{n} parts of it were new.", new)
    session.show({"new": new}, [many])
    return 0


def _sync(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        asked = desk.supervision.go()
        statuses = [desk.supervision.teams.status(team.id) for team in desk.supervision.teams.all()]
        waiting, now = desk.supervision.waiting(), desk.clock.now()
        cases = [CaseId(entry.remote_id) for entry in asked if entry.remote_id]
        unheard = [case for case in cases if not _who_answers(desk, case)]
    for status in statuses:
        if status.trouble:
            session.complain(explain(session.words, status.trouble))
    done = session.words.count("{n} request handed over.", "{n} requests handed over.", len(asked))
    lines = [
        done,
        *(_to_hand_on(session.words, case) for case in unheard),
        *(case_line(session.words, view, now) for view in waiting),
    ]
    session.show({"asked": [entry.remote_id for entry in asked], "waiting": [view.case.id for view in waiting]}, lines)
    return 1 if any(status.trouble for status in statuses) else 0


def _who_answers(desk: "Desk", case: CaseId) -> tuple[Member, ...]:
    return desk.supervision.teams.one(desk.supervision.case(case).team).answering


def _to_hand_on(words: Words, case: CaseId) -> str:
    return words.say(
        "Nobody validates it in CM Desktop: “validation page {case} FILE” makes a file of it, to hand on.", case=case
    )


def _list(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.supervision.teams.scan()
        waiting, mine = desk.supervision.waiting(), desk.supervision.mine()
        views = desk.supervision.all() if given.all else (*waiting, *(one for one in mine if one not in waiting))
        now = desk.clock.now()
    lines = [case_line(session.words, view, now) for view in views]
    session.show([case_form(view, now) for view in views], lines or [session.words.say("Nothing waits.")])
    return 0


def _show(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        view, now = _found(desk, given.case), desk.clock.now()
    session.show(case_form(view, now), case_lines(session.words, view, now))
    return 0


def _taking(take: Take) -> Callable[[Session, argparse.Namespace], int]:
    """Do something about one case, as it stands once the folders were read."""

    def run(session: Session, given: argparse.Namespace) -> int:
        with session.desk() as desk:
            view, now = take(desk.supervision, _found(desk, given.case), given), desk.clock.now()
            status = desk.supervision.teams.status(view.team)
        if status.trouble:
            session.complain(explain(session.words, status.trouble))
        session.show(case_form(view, now), [case_line(session.words, view, now)])
        return 0

    return run


def _erase(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        before = desk.views.every()
        erased = desk.supervision.erase(comment_ref(given.comment))
        gone = [view.name for view in before if view not in desk.views.every()]
    told = [
        words.count(
            "The texts of {n} request or answer are erased.",
            "The texts of {n} requests and answers are erased.",
            erased,
        )
    ]
    if gone:
        told.append(
            words.count(
                "{n} view with the author’s name went too: {names}",
                "{n} views with the author’s name went too: {names}",
                len(gone),
                names=on_one_line(", ".join(gone)),
            )
        )
    session.show({"erased": erased, "views": gone}, told)
    return 0


def _found(desk: "Desk", name: str) -> CaseView:
    """The case of that name, or the only one whose name begins so. Raises NotFound, BadValue."""
    desk.supervision.teams.scan()
    found = [view for view in desk.supervision.all() if view.case.id.startswith(name.lower())]
    return desk.supervision.case(CaseId(teaming.the_one(found, "case", name).case.id))
