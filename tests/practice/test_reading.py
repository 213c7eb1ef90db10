"""What the practice platform gives to those who read, and what it refuses them."""

import json

import pytest

from cm_desktop.practice import PracticePlatform
from cm_desktop.practice.things import ALL_SCOPES
from tests.practice.caller import Caller, MovedClock

STREAM = "comments.filter(stream).order(reverse_chronological).limit(50)"
SYNC = (
    "id,message,created_time,from,parent{id},is_hidden,can_hide,can_remove,can_reply_privately,permalink_url,attachment"
)


def test_a_page_token_tells_its_page_and_tasks(page: Caller, page_id: str) -> None:
    me = page.get("/me", fields="id,name,tasks").json
    assert me["id"] == page_id
    assert me["name"] == "Boulangerie"
    assert "MODERATE" in me["tasks"]


def test_page_ids_are_numbers(practice: PracticePlatform) -> None:
    assert all(page.id.isdecimal() for page in practice.pages)


def test_a_feed_lists_posts_newest_first_with_only_the_default_fields(page: Caller, page_id: str) -> None:
    data = page.get(f"/{page_id}/feed").json["data"]
    assert [post["message"] for post in data] == ["Du pain neuf 🥖", "Fermé lundi"]
    assert all(set(post) == {"id", "message", "created_time"} for post in data)
    assert data[0]["id"].startswith(f"{page_id}_")
    assert page.get(f"/{page_id}/posts").ids == page.get("/me/feed").ids == [post["id"] for post in data]


def test_a_comment_gives_only_what_is_asked_and_its_id(page: Caller, ids: dict[str, str]) -> None:
    assert set(page.get(f"/{ids['a']}").json) == {"id", "message", "created_time"}
    assert page.get(f"/{ids['a']}", fields="is_hidden").json == {"id": ids["a"], "is_hidden": False}
    assert page.get(f"/{ids['a']}", fields="from").json["from"]["name"] == "Auteur a"


def test_comment_ids_are_made_of_the_post_and_the_comment(post_id: str, ids: dict[str, str]) -> None:
    number = post_id.split("_")[1]
    assert all(comment_id.split("_")[0] == number and comment_id.count("_") == 1 for comment_id in ids.values())


def test_times_are_written_as_graph_does(page: Caller, ids: dict[str, str]) -> None:
    assert page.get(f"/{ids['a']}").json["created_time"] == "2026-11-20T10:30:00+0000"


def test_one_call_brings_posts_with_their_comments(page: Caller, page_id: str, ids: dict[str, str]) -> None:
    fields = f"id,message,created_time,permalink_url,{STREAM}{{{SYNC}}}"
    posts = page.get(f"/{page_id}/feed", fields=fields).json["data"]
    found = posts[0]["comments"]["data"]
    assert [c["id"] for c in found] == [ids[name] for name in ("f", "e", "d", "c", "b", "a")]
    assert found[4]["parent"] == {"id": ids["a"]}
    assert "parent" not in found[5]
    assert found[0]["can_hide"] is True
    assert "attachment" not in found[0]
    assert posts[1]["comments"] == {"data": []}


def test_a_reply_to_a_reply_is_in_the_same_thread(page: Caller, ids: dict[str, str]) -> None:
    assert page.get(f"/{ids['c']}", fields="parent").json["parent"]["id"] == ids["a"]


def test_toplevel_is_the_default_and_ranked_whatever_the_order(page: Caller, post_id: str, ids: dict[str, str]) -> None:
    ranked = [ids["e"], ids["a"], ids["f"]]
    assert page.get(f"/{post_id}/comments").ids == ranked
    answer = page.get(f"/{post_id}/comments", order="reverse_chronological", filter="toplevel", summary="true")
    assert answer.ids == ranked
    assert answer.json["summary"] == {"order": "ranked", "total_count": 3, "can_comment": True}


def test_stream_is_flat_and_obeys_the_order(page: Caller, post_id: str, ids: dict[str, str]) -> None:
    oldest_first = [ids[name] for name in "abcdef"]
    assert page.get(f"/{post_id}/comments", filter="stream").ids == oldest_first
    newest = page.get(f"/{post_id}/comments", filter="stream", order="reverse_chronological", summary="1")
    assert newest.ids == oldest_first[::-1]
    assert newest.json["summary"]["order"] == "reverse_chronological"
    assert newest.json["summary"]["total_count"] == 6


def test_the_replies_of_a_comment_can_be_listed(page: Caller, ids: dict[str, str]) -> None:
    assert page.get(f"/{ids['a']}/comments", filter="stream").ids == [ids["b"], ids["c"], ids["d"]]
    assert page.get(f"/{ids['f']}/comments").json == {"data": []}
    nested = page.get(f"/{ids['a']}", fields="comment_count,comments.limit(1){message}").json
    assert nested["comment_count"] == 3
    assert nested["comments"]["data"] == [{"id": ids["b"], "message": "Texte b"}]


def test_since_leaves_out_what_is_older(page: Caller, page_id: str, post_id: str, ids: dict[str, str]) -> None:
    answer = page.get(f"/{post_id}/comments", filter="stream", since="2026-11-20T11:10:00+0000")
    assert answer.ids == [ids["e"], ids["f"]]
    assert page.get(f"/{page_id}/feed", since="1795168800").ids == [post_id]
    assert post_id not in page.get(f"/{page_id}/feed", until="2026-11-20T09:00:00").ids


def test_the_pages_own_comment_cannot_be_hidden_nor_answered_privately(page: Caller, ids: dict[str, str]) -> None:
    own = page.get(f"/{ids['d']}", fields="can_hide,can_remove,can_reply_privately,from").json
    assert (own["can_hide"], own["can_remove"], own["can_reply_privately"]) == (False, True, False)
    assert own["from"]["name"] == "Boulangerie"


def test_a_private_reply_is_offered_for_seven_days(page: Caller, ids: dict[str, str], clock: MovedClock) -> None:
    asked = {"fields": "can_reply_privately"}
    clock.move(days=6, hours=22)
    assert page.get(f"/{ids['a']}", **asked).json["can_reply_privately"] is True
    clock.move(hours=1)
    assert page.get(f"/{ids['a']}", **asked).json["can_reply_privately"] is False


def test_every_field_that_is_specified_is_known(page: Caller, ids: dict[str, str]) -> None:
    specified = (
        "admin_creator,application,attachment,can_comment,can_hide,can_like,can_remove,can_reply_privately,comment_count,"
        "created_time,from,id,is_hidden,is_private,like_count,live_broadcast_timestamp,message,message_tags,object,parent,"
        "permalink_url,private_reply_conversation,user_likes"
    )
    assert len(specified.split(",")) == 23
    assert page.get(f"/{ids['a']}", fields=specified).json["like_count"] == 3


@pytest.mark.parametrize(
    "fields",
    [
        "nope",
        "id,nope",
        "comments{nope}",
        "from{nope}",
        "parent{from{nope}}",
        "message{id}",
        "message.limit(2)",
        "comments.nope(1)",
    ],
)
def test_an_unknown_field_is_refused_with_100(page: Caller, ids: dict[str, str], fields: str) -> None:
    assert page.get(f"/{ids['b']}", fields=f"comments{{id}},{fields}").error == (100, None)


@pytest.mark.parametrize(
    "fields", ["id,", "comments{id", "comments{}", "id}", "comments.limit", "comments.limit(", "é", "a{" * 20]
)
def test_a_malformed_field_list_is_refused_with_2500(page: Caller, page_id: str, fields: str) -> None:
    assert page.get(f"/{page_id}", fields=fields).error == (2500, None)


@pytest.mark.parametrize(
    "parameters",
    [
        {"nope": "1"},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "many"},
        {"limit": "-1"},
        {"filter": "all"},
        {"order": "ranked"},
        {"live_filter": "some"},
        {"since": "yesterday"},
        {"summary": "maybe"},
        {"after": "nonsense"},
        {"after": "e30="},
        {"until": "0"},
        {"appsecret_proof": "short"},
    ],
)
def test_an_unknown_or_bad_parameter_is_refused_with_100(
    page: Caller, post_id: str, parameters: dict[str, str]
) -> None:
    assert page.get(f"/{post_id}/comments", **parameters).error == (100, None)


def test_an_address_that_cannot_be_read_is_refused_with_100(page: Caller) -> None:
    assert page.call("GET", "/v26.0/me?fields=%ff").error == (100, None)


def test_known_parameters_are_accepted(page: Caller, page_id: str, post_id: str) -> None:
    assert page.get(f"/{post_id}/comments", limit="100", live_filter="no_filter", locale="fr_FR").status == 200
    assert page.get(f"/{page_id}/feed", include_hidden="true", show_expired="1").status == 200
    assert page.get("/me", appsecret_proof="0" * 64, pretty="1").status == 200
    assert page.get("/me", limit="5").error == (100, None)


@pytest.mark.parametrize("version", ["/v19.0", "/v25.0", "/v99.0", ""])
def test_any_other_version_is_refused_with_2635(practice: PracticePlatform, page: Caller, version: str) -> None:
    assert Caller(practice.base_url, page.token, version=version).get("/me").error == (2635, None)


@pytest.mark.parametrize("path", ["", "/", "/me/nope", "/me/comments"])
def test_an_unknown_path_is_refused_with_2500(page: Caller, path: str) -> None:
    assert page.get(path).error == (2500, None)


def test_what_is_not_there_is_100_33_and_a_name_is_803(page: Caller) -> None:
    assert page.get("/123_456").error == (100, 33)
    assert page.get("/123_456/comments").error == (100, 33)
    assert page.get("/someone").error == (803, None)


def test_another_pages_things_are_as_good_as_absent(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    other = Caller(practice.base_url, practice.pages[1].token)
    assert other.get(f"/{ids['a']}").error == (100, 33)
    assert other.get(f"/{practice.pages[0].id}/feed").error == (100, 33)
    assert page.get(f"/{ids['a']}").status == 200


@pytest.mark.parametrize("token", ["", "EAAPracticeUnknown"])
def test_a_missing_or_unknown_token_is_refused_with_190(practice: PracticePlatform, token: str) -> None:
    answer = Caller(practice.base_url, token).get("/me")
    assert answer.error == (190, None)
    assert "OAuth" in answer.headers["WWW-Authenticate"]


def test_a_token_may_come_as_a_parameter(practice: PracticePlatform, page: Caller, page_id: str) -> None:
    nobody = Caller(practice.base_url, "")
    assert nobody.get("/me", access_token=page.token).json["id"] == page_id


def test_a_profile_is_told_but_opens_nothing_of_a_page(
    practice: PracticePlatform, page_id: str, ids: dict[str, str]
) -> None:
    practice.world.issue_token("profile", None, holder="Camille")
    profile = Caller(practice.base_url, "profile")
    assert profile.get("/me").json["name"] == "Camille"
    assert profile.get("/me", fields="id,name,tasks").error == (100, None)
    assert "node type (User)" in profile.get("/me", fields="tasks").json["error"]["message"]
    for path in (f"/{page_id}", "/me/feed", f"/{page_id}/feed", f"/{ids['a']}", f"/{ids['a']}/comments"):
        assert profile.get(path).error == (190, None), path


@pytest.mark.parametrize(
    ("permission", "path"),
    [
        ("pages_read_engagement", "/{page}/feed"),
        ("pages_read_engagement", "/{post}"),
        ("pages_read_user_content", "/{post}/comments"),
        ("pages_read_user_content", "/{comment}"),
    ],
)
def test_a_read_without_its_right_is_refused_with_10_naming_it(
    practice: PracticePlatform, page_id: str, post_id: str, ids: dict[str, str], permission: str, path: str
) -> None:
    practice.world.issue_token("poor", page_id, scopes=ALL_SCOPES - {permission})
    answer = Caller(practice.base_url, "poor").get(path.format(page=page_id, post=post_id, comment=ids["a"]))
    assert answer.error == (10, None)
    assert permission in answer.json["error"]["message"]


def test_an_error_is_shaped_as_graph_shapes_it(page: Caller) -> None:
    error = json.loads(page.get("/1_2").body)["error"]
    assert set(error) == {"message", "type", "code", "error_subcode", "fbtrace_id"}
    assert error["type"] == "GraphMethodException"


def test_the_permalink_shows_the_thread_as_the_public_sees_it(
    practice: PracticePlatform, page: Caller, ids: dict[str, str]
) -> None:
    practice.world.add_comment(practice.world.comment(ids["a"]).post_id, "<script>x</script>", author="<b>")
    page.post(f"/{ids['f']}", is_hidden="true")
    link = page.get(f"/{ids['a']}", fields="permalink_url").json["permalink_url"]
    html = page.call("GET", link.removeprefix(page.base_url).partition("#")[0]).body.decode()
    assert "Texte b" in html
    assert f'id="{ids["a"]}"' in html
    assert "Texte f" not in html
    assert "<script>" not in html
