"""The WordPress connector on a bad line to a real WordPress: answers cut, lost, or replaced on the way."""

from collections.abc import Callable

import pytest

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.errors import (
    AuthExpired,
    Duplicate,
    Forbidden,
    Invalid,
    NotAllowedAddress,
    Transient,
    Unknown,
    Unreadable,
)
from cm_desktop.domain.readback import same_text
from tests.e2e.wordpress_steps import FAMILY, INSULT, comment, comments, connector, stored, sync
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e


def _page(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>…</html>".encode()


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "no answer": lambda answer: b"",
    "half a head": lambda answer: answer[:40],
    "half a body": lambda answer: answer[: answer.index(b"\r\n\r\n") + 60],
    "a gateway's error": lambda answer: _page("502 Bad Gateway"),
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_reply_whose_answer_is_cut_is_in_doubt_found_again_and_never_doubled(
    site: WordPress, proxy: FaultProxy, cut: str
) -> None:
    blog = connector(site, through=proxy.base_url)
    target = comment(blog, site)
    baseline = blog.own_replies(target)
    proxy.spoil("POST", CUTS[cut])
    with pytest.raises(Unknown):
        blog.act(WriteReply("Bonjour, écrivez-nous."), target, "k")
    (found,) = blog.own_replies(target)
    assert not baseline
    assert same_text("Bonjour, écrivez-nous.", found.text)
    with pytest.raises(Duplicate):
        blog.act(WriteReply("Bonjour, écrivez-nous."), target, "k")
    assert site.sql("SELECT COUNT(*) FROM wp_comments WHERE comment_parent <> 0") == [["1"]]
    assert sum(line.startswith("POST") for line in proxy.requests) == 2


@pytest.mark.parametrize("cut", CUTS)
def test_a_state_whose_answer_is_cut_is_looked_up_at_once(site: WordPress, proxy: FaultProxy, cut: str) -> None:
    blog = connector(site, through=proxy.base_url)
    target = comment(blog, site)
    proxy.spoil("POST", CUTS[cut])
    blog.act(Hide(), target, "k")
    assert stored(site, target.ref.id)["comment_approved"] == "0"


def test_a_state_that_no_reading_proves_stays_in_doubt(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    target = comment(blog, site)
    for last in (_page("503 Service Unavailable"), None):
        proxy.spoil("POST", lambda answer: _page("500 Internal Server Error"))
        proxy.spoil("GET", lambda answer: answer)
        proxy.spoil("GET", lambda answer, last=last: last or answer.replace(b'"hold"', b'"approved"'))  # type: ignore[misc]
        site.call("wp_set_comment_status", int(target.ref.id), "approve")
        with pytest.raises(Unknown):
            blog.act(Hide(), target, "k")


def test_a_state_that_wordpress_did_not_take_is_refused(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    target = comment(blog, site)
    proxy.spoil("POST", lambda answer: answer.replace(b'"status":"hold"', b'"status":"approved"'))
    with pytest.raises(Invalid) as caught:
        blog.act(Hide(), target, "k")
    assert caught.value.field == "status"


def test_a_listing_that_is_cut_is_unreadable_and_the_same_cursor_reads_it_whole(
    site: WordPress, proxy: FaultProxy
) -> None:
    ids = comments(site, FAMILY, INSULT, "Autre")
    blog = connector(site, through=proxy.base_url)
    blog.check()
    proxy.spoil("GET", lambda answer: answer)
    proxy.spoil("GET", CUTS["half a body"])
    with pytest.raises(Unreadable):
        blog.fetch(None)
    assert sorted(one.ref.id for one in sync(blog)[1]) == sorted(ids)


def test_before_anything_was_sent_no_act_is_in_doubt(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    target = comment(blog, site)
    for cut in CUTS.values():
        proxy.spoil("GET", cut)
        with pytest.raises(Transient):
            blog.act(WriteReply("Bonjour"), target, "k")
    assert not [line for line in proxy.requests if line.startswith("POST")]


def test_a_firewall_is_told_from_a_missing_right(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    blog.check()
    proxy.spoil("GET", lambda answer: _page("403 Forbidden"))
    with pytest.raises(Forbidden) as caught:
        blog.check()
    assert caught.value.scope == ""


def test_an_interface_at_an_unusual_place_is_found_by_the_page_s_link(site: WordPress, proxy: FaultProxy) -> None:
    for _ in range(2):
        proxy.spoil("GET", lambda answer: _page("404 Not Found"))
    assert connector(site, through=proxy.base_url).check().name == "Carnet de la Maison Verte"


def test_a_link_to_another_host_is_not_followed(site: WordPress, proxy: FaultProxy) -> None:
    for _ in range(2):
        proxy.spoil("GET", lambda answer: _page("404 Not Found"))
    proxy.spoil(
        "GET", lambda answer: answer.replace(b"Link: <http://127.0.0.1", b"Link: <http://elsewhere.example.org")
    )
    with pytest.raises(NotAllowedAddress) as caught:
        connector(site, through=proxy.base_url).check()
    assert caught.value.address == "elsewhere.example.org"


def test_a_site_that_is_no_wordpress_is_unreadable(site: WordPress, proxy: FaultProxy) -> None:
    for _ in range(3):
        proxy.spoil("GET", lambda answer: _page("200 OK"))
    with pytest.raises(Unreadable):
        connector(site, through=proxy.base_url).check()


def test_the_password_shows_in_no_error_and_no_text_of_the_connector(site: WordPress) -> None:
    blog = connector(site, password="abcd efgh ijkl mnop qrst uvwx")
    with pytest.raises(AuthExpired) as caught:
        blog.check()
    assert "efgh" not in f"{caught.value!r} {caught.value} {blog!r} {vars(blog)!r}"
