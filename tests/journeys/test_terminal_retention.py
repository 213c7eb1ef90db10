"""How long comments are kept is chosen at a terminal: counted first, and only then."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal import connect

pytestmark = pytest.mark.e2e


def test_old_comments_are_counted_and_then_let_go(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice)
    terminal("sync", secret=practice.pages[0].token)
    assert terminal("retention").out.startswith("Comments are kept for ever.\n")
    counted = terminal("retention", "--months", "12")
    assert counted.out.endswith("Nothing has changed yet: add --yes.\n")
    assert terminal("retention", "--json").document == {"months": None}
    kept = terminal("retention", "--months", "12", "--yes", "--json")
    assert kept.document == {"months": 12, "left": counted_in(terminal)}
    assert "12\u00a0mois" in terminal("retention", "--language", "fr").out
    assert terminal("retention", "--for-ever").out.startswith("Comments are kept for ever.\n")


def counted_in(terminal: Terminal) -> int:
    return int(terminal("retention", "--months", "12", "--json").document["leaving"])


@pytest.mark.parametrize("months", ["0", "ever", "121"])
def test_a_number_of_months_that_is_none_is_refused(terminal: Terminal, months: str) -> None:
    told = terminal("retention", "--months", months)
    assert (told.status, "is no number of months" in told.err) == (2, True)
