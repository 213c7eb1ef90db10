"""A text of a pack that is still being written, changed for its writer: an exception, a state. Nothing reaches the disk."""

from datetime import date
from pathlib import Path

import pytest

from cm_desktop.domain.errors import NotFound, RuleError
from cm_desktop.domain.rules import PackId, RuleState
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.rules.keeping.library import Library

MINE = """# À nous
pack: mine
language: fr
rules:
  - id: one
    title: {fr: Un}
    category: fraud
    severity: 3
    phrases: [arnaque]
    yes: [quelle arnaque]
    no: [bonjour]  # poli
"""
OWN, ONE = PackId("mine"), RuleId("one")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "shipped").mkdir()
    return Library(tmp_path / "shipped", tmp_path / "own", lambda: date(2026, 7, 1))


def test_an_exception_is_written_into_the_text_with_its_example(library: Library) -> None:
    text = library.with_exception(OWN, MINE, ONE, "Arnaque", "Le film L'Arnaque repasse ce soir")
    assert library.prove(OWN, text).error is None
    assert not library.draft(OWN, text).judge().judge("Le film L'Arnaque est un bijou").hits
    assert library.draft(OWN, text).judge().judge("une arnaque").hits
    assert "Le film L'Arnaque repasse ce soir" in text
    assert "# poli" in text


def test_a_rule_is_moved_in_the_text(library: Library) -> None:
    trial = library.with_state(OWN, MINE, ONE, RuleState.TRIAL)
    assert "    state: trial\n" in trial
    live = library.with_state(OWN, trial, ONE, RuleState.LIVE)
    assert "state: trial" not in live
    assert library.prove(OWN, live).error is None


def test_nothing_of_it_reaches_the_disk(library: Library, tmp_path: Path) -> None:
    library.with_state(OWN, MINE, ONE, RuleState.TRIAL)
    library.with_exception(OWN, MINE, ONE, "Arnaque", "Le film L'Arnaque repasse ce soir")
    assert not (tmp_path / "own").exists()


def test_a_text_that_cannot_be_read_is_not_changed(library: Library) -> None:
    with pytest.raises(RuleError):
        library.with_exception(OWN, MINE.replace("severity: 3", "\tseverity: 3"), ONE, "arnaque", "une arnaque")
    with pytest.raises(NotFound):
        library.with_exception(OWN, MINE, RuleId("two"), "arnaque", "une arnaque")
    with pytest.raises(NotFound):
        library.with_state(OWN, MINE, RuleId("two"), RuleState.TRIAL)
