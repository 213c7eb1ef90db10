"""How the house's objects look in JSON: keys may be added, never removed or renamed. May not print."""

from typing import Any

from cm_desktop.domain.actions import payload
from cm_desktop.domain.comments import Account
from cm_desktop.domain.outbox import Entry
from cm_desktop.domain.queue import Freshness, Row
from cm_desktop.domain.quota import Budget
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
        "media": comment.media,
        "can_reply": comment.can_reply,
        "state": row.triage,
        "draft": row.draft,
        "unread": row.unread,
        "asleep_until": row.asleep_until.isoformat() if row.asleep_until else None,
        "returned": row.returned,
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


def account_form(account: Account) -> dict[str, Any]:
    """A page of a client."""
    return {
        "id": account.id,
        "platform": account.platform,
        "name": account.name,
        "client": account.client,
        "base_url": account.base_url,
        "access_ends": account.access_ends.isoformat() if account.access_ends else None,
        "public_look": account.public_look,
    }


def freshness_form(line: Freshness | None) -> dict[str, Any]:
    """When a page was last read to the end, and what stopped it since."""
    return {
        "read_at": line.read_at.isoformat() if line and line.read_at else None,
        "problem": line.trouble.name if line and line.trouble else None,
    }


def budget_form(budget: Budget | None) -> dict[str, Any]:
    """What may be asked of a page's platform, and what was."""
    return {
        "spent": budget.spent if budget else 0,
        "quota": budget.quota.calls if budget and budget.quota else None,
        "percent": budget.percent if budget else None,
        "next_read": budget.next_read.isoformat() if budget and budget.next_read else None,
    }
