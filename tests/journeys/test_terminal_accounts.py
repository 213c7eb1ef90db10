"""Pages and their accesses at a terminal: whose secret goes where, a page reconnected, a page that is another client's."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Answer, Terminal

pytestmark = pytest.mark.e2e


def connect(terminal: Terminal, practice: PracticePlatform, page: int, client: str, *words: str) -> Answer:
    """Connect one of the practice pages, as this client's."""
    where = ("--base-url", practice.base_url, "--allow-local", "--json")
    token = practice.pages[page].token
    return terminal("accounts", "add", "facebook", "--client", client, *where, *words, secret=token)


def clients(terminal: Terminal) -> set[str]:
    return {row["client"] for row in terminal("accounts", "list", "--json").document}


def test_one_secret_drives_one_page_from_command_to_command(terminal: Terminal, practice: PracticePlatform) -> None:
    added = connect(terminal, practice, 0, "Lumen")
    assert (added.status, "CM_DESKTOP_SECRET." in added.err) == (0, True)
    token = practice.pages[0].token
    assert terminal("sync", secret=token).status == 0
    (row,) = terminal("queue", "--limit", "1", "--json").document["rows"]
    assert terminal("act", "hide", row["id"]).status == 0
    assert [entry["state"] for entry in terminal("outbox", "send", "--json", secret=token).document] == ["sent"]


def test_one_secret_never_reaches_the_page_of_another_client(terminal: Terminal, practice: PracticePlatform) -> None:
    first = connect(terminal, practice, 0, "Lumen").document["id"]
    added = connect(terminal, practice, 2, "Solène")
    second = added.document["id"]
    assert f'CM_DESKTOP_SECRETS ({{"{second}": "…"}})' in added.err
    before = len(practice.traffic)
    told = terminal("sync", "--json", secret=practice.pages[0].token)
    assert (told.status, len(practice.traffic)) == (1, before)
    assert all("No access is known for this page" in row["problem"] for row in told.document)
    both = {first: practice.pages[0].token, second: practice.pages[2].token}
    assert terminal("sync", secrets=both).status == 0


def test_a_page_is_reconnected_with_a_new_access(terminal: Terminal, practice: PracticePlatform) -> None:
    name = connect(terminal, practice, 0, "Lumen").document["id"]
    for _ in range(2):  # the second time, the page is frozen
        told = terminal("sync", secret="EAAdead")
        assert told.status == 1
        assert "The access is refused or has expired" in told.out
    assert terminal("accounts", "reconnect", name, secret="EAAdead").status == 1
    back = terminal("accounts", "reconnect", name, secret=practice.pages[0].token)
    assert (back.status, f"is connected as {name}" in back.out) == (0, True)
    assert terminal("sync", secret=practice.pages[0].token).status == 0


def test_an_access_for_another_page_reconnects_nothing(terminal: Terminal, practice: PracticePlatform) -> None:
    name = connect(terminal, practice, 0, "Lumen").document["id"]
    assert terminal("accounts", "reconnect", name, secret=practice.pages[2].token).status == 1
    assert terminal("accounts", "reconnect", "facebook:0", secret="EAA").err.startswith("No page “facebook:0” here.")


def test_a_client_is_known_however_it_is_capitalised(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice, 0, "Lumen")
    connect(terminal, practice, 1, "LUMEN")
    assert clients(terminal) == {"Lumen"}
    assert terminal("queue", "--client", "lumen").status == 0


def test_a_page_does_not_move_to_another_client_unseen(terminal: Terminal, practice: PracticePlatform) -> None:
    name = connect(terminal, practice, 0, "Lumen").document["id"]
    refused = connect(terminal, practice, 0, "Solène")
    assert (refused.status, refused.err) == (
        1,
        f"“{name}” is already here, as a page of Lumen. Remove it there first, or give this one another name;"
        " nothing was changed.\n",
    )
    assert clients(terminal) == {"Lumen"}
    assert connect(terminal, practice, 0, "lumen").status == 0


def test_a_page_that_cannot_be_asked_is_not_added(terminal: Terminal, practice: PracticePlatform) -> None:
    practice.go_offline()
    refused = connect(terminal, practice, 0, "Lumen")
    assert (refused.status, refused.err) == (1, "The platform cannot be asked now. Nothing was changed: try again.\n")
    assert clients(terminal) == set()


def test_what_is_lost_with_a_page_is_shown(terminal: Terminal, practice: PracticePlatform) -> None:
    name = connect(terminal, practice, 0, "Lumen").document["id"]
    terminal("sync", secret=practice.pages[0].token)
    (row,) = terminal("queue", "--limit", "1", "--json").document["rows"]
    terminal("act", "reply", row["id"], "Bonjour, merci.")
    assert f"Reply · {row['id']}  Bonjour, merci." in terminal("accounts", "remove", name).out


@pytest.mark.parametrize("colour", ["#123456", "#ABCDEF"])
def test_a_colour_is_taken_as_it_is_typed(terminal: Terminal, practice: PracticePlatform, colour: str) -> None:
    assert connect(terminal, practice, 0, "Lumen", "--colour", colour).status == 0
