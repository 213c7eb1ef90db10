"""`rules replay`, `keep`, `remove`, `state`, `mistaken`, `missed`: a pack tried, in force, gone; a rule corrected."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from cm_desktop.cli.narrowing import client_of
from cm_desktop.cli.reading import comment_ref
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import on_one_line, safe
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.rules import PackId, Replay, RuleState, Sample
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.wording import rules as ruling
from cm_desktop.wording import terms
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk

_SAMPLES = 5


def add_to(acts: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    replay = acts.add_parser(
        "replay", parents=[everywhere], help=mark("what a pack would catch, and lose, over all the comments here")
    )
    replay.add_argument("pack", type=PackId, help=mark("its name, from “rules list”"))
    replay.add_argument("file", nargs="?", type=Path, help=mark("the pack as it would be; else as it is, trials live"))
    replay.set_defaults(run=_replay)
    keep = acts.add_parser("keep", parents=[everywhere], help=mark("put a pack in force as a file has it"))
    keep.add_argument("pack", type=PackId, help=mark("its name, as the file has it"))
    keep.add_argument("file", type=Path, help=mark("the pack as it is to be"))
    keep.set_defaults(run=_keep)
    remove = acts.add_parser(
        "remove", parents=[everywhere], help=mark("take a pack of your own away, and keep its text")
    )
    remove.add_argument("pack", type=PackId, help=mark("its name, from “rules list”"))
    remove.set_defaults(run=_remove)
    state = acts.add_parser("state", parents=[everywhere], help=mark("put a rule on trial, in force, or aside"))
    state.add_argument("rule", type=RuleId, help=mark("its name, from “rules show”"))
    state.add_argument(
        "state",
        choices=[*map(str, RuleState)],
        help=mark("draft: aside, only checked; trial: told by replay, without a colour; live: in force"),
    )
    state.add_argument("--client", metavar="NAME", help=mark("only this client's"))
    state.set_defaults(run=_state)
    mistaken = acts.add_parser(
        "mistaken", parents=[everywhere], help=mark("a passage is no case for its rule: never again")
    )
    mistaken.add_argument("comment", help=mark("its name, from “queue”"))
    mistaken.add_argument("passage", nargs="?", default="", help=mark("which one, where there are several"))
    mistaken.add_argument("--everywhere", action="store_true", help=mark("for all clients, not for this one alone"))
    mistaken.set_defaults(run=_mistaken)
    missed = acts.add_parser("missed", parents=[everywhere], help=mark("add an expression as a rule on trial"))
    missed.add_argument("comment", help=mark("its name, from “queue”"))
    missed.add_argument("passage", help=mark("the words of it"))
    missed.add_argument("--category", required=True, choices=[*map(str, Category)], help=mark("what it is a case of"))
    missed.set_defaults(run=_missed)


def _replay(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        text = _written(given.file) if given.file else desk.rules.text(given.pack)
        replay = desk.rules.replay(
            given.pack, text, lambda so_far: session.progress(so_far.read, so_far.total), Event()
        )
        clients = {client.id: client.name for client in desk.inbox.clients()}
    session.show(_replay_form(replay), _replay_lines(session, replay, clients))
    return 0


def _replay_lines(session: Session, replay: Replay, clients: Mapping[ClientId, str]) -> list[str]:
    words = session.words
    lines = [
        words.count("Replayed on {n} comment.", "Replayed on {n} comments.", replay.read),
        words.say("+ {caught} caught that are not today", caught=replay.caught),
        words.say("− {lost} caught today and lost", lost=replay.lost),
    ]
    if replay.judged:
        lines.append(
            words.say(
                "{right} of {judged} that you dealt with were acted upon", right=replay.right, judged=replay.judged
            )
        )
    lines += [f"  {terms.category(words, category)}: {n:+d}" for category, n in replay.by_category.items() if n]
    lines += [f"  {week.day.isoformat()}: + {week.caught}, − {week.lost}" for week in replay.weeks]
    for sign, samples in (("+", replay.samples_caught), ("−", replay.samples_lost)):
        lines += [
            on_one_line(f"{sign} {clients[sample.client]} · {sample.text}  [{sample.ref}]")
            for sample in samples[:_SAMPLES]
        ]
    return lines


def _replay_form(replay: Replay) -> dict[str, Any]:
    return {
        "read": replay.read,
        "total": replay.total,
        "caught": replay.caught,
        "lost": replay.lost,
        "judged": replay.judged,
        "right": replay.right,
        "by_category": dict(replay.by_category),
        "weeks": [{"day": w.day.isoformat(), "caught": w.caught, "lost": w.lost} for w in replay.weeks],
        "samples_caught": [_sample_form(sample) for sample in replay.samples_caught],
        "samples_lost": [_sample_form(sample) for sample in replay.samples_lost],
    }


def _sample_form(sample: Sample) -> dict[str, Any]:
    return {
        "comment": str(sample.ref),
        "client": sample.client,
        "text": sample.text,
        "at": sample.at.isoformat(),
        "spans": [[hit.start, hit.end, hit.rule] for hit in sample.hits],
    }


def _keep(session: Session, given: argparse.Namespace) -> int:
    text = _written(given.file)
    with session.desk() as desk:
        desk.rules.put_in_force(given.pack, text)
    say = session.words.say
    session.show({"pack": given.pack}, [say("{pack} is in force. What is here is judged again.", pack=given.pack)])
    return 0


def _remove(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        removed = desk.rules.remove(given.pack)
        back = any(pack.id == given.pack for pack in desk.rules.packs())
    words = session.words
    told = [
        words.say("{pack} is as it came with the program again. What is here is judged again.", pack=given.pack)
        if back
        else words.say("{pack} is no longer in force. What is here is judged again.", pack=given.pack),
        words.say("Its text is kept in {file}: “rules keep” puts it back.", file=safe(str(removed.kept))),
    ]
    session.show({"pack": given.pack, "kept": str(removed.kept)}, told)
    return 0


def _written(file: Path) -> str:
    from cm_desktop.rules.language.packs import text_of

    return text_of(file)


def _state(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    state = RuleState(given.state)
    with session.desk() as desk:
        desk.rules.set_state(given.rule, state, client_of(desk, given.client) if given.client else None)
    told = words.say("{name}: {state}", name=given.rule, state=ruling.state(words, state))
    session.show({"rule": given.rule, "state": state}, [told])
    return 0


def _mistaken(session: Session, given: argparse.Namespace) -> int:
    ref = comment_ref(given.comment)
    with session.desk() as desk:
        hit, passage = _hit(desk, given)
        desk.rules.mistaken(ref, hit, everywhere=given.everywhere)
        title = desk.rules.title(hit.rule) or hit.rule
    line = session.words.say("“{passage}” is left alone by {title} from now on.", passage=safe(passage), title=title)
    session.show({"rule": hit.rule, "passage": passage}, [line])
    return 0


def _hit(desk: "Desk", given: argparse.Namespace) -> tuple[Hit, str]:
    """The hit of the comment that stands on the passage, or its gravest. Raises NotFound."""
    row = desk.inbox.detail(comment_ref(given.comment)).row
    text = row.comment.text
    hits = [
        (hit, text[hit.start : hit.end])
        for hit in sorted(row.verdict.hits, key=lambda hit: -hit.severity)
        if given.passage.casefold() in text[hit.start : hit.end].casefold()
    ]
    if not hits:
        raise NotFound("passage", given.passage)
    return hits[0]


def _missed(session: Session, given: argparse.Namespace) -> int:
    category = Category(given.category)
    with session.desk() as desk:
        desk.rules.missed(comment_ref(given.comment), given.passage, category)
    line = session.words.say(
        "“{passage}” is on trial as {category}. “rules replay” shows what it catches.",
        passage=safe(given.passage),
        category=terms.category(session.words, category),
    )
    session.show({"passage": given.passage, "category": category}, [line])
    return 0
