"""What became of a comment, read at a terminal."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal_acts import names, token  # noqa: F401  # one page, connected and read

pytestmark = pytest.mark.e2e


@pytest.mark.usefixtures("token")
def test_a_history_tells_what_was_done(terminal: Terminal, practice: PracticePlatform) -> None:
    (name,) = names(terminal, 1)
    assert terminal("act", "dismiss", name).status == 0
    told = terminal("history", name).out.splitlines()
    assert told[0].endswith(" · Comment written")
    assert told[-1].endswith(" · you · Filed away")
    events = terminal("history", name, "--json").document
    assert [event["what"] for event in events] == ["written", "decided"]
    assert terminal("history", "nobody/1").status == 1
