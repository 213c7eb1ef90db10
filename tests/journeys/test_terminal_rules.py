"""Rules in a terminal: what is wrongly found is corrected, what is missed goes on trial, a pack is tried before it is kept."""

from pathlib import Path
from typing import Any

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal, by_hand, connect

pytestmark = pytest.mark.e2e

PACK = """\
pack: terrasse.fr
language: fr
rules:
  - id: terrasse.perroquet
    title: {fr: Le perroquet, en: The parrot}
    category: complaint
    severity: 2
    phrases:
      - perroquet … bavarde
    yes:
      - Le perroquet bavarde
    no:
      - Le perroquet dort
"""
SAID = """\
Odile Framont
Le perroquet de la caisse bavarde le soir
J'aime · Répondre · 2 h

Marc Delval
Quel bel escroc, ce comédien !
J'aime · Répondre · 1 h
"""


@pytest.fixture
def page(terminal: Terminal) -> str:
    """A page by hand with two comments: one that no rule knows of, one that is found wrongly."""
    name = by_hand(terminal)
    assert terminal("paste", "--page", name, typed=SAID).status == 0
    return name


def row(terminal: Terminal, of: str) -> dict[str, Any]:
    """The comment whose text begins so, as the list has it."""
    rows = terminal("search", "--json").document["rows"]
    (found,) = [row for row in rows if row["text"].startswith(of)]
    return dict(found)


@pytest.mark.usefixtures("page")
def test_a_passage_that_is_no_case_is_left_alone_from_now_on(terminal: Terminal) -> None:
    wrong = row(terminal, "Quel bel escroc")
    assert "fraud" in wrong["categories"]
    told = terminal("rules", "mistaken", wrong["id"], "escroc")
    assert (told.status, "is left alone by" in told.out) == (0, True)
    assert row(terminal, "Quel bel escroc")["categories"] == []
    assert "fraud" in terminal("rules", "check", "--json", "Bande d'escrocs, rendez l'argent").document["categories"]
    own = [pack for pack in terminal("rules", "list", "--json").document if not pack["shipped"]]
    assert [pack["rules"] for pack in own] == [1]
    assert "Quel bel escroc, ce comédien !" in terminal("rules", "show", own[0]["id"]).out


@pytest.mark.usefixtures("page")
def test_a_passage_that_no_rule_found_cannot_be_mistaken(terminal: Terminal) -> None:
    quiet = row(terminal, "Le perroquet")
    refused = terminal("rules", "mistaken", quiet["id"], "perroquet")
    assert (refused.status, refused.out) == (1, "")
    assert "perroquet" in refused.err


@pytest.mark.usefixtures("page")
def test_what_is_missed_goes_on_trial_is_replayed_then_kept(terminal: Terminal) -> None:
    missed = row(terminal, "Le perroquet")
    told = terminal("rules", "missed", missed["id"], "perroquet de la caisse bavarde", "--category", "complaint")
    assert told.status == 0, told.err
    assert row(terminal, "Le perroquet")["categories"] == []
    (own,) = [pack for pack in terminal("rules", "list", "--json").document if not pack["shipped"]]
    assert own["on_trial"] == 1
    replay = terminal("rules", "replay", own["id"], "--json").document
    assert (replay["read"], replay["caught"], replay["lost"]) == (2, 1, 0)
    assert [sample["text"] for sample in replay["samples_caught"]] == [missed["text"]]
    assert sum(week["caught"] for week in replay["weeks"]) == 1
    rule = replay["samples_caught"][0]["spans"][0][2]
    assert terminal("rules", "state", rule, "live").status == 0
    assert row(terminal, "Le perroquet")["categories"] == ["complaint"]


@pytest.mark.usefixtures("page")
def test_a_pack_is_tried_then_kept_and_a_wrong_one_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "terrasse.yaml"
    file.write_text(PACK, encoding="utf-8")
    assert "+ 1 caught" in terminal("rules", "replay", "terrasse.fr", str(file)).out
    assert row(terminal, "Le perroquet")["severity"] == 0
    assert terminal("rules", "keep", "terrasse.fr", str(file)).status == 0
    assert row(terminal, "Le perroquet")["severity"] == 2
    file.write_text(PACK.replace("Le perroquet dort", "Le perroquet bavarde, non ?"), encoding="utf-8")
    refused = terminal("rules", "keep", "terrasse.fr", str(file))
    assert (refused.status, "line 13" in refused.err) == (1, True)
    assert row(terminal, "Le perroquet")["severity"] == 2


@pytest.mark.usefixtures("page")
def test_a_pack_is_taken_away_its_text_is_kept_and_puts_it_back(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "terrasse.yaml"
    file.write_text(PACK, encoding="utf-8")
    terminal("rules", "keep", "terrasse.fr", str(file))
    removed = terminal("rules", "remove", "terrasse.fr", "--json").document
    assert row(terminal, "Le perroquet")["severity"] == 0
    assert Path(removed["kept"]).read_text(encoding="utf-8") == PACK
    assert terminal("rules", "remove", "terrasse.fr").status == 1
    assert terminal("rules", "keep", "terrasse.fr", removed["kept"]).status == 0
    assert row(terminal, "Le perroquet")["severity"] == 2


def test_a_pack_that_stands_in_for_a_supplied_one_gives_way_to_it_again(terminal: Terminal, tmp_path: Path) -> None:
    supplied = terminal("rules", "show", "ironie.fr").out
    file = tmp_path / "ironie.yaml"
    file.write_text("pack: ironie.fr\nlanguage: fr\n", encoding="utf-8")
    assert terminal("rules", "keep", "ironie.fr", str(file)).status == 0
    assert "as it came with the program" in terminal("rules", "remove", "ironie.fr").out
    assert terminal("rules", "show", "ironie.fr").out == supplied


@pytest.mark.usefixtures("page")
def test_a_pack_broken_by_hand_is_named_and_its_last_good_text_stays(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "terrasse.yaml"
    file.write_text(PACK, encoding="utf-8")
    terminal("rules", "keep", "terrasse.fr", str(file))
    (kept,) = (tmp_path / "workspace" / "rules").glob("*.yaml")
    kept.write_text(PACK.replace("severity: 2", "severity: 9"), encoding="utf-8")
    told = terminal("rules", "lint", "terrasse.fr")
    assert (told.status, "line 7" in told.err) == (1, True)
    assert row(terminal, "Le perroquet")["severity"] == 2


@pytest.mark.usefixtures("page")
def test_a_rule_that_finds_nothing_on_the_pages_is_told(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "terrasse.yaml"
    idle = "  - {id: idle, title: {fr: x}, category: insult, severity: 2, phrases: [huluberlu], yes: [huluberlu], no: []}\n"
    file.write_text(PACK + idle, encoding="utf-8")
    assert terminal("rules", "keep", "terrasse.fr", str(file)).status == 0
    (told,) = [line for line in terminal("rules", "lint", "terrasse.fr").out.splitlines() if "idle" in line]
    assert "Found in none of" in told


def test_the_packs_that_ship_have_nothing_wrong_in_them(terminal: Terminal) -> None:
    assert terminal("rules", "lint").status == 0


def test_a_rule_is_as_right_as_what_was_decided_on_it(terminal: Terminal, practice: PracticePlatform) -> None:
    _, token = connect(terminal, practice, "facebook")
    terminal("sync", secret=token)
    rows = [row for row in terminal("queue", "--json").document["rows"] if row["spans"]]
    hidden, classed = rows[0], next(row for row in rows[1:] if row["spans"][0][2] != rows[0]["spans"][0][2])
    assert "Nothing was decided yet" in terminal("rules", "precision").out
    terminal("act", "hide", hidden["id"])
    terminal("act", "dismiss", classed["id"])
    figures = {one["rule"]: one for one in terminal("rules", "precision", "--json").document}
    assert figures[hidden["spans"][0][2]]["acted"] == 1
    assert figures[classed["spans"][0][2]]["classed"] == 1
    assert "right 1 time of 1" in terminal("rules", "precision").out


def test_why_and_why_not_are_told_for_any_text(terminal: Terminal) -> None:
    told = terminal("rules", "check", "Quel C0NN4RD, mais ce n'est pas une arnaque").out
    assert "“C0NN4RD” is read as “connard”" in told
    assert "figures or signs for letters" in told
    assert "arnaque” is let through by" in told
