"""What writes do to an Instagram account, what refuses them, and what the log keeps of them."""

from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.practice import Act, Effect, Failure, Fault, Growth, PracticePlatform
from cm_desktop.practice.errors import documented
from cm_desktop.practice.things import ALL_SCOPES, ALL_TASKS, INSTAGRAM_SCOPES
from tests.practice.caller import Caller, MovedClock


def test_a_reply_appears_in_the_thread_in_the_accounts_name(
    practice: PracticePlatform, account: Caller, account_id: str, named: dict[str, str]
) -> None:
    reply = account.post(f"/{named['e']}/replies", message="Merci, à bientôt 🏊").json["id"]
    found = account.get(f"/{reply}", fields="text,parent_id,user,username").json
    assert (found["text"], found["parent_id"]) == ("Merci, à bientôt 🏊", named["e"])
    assert (found["user"], found["username"]) == ({"id": account_id}, "piscine")
    assert account.get(f"/{named['e']}/replies").ids == [reply]
    (record,) = practice.log
    assert (record.act, record.comment_id, record.reply_id) == (Act.REPLY, named["e"], reply)
    assert (record.text, record.applied, record.status) == ("Merci, à bientôt 🏊", True, 200)


def test_a_reply_to_a_reply_is_put_under_the_comment_at_the_top(account: Caller, named: dict[str, str]) -> None:
    reply = account.post(f"/{named['c']}/replies", message="Merci").json["id"]
    assert account.get(f"/{reply}", fields="parent_id").json["parent_id"] == named["a"]


def test_the_same_reply_twice_is_published_twice(account: Caller, named: dict[str, str]) -> None:
    replies = {account.post(f"/{named['e']}/replies", message="Merci").json["id"] for _ in range(2)}
    assert len(replies) == 2


@pytest.mark.parametrize("hidden", ["a", "b"])
def test_what_is_hidden_takes_no_reply(
    practice: PracticePlatform, account: Caller, named: dict[str, str], hidden: str
) -> None:
    account.post(f"/{named[hidden]}", hide="true")
    assert account.post(f"/{named['b']}/replies", message="Merci").error == (100, None)
    assert [record.applied for record in practice.log] == [True, False]
    account.post(f"/{named[hidden]}", hide="false")
    assert account.post(f"/{named['b']}/replies", message="Merci").status == 200


def test_hide_is_written_and_hidden_is_read(
    practice: PracticePlatform, account: Caller, medium: str, named: dict[str, str]
) -> None:
    assert account.post(f"/{named['a']}", hide="true").json == {"success": True}
    assert account.post(f"/{named['a']}", hide="true").json == {"success": True}
    assert account.get(f"/{named['a']}", fields="hidden").json["hidden"] is True
    assert named["a"] in account.get(f"/{medium}/comments").ids
    assert account.post(f"/{named['a']}", hide="false").json == {"success": True}
    assert account.get(f"/{named['a']}", fields="hidden").json["hidden"] is False
    assert [record.act for record in practice.log] == [Act.HIDE, Act.HIDE, Act.UNHIDE]


def test_the_accounts_own_comment_stays_visible_whatever_is_answered(
    practice: PracticePlatform, account: Caller, named: dict[str, str]
) -> None:
    assert account.post(f"/{named['d']}", hide="true").json == {"success": True}
    assert account.get(f"/{named['d']}", fields="hidden").json["hidden"] is False
    assert [(record.act, record.applied) for record in practice.log] == [(Act.HIDE, False)]


def test_a_deleted_comment_is_gone_with_its_replies(account: Caller, medium: str, named: dict[str, str]) -> None:
    assert account.delete(f"/{named['a']}").json == {"success": True}
    for name in "abcd":
        assert account.get(f"/{named[name]}").error == (100, 33)
    assert account.get(f"/{medium}/comments").ids == [named["e"]]
    assert account.get(f"/{medium}", fields="comments_count").json["comments_count"] == 1
    for late in (account.delete(f"/{named['a']}"), account.post(f"/{named['a']}/replies", message="Trop tard")):
        assert late.error == (100, 33)
        assert late.json["error"]["type"] == "IGApiException"


def test_a_medium_that_is_closed_takes_no_comment(
    practice: PracticePlatform, account: Caller, medium: str, named: dict[str, str]
) -> None:
    assert account.post(f"/{medium}", comment_enabled="false").json == {"success": True}
    assert account.get(f"/{medium}", fields="is_comment_enabled").json["is_comment_enabled"] is False
    assert account.post(f"/{named['a']}/replies", message="Merci").error == (100, None)
    assert account.order("POST", "comments", {"post": medium, "author": "Zoé", "text": "Et moi ?"}).status == 400
    assert account.post(f"/{medium}", comment_enabled="true").json == {"success": True}
    assert account.post(f"/{named['a']}/replies", message="Merci").status == 200
    assert [record.act for record in practice.log if record.applied] == [Act.CLOSE, Act.OPEN, Act.REPLY]


def test_what_was_to_arrive_does_not_under_a_closed_medium(history_file: Path, clock: MovedClock) -> None:
    growth = Growth(window=timedelta(minutes=37), over=timedelta(minutes=3))
    with PracticePlatform.start(history_file, clock=clock, growth=growth) as practice:
        caller = Caller(practice.base_url, practice.pages[1].token)
        medium = practice.world.posts(practice.pages[1].id)[0].id
        before = caller.get(f"/{medium}/comments").ids
        caller.post(f"/{medium}", comment_enabled="false")
        clock.move(minutes=5)
        assert caller.get(f"/{medium}/comments").ids == before
        assert len(before) == 1


@pytest.mark.parametrize(
    ("edge", "parameters", "wanted"),
    [
        ("", {"is_hidden": "true"}, "hide"),
        ("", {"message": "Mieux dit"}, "hide"),
        ("", {}, "hide"),
        ("", {"hide": "maybe"}, "hide"),
        ("", {"hide": "true", "is_hidden": "true"}, "is_hidden"),
        ("/replies", {}, "message"),
        ("/replies", {"message": "  "}, "message"),
        ("/replies", {"message": "x" * 2201}, "2200"),
        ("/replies", {"message": "x", "attachment_url": "https://example.org"}, "attachment_url"),
    ],
)
def test_an_unknown_or_bad_parameter_changes_nothing(
    practice: PracticePlatform,
    account: Caller,
    named: dict[str, str],
    edge: str,
    parameters: dict[str, str],
    wanted: str,
) -> None:
    answer = account.post(f"/{named['d']}{edge}", **parameters)
    assert answer.error == (100, None)
    assert wanted in answer.json["error"]["message"]
    assert not any(record.applied for record in practice.log)
    assert account.get(f"/{named['d']}").json["text"] == "Texte d"


def test_the_longest_reply_counts_characters(account: Caller, named: dict[str, str]) -> None:
    assert account.post(f"/{named['a']}/replies", message="🏊" * 2200).status == 200


@pytest.mark.parametrize(
    ("method", "target", "edge"),
    [
        ("POST", "comment", "/likes"),
        ("DELETE", "comment", "/likes"),
        ("POST", "comment", "/comments"),
        ("POST", "medium", "/replies"),
        ("DELETE", "medium", ""),
        ("POST", "medium", ""),
        ("POST", "account", "/media"),
    ],
)
def test_what_instagram_cannot_do_is_refused_with_100_33(
    practice: PracticePlatform,
    account: Caller,
    account_id: str,
    medium: str,
    named: dict[str, str],
    method: str,
    target: str,
    edge: str,
) -> None:
    found = {"comment": named["a"], "medium": medium, "account": account_id}[target]
    form = (
        {"message": "x"} if edge in ("/comments", "/replies") else {} if edge or method == "DELETE" else {"hide": "1"}
    )
    answer = {"POST": account.post, "DELETE": account.delete}[method](f"/{found}{edge}", **form)
    assert answer.error == (100, 33)
    assert answer.json["error"]["type"] == "IGApiException"
    assert not any(record.applied for record in practice.log)


def test_another_accounts_comment_cannot_be_touched(
    practice: PracticePlatform, page: Caller, named: dict[str, str]
) -> None:
    assert page.post(f"/{named['a']}/replies", message="Bonjour").error == (100, 33)
    assert page.delete(f"/{named['a']}").error == (100, 33)
    assert not any(record.applied for record in practice.log)


def test_a_write_without_its_right_is_refused_with_200_naming_it(
    practice: PracticePlatform, account_id: str, named: dict[str, str]
) -> None:
    world, owner = practice.world, practice.world.page(account_id).owner
    world.issue_token("EAAreader", owner, scopes=ALL_SCOPES - {"instagram_manage_comments"})
    world.issue_token("EAAwriter", owner, tasks=tuple(task for task in ALL_TASKS if task != "MODERATE"))
    world.issue_token("IGAA", account_id, scopes=INSTAGRAM_SCOPES - {"instagram_business_manage_comments"})
    rights = {"EAAreader": "instagram_manage_comments", "EAAwriter": "MODERATE"}
    for token, right in {**rights, "IGAA": "instagram_business_manage_comments"}.items():
        answer = Caller(practice.base_url, token).post(f"/{named['a']}", hide="true")
        assert answer.error == (200, None)
        assert right in answer.json["error"]["message"]


def test_an_own_token_writes_too(own: Caller, named: dict[str, str]) -> None:
    assert own.post(f"/{named['a']}", hide="true").json == {"success": True}
    assert own.post(f"/{named['e']}/replies", message="Merci").status == 200
    assert own.delete(f"/{named['e']}").json == {"success": True}


def test_a_reply_is_published_although_the_answer_is_an_error(
    practice: PracticePlatform, account: Caller, named: dict[str, str], clock: MovedClock
) -> None:
    late = Fault(
        answer=Failure(documented(2)), effect=Effect.LATE, effect_delay=timedelta(seconds=1), path="/*/replies"
    )
    for effect in (Fault(answer=Failure(documented(2)), effect=Effect.NOW, path="/*/replies"), late):
        practice.faults.plan(effect)
        answer = account.post(f"/{named['e']}/replies", message="Merci")
        assert (answer.error, answer.json["error"]["type"]) == ((2, None), "IGApiException")
    assert [record.applied for record in practice.log] == [True, False]
    clock.move(seconds=1)
    assert [record.applied for record in practice.log] == [True, True]
    assert len(account.get(f"/{named['e']}/replies").ids) == 2
