"""The desk with the real rules on a real disk: what a person writes, corrects and takes back, and what is judged after it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.desk import Desk
from cm_desktop.rules.keeping.library import Library
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, OTHER, FakePlatform
from tests.engine.test_rejudging import TOWN
from tests.engine.test_replay import replayed_text

SHIPPED = """pack: base.fr
language: fr
common: [le, la, les, un, est, et, ce, pas, quel, cet]
rules:
  - id: insulte
    title: {fr: Insulte directe, en: Direct insult}
    category: insult
    severity: 3
    phrases: [escroc, voleur]
    yes: [quel escroc]
    no: [bonjour]
"""
MINE = """# à nous
pack: maison.fr
language: fr
rules:
  - id: filou
    title: {fr: Filou}
    category: fraud
    severity: 3
    phrases: [filou]
    yes: [quel filou]
    no: [bonjour]
"""
OWN = PackId("maison.fr")
Refs = tuple[CommentRef, ...]


@pytest.fixture
def rules(tmp_path: Path) -> Library:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "base.yaml").write_text(SHIPPED, encoding="utf-8")
    return another(tmp_path)


def another(folder: Path) -> Library:
    """The same packs, as another process reads them."""
    return Library(folder / "shipped", folder / "workspace" / "rules")


@pytest.fixture
def desk(open_desk: OpenDesk, rules: Library) -> Desk:
    """Two clients, each with a page."""
    desk = open_desk(rules)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    desk.accounts.add(replace(OTHER, client=TOWN.id), TOWN, "jeton")
    return desk


@pytest.fixture
def said(desk: Desk, platform: FakePlatform, other: FakePlatform) -> Refs:
    """The same word, to one client twice and to the other."""
    refs = (
        platform.post("c1", "Cet escroc vend du pain"),
        platform.post("c2", "Quel escroc !"),
        other.post("c1", "Quel escroc !"),
    )
    desk.sync()
    assert marks(desk, refs) == [3, 3, 3]
    return refs


def marks(desk: Desk, refs: Refs) -> list[int]:
    return [desk.inbox.row(ref).verdict.severity for ref in refs]


def test_a_correction_is_a_line_of_the_client_s_pack_and_its_undoing_takes_the_pack_away(
    desk: Desk, said: Refs, tmp_path: Path
) -> None:
    hit = desk.inbox.row(said[0]).verdict.hits[0]
    correction = desk.rules.mistaken(said[0], hit)
    assert marks(desk, said)[0] == 0
    assert marks(desk, said)[2] == 3
    (file,) = (tmp_path / "workspace" / "rules").glob("*.yaml")
    assert "Cet escroc vend du pain" in file.read_text(encoding="utf-8")
    assert [pack.client for pack in desk.rules.packs() if not pack.shipped] == [CLIENT.id]
    desk.rules.take_back(correction)
    assert marks(desk, said) == [3, 3, 3]
    assert not file.exists()


def test_a_missed_expression_is_tried_replayed_then_put_in_force(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Bande d'aigrefins !")
    desk.sync()
    correction = desk.rules.missed(ref, "aigrefins", Category.FRAUD)
    pack = desk.rules.pack_for(CLIENT.id)
    assert marks(desk, (ref,)) == [0]
    assert replayed_text(desk, pack, desk.rules.text(pack)).caught == 1
    desk.rules.set_state(correction.rule, RuleState.LIVE, CLIENT.id)
    assert marks(desk, (ref,)) == [3]
    assert replayed_text(desk, pack, desk.rules.text(pack)).caught == 0


def test_a_pack_written_by_hand_comes_in_force_and_one_broken_by_hand_does_not(
    desk: Desk, platform: FakePlatform, tmp_path: Path
) -> None:
    ref = platform.post("c1", "Quel filou !")
    desk.sync()
    file = tmp_path / "workspace" / "rules" / "a-nous.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(MINE, encoding="utf-8")
    desk.rules.keep_up()
    assert marks(desk, (ref,)) == [3]
    file.write_text(MINE.replace("phrases:", "phrase:"), encoding="utf-8")
    os.utime(file, (0, 0))
    for _ in range(2):
        desk.rules.keep_up()
    assert marks(desk, (ref,)) == [3]
    assert [(Path(error.file), error.problem) for error in desk.rules.troubles()] == [(file, "unknown_key")]
    with pytest.raises(RuleError):
        desk.rules.put_in_force(OWN, MINE.replace("yes: [quel filou]", "yes: [bonjour]"))
    assert marks(desk, (ref,)) == [3]


def test_the_window_and_the_terminal_beside_it_come_to_the_same_rules(
    desk: Desk, open_desk: OpenDesk, said: Refs, tmp_path: Path
) -> None:
    terminal = open_desk(another(tmp_path))
    terminal.rules.mistaken(said[0], terminal.inbox.row(said[0]).verdict.hits[0], everywhere=True)
    desk.rules.packs()  # what the window reads for its own view must not hide it
    desk.rules.keep_up()
    assert desk.rules.judge().version == terminal.rules.judge().version
    assert marks(desk, said) == marks(terminal, said) == [0, 3, 3]


def test_after_a_restart_the_same_rules_judge_nothing_again(
    desk: Desk, open_desk: OpenDesk, said: Refs, tmp_path: Path
) -> None:
    desk.rules.put_in_force(OWN, MINE)
    version = desk.rules.judge().version
    again = open_desk(another(tmp_path))
    assert again.rules.judge().version == version
    assert not again._room.reader().history.behind(version)
