"""How the house's objects look in JSON: keys may be added, never removed or renamed. May not print."""

from typing import Any

from cm_desktop.domain.actions import payload
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.queue import Row
from cm_desktop.domain.verdicts import Verdict, level


def comment_form(row: Row) -> dict[str, Any]:
    """A comment of a list. `spans` are half-open, in code points of `text`."""
    comment = row.comment
    return {
        "id": str(comment.ref),
        "account": comment.ref.account,
        "post": comment.post,
        "parent": comment.parent,
        "author": comment.author.name,
        "by_page": comment.author.is_page,
        "text": comment.text,
        "created_at": comment.created_at.isoformat(),
        "read_at": comment.read_at.isoformat(),
        "visibility": comment.visibility,
        "likes": comment.likes,
        "permalink": comment.permalink,
        "state": row.triage,
        "draft": row.draft,
        **verdict_form(row.verdict),
        "pending": [entry_form(entry) for entry in row.pending],
    }


def verdict_form(verdict: Verdict) -> dict[str, Any]:
    """What the rules say, as `rules check --jsonl` says it, with the level in a word."""
    return {
        "severity": verdict.severity,
        "level": level(verdict.severity),
        "abuse": verdict.abuse,
        "business": verdict.business,
        "categories": list(verdict.categories),
        "spans": [[hit.start, hit.end, hit.rule] for hit in verdict.hits],
    }


def entry_form(entry: Entry) -> dict[str, Any]:
    """One row of the outbox."""
    return {
        "id": entry.id,
        "comment": str(entry.comment),
        "action": entry.action.kind,
        **payload(entry.action),
        "addressee": entry.addressee,
        "state": entry.state,
        "asking": entry.asking,
        "acted_at": entry.acted_at.isoformat(),
        "not_before": entry.not_before.isoformat(),
        "attempts": entry.attempts,
        "remote_id": entry.remote_id,
        "trouble": {"name": entry.trouble.name, **entry.trouble.facts} if entry.trouble else None,
    }
