"""A client is erased at a terminal: counted first, and only then."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal
from tests.journeys.test_terminal import connect

pytestmark = pytest.mark.e2e


def test_a_client_is_counted_and_then_erased(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice)
    client, token = practice.pages[0].client, practice.pages[0].token
    terminal("sync", secret=token)
    counted = terminal("clients", "erase", client, "--json").document
    assert (counted["pages"], counted["comments"] > 10, counted["erased"]) == (1, True, False)
    assert terminal("clients", "list", "--json").document
    erased = terminal("clients", "erase", client, "--yes")
    assert erased.status == 0, erased.err
    assert f"{client} is erased." in erased.out
    assert terminal("clients", "list", "--json").document == []
    assert terminal("queue", "--json").document["rows"] == []
    assert terminal("clients", "erase", client, "--yes").status == 1
