"""The forms of an English word: plural and possessive, or the tenses of a verb. May not know a rule.

Who does what a verb says is another word: a rule that wants killers beside kill, killing and killed writes killer~n too.
"""

from collections.abc import Mapping

_NOUNS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "louse": "lice",
    "ox": "oxen",
    "wolf": "wolves",
    "thief": "thieves",
    "knife": "knives",
    "wife": "wives",
    "life": "lives",
    "half": "halves",
    "leaf": "leaves",
    "loaf": "loaves",
    "self": "selves",
    "calf": "calves",
    "shelf": "shelves",
    "sheep": "sheep",
    "swine": "swine",
    "fish": "fish",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "hero": "heroes",
    "negro": "negroes",
    "echo": "echoes",
    "veto": "vetoes",
}
# Base, past, participle where it differs.
_VERBS = """
arise arose arisen|be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent|bet bet
bite bit bitten|bleed bled|blow blew blown|break broke broken|bring brought|build built|burn burnt burned|burst burst|buy bought
catch caught|choose chose chosen|come came come|cost cost|cut cut|deal dealt|dig dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found
flee fled|fly flew flown|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten
give gave given|go went gone|grow grew grown|hang hung hanged|have had|hear heard|hide hid hidden|hit hit|hold held
hurt hurt|keep kept|know knew known|lay laid|lead led|learn learnt learned|leave left|lend lent|let let|lie lied lay lain
lose lost|make made|mean meant|meet met|pay paid|put put|quit quit|read read|ride rode ridden|ring rang rung
rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken|shit shat
shoot shot|show showed shown|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slit slit|smell smelt smelled
speak spoke spoken|spend spent|spit spat|split split|spread spread|stand stood|steal stole stolen|stick stuck
sting stung|stink stank stunk|strike struck stricken|swear swore sworn|sweep swept|swim swam swum|take took taken
teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken
wear wore worn|weep wept|win won|write wrote written
"""
_HISSING = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def noun(word: str) -> frozenset[str]:
    """A noun in the singular: with its plural, and the possessive of both."""
    plural = _NOUNS.get(word) or _with_s(word)
    possessive = f"{plural}'" if plural.endswith("s") else f"{plural}'s"
    return frozenset((word, plural, f"{word}'s", possessive))


def verb(word: str) -> frozenset[str]:
    """A verb without "to": with -s, -ed or its own past, -ing and -in. Raises ValueError on what is too short for a verb."""
    if len(word) < 2:
        raise ValueError(word)
    if word == "be":
        return frozenset(["be", "am", "is", "are", "was", "were", "been", "being"])
    past = _IRREGULAR.get(word, ())
    forms = {word, _with_s(word), *past}
    for stem in _stems(word):
        forms |= {f"{stem}ing", f"{stem}in"}
        if not past:
            forms.add(_with_ed(stem))
    return frozenset(forms)


def _with_s(word: str) -> str:
    if word.endswith(_HISSING) or word in ("go", "do", "undergo"):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def _with_ed(stem: str) -> str:
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"


def _stems(word: str) -> tuple[str, ...]:
    """What -ing hangs from: lie, ly-; make, mak-; panic, panick-; stop, stopp-; visit, with and without: writers differ."""
    if word.endswith("ie"):
        return (f"{word[:-2]}y",)
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        return (word[:-1],)
    if word.endswith(("c", "quit")):
        return (word + {"c": "k"}.get(word[-1], word[-1]),)
    closed = len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    if not closed:
        return (word,)
    doubled = word + word[-1]
    return (doubled,) if sum(letter in _VOWELS for letter in word) == 1 else (word, doubled)


_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    entry.split()[0]: tuple(entry.split()[1:]) for line in _VERBS.strip().splitlines() for entry in line.split("|")
}
