"""A draft judges as all its rules would, made anew: hit for hit, whatever changes, and however a text is disguised."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.rules import PackId
from cm_desktop.rules.amended import Amended
from cm_desktop.rules.amendment import Amendment
from cm_desktop.rules.keeping.drafting import Draft
from cm_desktop.rules.keeping.library import Library
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.test_sieve import DISGUISES

SHIPPED = Path(__file__).parents[2] / "resources" / "rules"
BASE = """pack: base.fr
language: fr
common: [le, la, les, un, est, et, ce, pas, quel, vous]
guards: {negated: {before: [pas un], within: 1}, told: {before: [dit], after: [a-t-il], within: 2}}
who: {second: {words: [(tu|vous)], within: 3}}
rules:
  - {id: one, title: {fr: Un}, category: insult, severity: 2,
     phrases: [escroc~n, gros nul, gros … zéro], unless: [negated, told], yes: [], no: []}
  - {id: two, title: {fr: Deux}, category: insult, severity: 3, who: second,
     phrases: [nul, c1ochard, trcheurs, 🤡], yes: [], no: []}
  - {id: three, title: {fr: Trois}, category: fraud, severity: 3,
     except: [bon filou], near: {words: [client], within: 4}, phrases: [filou], yes: [], no: []}
  - {id: four, title: {fr: Quatre}, category: fraud, severity: 4, masks: [typos], phrases: [tricheurs], yes: [], no: []}
  - {id: five, title: {fr: Cinq}, category: spam, severity: 1,
     match: regex, terms: ["p.?r.?i.?x"], phrases: ["prix @number", "@url", clochard], yes: [], no: []}
"""
HEAD = "pack: mine\nlanguage: fr\nextends: [base.fr]\n"
NEW = "pack: mine\nlanguage: fr\nrules:\n  - {id: new, title: {fr: Neuf}, category: insult, severity: 3, %s, yes: [], no: []}\n"
DRAFTS = {
    "a rule": NEW % "phrases: [voleur, gros … filou, vous êtes], except: [gros voleur], unless: [negated, told]",
    "a rule that wants somebody": NEW % "phrases: [voleur], who: second, near: {words: [client, prix], within: 3}",
    "a word in figures": NEW % "phrases: [f1lou, l33t]",
    "a word that others know in figures": NEW % "phrases: [clochard]",
    "a sign": NEW % "phrases: [🥑, gros 🥑]",
    "a sign that others know": NEW % "phrases: [🤡 nul]",
    "a word that others take for a slip": NEW % "phrases: [trichers], masks: [typos]",
    "a slip of others": NEW % "phrases: [voleur … escrocs, escroquer], masks: [typos, spaced]",
    "an expression": NEW % "phrases: [nul], match: regex, terms: ['v.l(eur|é)']",
    "a shape": NEW % "phrases: ['prix @phone']",
    "a number": NEW % "phrases: ['@number nul', 2000]",
    "the beginning of a word": NEW % "phrases: ['escro*', 'gros nu*', '12 fil*']",
    "a word that others look for behind stars": NEW.replace("insult", "fraud") % "phrases: [gros filou, 12 nul]",
    "a word to look for behind stars": NEW % "phrases: [zéro, clients]",
    "a trial": NEW % "phrases: [voleur], state: trial",
    "an exception": HEAD + "rules:\n  - {id: one, add: {except: [petit escroc, gros nul et]}}\n",
    "fewer words": HEAD + "rules:\n  - {id: one, phrases: [escroc~n]}\n",
    "without a guard": HEAD + "rules:\n  - {id: one, unless: [told]}\n",
    "set aside": HEAD + "rules:\n  - {id: one, state: draft}\n",
    "less grave": HEAD + "rules:\n  - {id: two, severity: 1}\n",
    "another category": HEAD + "rules:\n  - {id: one, category: fraud}\n",
    "no masks": HEAD + "rules:\n  - {id: one, masks: none}\n",
    "accents that count": HEAD + "rules:\n  - {id: three, accents: exact, phrases: [filou, fïlou]}\n",
    "for one client": HEAD.replace("language", "client: lumen\nlanguage") + "rules:\n  - {id: two, severity: 4}\n",
    "a sign taken out": HEAD + "rules:\n  - {id: two, phrases: [nul, c1ochard, trcheurs]}\n",
    "a word in figures taken out": HEAD + "rules:\n  - {id: two, phrases: [nul, trcheurs, 🤡]}\n",
    "a slip taken out": HEAD + "rules:\n  - {id: two, phrases: [nul, c1ochard, 🤡]}\n",
    "taken out": BASE.replace("pack: base.fr", "pack: base.fr").partition("  - {id: four")[0],
    "what all share": "pack: mine\nlanguage: en\ncommon: [the, of, and]\n",
}
NOT_BESIDE = {
    "a sign taken out": "gros 🤡 nul",
    "a slip taken out": "trcheurs",
    "what all share": "the escroc of and",
}
TOLD_APART = (
    ("a sign", "gros 🥑 nul"),
    ("a word that others know in figures", "vous c1ochard"),
    ("a word in figures taken out", "c1ochard"),
    ("a rule", "gros v-o-l-e-u-r nul"),
)
SHIPPED_CHANGED = """pack: mine
language: fr
extends: [insultes.fr, fraude.fr]
rules:
  - {id: new, title: {fr: Neuf}, category: insult, severity: 3, phrases: [bouffon~n, con, 🤮 …2 merci], yes: [], no: []}
"""
WORDS = (
    "escroc Escrocs escroq€r gros nul nul, nùl pas un dit a-t-il vous tu es client petit"
    " bon filou FILOU f1lou fil0u fiiilou f*lou escr*c escroooc z*ro z.é.r.o f.i.l.o.u"
    " f-i-l-o-u fi\u200blou n-u-l n.u.l nuuul n*l l33t leet c1ochard clochard cl0chard"
    " tricheurs trichers trcheurs tricheur tr1cheurs"
    " voleur v0leur vol* v*leur"
    " voler volé 🤡 🥑 🅽🆄🅻 🅵🅸🅻🅾🆄 prix pr1x p.r.i.x 2000 12 0612345678 01.12.34.56.78 http://a.fr/nul"
    " zéro zero escroquer escrocs escroqer . ! ? … , ( ) « » \n"
)
TEXTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=9).map(" ".join)
CLIENTS = (None, ClientId("lumen"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "shipped").mkdir()
    (folder / "shipped" / "pack.yaml").write_text(BASE, encoding="utf-8")
    return Library(folder / "shipped", folder / "own")


def drafted(library: Library, name: str) -> Draft:
    return library.draft(PackId("base.fr" if name == "taken out" else "mine"), DRAFTS[name])


@cache
def both(library: Library, name: str) -> tuple[Rulebook, Rulebook]:
    """A draft's judge, and all its rules made anew."""
    draft = drafted(library, name)
    return draft.judge(), Rulebook.of(draft._packs)


def said(book: Rulebook, text: str, client: ClientId | None = None) -> tuple[object, ...]:
    """All that the rules say of a text; what they gave up in no order."""
    found = book._weigh(text, client)
    return found.hits, found.trials, frozenset(found.stopped), found.standing


@pytest.mark.parametrize("name", DRAFTS)
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=12))
@example(texts=["gros 🥑 nul", "gros nul", "vous 🥑 nul", "🤡 nul", "tu 🤡"])
@example(texts=["vous c1ochard", "clochard", "f1lou client", "leet l33t", "fil0u client"])
@example(texts=["gros f-i-l-o-u nul client", "n-u-l gros v.o.l.e.u.r nul", "tu 🅽🆄🅻"])
@example(texts=["2000 n*l", "12 n-u-l", "gros n*l", "v*leur", "trooop voleuuur", "12 escroqus"])
@example(texts=["trichers", "tricheurs", "escroqer", "prix 0612345678", "pas un escroc", "a-t-il escroc dit"])
def test_a_draft_judges_as_all_its_rules_would(library: Library, name: str, texts: list[str]) -> None:
    book, whole = both(library, name)
    for text in texts:
        for client in CLIENTS:
            assert said(book, text, client) == said(whole, text, client)


@pytest.mark.parametrize("name", DRAFTS)
def test_all_rules_are_made_only_for_what_changes_how_others_read(library: Library, name: str) -> None:
    assert isinstance(drafted(library, name).judge(), Amended) is (name not in NOT_BESIDE)


PLAIN = [
    "gros voleur",
    "vous êtes un voleur",
    "l'escroc",
    "🤡 merci",
    "http://a.fr gros nul",
    "v0leur",
    "f1lou",
    "12 clients",
    "z-é-r-o, 🅽🆄🅻 et merci",  # one word each for those in force, that the new rule does not know
]


def test_all_rules_are_not_made_for_texts_that_are_read_alike(library: Library) -> None:
    book = drafted(library, "a rule").judge()
    for text in PLAIN:
        book.judge(text)
    assert "_made" not in vars(book)
    book.judge("v-o-l-e-u-r")  # letters apart that only the new rule knows as one word
    assert "_made" in vars(book)


def test_a_text_is_proven_without_all_rules_being_made(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.load()
    monkeypatch.setattr(Rulebook, "of", None)
    text = DRAFTS["a rule"].replace("yes: []", "yes: [gros voleur, quel voleur, vous êtes]")
    proof = library.prove(PackId("mine"), text)
    assert [(each.text, each.kept) for each in proof.examples] == [
        ("gros voleur", False),
        ("quel voleur", True),
        ("vous êtes", True),
    ]
    assert proof.error is not None


@pytest.mark.parametrize(("name", "text"), TOLD_APART)
def test_without_a_look_at_how_a_text_is_read_the_two_would_differ(
    library: Library, name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafted(library, name)
    right = said(draft.judge(), text)
    monkeypatch.setattr(Amended, "_read_alike", lambda *_: True)
    assert said(draft.judge(), text) != right


@pytest.mark.parametrize("name", NOT_BESIDE)
def test_without_a_look_at_what_changes_the_two_would_differ(
    library: Library, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Amendment, "leaves_others_alone", lambda *_: True)
    draft = drafted(library, name)
    whole = Rulebook.of(draft._packs)
    assert said(draft.judge(), NOT_BESIDE[name]) != said(whole, NOT_BESIDE[name])


def test_drafts_of_the_shipped_packs_judge_as_all_their_rules_would(tmp_path: Path) -> None:
    library = Library(SHIPPED, tmp_path / "own")
    now, draft = library.load(), library.draft(PackId("mine"), SHIPPED_CHANGED)
    book, whole = draft.judge(), Rulebook.of(draft._packs)
    examples = [each.text for rule in now.index.rules.values() for each in (*rule.yes, *rule.no)]
    texts = examples[::20] + [hide(text) for text in examples[7::400] for hide in DISGUISES.values()]
    texts += ["Quel bouffon, merci 🤮", "🤮 non merci", "b-o-u-f-f-o-n"]
    assert isinstance(book, Amended)
    assert [text for text in texts if said(book, text) != said(whole, text)] == []
    differing = {at for at, text in enumerate(texts) if said(book, text)[0] != said(now, text)[0]}
    assert {len(texts) - 1, len(texts) - 2, len(texts) - 3} <= differing <= set(draft.may_differ(texts, now.version))
