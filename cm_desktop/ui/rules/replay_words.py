"""What is said of a replay: figures, categories, how far it is. May not count anything itself."""

from cm_desktop.domain.rules import Replay
from cm_desktop.ui.rules.trial_run import TrialRun
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_SPACES = {"fr": "\u202f", "en": ","}
_POINTS = {"fr": ",", "en": "."}


def figure(words: Words, number: int) -> str:
    """A number as the language writes it: "48 212"."""
    return f"{number:,}".replace(",", _SPACES[words.language])


def how_far(words: Words, replay: Replay, seconds: float | None) -> str:
    """How much was read, and in what time; of how much, while it is being read."""
    if seconds is None:
        return words.say("{read} of {total}…", read=figure(words, replay.read), total=figure(words, replay.total))
    took = f"{seconds:.1f}".replace(".", _POINTS[words.language])
    return words.count(
        "{figure} comment, {took} s",
        "{figure} comments, {took} s",
        replay.read,
        figure=figure(words, replay.read),
        took=took,
    )


def caught(words: Words, replay: Replay) -> tuple[str, str]:
    """The figure, and what it counts."""
    return f"+\u00a0{figure(words, replay.caught)}", words.say("caught besides")


def lost(words: Words, replay: Replay) -> tuple[str, str]:
    """The figure, and what it counts."""
    return f"−\u00a0{figure(words, replay.lost)}", words.say("lost")


def right_of(words: Words, run: TrialRun) -> tuple[str, str]:
    """How many of the caught deserve it, by what the moderator did about them, or says of the samples."""
    right, judged = run.score
    shown = f"{figure(words, right)} / {figure(words, judged)}" if judged else "–"
    return shown, words.say("judged right")


def found_by_category(words: Words, replay: Replay) -> str:
    """Caught less lost, the largest first: "Fraude + 30, Insulte − 2"."""
    changed = sorted(((n, category) for category, n in replay.by_category.items() if n), reverse=True)
    return ", ".join(
        f"{terms.category(words, category)} {'+' if n > 0 else '−'}\u00a0{figure(words, abs(n))}"
        for n, category in changed
    )
