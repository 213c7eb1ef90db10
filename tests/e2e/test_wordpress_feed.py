"""The comment feed of a real WordPress: found from a link, read with its threads, and not read twice."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.comments import Account, AccountId, ClientId, RemoteId
from cm_desktop.platforms.connect import introduce
from cm_desktop.platforms.feed.discover import discover
from cm_desktop.platforms.feed.source import WHOLE_EVERY, FeedSource
from cm_desktop.platforms.transport.gateway import DIRECT
from tests.e2e.wordpress_steps import FAMILY, INSULT, START, comments, connector
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e

ANSWER = "Un deuxième avis : c'est <b>vrai</b> & <3"


def account(address: str) -> Account:
    client = ClientId("maison-verte")
    wanted = Account(id=AccountId(""), client=client, platform="feed", name="", base_url=address, allow_local=True)
    return introduce(wanted, "", gateway=DIRECT)[0]


def thread(site: WordPress) -> tuple[RemoteId, RemoteId]:
    """A comment, and one that answers it."""
    (above,) = comments(site, INSULT)
    (below,) = comments(site, ANSWER, start=START + timedelta(hours=1))
    site.call("wp_update_comment", {"comment_ID": int(below), "comment_parent": int(above)})
    return above, below


def kept(answers: list[bytes], answer: bytes) -> bytes:
    answers.append(answer)
    return answer


def test_a_feed_is_read_with_its_threads_and_a_second_time_not_at_all(site: WordPress) -> None:
    above, below = thread(site)
    feed = FeedSource(account(f"{site.base_url}/comments/feed/atom/"))
    first = feed.fetch(None)
    found = {comment.ref.id: comment for comment in first.comments}
    assert set(found) == {above, below}
    assert (found[below].parent, found[above].parent) == (above, None)
    assert found[below].text == "Un deuxième avis : c’est vrai & <3"
    assert found[above].created_at == START
    assert found[above].author.name == "Lectrice 0"
    assert [post.text for post in first.posts] == ["La vie d’ici"]
    second = feed.fetch(first.cursor)
    assert (second.comments, second.cursor) == ((), first.cursor)


def test_the_second_time_the_server_itself_says_that_nothing_is_new(site: WordPress) -> None:
    thread(site)
    answered: list[bytes] = []
    with FaultProxy(site.port) as proxy:
        feed = FeedSource(account(f"{proxy.base_url}/comments/feed/atom/"))
        first = feed.fetch(None)
        proxy.spoil("GET", lambda answer: kept(answered, answer))
        assert feed.fetch(first.cursor).comments == ()
    assert answered[0].startswith(b"HTTP/1.1 304 ")


def test_a_new_comment_is_all_that_the_next_reading_brings(site: WordPress) -> None:
    thread(site)
    feed = FeedSource(account(f"{site.base_url}/comments/feed/atom/"))
    first = feed.fetch(None)
    (newest,) = comments(site, FAMILY, start=datetime.now(UTC) + timedelta(seconds=5))
    assert [comment.ref.id for comment in feed.fetch(first.cursor).comments] == [newest]


def test_a_comment_that_was_held_comes_with_the_next_whole_reading(site: WordPress) -> None:
    (held,) = comments(site, FAMILY, status="0")
    thread(site)
    page = account(f"{site.base_url}/comments/feed/atom/")
    first = FeedSource(page).fetch(None)
    site.call("wp_set_comment_status", int(held), "approve")
    second = FeedSource(page).fetch(first.cursor)
    assert second.comments == ()  # WordPress says that nothing is new: the newest is the same
    later = FeedSource(page, now=lambda: datetime.now(UTC) + WHOLE_EVERY)
    assert [comment.ref.id for comment in later.fetch(second.cursor).comments] == [held]


def test_a_feed_and_the_interface_name_a_comment_alike(site: WordPress) -> None:
    above, below = thread(site)
    feed = {one.ref.id: one for one in FeedSource(account(f"{site.base_url}/comments/feed/atom/")).fetch(None).comments}
    blog = connector(site)
    for name in (above, below):
        known = blog.read(name)
        assert (feed[name].parent, feed[name].created_at) == (known.parent, known.created_at)


@pytest.mark.parametrize("plain", [False, True])
def test_a_link_to_the_site_or_to_a_post_leads_to_the_comments(site: WordPress, plain: bool) -> None:
    thread(site)
    if plain:
        site.call("update_option", "permalink_structure", "")
    post = site.call("get_permalink", 1)
    assert isinstance(post, str)
    for link in (site.base_url, f"{site.base_url}{post[post.index('/', 8) :]}"):
        feeds = discover(link, gateway=DIRECT, allow_local=True)
        assert feeds[0].kind == "comments"
        assert len(feeds) == (1 if link == site.base_url else 2)
        for feed in feeds:
            assert "atom" in feed.url
            assert len(FeedSource(account(feed.url)).fetch(None).comments) == 2
