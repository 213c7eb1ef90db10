"""Texts that mean harm: one for each seed, of families that are known to harm, and of mixtures of them. May not show any.

CANARY stands in every address in them: whoever opens a file or a connection with that name took a text at its word.
"""

import random
from collections.abc import Callable, Mapping

CANARY = "canary-e4f1"
MEBIBYTE = 1 << 20
_ORDINARY = "Bonjour, votre service est une honte, je veux un remboursement\u202f! Merci 🙏 à toute l’équipe. "
_MARKUP = (
    f'<img src="file:///tmp/{CANARY}.png">',
    f"<img src='http://127.0.0.1:9/{CANARY}.gif'>",
    f"<img src=\\\\{CANARY}\\share\\a.png>",
    f'<link rel=stylesheet href="file:///tmp/{CANARY}.css"><style>@import url(file:///tmp/{CANARY}.css)</style>',
    f'<body background="file:///tmp/{CANARY}.jpg"><a href="javascript:{CANARY}()">x</a>',
    "<script>alert(1)</script><b>gras</b><h1>Titre</h1>",
    f'<table style="background:url(file:///tmp/{CANARY}.png)"><tr><td>',
    f"![x](file:///tmp/{CANARY}.md) [y](file:///tmp/{CANARY})",
    f"<object data=file:///tmp/{CANARY}.svg></object><video src=file:///tmp/{CANARY}.mp4>",
    "&lt;b&gt;&#0;&#xfffe;&nbsp;&amp;lt;",
)
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = (
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2064\u2800\u3164\ufe00\ufe0f\ufeff\U000e0041\U000e0100"
)
_TERMINAL = (
    "\x1b[2J\x1b[H",
    "\x1b]0;owned\x07",
    "\x9b31m",
    "\r",
    "\b\b\b",
    "\x1b]8;;http://x\x1b\\y",
    "\x00",
    "\x7f",
    "\x85",
)
_SURROGATES = ("\ud800", "\udfff", "\ud83d\ud83d", "\udc00\ud800")
_SCRIPTS = "مرحبا שלום नमस्ते こんにちは 안녕 漢字 ไทย ქართული አማርኛ ကမ္ဘာ ᠮᠣᠩᠭᠣᠯ 𝕳𝖊𝖑𝖑𝖔 ﷽ 𒈙 ꧁꧂ "
_EMOJIS = "👩‍🔧❤️‍🔥🏴󠁧󠁢󠁥󠁮󠁧󠁿🇫🇷👨‍👩‍👧‍👦✊🏿1️⃣"
_FORMULAS = ('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "%0A=1")
_LINKS = (
    "https://user:pass@évil.example:8443/", "http://xn--pple-43d.com", "javascript:alert(1)", f"file:///tmp/{CANARY}",
    "https://аррӏе.com", "data:text/html,<b>", "smb://" + CANARY, "https://example.org\u202egro.elpmaxe//:sptth",
)  # fmt: skip

Family = Callable[[random.Random], str]


def _some(signs: str, most: int) -> Family:
    return lambda chance: "".join(chance.choices(signs, k=chance.randint(1, most)))


def _words(pieces: tuple[str, ...], most: int) -> Family:
    return lambda chance: " ".join(chance.choices(pieces, k=chance.randint(1, most)))


SMALL: Mapping[str, Family] = {
    "markup": _words(_MARKUP, 6),
    "nested": lambda chance: (
        chance.choice((_MARKUP[6], "<div><blockquote>", "<table><tr><td>")) * chance.randint(30, 400)
    ),
    "turning": lambda chance: _sprinkled(chance, _ORDINARY * 2, _TURNING),
    "unseen": lambda chance: _sprinkled(chance, _ORDINARY * 2, _UNSEEN),
    "apart": lambda chance: chance.choice(_UNSEEN).join(_ORDINARY * chance.randint(1, 60)),
    "terminal": _words(_TERMINAL, 40),
    "surrogates": _words(_SURROGATES, 200),
    "scripts": lambda chance: "".join(chance.sample(_SCRIPTS, k=len(_SCRIPTS))) * chance.randint(1, 40),
    "emojis": lambda chance: _EMOJIS * chance.randint(1, 150),
    "marks": lambda chance: (
        "e" + "".join(chance.choices("\u0301\u0323\u20dd\u0489\u0e47", k=chance.randint(9, 20_000)))
    ),
    "stacks": lambda chance: ("Z" + "\u0301\u0336\u20d2" * chance.randint(1, 6)) * chance.randint(1, 900),
    "lines": lambda chance: chance.choice(("\n", "\r\n", "\n\t", "a\n")) * chance.randint(1, 5_000),
    "formulas": _words(_FORMULAS, 20),
    "links": _words(_LINKS, 20),
    "anything": lambda chance: "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 3_000))),
    "percent": lambda chance: "".join(
        chance.choices(("{0}", "%s", "%(n)s", "{name!r}", "{", "}", "&", "&&", "\\n"), k=60)
    ),
    "nothing": lambda chance: chance.choice(("", " ", "\u00a0" * 50, "\t" * 3_000, "\u3000" * 4_000)),
}
GREAT: Mapping[str, Family] = {
    "ten million characters": lambda chance: _long(chance.choice((_ORDINARY, "a ", "é", "漢")), 10_000_000),
    "twenty thousand marks": lambda chance: "e" + chance.choice(("\u0301", "\u20dd", "\u0336")) * 20_000,
    "a word of a mebibyte": lambda chance: chance.choice(("a", "W", "é", "漢", "ب", "🙂")) * MEBIBYTE,
    "a hundred thousand lines": lambda chance: chance.choice(("\n", "a\n", "\r\n")) * 100_000,
    "unseen without end": lambda chance: chance.choice((*_UNSEEN, "a\u200b", "ب\u202e", "\u200b\u200c")) * 100_000,
}
_EVERY = 12  # how often a seed is a great one


def hostile(seed: int) -> tuple[str, str]:
    """The family of this seed, and its text."""
    chance = random.Random(f"hostile {seed}")
    if seed % _EVERY == 0:
        names = [*GREAT]
        name = names[seed // _EVERY % len(names)]
        return name, GREAT[name](chance)
    names = [*SMALL]
    if seed % 2:
        name = names[seed // 2 % len(names)]
        return name, SMALL[name](chance)
    parts = [SMALL[name](chance) for name in chance.sample(names, k=chance.randint(2, 5))]
    return "mixed", "".join(parts)


def _long(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _sprinkled(chance: random.Random, text: str, signs: str) -> str:
    return "".join(char + (chance.choice(signs) if chance.random() < 0.2 else "") for char in text)
