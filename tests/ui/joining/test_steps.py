"""Where somebody stands who adds a page, without any window."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.comments import ASSISTED, Client, ClientId
from cm_desktop.domain.errors import BadValue
from cm_desktop.ui.joining.steps import Joining, Kind, Step, address, secret
from cm_desktop.wording.access import Home
from cm_desktop.wording.networks import network_of

START = Joining(client=Client(id=ClientId("lumen"), name="Brasserie Lumen", colour="#C8862B"))


@pytest.mark.parametrize(
    ("kind", "home", "way"),
    [
        (Kind.FACEBOOK, Home.OWN_APP, (Step.HOME, Step.ACCESS, Step.JOINED)),
        (Kind.FACEBOOK, Home.PORTFOLIO, (Step.HOME, Step.ACCESS, Step.JOINED)),
        (Kind.INSTAGRAM, Home.NOWHERE, (Step.HOME, Step.BY_HAND, Step.JOINED)),
        (Kind.WORDPRESS, Home.OWN_APP, (Step.SITE, Step.JOINED)),
        (Kind.FEED, Home.OWN_APP, (Step.LINK, Step.JOINED)),
        (Kind.BY_HAND, Home.OWN_APP, (Step.BY_HAND, Step.JOINED)),
        (Kind.FILE, Home.OWN_APP, (Step.BY_HAND, Step.JOINED)),
    ],
)
def test_each_kind_is_asked_its_own_questions(kind: Kind, home: Home, way: tuple[Step, ...]) -> None:
    joining = replace(START, kind=kind, home=home)
    for step in way:
        joining = joining.forward()
        assert joining.step is step


@pytest.mark.parametrize("kind", Kind)
def test_back_retraces_every_step(kind: Kind) -> None:
    joining = replace(START, kind=kind)
    on_the_way = [joining]
    while (joining := joining.forward()).step is not Step.JOINED:
        on_the_way.append(joining)
    joining = on_the_way[-1]
    for before in reversed(on_the_way[:-1]):
        joining = joining.back()
        assert joining == before
    assert joining.back() == joining


def test_what_is_joined_is_not_taken_back() -> None:
    joined = replace(START, kind=Kind.BY_HAND).forward().forward()
    assert joined.back() == joined


def test_a_link_without_feed_leads_to_a_page_by_hand_and_back_to_the_link() -> None:
    instead = replace(START, kind=Kind.FEED).forward().by_hand_instead()
    assert (instead.step, instead.platform) == (Step.BY_HAND, ASSISTED)
    assert instead.back().step is Step.LINK


def test_without_access_a_facebook_page_is_kept_as_assisted() -> None:
    joining = replace(START, kind=Kind.FACEBOOK, home=Home.NOWHERE).forward().forward()
    assert joining.account(name=" La Lumen ").platform == ASSISTED
    assert joining.account(name=" La Lumen ").name == "La Lumen"


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("http://127.0.0.1:8765", True),
        ("http://localhost:80", True),
        ("http://[::1]:1", True),
        ("https://blog.example", False),
        ("https://127.0.0.1.example", False),
        ("http://192.168.1.4", False),
    ],
)
def test_only_this_very_machine_may_be_reached_without_https(typed: str, local: bool) -> None:
    assert START.account(address=address(typed)).allow_local is local


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("blog.example", "https://blog.example"),
        ("  https://blog.example/fr/ ", "https://blog.example/fr"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
    ],
)
def test_an_address_is_made_whole(typed: str, whole: str) -> None:
    assert address(typed) == whole


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "https://", "ftp://blog.example", "https://user:pass@blog.example", "un blog", "https://a:99999999"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadValue) as refused:
        address(typed)
    assert refused.value.what == "base_url"


@given(st.text())
def test_any_typed_address_is_whole_or_refused(typed: str) -> None:
    try:
        whole = address(typed)
    except BadValue:
        return
    assert whole.startswith(("http://", "https://"))
    assert address(whole) == whole


def test_a_secret_loses_its_blanks() -> None:
    assert secret("  EAAB 12\n") == "EAAB 12"


@pytest.mark.parametrize(
    ("typed", "what"), [("", "no_secret"), (" \n", "no_secret"), ("jeton é", "secret"), ("a\nb", "secret")]
)
def test_what_no_request_can_carry_is_refused_and_never_shown(typed: str, what: str) -> None:
    with pytest.raises(BadValue) as refused:
        secret(typed)
    assert refused.value.what == what
    assert refused.value.value == ""


@pytest.mark.parametrize(
    ("link", "network"),
    [
        ("https://www.facebook.com/lumen", "Facebook"),
        ("https://m.facebook.com/lumen", "Facebook"),
        ("https://twitter.com/lumen", "X"),
        ("https://youtu.be/abc", "YouTube"),
        ("https://notfacebook.com/lumen", None),
        ("https://facebook.com.example/lumen", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_a_link_tells_its_network(link: str, network: str | None) -> None:
    assert network_of(link) == network
