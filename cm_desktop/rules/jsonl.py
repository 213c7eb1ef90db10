"""Verdicts as JSON, one line in, one line out, for `rules check --jsonl`. May not read or write files.

In: `{"text": …}`, other keys ignored. Out: `severity` (the larger axis), `abuse`, `business`, `categories` (ids, the gravest
first) and `spans` (`[start, end, rule id]`, half-open, in code points of the decoded text). A bad line: `{"error": …}`.
Keys may be added later, never removed.
"""

import json

from cm_desktop.domain.ports import Judge


def check_line(judge: Judge, line: str) -> str:
    """The answer to one line, without a line end; never raises."""
    return json.dumps(_record(judge, line), ensure_ascii=True)


def _record(judge: Judge, line: str) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "not_json"}
    text = asked.get("text") if isinstance(asked, dict) else None
    if not isinstance(text, str):
        return {"error": "no_text"}
    verdict = judge.judge(text)
    return {
        "severity": verdict.severity,
        "abuse": verdict.abuse,
        "business": verdict.business,
        "categories": list(verdict.categories),
        "spans": [[hit.start, hit.end, hit.rule] for hit in verdict.hits],
    }
