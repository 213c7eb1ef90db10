"""What is said of a replay: figures, categories, how far it is. May not count anything itself."""

from cm_desktop.domain.rules import Replay
from cm_desktop.ui.rules.trial_run import TrialRun
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words

_POINTS = {"fr": ",", "en": "."}


def how_far(words: Words, replay: Replay, seconds: float | None) -> str:
    """How much was read, and in what time; of how much, while it is being read."""
    if seconds is None:
        return words.say("{read} of {total}…", read=words.figure(replay.read), total=words.figure(replay.total))
    took = f"{seconds:.1f}".replace(".", _POINTS[words.language])
    return words.count("{n} comment, {took} s", "{n} comments, {took} s", replay.read, took=took)


def caught(words: Words, replay: Replay) -> tuple[str, str]:
    """The figure, and what it counts."""
    return f"+\u00a0{words.figure(replay.caught)}", words.say("newly flagged")


def lost(words: Words, replay: Replay) -> tuple[str, str]:
    """The figure, and what it counts."""
    return f"−\u00a0{words.figure(replay.lost)}", words.say("lost")


def right_of(words: Words, run: TrialRun) -> tuple[str, str]:
    """How many of the caught deserve it, by what the moderator did about them, or says of the samples."""
    right, judged = run.score
    shown = f"{words.figure(right)} / {words.figure(judged)}" if judged else "–"
    return shown, words.say("judged right")


def found_by_category(words: Words, replay: Replay) -> str:
    """Caught less lost, the largest first: "Fraude + 30, Insulte − 2"."""
    changed = sorted(((n, category) for category, n in replay.by_category.items() if n), reverse=True)
    return ", ".join(
        f"{terms.category(words, category)} {'+' if n > 0 else '−'}\u00a0{words.figure(abs(n))}"
        for n, category in changed
    )
