"""The tree of the rules holds each place once: whatever goes on alike is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.rules.language import packs
from cm_desktop.rules.matching import compile as compiling
from cm_desktop.rules.matching.compile import compile_packs
from cm_desktop.rules.matching.tree import Node, OneWay

PACK = """pack: essai.fr
language: fr
rules:
  - {id: essai, title: {fr: Essai}, category: fraud, severity: 3, phrases: ["un (gros|) voleur (ici|)"],
     yes: [un gros voleur ici], no: []}
"""


def places(node: Node) -> Iterator[Node]:
    """Every place, as often as ways lead there."""
    yield node
    for below in (*node.edges.values(), *node.gaps.values(), *([node.turn] if node.turn else [])):
        yield from places(below)


def is_each_once(folder: Path) -> bool:
    file = folder / "essai.yaml"
    file.write_text(PACK, encoding="utf-8")
    met = list(places(compile_packs(packs.load([file])).root))
    alike = {(n.labels, n.turn, tuple(n.edges.items()), tuple(n.gaps.items())) for n in met}
    return len(alike) == len(set(met)) < len(met)


def test_what_goes_on_alike_is_one_place(tmp_path: Path) -> None:
    assert is_each_once(tmp_path)


def test_places_that_are_not_shared_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_shared", lambda node, known: node)
    assert not is_each_once(tmp_path)


def test_a_place_with_one_way_on_has_no_table_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "essai.yaml").write_text(PACK, encoding="utf-8")
    root = compile_packs(packs.load([tmp_path / "essai.yaml"])).root
    ways = [each for node in {*places(root)} - {root} for each in (node.edges, node.gaps)]
    assert {type(each) for each in ways if len(each) == 1} == {OneWay}
    assert {type(each) for each in ways if len(each) != 1} == {dict}


def test_one_way_on_is_read_as_a_table_is() -> None:
    below = Node()
    way, table = OneWay(3, below), {3: below}
    assert (list(way), len(way), way.get(3), way.get(4)) == (list(table), len(table), table.get(3), table.get(4))
    assert (way.items(), way.values()) == ((*table.items(),), (*table.values(),))
