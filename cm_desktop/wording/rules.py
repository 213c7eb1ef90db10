"""Why a rule speaks or is silent, what a pack's author is warned of, in words. May not match a text, nor name a problem.

What is wrong with a pack is worded in `errors`.
"""

from collections.abc import Sequence

from cm_desktop.domain.rules import Advice, By, Disguise, Precision, RuleState, Step, Stopped
from cm_desktop.domain.verdicts import passage
from cm_desktop.wording.words import Words, mark

_STATES = {
    RuleState.DRAFT: mark("Set aside"),
    RuleState.TRIAL: mark("On trial"),
    RuleState.LIVE: mark("In force"),
}
_DISGUISES = {
    Disguise.CASE: mark("in capitals"),
    Disguise.ACCENTS: mark("without its accents"),
    Disguise.LIGATURE: mark("with a ligature"),
    Disguise.INVISIBLE: mark("with invisible characters"),
    Disguise.LOOK_ALIKE: mark("with look-alike letters"),
    Disguise.LEET: mark("with figures or signs for letters"),
    Disguise.REPEATS: mark("with repeated letters"),
    Disguise.STARS: mark("with stars for letters"),
    Disguise.SPACED: mark("with its letters apart"),
    Disguise.TYPO: mark("with a slip of the fingers"),
}
_STOPS = {
    By.EXCEPTION: mark("“{passage}” is let through by {title}: the exception “{what}”"),
    By.GUARD: mark("“{passage}” is let through by {title}: the guard “{what}”"),
    By.LANGUAGE: mark("“{passage}” is let through by {title}: the text is in another language"),
    By.WHO: mark("“{passage}” is let through by {title}: it is not said of whom the rule speaks"),
    By.NEAR: mark("“{passage}” is let through by {title}: the words it wants nearby are not there"),
    By.CLIENT: mark("“{passage}” is let through by {title}: the rule is changed for this client"),
}
_ADVICE = {
    "only_with_accents": mark("“{detail}” is only found with its accents: many people write without"),
    "contradicts": mark("Says the opposite of {detail}: what one wants, the other lets through"),
    "needless_guard": mark("No example needs the guard “{detail}”: give one, or take it out"),
    "needless_exception": mark("No example needs the exception “{detail}”: give one, or take it out"),
}


def state(words: Words, rule: RuleState) -> str:
    """How far a rule has come."""
    return words.say(_STATES[rule])


def step(words: Words, text: str, taken: Step) -> str:
    """One word that is not written as the rule has it, and what was seen through."""
    written = passage(text, taken.start, taken.end)
    return words.say(
        "“{written}” is read as “{compared}”: {how}",
        written=written,
        compared=taken.compared,
        how=", ".join(_seen_through(words, disguise, written) for disguise in taken.disguises),
    )


def _seen_through(words: Words, disguise: Disguise, written: str) -> str:
    if disguise is Disguise.CASE and written == written.capitalize():
        return words.say("with a capital")
    return words.say(_DISGUISES[disguise])


def stopped(words: Words, text: str, stop: Stopped, title: str) -> str:
    """A passage that a rule found and gave up, and why."""
    what = _guard(words, stop.what) if stop.by is By.GUARD else stop.what
    return words.say(_STOPS[stop.by], passage=passage(text, stop.start, stop.end), title=title, what=what)


def passed(words: Words, guards: Sequence[str]) -> str:
    """The guards of a rule, none of which stops it here."""
    if not guards:
        return words.say("No guard stops it.")
    return words.say("No guard stops it ({guards}).", guards=", ".join(_guard(words, guard) for guard in guards))


def _guard(words: Words, name: str) -> str:
    """As its pack calls it, without the language that it is for; the one that is always there is called by nobody."""
    return words.say("quotation") if name == "quoted" else name.rpartition(".")[0] or name


def advice(words: Words, given: Advice) -> str:
    """What its author hardly meant. For an advice without words of its own, its name."""
    if given.problem == "common_word":
        return words.count(
            "“{detail}” also stands in {n} everyday word",
            "“{detail}” also stands in {n} everyday words",
            given.count,
            detail=given.detail,
        )
    if given.problem == "never_fires":
        return words.count("Found in none of {n} comment", "Found in none of {n} comments", given.count)
    return words.say(_ADVICE[given.problem], detail=given.detail) if given.problem in _ADVICE else given.problem


def precision(words: Words, of: Precision) -> str:
    """How many of the comments that a rule highlights deserved it; empty where nothing was decided yet."""
    decided = of.acted + of.classed + of.mistaken
    return (
        words.count("right {acted} time of {n}", "right {acted} times of {n}", decided, acted=words.figure(of.acted))
        if decided
        else ""
    )
