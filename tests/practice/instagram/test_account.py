"""What the practice platform gives to those who read an Instagram account, and what it refuses them."""

import json

import pytest

from cm_desktop.practice import PracticePlatform
from cm_desktop.practice.things import ALL_SCOPES, INSTAGRAM_SCOPES
from tests.practice.caller import Caller, MovedClock
from tests.practice.test_paging import walk

SYNC = "id,text,timestamp,username,from{id,username},hidden,like_count,parent_id"


def test_a_pages_token_leads_to_its_account(account: Caller, account_id: str) -> None:
    me = account.get("/me", fields="id,name,instagram_business_account{id,username}").json
    assert me["id"] != account_id
    assert me["instagram_business_account"] == {"id": account_id, "username": "piscine"}
    assert account.get("/me", fields="instagram_business_account").json["instagram_business_account"] == {
        "id": account_id
    }


def test_a_page_without_an_account_tells_none(page: Caller) -> None:
    assert "instagram_business_account" not in page.get("/me", fields="instagram_business_account").json


def test_an_account_is_connected_to_its_clients_own_page(practice: PracticePlatform) -> None:
    with PracticePlatform.start() as shipped:
        page, account = shipped.pages[:2]
        assert (page.platform, account.platform, page.token) == ("facebook", "instagram", account.token)
        me = Caller(shipped.base_url, page.token).get("/me", fields="instagram_business_account").json
        assert (me["id"], me["instagram_business_account"]["id"]) == (page.id, account.id)
    assert [page.platform for page in practice.pages] == ["facebook", "instagram"]  # the bare Page is not among them


def test_an_own_token_tells_two_ids(own: Caller, account_id: str) -> None:
    me = own.get("/me", fields="user_id,username,account_type").json
    assert (me["user_id"], me["username"], me["account_type"]) == (account_id, "piscine", "BUSINESS")
    assert me["id"] != account_id
    assert own.get(f"/{account_id}").json == {"id": account_id}


@pytest.mark.parametrize("field", ["user_id", "account_type", "tasks", "fan_count"])
def test_each_kind_of_node_has_its_own_fields(account: Caller, own: Caller, account_id: str, field: str) -> None:
    assert account.get(f"/{account_id}", fields=field).error == (100, None)
    known = field in ("user_id", "account_type")
    assert own.get("/me", fields=field).status == (200 if known else 400)


def test_an_account_tells_its_figures(account: Caller, account_id: str) -> None:
    fields = "id,username,name,followers_count,media_count"
    assert account.get(f"/{account_id}", fields=fields).json == {
        "id": account_id,
        "username": "piscine",
        "name": "Piscine",
        "followers_count": 4,
        "media_count": 2,
    }


def test_media_come_newest_first_with_ids_alone_unless_asked(account: Caller, account_id: str, medium: str) -> None:
    data = account.get(f"/{account_id}/media").json["data"]
    assert [set(item) for item in data] == [{"id"}, {"id"}]
    assert data[0]["id"] == medium
    fields = "id,caption,timestamp,permalink,media_type,media_url,thumbnail_url,comments_count"
    first = account.get(f"/{account_id}/media", fields=fields, limit=1).json["data"][0]
    assert (first["caption"], first["media_type"], first["comments_count"]) == ("Ouvert 🏊", "IMAGE", 5)
    assert first["timestamp"] == "2026-11-20T11:00:00+0000"
    assert "thumbnail_url" not in first
    for address in (first["permalink"], first["media_url"]):
        assert Caller(account.base_url, "").call("GET", address.removeprefix(account.base_url)).status == 200


def test_media_can_be_asked_by_time(account: Caller, account_id: str, medium: str) -> None:
    assert account.get(f"/{account_id}/media", since="2026-11-20T10:00:00+0000").ids == [medium]
    assert medium not in account.get(f"/{account_id}/media", until="2026-11-20T10:00:00+0000").ids


def test_comments_are_those_at_the_top_newest_first(account: Caller, medium: str, named: dict[str, str]) -> None:
    answer = account.get(f"/{medium}/comments")
    assert answer.ids == [named["e"], named["a"]]
    assert all(set(item) == {"id", "text", "timestamp"} for item in answer.json["data"])
    assert account.get(f"/{named['a']}/replies").ids == [named[name] for name in "dcb"]
    assert account.get(f"/{named['e']}/replies").json == {"data": []}


def test_one_call_brings_media_with_comments_and_replies(
    account: Caller, account_id: str, named: dict[str, str]
) -> None:
    fields = f"id,caption,comments.limit(50){{{SYNC},replies.limit(50){{{SYNC}}}}}"
    first, second = account.get(f"/{account_id}/media", fields=fields).json["data"]
    assert [item["id"] for item in first["comments"]["data"]] == [named["e"], named["a"]]
    replies = first["comments"]["data"][1]["replies"]["data"]
    assert [item["id"] for item in replies] == [named[name] for name in "dcb"]
    assert {item["parent_id"] for item in replies} == {named["a"]}
    assert second["comments"] == {"data": []}
    whole = account.get(f"/{account_id}", fields="media.limit(1){comments{id}}").json
    assert len(whole["media"]["data"]) == 1


def test_every_field_that_is_specified_is_known(account: Caller, medium: str, named: dict[str, str]) -> None:
    specified = (
        "from{id,username,self_ig_scoped_id},hidden,id,legacy_instagram_comment_id,like_count,media,parent_id,text,"
        "timestamp,user,username,replies{id}"
    )
    found = account.get(f"/{named['a']}", fields=specified).json
    assert (found["username"], found["like_count"], found["hidden"]) == ("Auteur a", 4, False)
    assert (found["from"]["username"], found["media"]) == ("Auteur a", {"id": medium})
    assert not {"parent_id", "user"} & set(found)


def test_only_the_accounts_own_comments_tell_their_user(
    account: Caller, account_id: str, named: dict[str, str]
) -> None:
    found = account.get(f"/{named['d']}", fields="user,from{id,username},username,parent_id").json
    assert found["user"] == {"id": account_id}
    assert found["from"] == {"id": account_id, "username": "piscine"}
    assert (found["username"], found["parent_id"]) == ("piscine", named["a"])


@pytest.mark.parametrize(
    "fields", ["message", "created_time", "is_hidden", "permalink_url", "can_hide", "comments", "likes", "from{name}"]
)
def test_what_only_facebook_has_is_refused_with_100(account: Caller, named: dict[str, str], fields: str) -> None:
    answer = account.get(f"/{named['a']}", fields=fields)
    assert answer.error == (100, None)
    assert answer.json["error"]["type"] == "IGApiException"
    assert "nonexisting field" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"since": "2026-11-20T10:00:00+0000"},
        {"order": "chronological"},
        {"filter": "stream"},
        {"summary": "true"},
        {"limit": "51"},
        {"limit": "0"},
        {"after": "nonsense"},
    ],
)
def test_lists_of_comments_take_no_order_nor_time(
    account: Caller, medium: str, named: dict[str, str], parameters: dict[str, str]
) -> None:
    assert account.get(f"/{medium}/comments", **parameters).error == (100, None)
    assert account.get(f"/{named['a']}/replies", **parameters).error == (100, None)
    modifiers = "".join(f".{name}({value})" for name, value in parameters.items() if name not in ("after", "since"))
    if modifiers:
        assert account.get(f"/{medium}", fields=f"comments{modifiers}{{id}}").error == (100, None)


def test_cursors_lead_through_fifty_at_a_time(
    practice: PracticePlatform, account: Caller, medium: str, clock: MovedClock
) -> None:
    for number in range(60):
        clock.move(seconds=1)
        practice.world.add_comment(medium, f"n{number}", author="Zoé")
    pages = list(walk(account, f"/{medium}/comments", limit=50))
    assert [len(page.ids) for page in pages] == [50, 12]
    assert len({found for page in pages for found in page.ids}) == 62
    expanded = account.get(f"/{medium}", fields="comments.limit(50){id}").json["comments"]["paging"]
    rest = account.get(f"/{medium}/comments", limit=50, after=expanded["cursors"]["after"])
    assert rest.ids == pages[1].ids


def test_what_grows_and_what_is_edited_shows(
    practice: PracticePlatform, account: Caller, named: dict[str, str], clock: MovedClock
) -> None:
    clock.move(minutes=3)
    assert account.get(f"/{named['e']}").json["text"] == "Texte changé"
    order = {"post": practice.world.comment(named["a"]).post_id, "author": "Zoé", "text": "Et ?", "parent": named["c"]}
    added = account.order("POST", "comments", order).json["id"]
    assert account.get(f"/{added}", fields="parent_id,username").json == {
        "id": added,
        "parent_id": named["a"],
        "username": "Zoé",
    }


def test_what_is_not_there_is_100_33(account: Caller, own: Caller, named: dict[str, str]) -> None:
    for caller in (account, own):
        answer = caller.get("/1234567890123456")
        assert answer.error == (100, 33)
        assert answer.json["error"]["type"] == "IGApiException"
    assert own.get("/someone").error == (803, None)
    assert account.get(f"/{named['a']}/likes").error == (2500, None)
    assert account.get(f"/{named['a']}/comments").error == (2500, None)


def test_another_accounts_things_are_as_good_as_absent(page: Caller, account_id: str, named: dict[str, str]) -> None:
    assert page.get(f"/{account_id}").error == (100, 33)
    assert page.get(f"/{named['a']}").error == (100, 33)


def test_one_account_does_not_open_another() -> None:
    with PracticePlatform.start() as shipped:
        mine, theirs = [page for page in shipped.pages if page.platform == "instagram"]
        caller = Caller(shipped.base_url, mine.token)
        medium = shipped.world.posts(theirs.id)[0]
        assert caller.get(f"/{mine.id}/media").status == 200
        assert caller.get(f"/{theirs.id}").error == (100, 33)
        assert caller.get(f"/{medium.id}/comments").error == (100, 33)


def test_a_cursor_is_good_for_its_own_list_only(account: Caller, medium: str, named: dict[str, str]) -> None:
    cursor = account.get(f"/{medium}/comments", limit=1).json["paging"]["cursors"]["after"]
    assert account.get(f"/{medium}/comments", after=cursor).ids == [named["a"]]
    assert account.get(f"/{named['a']}/replies", after=cursor).error == (100, None)


def test_an_own_token_opens_nothing_of_a_page(practice: PracticePlatform, own: Caller) -> None:
    owner = practice.world.page(practice.pages[1].id).owner
    assert own.get(f"/{owner}").error == (100, 33)
    assert own.get("/me/feed").error == (2500, None)
    assert own.get("/debug_token", input_token=own.token).error == (803, None)


READS: list[tuple[str, str]] = [
    ("instagram_basic", "/{account}"),
    ("pages_read_engagement", "/{account}/media"),
    ("instagram_basic", "/{medium}"),
    ("instagram_manage_comments", "/{medium}/comments"),
    ("instagram_manage_comments", "/{comment}"),
    ("instagram_manage_comments", "/{comment}/replies"),
    ("instagram_manage_comments", "/{account}/media?fields=comments{{id}}"),
]


@pytest.mark.parametrize(("permission", "path"), READS)
def test_a_read_without_its_right_is_refused_with_10_naming_it(
    practice: PracticePlatform, account_id: str, medium: str, named: dict[str, str], permission: str, path: str
) -> None:
    owner = practice.world.page(account_id).owner
    practice.world.issue_token("poor", owner, scopes=ALL_SCOPES - {permission})
    target = path.format(account=account_id, medium=medium, comment=named["a"])
    answer = Caller(practice.base_url, "poor").call("GET", f"/v26.0{target}")
    assert answer.error == (10, None)
    assert permission in answer.json["error"]["message"]


def test_a_page_without_the_right_to_instagram_does_not_lead_there(practice: PracticePlatform, account_id: str) -> None:
    owner = practice.world.page(account_id).owner
    practice.world.issue_token("poor", owner, scopes=ALL_SCOPES - {"instagram_basic"})
    answer = Caller(practice.base_url, "poor").get("/me", fields="instagram_business_account")
    assert answer.error == (10, None)
    assert "instagram_basic" in answer.json["error"]["message"]


@pytest.mark.parametrize("permission", sorted(INSTAGRAM_SCOPES))
def test_an_own_token_has_rights_of_its_own_name(
    practice: PracticePlatform, account_id: str, medium: str, permission: str
) -> None:
    practice.world.issue_token("IGAApoor", account_id, scopes=INSTAGRAM_SCOPES - {permission})
    answer = Caller(practice.base_url, "IGAApoor").get(f"/{medium}/comments")
    assert answer.error == (10, None)
    assert permission in answer.json["error"]["message"]


def test_the_quota_is_the_accounts_own(practice: PracticePlatform, account: Caller, account_id: str) -> None:
    practice.usage.force(account_id, 100)
    answer = account.get(f"/{account_id}")
    assert answer.error == (80002, None)
    (use,) = json.loads(answer.headers["X-Business-Use-Case-Usage"])[account_id]
    assert (use["type"], use["call_count"], use["estimated_time_to_regain_access"]) == ("instagram", 100, 60)
    assert account.get("/me").status == 200  # the Page's quota is another


@pytest.mark.parametrize("code", [2, 10, 100, 190, 80002])
def test_faults_meet_calls_to_instagram_too(
    practice: PracticePlatform, account: Caller, medium: str, code: int
) -> None:
    practice.faults.plan_error(code)
    answer = account.get(f"/{medium}/comments")
    assert answer.error == (code, None)
    assert answer.json["error"]["type"] == "IGApiException"
    assert account.get(f"/{medium}/comments").status == 200


def test_the_permalink_shows_the_thread_without_what_is_hidden(
    account: Caller, medium: str, named: dict[str, str]
) -> None:
    account.post(f"/{named['e']}", hide="true")
    address = account.get(f"/{medium}", fields="permalink").json["permalink"]
    html = Caller(account.base_url, "").call("GET", address.removeprefix(account.base_url)).body.decode()
    assert "Texte b" in html
    assert "Texte e" not in html
