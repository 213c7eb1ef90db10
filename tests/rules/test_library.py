"""Packs on disk: what is in force, whatever is written. May not use the shipped packs."""

from datetime import date
from pathlib import Path

import pytest

from cm_desktop.domain.errors import NotFound, NotWritable, RuleError
from cm_desktop.domain.ports import RuleLibrary
from cm_desktop.domain.rules import PackId
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.keeping.library import Library
from cm_desktop.rules.rulebook import Rulebook
from tests.rules.conftest import WritePack
from tests.rules.on_disk import BASE, MINE, OWN, SHIPPED, hits


def test_the_library_fulfils_its_port(library: Library) -> None:
    port: RuleLibrary = library
    assert port.load().version


def test_packs_of_both_folders_are_in_force(library: Library, write: WritePack) -> None:
    write(MINE)
    assert hits(library, "escroc et filou") == ["one", "three"]
    base, mine = library.packs()
    assert (base.id, base.titles["fr"], base.shipped, base.rules, base.on_trial) == (BASE, "Base", True, 2, 1)
    assert (mine.id, mine.shipped, mine.rules, mine.trouble) == (OWN, False, 1, None)
    assert (library.text(BASE), library.text(OWN)) == (SHIPPED, MINE)
    with pytest.raises(NotFound):
        library.text(PackId("none"))


@pytest.mark.parametrize("name", ["mine.yml", "MINE.YAML", "deeper/mine.yaml"])
def test_a_pack_is_one_whatever_its_file_is_called(library: Library, write: WritePack, name: str) -> None:
    file = write(MINE)
    place = file.parent / name
    place.parent.mkdir(exist_ok=True)
    file.rename(place)
    assert hits(library, "escroc et filou") == ["one", "three"]
    library.save(OWN, MINE.replace("filou", "canaille"))
    assert hits(library, "filou, canaille") == ["three"]


@pytest.mark.parametrize("name", [".mine.yaml", "mine.txt", "mine.yaml~"])
def test_what_is_no_pack_is_none(library: Library, write: WritePack, name: str) -> None:
    file = write(MINE)
    file.rename(file.parent / name)
    assert hits(library, "escroc et filou") == ["one"]


BROKEN = [
    MINE.replace("severity: 2", "severity: 9"),
    MINE.replace("[quel filou]", "[bonjour]"),
    MINE.replace("id: three", "id: one"),
    "pack: mine\nlanguage: [",
    "\x00",
    "",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_pack_leaves_its_last_good_text_in_force(library: Library, write: WritePack, broken: str) -> None:
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
    library: Library, write: WritePack, tmp_path: Path, broken: str
) -> None:
    write(MINE)
    library.load()
    write(broken)
    again = Library(tmp_path / "shipped", tmp_path / "own")
    assert hits(again, "filou") == ["three"]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_pack_that_never_was_good_is_not_in_force(library: Library, write: WritePack, broken: str) -> None:
    write(broken)
    write(MINE.replace("mine", "other").replace("three", "four"), "other")
    assert hits(library, "filou, escroc") == ["four", "one"]
    assert [(pack.id, pack.trouble is None) for pack in library.packs() if not pack.shipped] == [
        ("mine", False),
        ("other", True),
    ]


def test_a_shipped_pack_that_is_wrong_is_an_error(library: Library, write: WritePack) -> None:
    file = write(SHIPPED.replace("severity: 2", "severity: 9"), "base", "shipped")
    with pytest.raises(RuleError) as caught:
        library.load()
    assert caught.value.file == file


def test_what_another_wrote_is_noticed(library: Library, write: WritePack) -> None:
    assert library.changed()
    library.load()
    assert not library.changed()
    file = write(MINE)
    assert library.changed()
    library.load()
    assert not library.changed()
    file.unlink()
    assert library.changed()


def test_what_the_library_read_for_itself_is_still_news(library: Library, write: WritePack) -> None:
    before = library.load()
    write(MINE)
    assert OWN in {pack.id for pack in library.packs()}
    assert library.changed()
    after = library.load()
    assert after.version != before.version
    assert not library.changed()
    assert library.load() is after  # nothing is read twice


def test_the_last_day_of_a_rule_is_noticed(tmp_path: Path, write: WritePack) -> None:
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
    assert (pack.id, pack.shipped, pack.stands_in) == (BASE, False, True)
    assert (tmp_path / "shipped" / "base.yaml").read_text(encoding="utf-8") == SHIPPED
    library.remove(BASE)
    assert hits(library, "escroc, fripouille") == ["one"]
    assert library.text(BASE) == SHIPPED
    assert [pack.stands_in for pack in library.packs()] == [False]
    with pytest.raises(NotFound):
        library.remove(BASE)


def test_what_was_written_in_a_pack_is_kept_when_it_is_removed(library: Library) -> None:
    library.save(OWN, MINE)
    first = library.remove(OWN)
    library.save(OWN, MINE + "# encore\n")
    second = library.remove(OWN)
    assert [kept.read_text(encoding="utf-8") for kept in (first, second)] == [MINE, MINE + "# encore\n"]
    assert hits(library, "filou") == []
    assert OWN not in {pack.id for pack in library.packs()}


def test_what_others_build_on_is_not_removed(library: Library, write: WritePack) -> None:
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
    assert [p.name for p in sorted((tmp_path / "own").iterdir()) if p.name != ".lock"] == [".in-force", "mine.yaml"]


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


NAMES = [RuleId(name) for name in ("one", "two", "three", "none")]
CHANGED = "pack: his\nlanguage: fr\nclient: lumen\nextends: [base.fr]\nrules:\n  - {id: one, title: {fr: Le mien, en: Mine}}\n"


def test_titles_are_told_without_making_a_rule(
    library: Library, write: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(MINE)
    write(CHANGED, "his")
    with monkeypatch.context() as without:
        without.delattr(Rulebook, "of")
        told = [(library.title(name, "fr"), library.title(name, "en")) for name in NAMES]
    assert told == [("Le mien", "Mine"), ("Deux", "Deux"), ("Trois", "Trois"), ("", "")]
    book = library.load()
    assert told == [(book.title(name, "fr"), book.title(name, "en")) for name in NAMES]


def test_titles_are_those_in_force_where_a_pack_is_wrong(library: Library, write: WritePack) -> None:
    write(MINE)
    library.load()
    write(MINE.replace("Trois", "Quatre") + "  - {id: one}\n")
    assert [library.title(name, "fr") for name in NAMES] == ["Un", "Deux", "Trois", ""]
