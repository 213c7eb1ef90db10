"""Terms of each kind, inflection and regular expressions: what they find, what is refused. May not use the shipped packs."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.errors import RuleError
from cm_desktop.rules.language.patterns import LONGEST, BadPattern, compile_pattern
from cm_desktop.rules.rulebook import Rulebook, matched
from cm_desktop.rules.text import english, french, letters


def book(folder: Path, terms: list[str], match: str = "word", more: str = "", language: str = "fr") -> Rulebook:
    listed = "".join(f"      - '{term}'\n" for term in terms)
    (folder / "small.yaml").write_text(
        f"pack: small\nlanguage: {language}\nrules:\n  - id: found\n    title: {{{language}: x}}\n"
        f"    category: insult\n    severity: 2\n    match: {match}\n    terms:\n{listed}    yes: []\n    no: []\n{more}",
        encoding="utf-8",
    )
    return Rulebook.load([folder])


def found(rules: Rulebook, text: str) -> list[str]:
    return [matched(text, hit) for hit in rules.judge(text).hits]


@pytest.mark.parametrize(
    ("match", "term", "text", "passages"),
    [
        ("word", "voleur", "un voleur, des voleurs", ["voleur"]),
        ("word", "vol(eur|euse)", "voleur et voleuse", ["voleur", "voleuse"]),
        ("phrase", "bande de …1 voleurs", "bande de sales voleurs", ["bande de sales voleurs"]),
        ("starts", "boycot", "boycottons le boycott, leboycott", ["boycottons", "boycott"]),
        ("ends", "land", "Disneyland, le land, landais", ["Disneyland", "land"]),
        ("ends", "té", "liberté à la clé", ["liberté"]),
        ("exact", "première", "Première !!!", ["Première"]),
        ("exact", "première", "(première)", ["première"]),
        ("exact", "première", "la première", []),
        ("exact", "pas fou", "pas fou…", ["pas fou"]),
        ("exact", "pas fou", "pas fou ce truc", []),
        ("regex", r"\bcon\w*", "le con est connu, un balcon", ["con", "connu"]),
    ],
)
def test_a_term_is_found_as_its_kind_says(
    tmp_path: Path, match: str, term: str, text: str, passages: list[str]
) -> None:
    assert found(book(tmp_path, [term], match), text) == passages


def test_an_empty_comment_says_nothing_at_all(tmp_path: Path) -> None:
    assert found(book(tmp_path, ["première"], "exact"), " !!! ") == []


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("voleur", "voleur voleurs voleuse voleuses"),
        ("acteur", "acteur acteurs actrice actrices"),
        ("menteur", "menteur menteurs menteuse menteuses"),
        ("paresseux", "paresseux paresseuse paresseuses"),
        ("naïf", "naïf naïfs naïve naïves"),
        ("gardien", "gardien gardiens gardienne gardiennes"),
        ("con", "con cons conne connes"),
        ("muet", "muet muets muette muettes"),
        ("complet", "complet complets complète complètes"),
        ("cruel", "cruel cruels cruelle cruelles"),
        ("étranger", "étranger étrangers étrangère étrangères"),
        ("loyal", "loyal loyaux loyale loyales"),
        ("blaireau", "blaireau blaireaux"),
        ("enculé", "enculé enculés enculée enculées"),
        ("abruti", "abruti abrutis abrutie abruties"),
        ("idiot", "idiot idiots idiote idiotes"),
        ("français", "français française françaises"),
        ("fou", "fou fous folle folles"),
        ("débile", "débile débiles"),
    ],
)
def test_french_nouns_take_their_feminines_and_plurals(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= french.noun(lemma)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("voler", "vole voles volez volent volais volera volerait volé volées volant volèrent"),
        ("manger", "mangeons mangeait mange"),
        ("placer", "plaçons plaçait place placera"),
        ("appeler", "appelle appellera appelons"),
        ("acheter", "achète achèterez achetons"),
        ("céder", "cède cédait cédera"),
        ("payer", "paie paye paiera payez"),
        ("envoyer", "envoie enverra envoyait"),
        ("finir", "finis finissez finissait finira finisse"),
        ("partir", "pars partait partira partent"),
        ("répartir", "répartissez"),
        ("venir", "viens vient viennent venu viendra"),
        ("foutre", "fous fout foutez foutu foute"),
        ("perdre", "perd perdait perdu perdez"),
        ("rompre", "rompt"),
        ("prendre", "prends prennent pris prenait"),
        ("détruire", "détruisez détruit détruisait"),
        ("connaître", "connaît connu connaissait"),
        ("craindre", "crains craignent craint"),
        ("dire", "dis dites disait dit"),
        ("faire", "fais faites font fera fasse fait"),
        ("mourir", "meurs mort mourra meure"),
        ("voir", "vois voyez vu verra"),
        ("recevoir", "reçois recevait reçu"),
        ("être", "es êtes sont était sera"),
        ("aller", "vas allez ira aille"),
    ],
)
def test_french_verbs_take_every_tense_a_comment_uses(infinitive: str, forms: str) -> None:
    assert set(forms.split()) <= french.verb(infinitive)


@pytest.mark.parametrize(
    ("of", "word", "forms"),
    [
        (english.noun, "scammer", "scammer scammers scammer's scammers'"),
        (english.noun, "thief", "thief thieves thief's"),
        (english.noun, "bitch", "bitches"),
        (english.noun, "pussy", "pussies"),
        (english.verb, "scam", "scam scams scammed scamming"),
        (english.verb, "lie", "lies lied lying"),
        (english.verb, "try", "tries tried trying"),
        (english.verb, "make", "makes made making"),
        (english.verb, "steal", "steals stole stolen stealing"),
        (english.verb, "panic", "panicked panicking"),
        (english.verb, "fuck", "fucks fucked fucking fuckin"),
    ],
)
def test_english_words_take_their_forms(of: object, word: str, forms: str) -> None:
    assert callable(of)
    assert set(forms.split()) <= of(word)


@pytest.mark.parametrize("word", ["table", "or", "re", "ir"])
def test_what_is_no_infinitive_has_no_verb_forms(word: str) -> None:
    with pytest.raises(ValueError, match=word):
        french.verb(word)


@given(st.text("abcdefghijklmnopqrstuvwxyzéèêàçïœ", min_size=1, max_size=12))
def test_any_word_can_be_inflected_as_a_noun(word: str) -> None:
    assert word in french.noun(word)
    assert word in english.noun(word)


@pytest.mark.parametrize(
    ("term", "text", "passages"),
    [
        ("voleur~n", "des voleuses, un voleur", ["voleuses", "voleur"]),
        ("se moquer~v", "ils se moquent", ["se moquent"]),
        ("sous-merde~n", "des sous-merdes", ["sous-merdes"]),
        ("(sale|gros) (voleur|escroc)~n", "sale escroc, gros voleurs", ["sale escroc", "gros voleurs"]),
        ("vous (mentir~v|tricher~v)", "vous mentez, vous tricherez", ["vous mentez", "vous tricherez"]),
    ],
)
def test_a_tilde_inflects_a_word_of_a_phrase(tmp_path: Path, term: str, text: str, passages: list[str]) -> None:
    assert found(book(tmp_path, [term], "phrase"), text) == passages


@pytest.mark.parametrize(
    ("terms", "match", "language", "problem"),
    [
        (["deux mots"], "word", "fr", "not_one_word"),
        (["sous-merde"], "starts", "fr", "not_one_word"),
        (["<voleur>"], "word", "fr", "not_one_word"),
        (["voleur~x"], "word", "fr", "not_one_word"),
        (["table~v"], "phrase", "fr", "bad_phrase"),
        (["Dieb~n"], "phrase", "de", "bad_phrase"),
        (["(con"], "regex", "fr", "bad_pattern"),
        (["con(?=nard)"], "regex", "fr", "bad_pattern"),
        ([r"(a)\1"], "regex", "fr", "bad_pattern"),
        (["con*n{5000}"], "regex", "fr", "bad_pattern"),
    ],
)
def test_a_bad_term_is_named_with_its_line(
    tmp_path: Path, terms: list[str], match: str, language: str, problem: str
) -> None:
    with pytest.raises(RuleError) as caught:
        book(tmp_path, ["bon", *terms], match, language=language)
    assert (caught.value.problem, caught.value.line) == (problem, 11)


@pytest.mark.parametrize(
    "pattern",
    [
        *("(?i)con", "(?<!a)b", r"\pL+", r"\x41", r"\Qa\E", r"\1", "[[:alpha:]]", "[à-ü]", "[a-é]", "[ -~]"),
        *("\u0416", "[\u0416]", "a*", "", "[œ]", "(a{999}){999}", "[a", "a\\", "(?P<x", "x" * (LONGEST + 1)),
    ],
)
def test_what_a_regex_could_not_do_rightly_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "passages"),
    [
        (r"\bélu\w*", "les élus, réélus", ["élus"]),
        (r"\bélu\b", "élu, réélu, éluÉ", ["élu"]),
        (r"\w+", "l'été à Σίγμα", ["l", "été", "à", "Σίγμα"]),
        (r"\Won\b", "béton on", [" on"]),
        (r"[A-Z]{2}\d{3}", "code fr123", ["fr123"]),
        (r"À (tous|toutes)", "à TOUS", ["à TOUS"]),
        (r"d’accord", "d'accord D’ACCORD", ["d'accord", "D’ACCORD"]),
        (r"cœur", "CŒUR coeur", ["CŒUR", "coeur"]),
        (r"[^a-z ]+", "abc é !", ["é", "!"]),
        (r"\d+ ?€", "à 12 € ou 13€", ["12 €", "13€"]),
        (r"con{2}ard", "Co\u200bnn\u00adard", ["Co\u200bnn\u00adard"]),
        (r"(?P<nom>été)s?", "des e\u0301te\u0301s", ["e\u0301te\u0301s"]),
        (r"[]a]+", "[a]", ["a]"]),
        (r"a\.b", "a.b aXb", ["a.b"]),
    ],
)
def test_a_regex_sees_letters_as_people_do(tmp_path: Path, pattern: str, text: str, passages: list[str]) -> None:
    term = pattern.replace("'", "''")
    rules = book(tmp_path, [term], "regex", "    accents: exact\n")
    assert found(rules, text) == passages


@pytest.mark.parametrize(
    ("accents", "text", "hit"),
    [
        ("auto", "un ete pourri", True),
        ("auto", "un ete à la mer", False),
        ("auto", "un été à la mer", True),
        ("exact", "un ete pourri", False),
        ("ignore", "un ete à la mer", True),
    ],
)
def test_the_accents_of_a_regex_count_as_those_of_a_word(tmp_path: Path, accents: str, text: str, hit: bool) -> None:
    assert bool(found(book(tmp_path, [r"\bété\b"], "regex", f"    accents: {accents}\n"), text)) is hit


def test_exceptions_and_guards_hold_for_a_regex(tmp_path: Path) -> None:
    rules = book(tmp_path, [r"\bvol\w+"], "regex", "    except: [vol au vent, volcan]\n    unless: [quoted]\n")
    assert found(rules, "volcan et volaille") == ["volaille"]
    assert found(rules, "il a dit « volaille » hier") == []


def test_a_regex_passage_without_any_word_keeps_its_own_place(tmp_path: Path) -> None:
    assert found(book(tmp_path, [r"\$\$+"], "regex"), "gratuit $$$ là") == ["$$$"]
    assert found(book(tmp_path, [r"~+"], "regex"), "~~") == ["~~"]


LETTERS = st.text(
    st.one_of(st.characters(), st.sampled_from("aàéÉœŒæßﬁ\u0301\u200b\ufe0f\ud800'’ \u00a0😀Ж")), max_size=40
)


@given(LETTERS)
def test_a_spelled_text_knows_the_place_of_each_letter(text: str) -> None:
    spelled = letters.spell(text)
    for at in range(len(spelled.text)):
        start, end = spelled.span(at, at + 1)
        assert 0 <= start < end <= len(text)
    assert spelled.text == spelled.text.encode(errors="strict").decode()


@given(st.text("abcàéçùïœ xyz_19-", max_size=30))
def test_a_letter_is_a_letter_composed_or_not(text: str) -> None:
    assert letters.spell(unicodedata.normalize("NFD", text)).text == letters.spell(text).text


def test_half_a_character_with_a_mark_can_be_judged_by_a_regex(tmp_path: Path) -> None:
    assert found(book(tmp_path, [r"\bété\b"], "regex"), "\udfff\u0301 un été \ud800\u200b") == ["été"]


@given(LETTERS)
def test_any_text_can_be_judged_by_a_regex(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    rules = book(tmp_path_factory.mktemp("rules"), [r"[^ ]+"], "regex")
    assert all(0 <= hit.start < hit.end <= len(text) for hit in rules.judge(text).hits)
