"""What is wrong with a file or a line has its sentence, in both languages."""

import re
from pathlib import Path

import pytest

from cm_desktop import imports
from cm_desktop.domain import arrivals as domain
from cm_desktop.domain.arrivals import BrokenLine, DateOrder, Field, LineProblem
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.wording import arrivals
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
LANGUAGES = [Words.load(language, TRANSLATIONS) for language in ("en", "fr")]
REFUSALS = (
    *("unreadable", "empty", "spreadsheet", "binary", "unknown_encoding", "too_large", "not_json", "no_list"),
    *("no_text_column", "two_columns", "no_such_column"),
)
KEPT, LOST = True, False
POSSIBLE = (
    *((LineProblem.COLUMNS, KEPT), (LineProblem.COLUMNS, LOST), (LineProblem.QUOTES, KEPT), (LineProblem.QUOTES, LOST)),
    *((LineProblem.BYTES, KEPT), (LineProblem.BYTES, LOST), (LineProblem.NO_TEXT, LOST), (LineProblem.JSON, LOST)),
    *((LineProblem.DATE, KEPT), (LineProblem.ORDER, KEPT), (LineProblem.ID, KEPT)),
)


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
def test_each_refusal_is_told_apart(words: Words) -> None:
    told = [explain(words, ImportRefused("avis.csv", problem, "7")) for problem in REFUSALS]
    assert len(set(told)) == len(told)
    assert explain(words, ImportRefused("avis.csv", "unheard_of", "7")) not in told
    assert not [sentence for sentence in told if "_" in sentence]


def test_a_refusal_that_can_happen_is_listed_here() -> None:
    package = Path(imports.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in [*package.glob("*.py"), Path(domain.__file__)])
    assert set(re.findall(r"ImportRefused\([\w.]+, \"(\w+)\"", code)) == set(REFUSALS)


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
def test_each_broken_line_is_told_with_its_number(words: Words) -> None:
    lines = [BrokenLine(line=7, problem=problem, detail="x", kept=kept) for problem, kept in POSSIBLE]
    told = [arrivals.broken(words, line) for line in lines]
    assert len(set(told)) == len(told) >= len(LineProblem)
    assert all("7" in sentence for sentence in told)


@pytest.mark.parametrize("words", LANGUAGES, ids=["en", "fr"])
def test_every_field_has_a_name_of_its_own(words: Words) -> None:
    assert len({arrivals.field(words, field) for field in Field}) == len(Field)
    assert len({arrivals.date_order(words, order) for order in DateOrder}) == len(DateOrder)
