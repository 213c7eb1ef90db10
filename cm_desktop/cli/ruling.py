"""`rules`: the packs, what they say of a text, what is wrong with them, how right they are. May not change any rule."""

import argparse
import json
import sys
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import correcting, values
from cm_desktop.cli.forms import verdict_form
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import safe
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import Advice, Pack, PackId, RuleState
from cm_desktop.domain.verdicts import Hit, level
from cm_desktop.wording import rules, terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.domain.ports import Judge
    from cm_desktop.domain.rules import Why


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    acts = commands.add_parser("rules", help=mark("what the rules say")).add_subparsers(required=True, metavar="ACT")
    check = acts.add_parser("check", parents=[everywhere], help=mark("judge a text, and say why, or why not"))
    source = check.add_mutually_exclusive_group()
    source.add_argument("text", nargs="?", help=mark("the text; read from standard input when absent"))
    source.add_argument(
        "--jsonl", action="store_true", help=mark('judge one {"text":…} a line, answer one line for each')
    )
    check.set_defaults(run=_check)
    acts.add_parser("list", parents=[everywhere], help=mark("the packs, and what they hold")).set_defaults(run=_list)
    show = acts.add_parser("show", parents=[everywhere], help=mark("what is written in a pack"))
    show.add_argument("pack", type=PackId, help=mark("its name, from “rules list”"))
    show.set_defaults(run=_show)
    lint = acts.add_parser(
        "lint", parents=[everywhere], help=mark("what is wrong in the packs, and what is hardly meant")
    )
    lint.add_argument("pack", nargs="?", type=PackId, help=mark("this pack, over the history too; else all"))
    lint.set_defaults(run=_lint)
    acts.add_parser(
        "precision", parents=[everywhere], help=mark("how often each rule was right, by what you decided")
    ).set_defaults(run=_precision)
    correcting.add_to(acts, everywhere)


def _check(session: Session, given: argparse.Namespace) -> int:
    from cm_desktop.bootstrap import judge as in_force

    judge = in_force(session.settings)
    if given.jsonl:
        return _check_lines(judge)
    why = judge.why(given.text if given.text is not None else values.standard_input())
    document = {
        "text": why.text,
        "version": why.version,
        **verdict_form(why.verdict),
        "trials": [[hit.start, hit.end, hit.rule] for hit in why.trials],
        "stopped": [{"rule": s.rule, "start": s.start, "end": s.end, "by": s.by, "what": s.what} for s in why.stopped],
        "steps": [
            {"start": s.start, "end": s.end, "compared": s.compared, "disguises": list(s.disguises)} for s in why.steps
        ],
    }
    session.show(document, _sentences(session, judge, why))
    return 0


def _check_lines(judge: "Judge") -> int:
    """Bytes that are not UTF-8 make one bad line, not a broken run."""
    from cm_desktop.rules.jsonl import check_line

    for number, line in enumerate(sys.stdin.buffer):
        try:
            text = line.removeprefix(BOM_UTF8 if number == 0 else b"").decode("utf-8")
        except UnicodeDecodeError:
            print(json.dumps({"error": "not_utf8"}))
        else:
            print(check_line(judge, text))
    return 0


def _sentences(session: Session, judge: "Judge", why: "Why") -> list[str]:
    words = session.words
    told = [_reason(session, judge, why.text, hit) for hit in why.verdict.hits]
    told += [
        words.say("{state}: {reason}", state=rules.state(words, RuleState.TRIAL), reason=reason)
        for reason in (_reason(session, judge, why.text, hit) for hit in why.trials)
    ]
    told += [rules.step(words, why.text, step) for step in why.steps]
    told += [rules.stopped(words, why.text, stop, judge.title(stop.rule, words.language)) for stop in why.stopped]
    return [_heading(session, why), *(f"  {safe(line)}" for line in told)]


def _heading(session: Session, why: "Why") -> str:
    verdict, words = why.verdict, session.words
    if not verdict.hits:
        return words.say("Nothing found: no rule applies to this text.")
    return words.say(
        "{level} (severity {severity} of 4: abuse {abuse}, business {business})",
        level=terms.level(words, level(verdict.severity)),
        severity=verdict.severity,
        abuse=verdict.abuse,
        business=verdict.business,
    )


def _reason(session: Session, judge: "Judge", text: str, hit: Hit) -> str:
    words = session.words
    return words.say(
        "“{passage}”: {form}, by the rule {title} ({rule}, {pack})",
        passage=text[hit.start : hit.end],
        form=terms.form(words, hit.category.form, hit.category),
        title=judge.title(hit.rule, words.language),
        rule=hit.rule,
        pack=hit.pack,
    )


def _list(session: Session, _given: argparse.Namespace) -> int:
    with session.desk() as desk:
        packs = desk.rules.packs()
        clients = {client.id: client.name for client in desk.inbox.clients()}
    session.show([_pack_form(pack) for pack in packs], [_pack_line(session, pack, clients) for pack in packs])
    return _tell_troubles(session, packs)


def _pack_line(session: Session, pack: Pack, clients: Mapping[ClientId, str]) -> str:
    words = session.words
    title = pack.titles.get(words.language) or next(iter(pack.titles.values()), "")
    parts = [f"{pack.id:<24} {safe(title)}".rstrip(), words.count("{n} rule", "{n} rules", pack.rules)]
    if pack.on_trial:
        parts.append(words.say("{n} on trial", n=pack.on_trial))
    if pack.client:
        parts.append(safe(clients.get(pack.client, pack.client)))
    return " · ".join(parts)


def _pack_form(pack: Pack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "titles": dict(pack.titles),
        "language": pack.language,
        "shipped": pack.shipped,
        "client": pack.client,
        "rules": pack.rules,
        "on_trial": pack.on_trial,
        "trouble": pack.trouble and {"problem": pack.trouble.problem, "line": pack.trouble.line},
    }


def _tell_troubles(session: Session, packs: Sequence[Pack]) -> int:
    for pack in packs:
        if pack.trouble:
            session.complain(explain(session.words, pack.trouble))
    return 1 if any(pack.trouble for pack in packs) else 0


def _show(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        text = desk.rules.text(given.pack)
    session.show({"pack": given.pack, "text": text}, [text.rstrip("\n")])
    return 0


def _lint(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        packs = [pack for pack in desk.rules.packs() if given.pack in (None, pack.id)]
        if given.pack:
            desk.rules.text(given.pack)  # a wrong name is told
        status = _tell_troubles(session, packs)
        advice = desk.rules.advise(given.pack, over_history=given.pack is not None)
    lines = [
        words.say("{rule}, line {line}: {advice}", rule=a.rule, line=a.line, advice=safe(rules.advice(words, a)))
        for a in advice
    ]
    session.show([_advice_form(one) for one in advice], lines or [words.say("Nothing to say against these packs.")])
    return status


def _advice_form(advice: Advice) -> dict[str, Any]:
    return {
        "rule": advice.rule,
        "line": advice.line,
        "problem": advice.problem,
        "detail": advice.detail,
        "count": advice.count,
    }


def _precision(session: Session, _given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        figures = desk.rules.precision()
        titles = {figure.rule: desk.rules.title(figure.rule) or figure.rule for figure in figures}
    lines = [
        words.say("{title} ({rule}): {precision}", title=titles[p.rule], rule=p.rule, precision=told)
        for p in figures
        if (told := rules.precision(words, p))
    ]
    document = [
        {"rule": p.rule, "acted": p.acted, "classed": p.classed, "mistaken": p.mistaken, "share": p.share}
        for p in figures
    ]
    session.show(document, lines or [words.say("Nothing was decided yet on what the rules highlight.")])
    return 0
