"""The whole loop at a terminal on every kind of page: read, judged, hidden, taken back, answered, seen on the page."""

import os
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.practice import Act, PracticePlatform
from tests.journeys.conftest import COPIED, Terminal, by_hand, connect, done
from tests.platforms.feed_samples import recorded
from tests.platforms.web_site import by_path
from tests.platforms.wire import Wire, answers

pytestmark = pytest.mark.e2e

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "commentaires.csv"
THANKS = "Bonjour, merci de nous l'avoir dit."


def listed(terminal: Terminal, *narrowed: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = terminal("queue", *narrowed, "--json").document["rows"]
    return rows


def wait_until_due(terminal: Terminal) -> None:
    """Until what waits may be tried again: the outbox says when."""
    moments = [datetime.fromisoformat(row["not_before"]) for row in terminal("outbox", "list", "--json").document]
    assert moments
    threading.Event().wait(max(0.0, (max(moments) - datetime.now(UTC)).total_seconds()))


def test_instagram(terminal: Terminal, practice: PracticePlatform) -> None:
    account, token = connect(terminal, practice, "instagram")
    assert terminal("sync", account, secret=token).status == 0
    hidden, answered = [row["id"] for row in listed(terminal, "--account", account) if row["can_reply"]][:2]

    (entry,) = terminal("act", "hide", hidden, "--json").document
    assert terminal("outbox", "drop", entry["id"]).status == 0
    practice.go_offline()
    terminal("act", "hide", hidden)
    terminal("act", "reply", answered, THANKS)
    away = terminal("outbox", "send", "--json", secret=token)
    assert (away.status, {row["state"] for row in away.document}) == (1, {"queued"})

    practice.come_back()
    wait_until_due(terminal)
    assert terminal("outbox", "send", secret=token).status == 0
    assert done(practice) == sorted([(Act.HIDE, hidden.split("/")[1]), (Act.REPLY, answered.split("/")[1])])
    terminal("sync", account, secret=token)
    assert terminal("show", hidden, "--json").document["visibility"] == "hidden"
    assert THANKS in [row["text"] for row in terminal("show", answered, "--json").document["thread"]]


def test_a_file(terminal: Terminal, file: Path) -> None:
    page = by_hand(terminal)
    seen = terminal("import", str(file), "--page", page, "--survey")
    assert "semicolons" in seen.out
    assert "Commentaire: Text" in seen.out
    came = terminal("import", str(file), "--page", page, "--json")
    assert (came.document["new"], came.document["broken"]) == (3, 1)
    assert came.err == "Line 5: no text.\n"
    assert terminal("import", str(file), "--page", page, "--json").document["new"] == 0

    texts = {row["text"]: row["id"] for row in listed(terminal)}
    insult, grievance = texts["Sale connard de gérant"], texts["Bande d'escrocs, rendez l'argent !"]
    assert listed(terminal)[0]["id"] == insult
    (entry,) = terminal("act", "hide", insult, "--json").document
    assert terminal("outbox", "drop", entry["id"]).status == 0
    (hiding,) = terminal("act", "hide", insult, "--json").document
    (answering,) = terminal("act", "reply", grievance, THANKS, "--json").document
    assert terminal("outbox", "send").out == "Nothing was due.\n"
    assert terminal("outbox", "done", hiding["id"], answering["id"]).status == 0

    assert terminal("show", insult, "--json").document["state"] == "hidden"
    shown = terminal("show", grievance, "--json").document
    assert (shown["state"], [row["text"] for row in shown["thread"] if row["by_page"]]) == ("done", [THANKS])
    assert terminal("import", str(file), "--page", page, "--json").document["new"] == 0
    assert terminal("show", insult, "--json").document["state"] == "hidden"


def test_the_guides_example_comes_in_whole(terminal: Terminal) -> None:
    came = terminal("import", str(EXAMPLE), "--page", by_hand(terminal), "--json")
    assert (came.document["new"], came.document["broken"], came.document["doubtful"]) == (4, 0, 0)
    assert {row["author"]: row["level"] for row in listed(terminal)}["Luc Ferrand"] == "important"


def test_columns_that_are_guessed_wrong_are_named_and_remembered(terminal: Terminal, tmp_path: Path) -> None:
    page = by_hand(terminal)
    file = tmp_path / "notes.csv"
    file.write_text("A,B,C\nOdile,Rappeler demain,03/04/2026\nLuc,Sans suite,03/04/2026\n", "utf-8")
    chosen = ("--map", "text=B", "--map", "author=A", "--map", "created_at=C", "--dates", "month_first")
    assert terminal("import", str(file), "--page", page, *chosen, "--json").document["new"] == 2
    assert {row["created_at"][:7] for row in listed(terminal)} == {"2026-03"}
    again = terminal("import", str(file), "--page", page, "--survey", "--json").document
    assert (again["remembered"], again["dates"]) == (True, "month_first")
    assert {c["column"]: c["field"] for c in again["columns"]} == {"A": "author", "B": "text", "C": "created_at"}
    wrong = terminal("import", str(file), "--page", page, "--map", "texte=B")
    assert (wrong.status, "texte=B" in wrong.err) == (2, True)


def test_an_import_that_is_interrupted_leaves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    page = by_hand(terminal)
    rows = (f"Auteur {n};Commentaire {n};22/11/2026 13:08" for n in range(60_000))
    (file := tmp_path / "grand.csv").write_text("Auteur;Commentaire;Date\n" + "\n".join(rows), "utf-8")
    over = threading.Event()

    def interrupt() -> None:
        while not over.wait(0.01):
            if any((tmp_path / "workspace" / "arrivals").rglob("*.part")):
                os.kill(os.getpid(), signal.SIGINT)
                return

    hand = threading.Thread(target=interrupt)
    hand.start()
    answer = terminal("import", str(file), "--page", page)
    over.set()
    hand.join()
    assert (answer.status, answer.out) == (130, "Cancelled: nothing was added.\n")
    assert listed(terminal) == []
    assert not any((tmp_path / "workspace" / "arrivals").rglob("*.part"))


def test_pasted_and_done_by_hand(terminal: Terminal) -> None:
    page = by_hand(terminal)
    looked = terminal("paste", "--page", page, "--survey", typed=COPIED)
    assert looked.out.splitlines()[0] == "Odile Framont: Bonjour, la terrasse sera ouverte dimanche ?"
    assert terminal("queue").out == "Nothing here: all is done.\n"
    nothing = terminal("paste", "--page", page, typed="\n")
    assert (nothing.status, nothing.err) == (2, "Nothing to add. Give the comments on standard input.\n")
    assert terminal("paste", "--page", page, "--json", typed=COPIED).document["new"] == 2

    grievance, question = (row["id"] for row in listed(terminal))
    told = terminal("act", "hide", question).out
    assert "acting as the page" in told
    assert "outbox done" in told
    (hiding,) = terminal("outbox", "list", "--json").document
    assert terminal("outbox", "drop", hiding["id"]).status == 0
    told = terminal("act", "reply", grievance, THANKS).out
    assert "https://www.facebook.com/laterrasse" in told
    assert THANKS in told
    (answering,) = terminal("outbox", "list", "--json").document
    assert terminal("outbox", "retry", answering["id"]).status == 1
    terminal("outbox", "done", answering["id"])
    shown = terminal("show", grievance, "--json").document
    assert (shown["state"], [row["text"] for row in shown["thread"] if row["by_page"]]) == ("done", [THANKS])
    (own,) = (row["id"] for row in shown["thread"] if row["by_page"])
    assert terminal("act", "edit", own, "Bonjour, nous corrigeons.").status == 0


def test_two_clients_at_once(terminal: Terminal, practice: PracticePlatform, file: Path) -> None:
    facebook, token = connect(terminal, practice, "facebook")
    instagram, other = connect(terminal, practice, "instagram")
    secrets = {facebook: token, instagram: other}
    halles = by_hand(terminal)
    terminal("import", str(file), "--page", halles)
    pages = {"/commentaires.atom": answers(recorded("wordpress_comments.atom"))}
    with Wire(by_path(pages)) as site:
        link = f"{site.url}/commentaires.atom"
        (found,) = terminal(
            "watch", link, "--client", "Café des Halles", "--allow-local", "--only-look", "--json"
        ).document
        assert found["url"] == link
        watched = terminal("watch", link, "--client", "Café des Halles", "--allow-local", "--json")
        feed = watched.document["id"]
        assert terminal("sync", secrets=secrets).status == 0
        assert {row["account"] for row in listed(terminal, "all", "--limit", "500")} == {
            facebook,
            instagram,
            halles,
            feed,
        }
        assert {row["account"] for row in listed(terminal, "all", "--client", "café des halles")} == {halles, feed}

        refused = terminal("act", "reply", listed(terminal, "all", "--account", feed)[0]["id"], THANKS)
        assert refused.status == 1
        for account in secrets:
            top = next(row["id"] for row in listed(terminal, "--account", account) if row["can_reply"])
            terminal("act", "reply", top, f"Bonjour {account}")
        waits = listed(terminal, "--account", halles)[0]["id"]
        terminal("act", "reply", waits, THANKS)
        sent = terminal("outbox", "send", "--json", secrets=secrets)
        assert [row["state"] for row in sent.document] == ["sent", "sent"]
        assert sent.err.startswith("1 action waits: “outbox list” says why.\n")
        assert {record.text for record in practice.log if record.applied} == {f"Bonjour {a}" for a in secrets}
