"""Packs on disk: what is in force whatever is written, and what a moderator corrects. May not use the shipped packs."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import NotFound, NotWritable, RuleError
from cm_desktop.domain.ports import RuleLibrary
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping.library import Library

SHIPPED = """# Livré
pack: base.fr
language: fr
title: {fr: Base, en: Base}
common: [le, la, les, un, est, et, ce, pas]
rules:
  - id: one
    title: {fr: Un}
    category: insult
    severity: 2
    phrases: [escroc, voleur]
    yes: [quel escroc]
    no: [bonjour]
  - {id: two, title: {fr: Deux}, category: fraud, severity: 3, state: trial, phrases: [arnaque], yes: [arnaque], no: []}
"""
MINE = """pack: mine
language: fr
rules:
  - {id: three, title: {fr: Trois}, category: insult, severity: 2, phrases: [filou], yes: [quel filou], no: [bonjour]}
"""
BASE, OWN = PackId("base.fr"), PackId("mine")
LUMEN = ClientId("lumen")
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a pack down as an editor would, in the workspace unless it is shipped."""
    moment = iter(range(1, 1000))

    def put(text: str, name: str = "mine", where: str = "own") -> Path:
        file = tmp_path / where / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(next(moment) * 10**9,) * 2)  # a disk may not tell two quick writes apart
        return file

    return put


@pytest.fixture
def library(tmp_path: Path, write: Write) -> Library:
    write(SHIPPED, "base", "shipped")
    return Library(tmp_path / "shipped", tmp_path / "own", lambda: date(2026, 7, 1))


def hits(library: Library, text: str, client: ClientId | None = None) -> list[str]:
    return [hit.rule for hit in library.load().judge(text, client).hits]


def test_the_library_fulfils_its_port(library: Library) -> None:
    port: RuleLibrary = library
    assert port.load().version


def test_packs_of_both_folders_are_in_force(library: Library, write: Write) -> None:
    write(MINE)
    assert hits(library, "escroc et filou") == ["one", "three"]
    base, mine = library.packs()
    assert (base.id, base.titles["fr"], base.shipped, base.rules, base.on_trial) == (BASE, "Base", True, 2, 1)
    assert (mine.id, mine.shipped, mine.rules, mine.trouble) == (OWN, False, 1, None)
    assert (library.text(BASE), library.text(OWN)) == (SHIPPED, MINE)
    with pytest.raises(NotFound):
        library.text(PackId("none"))


BROKEN = [
    MINE.replace("severity: 2", "severity: 9"),
    MINE.replace("[quel filou]", "[bonjour]"),
    MINE.replace("id: three", "id: one"),
    "pack: mine\nlanguage: [",
    "\x00",
    "",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_pack_leaves_its_last_good_text_in_force(library: Library, write: Write, broken: str) -> None:
    write(MINE)
    version = library.load().version
    file = write(broken)
    assert hits(library, "filou") == ["three"]
    assert library.load().version == version
    (pack,) = [pack for pack in library.packs() if not pack.shipped]
    assert pack.id == OWN
    assert pack.trouble is not None
    assert pack.trouble.file == file
    assert library.text(OWN) == broken
    write(MINE.replace("filou", "canaille"))
    assert hits(library, "filou, canaille") == ["three"]
    assert [pack.trouble for pack in library.packs()] == [None, None]


@pytest.mark.parametrize("broken", BROKEN)
def test_the_last_good_text_is_known_after_a_restart(
    library: Library, write: Write, tmp_path: Path, broken: str
) -> None:
    write(MINE)
    library.load()
    write(broken)
    again = Library(tmp_path / "shipped", tmp_path / "own")
    assert hits(again, "filou") == ["three"]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_pack_that_never_was_good_is_not_in_force(library: Library, write: Write, broken: str) -> None:
    write(broken)
    write(MINE.replace("mine", "other").replace("three", "four"), "other")
    assert hits(library, "filou, escroc") == ["four", "one"]
    assert [(pack.id, pack.trouble is None) for pack in library.packs() if not pack.shipped] == [
        ("mine", False),
        ("other", True),
    ]


def test_a_shipped_pack_that_is_wrong_is_an_error(library: Library, write: Write) -> None:
    file = write(SHIPPED.replace("severity: 2", "severity: 9"), "base", "shipped")
    with pytest.raises(RuleError) as caught:
        library.load()
    assert caught.value.file == file


def test_what_another_wrote_is_noticed(library: Library, write: Write) -> None:
    assert library.changed()
    library.load()
    assert not library.changed()
    file = write(MINE)
    assert library.changed()
    library.load()
    assert not library.changed()
    file.unlink()
    assert library.changed()


def test_what_the_library_read_for_itself_is_still_news(library: Library, write: Write) -> None:
    before = library.load()
    write(MINE)
    assert OWN in {pack.id for pack in library.packs()}
    assert library.changed()
    after = library.load()
    assert after.version != before.version
    assert not library.changed()
    assert library.load() is after  # nothing is read twice


def test_the_last_day_of_a_rule_is_noticed(tmp_path: Path, write: Write) -> None:
    write(SHIPPED, "base", "shipped")
    write(MINE.replace("severity: 2", "severity: 2, until: 2026-07-01"))
    days = iter([date(2026, 7, 1)] * 2 + [date(2026, 7, 2)] * 5)
    library = Library(tmp_path / "shipped", tmp_path / "own", lambda: next(days))
    assert library.load().judge("filou").hits
    assert not library.changed()
    assert library.changed()
    assert not library.load().judge("filou").hits


def test_a_pack_of_the_workspace_stands_in_for_a_shipped_one(library: Library, tmp_path: Path) -> None:
    library.save(BASE, SHIPPED.replace("escroc", "fripouille"))
    assert hits(library, "escroc, fripouille") == ["one"]
    (pack,) = library.packs()
    assert (pack.id, pack.shipped) == (BASE, False)
    assert (tmp_path / "shipped" / "base.yaml").read_text(encoding="utf-8") == SHIPPED
    library.remove(BASE)
    assert hits(library, "escroc, fripouille") == ["one"]
    assert library.text(BASE) == SHIPPED
    with pytest.raises(NotFound):
        library.remove(BASE)


def test_what_others_build_on_is_not_removed(library: Library, write: Write) -> None:
    library.save(OWN, MINE)
    library.save(PackId("more"), "pack: more\nlanguage: fr\nextends: [mine]\nrules:\n  - {id: three, severity: 4}\n")
    with pytest.raises(RuleError) as caught:
        library.remove(OWN)
    assert caught.value.problem == "unknown_pack"
    assert hits(library, "filou") == ["three"]


def test_proving_tells_each_example_and_the_first_error(library: Library) -> None:
    text = MINE.replace("[quel filou]", "[quel filou, bonsoir]")
    proof = library.prove(OWN, text)
    told = [(example.text, example.wanted, example.kept) for example in proof.examples]
    assert told == [("quel filou", True, True), ("bonsoir", True, False), ("bonjour", False, True)]
    assert proof.error is not None
    assert (proof.error.problem, proof.error.line) == ("failing_example", 4)
    assert library.prove(OWN, MINE).error is None
    assert library.prove(OWN, "pack: other\nlanguage: fr\n").error is not None
    assert hits(library, "filou") == []


def test_what_could_not_be_in_force_is_not_written(library: Library, tmp_path: Path) -> None:
    library.save(OWN, MINE)
    for broken in BROKEN:
        with pytest.raises(RuleError):
            library.save(OWN, broken)
    assert library.text(OWN) == MINE
    assert sorted(p.name for p in (tmp_path / "own").iterdir()) == [".in-force", "mine.yaml"]


def test_a_draft_judges_as_if_it_were_in_force_and_its_trials_live(library: Library) -> None:
    draft = library.draft(OWN, MINE.replace("severity: 2", "severity: 2, state: trial")).judge()
    assert [hit.rule for hit in draft.judge("filou, escroc, arnaque").hits] == ["three", "one"]
    assert [hit.rule for hit in library.draft(BASE, SHIPPED).judge().judge("escroc, arnaque").hits] == ["one", "two"]
    assert hits(library, "filou, arnaque") == []
    with pytest.raises(RuleError):
        library.draft(OWN, BROKEN[0])


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, library: Library) -> None:
    (tmp_path / "own").write_text("a file where the folder should be", encoding="utf-8")
    assert hits(library, "escroc") == ["one"]
    with pytest.raises(NotWritable):
        library.save(OWN, MINE)


def test_each_client_and_language_has_one_pack_of_its_own(library: Library) -> None:
    general, lumen = library.pack_for(None, "fr"), library.pack_for(LUMEN, "fr")
    assert (general, lumen) == ("maison.fr", "lumen.fr")
    assert (library.pack_for(None, "fr"), library.pack_for(LUMEN, "fr")) == (general, lumen)
    assert library.pack_for(ClientId("yes: [x"), "fr") == "yes: [x.fr"
    assert {pack.client for pack in library.packs()} == {None, "lumen", "yes: [x"}


def test_an_exception_is_for_one_client_with_its_example(library: Library) -> None:
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette, au ciné-club", LUMEN)
    assert hits(library, "Un voleur de bicyclette", LUMEN) == []
    assert hits(library, "Un voleur de bicyclette") == ["one"]
    assert hits(library, "Un escroc de bicyclette", LUMEN) == ["one"]
    assert "Le voleur de bicyclette, au ciné-club" in library.text(PackId("lumen.fr"))


def test_an_exception_for_all_clients_is_for_all(library: Library) -> None:
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette", None)
    assert hits(library, "voleur", LUMEN) == hits(library, "voleur") == []


def test_an_exception_takes_the_words_around_it_where_the_rule_needs_it_alone(library: Library) -> None:
    library.add_exception(RuleId("one"), "Escroc", "Le bar L'Escroc rouvre demain", None)
    assert hits(library, "le bar l'escroc est sympa") == []
    assert hits(library, "un vrai escroc") == ["one"]


def test_a_number_or_a_link_can_be_left_alone_whatever_its_writing(library: Library, write: Write) -> None:
    data = (
        "{id: tel, title: {fr: x}, category: personal_data, severity: 4, phrases: ['@mobile', '@url'], yes: [], no: []}"
    )
    write(f"pack: mine\nlanguage: fr\nrules:\n  - {data}\n")
    library.add_exception(RuleId("tel"), "06 12 34 56 78", "Appelez-nous au 06 12 34 56 78", None)
    library.add_exception(RuleId("tel"), "https://lumen.example", "La carte : https://lumen.example", None)
    assert hits(library, "06.12.34.56.78 et www.lumen.example/carte") == []
    assert hits(library, "06.12.34.56.79 et autre.example") == ["tel", "tel"]


def test_exceptions_add_up_and_keep_the_layout(library: Library) -> None:
    library.save(OWN, f"# À nous\n{MINE}  # la fin\n")
    library.add_exception(RuleId("three"), "filou", "Filou le chien, ce filou", None)
    library.add_exception(RuleId("one"), "voleur", "Le voleur de bicyclette", None)
    library.add_exception(RuleId("one"), "voleur", "Le voleur de temps", None)
    text = library.text(OWN)
    assert text.startswith("# À nous\npack: mine\nlanguage: fr\n")
    assert "# la fin" in text
    assert text.count("id: one") == 1
    assert "Filou le chien" not in text  # where the rule still finds something
    assert hits(library, "ce filou, le voleur de temps") == []
    assert hits(library, "quel filou") == ["three"]


def test_a_missed_expression_becomes_a_rule_on_trial(library: Library) -> None:
    text = 'C\'est pas joli-joli, ce que vous faites : "marchands de soupe" !'
    rule = library.add_expression("marchands de soupe", text, Category.INSULT, LUMEN)
    book = library.load()
    assert [hit.rule for hit in book.why("des marchands de soupe", LUMEN).trials] == [rule]
    assert not book.judge("des marchands de soupe", LUMEN).hits
    assert not book.why("des marchands de soupe").trials
    assert book.title(rule, "fr") == "marchands de soupe"
    again = library.add_expression("marchands de soupe", text, Category.FRAUD, LUMEN)
    assert again != rule


def test_a_rule_is_put_on_trial_in_force_or_aside(library: Library) -> None:
    one, two, three = RuleId("one"), RuleId("two"), RuleId("three")
    library.save(OWN, MINE)
    library.set_state(two, RuleState.LIVE)
    library.set_state(three, RuleState.TRIAL)
    library.set_state(one, RuleState.DRAFT, LUMEN)
    assert hits(library, "escroc, arnaque, filou") == ["one", "two"]
    assert hits(library, "escroc, arnaque, filou", LUMEN) == ["two"]
    library.set_state(two, RuleState.TRIAL)
    library.set_state(three, RuleState.LIVE)
    library.set_state(one, RuleState.LIVE, LUMEN)
    assert hits(library, "escroc, arnaque, filou", LUMEN) == ["one", "three"]
    with pytest.raises(NotFound):
        library.set_state(RuleId("none"), RuleState.LIVE)


def test_what_holds_no_word_cannot_be_an_expression(library: Library) -> None:
    with pytest.raises(RuleError) as caught:
        library.add_expression("?!", "Quoi ?!", Category.INSULT, None)
    assert caught.value.problem == "bad_phrase"
