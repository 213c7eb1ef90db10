"""What a draft may change is known without judging: every text of which it says something else, and few of the others."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cm_desktop.domain.rules import PackId
from cm_desktop.rules.keeping.library import Library

HEAD = "language: fr\ncommon: [le, la, les, un, est, et, ce, pas, quel, vous]\n"
BASE = f"""pack: base.fr
{HEAD}guards: {{negated: {{before: [pas un], within: 1}}}}
rules:
  - {{id: one, title: {{fr: Un}}, category: insult, severity: 2, phrases: [escroc, gros nul], yes: [quel escroc], no: []}}
  - {{id: two, title: {{fr: Deux}}, category: insult, severity: 3, phrases: [nul], unless: [negated], yes: [nul], no: []}}
"""
MINE = """pack: mine
language: fr
rules:
  - {id: three, title: {fr: Trois}, category: fraud, severity: 3, phrases: [filou], yes: [quel filou], no: []}
"""
OWN = PackId("mine")
CHANGE = "pack: mine\nlanguage: fr\nextends: [base.fr]\nrules:\n  - {id: one, add: {except: [petit escroc]}}\n"
DRAFTS = {
    "another rule": MINE.replace("filou", "voleur"),
    "one more phrase": MINE.replace("[filou]", "[filou, vous volez]"),
    "no rule": "pack: mine\nlanguage: fr\n",
    "an exception": CHANGE,
    "another severity": CHANGE.replace("add: {except: [petit escroc]}", "severity: 4"),
    "for one client": CHANGE.replace("language: fr", "language: fr\nclient: lumen"),
    "in force only now": MINE.replace("severity: 3", "severity: 3, state: draft"),
}
WORDS = "escroc nul gros petit filou voleur vous volez pas un quel F1lou f-i-l-o-u v0leur nùl merci bonjour . ! é"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("packs")
    for where, text in (("shipped", BASE), ("own", MINE)):
        (folder / where).mkdir()
        (folder / where / "pack.yaml").write_text(text, encoding="utf-8")
    return Library(folder / "shipped", folder / "own")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(DRAFTS)),
    st.lists(st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join), max_size=20),
)
@example("an exception", ["petit escroc", "quel escroc", "merci"])
@example("no rule", ["quel F1lou", "merci"])
def test_whatever_a_draft_says_otherwise_is_among_what_it_may(library: Library, name: str, texts: list[str]) -> None:
    in_force, draft = library.load(), library.draft(OWN, DRAFTS[name])
    for client in (None, "lumen"):
        asked = [(text, client) for text in texts]
        then, now = draft.judge().judge_all(asked), in_force.judge_all(asked)  # type: ignore[arg-type]
        differs = {at for at in range(len(texts)) if then[at] != now[at]}
        assert differs <= set(draft.may_differ(texts, in_force.version))


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_texts_without_any_word_of_what_changes_are_left_alone(library: Library, name: str) -> None:
    calm = ["merci beaucoup", "bonjour à tous", "un gros pas"] * 5
    assert list(library.draft(OWN, DRAFTS[name]).may_differ(calm, library.load().version)) == []


def test_nothing_that_is_not_in_force_is_compared_with(library: Library) -> None:
    assert list(library.draft(OWN, MINE).may_differ(["merci", "bonjour"], "another version")) == [0, 1]


@pytest.mark.parametrize("shared", ["guards: {said: {before: [dit], within: 1}}", "common: [merci]"])
def test_what_all_rules_share_may_change_everything(library: Library, shared: str) -> None:
    draft = library.draft(OWN, MINE.replace("rules:", f"{shared}\nrules:"))
    assert list(draft.may_differ(["merci", "bonjour"], library.load().version)) == [0, 1]
