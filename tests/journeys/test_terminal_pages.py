"""What is told of pages at a terminal: how to reach them, whether the public sees us, what is found, when they are read."""

import pytest

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Terminal, by_hand, connect
from tests.platforms.web_site import by_path
from tests.platforms.wire import Wire, answers

pytestmark = pytest.mark.e2e


def test_the_public_look_is_asked_for_once(terminal: Terminal, practice: PracticePlatform) -> None:
    page, token = connect(terminal, practice, "facebook")
    assert "private window" not in terminal("sync", secret=token).err
    (row,) = terminal("queue", "--limit", "1", "--json").document["rows"]
    terminal("act", "reply", row["id"], "Bonjour.")
    told = terminal("outbox", "send", secret=token).err + terminal("sync", secret=token).err
    (reply,) = (one for one in terminal("show", row["id"], "--json").document["thread"] if one["by_page"])
    assert f"Open {reply['permalink']} in a private window" in told
    assert f"“accounts looked {page} yes”" in told

    unseen = terminal("accounts", "looked", page, "no")
    assert "Development mode" in unseen.out
    assert "private window" not in terminal("sync", secret=token).err
    assert "The public does not see our replies" in terminal("accounts", "list").out
    assert "the public sees" in terminal("accounts", "looked", page, "yes").out
    assert terminal("accounts", "list", "--json").document[0]["public_look"] == "seen"


def test_what_a_page_may_be_asked_and_was_is_told(terminal: Terminal, practice: PracticePlatform) -> None:
    _, token = connect(terminal, practice, "instagram")
    (read,) = terminal("sync", "--json", secret=token).document
    assert 0 < read["spent"] < read["quota"] == 200
    assert f"{read['spent']} calls of 200 this hour" in terminal("accounts", "list").out
    terminal("pause")
    assert terminal("accounts", "list").err == "Reading is paused. “pause --off” lifts it.\n"
    assert terminal("pause", "--off").out == "Pages are read by themselves again.\n"
    assert terminal("accounts", "list").err == ""


@pytest.mark.parametrize(("kind", "ways"), [("facebook", 3), ("instagram", 3), ("wordpress", 2), ("assisted", 1)])
def test_each_kind_of_page_has_its_ways(terminal: Terminal, kind: str, ways: int) -> None:
    told = terminal("accounts", "guide", kind, "--name", "La Terrasse", "--json").document
    assert len(told["ways"]) == ways
    assert all(len(way["lines"]) == 3 for way in told["ways"])
    assert ("La Terrasse" in told["message"]) == (kind != "assisted")
    assert told["ways"][-1]["title"] in terminal("accounts", "guide", kind).out


def test_words_are_found_wherever_a_comment_stands(terminal: Terminal) -> None:
    page = by_hand(terminal)
    terminal(
        "paste", "--page", page, typed="Odile Framont : Ma sœur a été déçue\n\nLuc Ferrand : Une assiette brisée\n"
    )
    (row,) = terminal("search", "SOEUR", "--json").document["rows"]
    assert row["author"] == "Odile Framont"
    terminal("act", "dismiss", row["id"])
    assert "Settled" in terminal("search", "“a été déçue”").out
    assert terminal("search", "NEAR( *", "--json").document["rows"] == []
    assert [r["author"] for r in terminal("search", "--author", "ferrand", "--json").document["rows"]] == [
        "Luc Ferrand"
    ]
    assert terminal("search", "--since", "2999-01-01").out == "No such comment.\n"
    assert terminal("search", "--since", "demain").status == 2


def test_a_page_by_hand_asks_for_its_name_and_a_blog_for_its_address(terminal: Terminal) -> None:
    add = ("accounts", "add", "--client", "Café des Halles")
    assert terminal(*add, "assisted").err == "Give the page a name with --name.\n"
    assert terminal(*add, "feed").err == "Give the address of the site with --base-url.\n"
    assert terminal(*add, "wordpress", "--base-url", "https://blog.example").status == 2
    assert terminal("accounts", "list", "--json").document == []


def test_a_link_without_a_feed_leads_to_pasting(terminal: Terminal) -> None:
    watch = ("watch", "--client", "Café des Halles")
    closed = terminal(*watch, "https://www.facebook.com/laterrasse")
    assert (closed.status, "www.facebook.com" in closed.err) == (1, True)
    with Wire(by_path({"/": answers(b"<html><title>La Terrasse</title></html>")})) as site:
        assert "“--allow-local”" in terminal(*watch, site.url).err
        lost = terminal(*watch, site.url, "--allow-local")
    assert (lost.status, "Paste what is said there by hand" in lost.err) == (1, True)
    assert terminal("accounts", "list", "--json").document == []


def test_one_access_serves_the_only_page_that_takes_one(terminal: Terminal, practice: PracticePlatform) -> None:
    page, token = connect(terminal, practice, "instagram")
    by_hand(terminal)
    assert terminal("sync", secret=token).status == 0
    lacking = terminal("sync")
    assert (lacking.status, "CM_DESKTOP_SECRET" in lacking.out + lacking.err) == (1, True)
    listed = {one["id"]: one for one in terminal("accounts", "list", "--json").document}
    assert listed[page]["problem"] is None  # the command lacked the access, not the page


def test_comments_are_brought_to_pages_in_assisted_mode_alone(terminal: Terminal, practice: PracticePlatform) -> None:
    page, _ = connect(terminal, practice, "instagram")
    refused = terminal("paste", "--page", page, typed="Odile Framont : Bonjour\n")
    assert (refused.status, refused.out) == (1, "")
    assert "assisted mode" in refused.err
    assert terminal("search", "Bonjour Odile", "--json").document["rows"] == []
