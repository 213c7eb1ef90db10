"""Comments as lines of a terminal: marked words, the reason, the time. Plain text, safe to pipe. May not print."""

from datetime import datetime
from typing import TYPE_CHECKING

from cm_desktop.cli.terminal import on_one_line, safe
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Hit, Verdict, level
from cm_desktop.wording import terms
from cm_desktop.wording.times import ago, due
from cm_desktop.wording.words import Words

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk
    from cm_desktop.engine.inbox import Detail


def line(words: Words, row: Row, desk: "Desk", *, standing: bool = False) -> str:
    """Three lines for one comment of a list: who and when, the text with its marked passages, the reason.

    `standing` adds the list in which it stands.
    """
    comment = row.comment
    account = desk.inbox.account(comment.ref.account)
    who = on_one_line(f"{comment.author.name} · {account.name}")
    head = f"{terms.level(words, level(row.verdict.severity)):<10}  {who}"
    when = ago(words, comment.created_at, desk.clock.now())
    where = f" · {terms.triage(words, row.triage)}" if standing else ""
    said = marked(comment, row.verdict) or (terms.media(words, comment.media) if comment.media else "")
    where += f" · {snooze}" if (snooze := _snooze(words, row, desk.clock.now())) else ""
    parts = [f"{head} · {when}{where}  [{comment.ref}]", f"    {said}"]
    return "\n".join([*parts, *(f"      {text}" for text in reasons(words, row.comment.text, row.verdict, desk))])


def _snooze(words: Words, row: Row, now: datetime) -> str:
    """Until when it sleeps, or that it is back."""
    if row.asleep_until is not None:
        return words.say("snoozed until {time}", time=due(words, row.asleep_until, now))
    return words.say("back from a snooze") if row.returned else ""


def card(words: Words, detail: "Detail", desk: "Desk") -> list[str]:
    """One comment with its post and its thread."""
    lines = [on_one_line(f"{detail.client.name} · {detail.account.name}")]
    if detail.post:
        lines += [safe(detail.post.text), ""]
    lines += [line(words, detail.row, desk), ""]
    others = [row.comment for row in detail.thread if row.comment.ref != detail.row.comment.ref]
    return lines + [
        words.say("  {who}: {text}", who=on_one_line(other.author.name), text=safe(other.text)) for other in others
    ]


def to_look_at(words: Words, desk: "Desk") -> list[str]:
    """Replies that should be looked at as the public sees them: once for each page where that is not sure."""
    return [
        words.say(
            "Open {link} in a private window: is your reply to {who} there? Then “accounts looked {page} yes”, or “no”.",
            link=safe(request.link),
            who=on_one_line(request.comment.author.name),
            page=request.account.id,
        )
        for request in desk.inbox.public_look()
    ]


def marked(comment: Comment, verdict: Verdict) -> str:
    """The text on one line, every passage found by a rule in brackets; overlapping ones are one."""
    out, at = [], 0
    for start, end in _passages(verdict.hits):
        out += [safe(comment.text[at:start]), "[", safe(comment.text[start:end]), "]"]
        at = end
    return "".join([*out, safe(comment.text[at:])]).replace("\n", " ")


def reasons(words: Words, text: str, verdict: Verdict, desk: "Desk") -> list[str]:
    """A line for each hit: the words, the category, the rule, the pack."""
    return [
        words.say(
            "“{passage}”: {category}, {rule} ({pack})",
            passage=on_one_line(text[hit.start : hit.end]),
            category=terms.category(words, hit.category),
            rule=desk.rules.title(hit.rule),
            pack=hit.pack,
        )
        for hit in verdict.hits
    ]


def _passages(hits: tuple[Hit, ...]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        if merged and hit.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], hit.end))
        else:
            merged.append((hit.start, hit.end))
    return merged
