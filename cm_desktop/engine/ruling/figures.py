"""How often each rule was right, by what the moderator did. May not write anything."""

from collections import Counter

from cm_desktop.domain.rules import Dealt, Precision
from cm_desktop.store.comments.history import History


def precision(history: History) -> tuple[Precision, ...]:
    """Of each rule that anything was decided about, by name. What was said to be a mistake is nothing else besides."""
    dealt = history.dealt()
    mistakes = {(mistake.ref, mistake.rule) for mistake in history.mistakes()}
    mistaken = Counter(rule for _, rule in mistakes)
    decided = Counter((rule, dealt[ref]) for ref, rule in history.rules_of(dealt) if (ref, rule) not in mistakes)
    rules = {rule for rule, _ in decided} | set(mistaken)
    return tuple(
        Precision(
            rule=rule,
            acted=decided[rule, Dealt.ACTED],
            classed=decided[rule, Dealt.CLASSED],
            mistaken=mistaken[rule],
        )
        for rule in sorted(rules)
    )
