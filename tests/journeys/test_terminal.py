"""A freelance moderates from a terminal: real databases, the practice platform over real sockets, nothing faked."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.practice import Act, Calls, Effect, PracticePlatform
from tests.journeys.conftest import Terminal

pytestmark = pytest.mark.e2e


def connect(terminal: Terminal, practice: PracticePlatform) -> str:
    page = practice.pages[0]
    added = terminal(
        *("accounts", "add", "facebook", "--client", page.client, "--base-url", practice.base_url),
        *("--allow-local", "--json"),
        secret=page.token,
    )
    assert added.status == 0, added.err
    name: str = added.document["id"]
    return name


def test_from_the_first_page_to_the_last_act(terminal: Terminal, practice: PracticePlatform) -> None:
    token = practice.pages[0].token
    account = connect(terminal, practice)
    assert terminal("queue").out == "Nothing here yet: not every page was read. “sync” reads them.\n"
    assert terminal("sync", secret=token).status == 0
    rows = terminal("queue", "--json", "--limit", "3").document["rows"]
    assert [row["severity"] for row in rows] == [4, 4, 4]
    hidden, answered, asked = (row["id"] for row in rows)

    assert terminal("act", "hide", hidden).status == 0
    assert terminal("act", "reply", answered, "Bonjour, nous regardons cela.").status == 0
    assert terminal("act", "escalate", asked, "--proposal", "Bonjour.").status == 0
    assert {row["action"] for row in terminal("outbox", "list", "--json").document} == {"hide", "reply", "escalate"}
    assert not practice.log

    sent = terminal("outbox", "send", "--json", secret=token)
    assert {row["action"]: row["state"] for row in sent.document} == {
        "hide": "sent",
        "reply": "sent",
        "escalate": "held",
    }
    assert "No safe keyring here" in terminal("outbox", "list").out  # what signs would be lost with this one command
    done = [(record.act, record.comment_id) for record in practice.log if record.applied]
    assert sorted(done) == [(Act.HIDE, hidden.split("/")[1]), (Act.REPLY, answered.split("/")[1])]

    shown = terminal("show", hidden, "--json").document
    assert (shown["visibility"], shown["state"]) == ("hidden", "hidden")
    assert terminal("show", asked, "--json").document["state"] == "validation"
    terminal("sync", account, secret=token)
    texts = [row["text"] for row in terminal("show", answered, "--json").document["thread"]]
    assert "Bonjour, nous regardons cela." in texts


def test_a_taken_back_request_and_a_filed_comment(terminal: Terminal, practice: PracticePlatform) -> None:
    connect(terminal, practice)
    terminal("sync", secret=practice.pages[0].token)
    first, second = (row["id"] for row in terminal("queue", "--json", "--limit", "2").document["rows"])
    (request,) = terminal("act", "escalate", first, "--json").document
    assert terminal("outbox", "drop", request["id"]).status == 0
    assert terminal("show", first, "--json").document["state"] == "todo"
    assert terminal("act", "dismiss", second).out == "1 comment filed away.\n"
    assert terminal("show", second, "--json").document["state"] == "done"
    terminal("act", "reopen", second)
    assert terminal("show", second, "--json").document["state"] == "todo"


def test_offline_work_waits_and_leaves_when_the_network_is_back(terminal: Terminal, practice: PracticePlatform) -> None:
    token = practice.pages[0].token
    connect(terminal, practice)
    terminal("sync", secret=token)
    (row,) = terminal("queue", "--json", "--limit", "1").document["rows"]
    practice.go_offline()
    terminal("act", "reply", row["id"], "Bonjour.")
    away = terminal("outbox", "send", "--json", secret=token)
    assert (away.status, [r["state"] for r in away.document]) == (1, ["queued"])
    assert "cannot be reached" in terminal("sync", secret=token).out
    practice.come_back()
    (waiting,) = terminal("outbox", "list", "--json").document
    assert waiting["trouble"]["name"] == "Offline"


def test_an_uncertain_reply_is_not_sent_again(terminal: Terminal, practice: PracticePlatform) -> None:
    token = practice.pages[0].token
    connect(terminal, practice)
    terminal("sync", secret=token)
    (row,) = terminal("queue", "--json", "--limit", "1").document["rows"]
    terminal("act", "reply", row["id"], "Bonjour.")
    practice.faults.plan_error(2, calls=Calls.WRITES, effect=Effect.NOW)
    assert "Uncertain" in terminal("outbox", "send", secret=token).out
    assert terminal("outbox", "send", secret=token).out == "Nothing was due.\n"
    assert [record.act for record in practice.log if record.applied] == [Act.REPLY]
    (waiting,) = terminal("outbox", "list", "--json").document
    assert (waiting["state"], waiting["asking"]) == ("uncertain", False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "facebook:1/1"), "No comment “facebook:1/1” here."),
        (("show", "nonsense"), "No comment “nonsense” here."),
        (("sync", "facebook:1"), "No page “facebook:1” here."),
        (("outbox", "drop", "x"), "No action “x” in the outbox."),
        (("queue", "--client", "Personne"), "No client “Personne” here."),
        (("accounts", "remove", "facebook:1"), "No page “facebook:1” here."),
        (("demo", "--scenario", "absent.json"), "The scenario absent.json cannot be read"),
    ],
)
def test_a_wrong_name_gets_a_sentence_and_changes_nothing(
    terminal: Terminal, words: tuple[str, ...], sentence: str
) -> None:
    answer = terminal(*words)
    assert answer.status == 1
    assert answer.err.startswith(sentence)
    assert answer.out == ""


def test_a_profile_a_dead_token_and_a_missing_right_are_named(terminal: Terminal, practice: PracticePlatform) -> None:
    where = ("accounts", "add", "facebook", "--client", "X", "--base-url", practice.base_url, "--allow-local")
    practice.world.issue_token("EAAperson", None, holder="Camille")
    practice.world.issue_token("EAAless", practice.pages[0].id, tasks=("CREATE_CONTENT",))
    assert "a person's profile, not a page" in terminal(*where, secret="EAAperson").err
    assert (
        "does not let you reply, hide or delete. Ask for one that has the right “MODERATE”"
        in terminal(*where, secret="EAAless").err
    )
    assert "The access is refused or has expired" in terminal(*where, secret="EAAnobody").err
    assert terminal("accounts", "list", "--json").document == []


def test_a_local_address_must_be_allowed(terminal: Terminal, practice: PracticePlatform) -> None:
    where = ("accounts", "add", "facebook", "--client", "X", "--base-url", practice.base_url)
    refused = terminal(*where, secret=practice.pages[0].token)
    assert (refused.status, "“--allow-local”" in refused.err) == (1, True)


def test_rules_explain_a_text_in_words_and_line_by_line(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = terminal("rules", "check", "C'est une arnaque !")
    assert "arnaque" in told.out
    assert "Grievance · Fraud" in told.out
    lines = tmp_path / "lines"
    lines.write_bytes('{"text": "C\'est une arnaque ☕ !"}\nnothing\n{"texte": 1}\n'.encode() + b"\xff\n")
    with lines.open() as source:
        monkeypatch.setattr(sys, "stdin", source)
        answers = [json.loads(line) for line in terminal("rules", "check", "--jsonl").out.splitlines()]
    assert len(answers) == 4
    assert (answers[0]["severity"], answers[0]["abuse"], answers[0]["categories"]) == (3, 0, ["fraud"])
    start, end, _ = answers[0]["spans"][0]
    assert "arnaque" in "C'est une arnaque ☕ !"[start:end]
    assert all(set(answer) == {"error"} for answer in answers[1:])


def test_a_page_forgotten_while_acts_wait_says_how_many_never_leave(
    terminal: Terminal, practice: PracticePlatform
) -> None:
    account = connect(terminal, practice)
    terminal("sync", secret=practice.pages[0].token)
    (row,) = terminal("queue", "--json", "--limit", "1").document["rows"]
    terminal("act", "hide", row["id"])
    gone = terminal("accounts", "remove", account)
    assert "1 action that waited for it will not leave." in gone.out
    assert terminal("outbox", "send").out == "Nothing was due.\n"
    assert not practice.log


def test_a_workspace_of_a_newer_version_is_left_alone(terminal: Terminal, tmp_path: Path) -> None:
    terminal("queue")
    file = tmp_path / "workspace" / "work.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 999")
    before = file.read_bytes()
    answer = terminal("queue")
    assert (answer.status, "written by a newer CM Desktop" in answer.err) == (1, True)
    assert file.read_bytes() == before
