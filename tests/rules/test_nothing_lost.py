"""What people wrote in packs, and what is in force, outlasts whatever others write beside it. May not use the shipped packs."""

from collections.abc import Iterable
from pathlib import Path
from threading import Barrier, Thread

import pytest

from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.rules.keeping.library import Library
from tests.rules.conftest import WritePack
from tests.rules.on_disk import LUMEN, MINE, OWN, hits

ADAPTED = "pack: it\nlanguage: fr\nextends: [base.fr]\n"


def _in_threads(threads: Iterable[Thread]) -> None:
    begun = list(threads)
    for thread in begun:
        thread.start()
    for thread in begun:
        thread.join()


def test_two_programs_that_write_in_one_pack_lose_nothing(library: Library, tmp_path: Path) -> None:
    library.pack_for(None, "fr")
    together = Barrier(2)

    def add(words: Iterable[str]) -> None:
        other = Library(tmp_path / "shipped", tmp_path / "own")
        together.wait()
        for word in words:
            other.add_expression(word, f"Ce {word} est là", Category.INSULT, None)

    mine, yours = ["filou", "coquin", "fripon", "gredin"], ["malandrin", "chenapan", "vaurien", "bandit"]
    _in_threads(Thread(target=add, args=(words,)) for words in (mine, yours))
    text = library.text(library.pack_for(None, "fr"))
    assert [word for word in (*mine, *yours) if f"phrases: [{word}]" not in text] == []


@pytest.mark.parametrize("broken", ["rules: [", "language: fr\n", "pack: [lumen.fr]\n"])
def test_a_pack_that_never_was_good_is_not_written_over_by_a_correction(
    library: Library, write: WritePack, broken: str
) -> None:
    file = write(broken, "lumen.fr")
    library.add_exception(RuleId("one"), "escroc", "Un bel escroc de cinéma", LUMEN)
    assert file.read_text(encoding="utf-8") == broken
    assert hits(library, "Ce bel escroc", LUMEN) == []


def test_a_pack_is_not_written_over_another_whose_file_has_its_name(library: Library, write: WritePack) -> None:
    file = write(MINE.replace("pack: mine", "pack: yours"), "mine")
    library.save(OWN, MINE.replace("three", "four").replace("filou", "coquin"))
    assert "pack: yours" in file.read_text(encoding="utf-8")
    assert hits(library, "quel filou, quel coquin") == ["three", "four"]


@pytest.mark.parametrize("name", [".mine", "..", "a/b", "L'été"])
def test_a_pack_is_in_force_whatever_its_name(library: Library, name: str) -> None:
    library.save(PackId(name), MINE.replace("pack: mine", f'pack: "{name}"'))
    assert hits(library, "quel filou") == ["three"]


def test_a_correction_for_all_does_not_put_a_clients_pack_out_of_force(library: Library, write: WritePack) -> None:
    write(
        f"{ADAPTED}client: lumen\nrules:\n  - {{id: one, add: {{phrases: [filou], yes: [un escroc notoire]}}}}\n", "l"
    )
    with pytest.raises(RuleError) as caught:
        library.add_exception(RuleId("one"), "escroc notoire", "C'est un escroc notoire du film", None)
    assert (Path(caught.value.file).name, caught.value.line) == ("l.yaml", 6)
    assert hits(library, "quel filou", LUMEN) == ["one"]


def test_what_others_examples_need_is_neither_written_away_nor_removed(library: Library, write: WritePack) -> None:
    write(MINE.replace("mine", "a").replace("filou]", "filou, coquin]"), "a")
    write(
        "pack: b\nlanguage: fr\nextends: [a]\nrules:\n  - {id: three, add: {phrases: [fripon], yes: [coquin]}}\n", "b"
    )
    assert hits(library, "fripon") == ["three"]
    proof = library.prove(PackId("a"), MINE.replace("mine", "a"))
    assert (proof.error is not None, proof.elsewhere) == (True, True)
    with pytest.raises(RuleError):
        library.save(PackId("a"), MINE.replace("mine", "a"))
    assert hits(library, "fripon") == ["three"]


def test_a_pack_is_not_removed_that_the_example_of_another_needs(library: Library, write: WritePack) -> None:
    write(f"{ADAPTED.replace('it', 'a')}rules:\n  - {{id: one, add: {{phrases: [filou]}}}}\n", "a")
    write(f"{ADAPTED.replace('it', 'b')}rules:\n  - {{id: one, add: {{phrases: [fripon], yes: [filou]}}}}\n", "b")
    assert hits(library, "fripon") == ["one"]
    with pytest.raises(RuleError):
        library.remove(PackId("a"))
    assert hits(library, "fripon") == ["one"]


@pytest.mark.parametrize("newcomer", [MINE, MINE.replace("pack: mine", "pack: a")])
def test_what_was_in_force_is_not_given_up_for_what_is_put_beside_it(
    library: Library, write: WritePack, newcomer: str
) -> None:
    write(MINE)
    assert hits(library, "quel filou") == ["three"]
    write(newcomer.replace("phrases: [filou]", "phrases: [coquin, filou]"), "a")
    assert hits(library, "filou") == ["three"]
    assert hits(library, "coquin") == []
    assert [pack.id for pack in library.packs() if pack.trouble is not None] == ["a"]


def test_an_edit_by_hand_that_breaks_anothers_example_is_what_is_given_up(library: Library, write: WritePack) -> None:
    write(MINE.replace("mine", "b").replace("filou]", "filou, coquin]"), "b")
    write(
        "pack: a\nlanguage: fr\nextends: [b]\nrules:\n  - {id: three, add: {phrases: [fripon], yes: [coquin]}}\n", "a"
    )
    assert hits(library, "fripon, coquin") == ["three", "three"]
    write(MINE.replace("mine", "b"), "b")
    assert hits(library, "fripon, coquin") == ["three", "three"]
    assert [pack.id for pack in library.packs() if pack.trouble is not None] == ["b"]


@pytest.mark.parametrize(("end", "head"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf")])
def test_lines_end_as_they_did_when_a_pack_is_corrected(
    library: Library, write: WritePack, end: str, head: bytes
) -> None:
    file = write("")
    flow = "{pack: mine, language: fr, extends: [base.fr], rules: [{id: one, state: trial}]}\n# ça\n"
    file.write_bytes(head + flow.replace("\n", end).encode())
    library.add_exception(RuleId("one"), "escroc", "Un bel escroc de cinéma", None)
    library.set_state(RuleId("one"), RuleState.LIVE)
    written = file.read_bytes().decode()
    assert (written.count("\n"), written.count("\r")) == (2, 2 if end == "\r\n" else 0)
    assert library.text(OWN) == written.replace("\r", "").removeprefix("\ufeff")
    assert hits(library, "Ce bel escroc") == []
    assert hits(library, "Cet escroc") == ["one"]


@pytest.mark.parametrize("missing", ["id: three, ", "pack: mine\n"])
def test_a_correction_in_a_pack_that_somebody_left_half_written_is_refused(
    library: Library, write: WritePack, missing: str
) -> None:
    write(MINE)
    library.load()
    file = write(MINE.replace(missing, ""))
    with pytest.raises(RuleError) as caught:
        library.add_exception(RuleId("one"), "escroc", "Un bel escroc de cinéma", None)
    assert (caught.value.problem, caught.value.file) == ("missing_key", file)
    assert file.read_text(encoding="utf-8") == MINE.replace(missing, "")


def test_what_is_taken_back_is_as_it_was_written(library: Library, write: WritePack) -> None:
    file = write("")
    file.write_bytes(MINE.replace("\n", "\r\n").encode())
    before = library.text(OWN)
    library.set_state(RuleId("three"), RuleState.TRIAL)
    library.save(OWN, before)
    assert file.read_bytes() == MINE.replace("\n", "\r\n").encode()
