"""Acts on several comments, what waits, lists that are empty, and the demonstration's folder, at a terminal."""

import json
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import Account, AccountId, Client, ClientId
from cm_desktop.practice import PracticePlatform
from cm_desktop.settings import Settings, resources
from cm_desktop.wording.words import Words
from tests.journeys.conftest import Terminal

pytestmark = pytest.mark.e2e

OWN_PAGE = Account(
    id=AccountId("facebook:1"),
    client=ClientId("own"),
    platform="facebook",
    name="Own",
    base_url="https://graph.example",
)


@pytest.fixture
def token(terminal: Terminal, practice: PracticePlatform) -> str:
    """One page, connected and read."""
    page = practice.pages[0]
    where = ("--client", "Lumen", "--base-url", practice.base_url, "--allow-local")
    assert terminal("accounts", "add", "facebook", *where, secret=page.token).status == 0
    assert terminal("sync", secret=page.token).status == 0
    return page.token


def names(terminal: Terminal, number: int) -> list[str]:
    rows = terminal("queue", "--limit", str(number), "--json").document["rows"]
    return [row["id"] for row in rows]


def test_what_can_be_done_is_done_and_the_rest_is_named(terminal: Terminal, token: str) -> None:
    first, second = names(terminal, 2)
    answer = terminal("act", "hide", first, "facebook:1/0", second, "--json")
    assert answer.status == 1
    assert [entry["comment"] for entry in answer.document] == [first, second]
    assert answer.err.startswith("facebook:1/0: No comment “facebook:1/0” here.")
    filed = terminal("act", "dismiss", "nonsense", first)
    assert (filed.status, filed.out) == (1, "1 comment filed away.\n")


def test_all_the_rest_of_a_client_is_filed_away_and_what_matters_stays(terminal: Terminal, token: str) -> None:
    before = terminal("queue", "--limit", "1000", "--json").document["rows"]
    would = terminal("act", "dismiss", "--rest", "--client", "lumen", "--preview", "--json").document
    assert terminal("queue", "--limit", "1000", "--json").document["rows"] == before
    filed = terminal("act", "dismiss", "--rest", "--client", "lumen", "--json").document
    assert [row["comment"] for row in filed] == [row["comment"] for row in would]
    stays = terminal("queue", "--limit", "1000", "--json").document["rows"]
    assert len(stays) == len(before) - len(filed) > 0
    assert {row["severity"] for row in before if row["severity"] >= 2} == {
        r["severity"] for r in stays if r["severity"] >= 2
    }
    assert all(row["severity"] >= 2 or "?" in row["text"] or row["hits"] for row in stays)
    again = terminal("act", "dismiss", "--rest", "--client", "lumen")
    assert again.out.startswith("0 comments filed away.\nWhat stays to do: ")


def test_dismissing_wants_names_or_the_rest(terminal: Terminal, token: str) -> None:
    (name,) = names(terminal, 1)
    for given in ([], ["--rest", name]):
        with pytest.raises(SystemExit):
            terminal("act", "dismiss", *given)
    assert names(terminal, 1) == [name]


def test_several_actions_are_dropped_though_one_is_none(terminal: Terminal, token: str) -> None:
    (entry,) = terminal("act", "hide", *names(terminal, 1), "--json").document
    answer = terminal("outbox", "drop", "x", entry["id"], "--json")
    assert (answer.status, [row["state"] for row in answer.document]) == (1, ["cancelled"])
    assert answer.err.startswith("x: No action “x” in the outbox.")


def test_a_wrong_page_is_told_before_any_is_read(terminal: Terminal, practice: PracticePlatform, token: str) -> None:
    name = terminal("accounts", "list", "--json").document[0]["id"]
    before = len(practice.traffic)
    assert terminal("sync", name, "facebook:0", secret=token).status == 1
    assert len(practice.traffic) == before


def test_sending_while_suspended_says_so(terminal: Terminal, token: str) -> None:
    terminal("act", "hide", *names(terminal, 1))
    terminal("outbox", "pause")
    sent = terminal("outbox", "send", secret=token)
    assert (sent.status, sent.err) == (1, "Everything is suspended. “outbox pause --off” lifts it.\n")


def test_one_post_is_suspended_and_resumed(terminal: Terminal, token: str) -> None:
    (name,) = names(terminal, 1)
    terminal("act", "hide", name)
    paused = terminal("outbox", "pause", "--post", name)
    assert f"“outbox pause --post {name} --off”" in paused.out
    assert "Sending under this post is suspended." in terminal("outbox", "list").out
    assert {row["post_suspended"] for row in json.loads(terminal("outbox", "list", "--json").out)} == {True}
    sent = terminal("outbox", "send", secret=token)
    assert (sent.status, sent.out) == (1, "Nothing was due.\n")
    assert terminal("outbox", "pause", "--post", name, "--off").status == 0
    assert terminal("outbox", "send", secret=token).status == 0
    assert terminal("outbox", "pause", "--post", "x").status != 0


def test_what_does_not_leave_yet_is_counted(terminal: Terminal, token: str) -> None:
    first, second = names(terminal, 2)
    assert "“validation sync” hands it over" in terminal("act", "escalate", first).out
    terminal("act", "hide", second, "--delay", "60")
    sent = terminal("outbox", "send", secret=token)
    assert (sent.status, "No safe keyring here" in sent.out) == (1, True)  # of what signs; the page's access was given
    assert sent.err == "2 actions wait: “outbox list” says why.\n"


def test_a_request_without_a_deadline_has_its_clients_usual_one(terminal: Terminal, token: str) -> None:
    comments = iter(names(terminal, 5))

    def asked(*words: str) -> datetime | None:
        (entry,) = terminal("act", "escalate", next(comments), *words, "--json").document
        return datetime.fromisoformat(entry["deadline"]) if "deadline" in entry else None

    assert asked() is None
    terminal("clients", "edit", "Lumen", "--answer-within", "4h")
    before = datetime.now().astimezone()
    usual = asked()
    assert usual is not None
    assert before - timedelta(minutes=1) < usual - timedelta(hours=4) <= datetime.now().astimezone()
    assert asked("--deadline", "2126-11-22T18:00") == datetime(2126, 11, 22, 18).astimezone()
    assert asked("--no-deadline") is None
    assert "Answer wanted by" in terminal("act", "escalate", next(comments)).out


def test_an_empty_list_says_why_it_is_empty(terminal: Terminal, token: str) -> None:
    assert terminal("queue", "--search", "xyzzy").out == "No comment with “xyzzy” in this list.\n"
    assert terminal("queue", "hidden").out == "This list is empty.\n"
    assert terminal("queue", "--account", "facebook:0").err.startswith("No page “facebook:0” here.")


def test_without_a_page_nothing_is_said_to_be_done(terminal: Terminal) -> None:
    assert terminal("queue").out == "No page yet. Add one with “accounts add”.\n"


def test_the_demonstration_never_runs_among_your_own_pages(terminal: Terminal, tmp_path: Path) -> None:
    words = Words.load("en", resources() / "translations")
    settings = Settings(workspace=tmp_path / "workspace", resources=resources())
    with closing(build(settings, words, vault=KeyringVault.in_memory(), threads=False)) as desk:
        desk._workspace.save_client(Client(id=ClientId("own"), name="Own", colour="#123456")).result()
        desk._workspace.save_account(OWN_PAGE).result()
    refused = terminal("demo", "--offscreen")
    assert (refused.status, refused.out) == (1, "")
    assert "Pages of your own are in this workspace." in refused.err
    assert [row["id"] for row in terminal("accounts", "list", "--json").document] == [OWN_PAGE.id]


def test_a_picture_that_cannot_be_written_is_named_and_the_demonstration_goes_on_in_its_folder(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cm-desktop-demo.png").mkdir()
    told = terminal("demo", "--offscreen")
    assert (told.status, f"The picture cannot be written: {tmp_path}" in told.err) == (1, True)
    (tmp_path / "cm-desktop-demo.png").rmdir()
    assert terminal("demo", "--offscreen").status == 0
