"""Packs and texts to compare two judges on. May not say what either should find."""

import json
import unicodedata
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from tests.rules.reference import packs
from tests.rules.reference.phrases import Choice, Edge, Gap, Row, Word

WORDS = (  # noqa: SIM905 - one word a line is no easier to read
    "con conne sale salé tu es gros de âne cœur pute voleurs arnaqueur dégueulasse volées menteurs bête un le ai"
).split()
WRITTEN = [
    *WORDS,
    "con(s|nes|)",
    "voleu(r|rs)",
    "menteur~n",
    "insulter~v",
    "l'âne",
    "sous-merde",
    "d'un",
    "🤡",
    "€",
    "qu'il",
    "aujourd'hui",
    "con*",
    "c'est",
]
PARTS = [*WRITTEN, "(gros|sale|)", "(un gros|de)", "(tu|t') es", "<viser>", "…", "…1", "…2", "..."]
GROUPS = {"viser": ["tu es", "t'es", "espèce (de|d')", "<bande>"], "bande": ["bande de", "bande d'"]}
MASKS = ["leet", "repeats", "invisible", "homoglyphs", "emoji", "stars", "dots", "spaced", "typos"]
word = st.sampled_from(WRITTEN)


@st.composite
def phrase(draw: st.DrawFn) -> str:
    """A phrase of one to four words, with what may stand between and around them."""
    parts = [draw(word)]
    for _ in range(draw(st.integers(0, 3))):
        parts += draw(st.lists(st.sampled_from(PARTS), max_size=1))
        parts.append(draw(word))
    if draw(st.integers(0, 9)) == 0:
        parts = [".", *parts]
    if draw(st.integers(0, 9)) == 0:
        parts = [*parts, "."]
    return " ".join(parts)


phrases = st.lists(phrase(), min_size=1, max_size=3)
few = st.lists(phrase(), max_size=2)
guard = st.fixed_dictionaries(
    {},
    optional={"inside": phrases, "before": phrases, "after": phrases, "anywhere": phrases, "within": st.integers(0, 2)},
).filter(lambda g: set(g) - {"within"})
nearby = st.fixed_dictionaries({"words": phrases, "within": st.integers(0, 3)})
terms = st.one_of(
    st.fixed_dictionaries(
        {
            "match": st.just("word"),
            "terms": st.lists(st.sampled_from([w for w in WRITTEN if w.isalpha()]), min_size=1, max_size=2),
        }
    ),
    st.fixed_dictionaries(
        {
            "match": st.sampled_from(["starts", "ends"]),
            "terms": st.lists(st.sampled_from(["con", "eur", "men", "és", "es"]), min_size=1, max_size=2),
        }
    ),
    st.fixed_dictionaries({"match": st.sampled_from(["phrase", "exact"]), "terms": phrases}),
    st.fixed_dictionaries({"phrases": phrases}),
    st.fixed_dictionaries({"phrases": phrases}),
)
RARELY = {
    "accents": st.sampled_from(["exact", "ignore"]),
    "masks": st.one_of(st.just("none"), st.lists(st.sampled_from(MASKS), unique=True, min_size=1, max_size=5)),
    "except": few,
    "unless": st.lists(st.sampled_from(["quoted", "one", "two"]), unique=True),
    "near": nearby,
    "who": st.sampled_from(["second", "staff", "nobody"]),
    "state": st.sampled_from(["draft", "trial"]),
}
options = st.builds(
    lambda category, severity, more: {"category": category, "severity": severity, **more},
    st.sampled_from(["insult", "insult", "threat", "fraud", "question"]),
    st.integers(0, 4),
    st.lists(st.sampled_from(sorted(RARELY)), max_size=2, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: RARELY[key] for key in keys})
    ),
)


@st.composite
def pack(draw: st.DrawFn, name: str = "p", language: str = "fr") -> str:
    """A pack of one to four rules, as YAML (which JSON is)."""
    rules = [
        {"id": f"{name}.{number}", "title": {language: "x"}, **draw(options), **draw(terms), "yes": [], "no": []}
        for number in range(draw(st.integers(1, 4)))
    ]
    return json.dumps(
        {
            "pack": name,
            "language": language,
            "groups": GROUPS,
            "guards": {"one": draw(guard), "two": draw(guard)},
            "who": {"second": draw(nearby), "staff": draw(nearby)},
            "common": draw(
                st.lists(st.sampled_from(["de", "un", "le", "tu", "es", "c", "salé"]), min_size=1, unique=True)
            ),
            "rules": rules,
        },
        ensure_ascii=False,
    )


def _each(letters: str, others: str) -> Callable[[str], str]:
    return lambda written: written.translate(str.maketrans(letters, others))


DISGUISES: list[Callable[[str], str]] = [
    str,
    str,
    str,
    str.upper,
    str.title,
    lambda w: unicodedata.normalize("NFD", w),
    lambda w: "".join(s for s in unicodedata.normalize("NFD", w) if not unicodedata.combining(s)),
    lambda w: "".join(s for s in unicodedata.normalize("NFD", w) if not unicodedata.combining(s)).upper(),
    _each("oiease", "014453"),
    _each("aeo", "аео"),
    _each("o", "0"),
    lambda w: w[:1] + w[1:].replace("a", "@").replace("e", "€"),
    lambda w: w.replace("o", "ooo").replace("e", "eeee"),
    lambda w: w[:1] + "*" + w[2:],
    lambda w: w[:2] + "**" + w[4:],
    lambda w: w + "*",
    lambda w: "*" + w + "**",
    ".".join,
    " ".join,
    "·".join,
    "-".join,
    "\u200b".join,
    "\u00ad".join,
    lambda w: w[:2] + "\u200d" + w[2:],
    lambda w: "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in w),
    lambda w: "".join(chr(0x1D41A + ord(s) - 97) if "a" <= s <= "z" else s for s in w),
    lambda w: w[:3] + w[4:],
    lambda w: w[:2] + w[2:4][::-1] + w[4:],
    lambda w: w.replace("'", "’"),
    lambda w: w.replace("œ", "oe"),
    lambda w: w + "s",
]
SPOKEN = [
    *WORDS,
    "cons",
    "connard",
    "t'es",
    "d'un",
    "l'âne",
    "l’",
    "d'",
    "c'est",
    "sous",
    "merde",
    "sous-merde",
    "espèce",
    "bande",
    "insulté",
    "insultez",
    "il",
    "qu'il",
    "aujourd’hui",
    "menteuse",
    "autre",
    "a",
    "l",
    "j'ai",
    "été",
    "ה",
    "שלום",
    "مرحبا",
    "жук",
    "7",
    "2026",
    "🤡",
    "🐷",
    "👩‍❤️‍👨",
    "❤️",
    "€",
    "$",
]
spoken = st.builds(lambda disguise, written: disguise(written), st.sampled_from(DISGUISES), st.sampled_from(SPOKEN))
BETWEEN = [" "] * 24 + [
    "  ",
    "\u00a0",
    "\u202f",
    "-",
    ", ",
    " ,",
    ". ",
    "! ",
    "?",
    " ; ",
    "\n",
    "\n\n",
    "…",
    "... ",
    " (",
    ") ",
    " « ",
    " » ",
    '"',
    ' "',
    '" ',
    " “",
    "” ",
    " '",
    "' ",
    " ‘",
    "’ ",
    " - ",
    "_",
    "/",
    ": ",
    "",
    "\u200b",
    " \u202e",
    "*",
    "#",
    " !? ",
    ".\n",
    " 🐷 ",
    "🤡",
    "·",
]
filler = st.sampled_from(["autre", "très", "vite", "🐷", "un", ","])
between = st.sampled_from(BETWEEN)


@st.composite
def texts(draw: st.DrawFn, written: str) -> str:
    """A text in which words of this pack stand, and others, disguised or not."""
    said: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        row = draw(st.sampled_from(_rows(written)))
        said += [*draw(_realised(row)), draw(between)] if draw(st.booleans()) else [draw(spoken), draw(between)]
    return "".join(said)


@cache
def _rows(written: str) -> list[Row]:
    """The phrases of a pack, whatever they are there for."""
    found = packs.read([written])
    rules = [phrase for rule in found.rules for phrase in (*rule.phrases, *rule.phrases, *rule.exceptions)]
    near = [phrase for rule in found.rules if rule.near for phrase in rule.near.phrases]
    guards = [phrase for guard in found.guards.values() for signs in guard.signs.values() for phrase in signs]
    who = [phrase for each in found.who.values() for phrase in each.phrases]
    return [phrase.row for phrase in (*rules, *near, *guards, *who)]


@st.composite
def _realised(draw: st.DrawFn, row: Row) -> list[str]:
    """One way to say a phrase."""
    said: list[str] = []
    for part in row:
        if isinstance(part, Choice):
            said += draw(_realised(draw(st.sampled_from(part.options))))
        elif isinstance(part, Word):
            plain = draw(st.sampled_from(sorted(part.any_of))).replace("*", draw(st.sampled_from(["", "nard"])))
            said += [draw(st.sampled_from(DISGUISES))(plain), draw(between) if draw(st.integers(0, 5)) == 0 else " "]
        elif isinstance(part, Gap):
            said += [f"{word} " for word in draw(st.lists(filler, max_size=part.most + 1))]
        elif isinstance(part, Edge):
            said.append(draw(st.sampled_from([". ", "! ", "\n", ""])))
    return said


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A pack, and texts to judge by it."""
    written = draw(pack())
    return written, draw(st.lists(texts(written), min_size=4, max_size=8))
