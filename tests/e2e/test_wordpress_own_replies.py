"""Our own replies on a real WordPress, edited and taken back; threads that are closed; pictures in comments."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Delete, EditReply, Restore, WriteReply
from cm_desktop.domain.comments import Comment, Visibility
from cm_desktop.domain.errors import Gone, Invalid, Unknown
from cm_desktop.domain.readback import same_text
from cm_desktop.platforms.wordpress.connector import WordPressConnector
from tests.e2e.test_wordpress_acts import REPLIES
from tests.e2e.test_wordpress_cuts import CUTS
from tests.e2e.wordpress_steps import ADDRESS, AGENT, comment, comments, connector, stored, sync
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e


def reply(blog: WordPressConnector, site: WordPress, text: str = "Bonjour, écrivez-nous.") -> Comment:
    """A reply of ours, as it stands."""
    made = blog.act(WriteReply(text), comment(blog, site), "k").remote_id
    assert made is not None
    return blog.read(made)


@pytest.mark.parametrize("text", REPLIES)
@pytest.mark.parametrize("user", ["editor", "admin"])
def test_a_reply_is_edited_in_place_and_keeps_its_traces(site: WordPress, user: str, text: str) -> None:
    blog = connector(site, user)
    ours = reply(blog, site)
    traces = f"comment_author_IP = '{ADDRESS}', comment_agent = '{AGENT}'"  # it was written on another machine
    one_hour = "comment_date_gmt = comment_date"  # WordPress asks the clock twice, and a second may pass between
    site.sql(f"UPDATE wp_comments SET {traces}, {one_hour} WHERE comment_ID = {int(ours.ref.id)}")
    before = stored(site, ours.ref.id)
    assert before["comment_author_IP"] == ADDRESS
    for _ in range(2):
        blog.act(EditReply(text), ours, "k")
    after = stored(site, ours.ref.id)
    assert "<script" not in after["comment_content"]
    assert {name for name in before if before[name] != after[name]} == {"comment_content"}
    read = blog.read(ours.ref.id)
    assert (read.text, read.parent, read.visibility) == (text, ours.parent, Visibility.PUBLIC)


def test_a_guest_s_traces_are_never_ours_to_lose_by_an_edit(site: WordPress) -> None:
    blog, colleague = connector(site), connector(site, "admin")
    theirs = comment(blog, site)
    before = stored(site, theirs.ref.id)
    for whose in (theirs, reply(colleague, site)):
        with pytest.raises(Invalid) as refusal:
            blog.act(EditReply("Autre"), whose, "k")
        assert refusal.value.field == "action"
    assert stored(site, theirs.ref.id) == before


def test_an_edit_keeps_its_hour_on_a_site_in_paris(site: WordPress) -> None:
    site.call("update_option", "timezone_string", "Europe/Paris")
    blog = connector(site)
    ours = reply(blog, site)
    blog.act(EditReply("Bonjour, appelez-nous."), ours, "k")
    read = blog.read(ours.ref.id)
    assert read.created_at == ours.created_at
    assert abs(read.created_at - datetime.now(UTC)) < timedelta(seconds=60)


@pytest.mark.parametrize("cut", CUTS)
def test_an_edit_whose_answer_is_cut_is_looked_up_at_once(site: WordPress, proxy: FaultProxy, cut: str) -> None:
    blog = connector(site, through=proxy.base_url)
    ours = reply(blog, site)
    proxy.spoil("POST", CUTS[cut])
    blog.act(EditReply("Bonjour, appelez-nous."), ours, "k")
    assert stored(site, ours.ref.id)["comment_content"] == "Bonjour, appelez-nous."


def test_an_edit_that_no_reading_proves_stays_in_doubt(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    ours = reply(blog, site)
    proxy.spoil("GET", lambda answer: answer)
    proxy.spoil("POST", CUTS["no answer"])
    proxy.spoil("GET", CUTS["half a body"])
    with pytest.raises(Unknown):
        blog.act(EditReply("Bonjour, appelez-nous."), ours, "k")


def test_an_edit_that_the_site_rewrote_is_told(site: WordPress, proxy: FaultProxy) -> None:
    blog = connector(site, through=proxy.base_url)
    ours = reply(blog, site)
    proxy.spoil("POST", lambda answer: answer.replace(b"appelez-nous", b"appelez-moi!"))
    with pytest.raises(Invalid) as refusal:
        blog.act(EditReply("Bonjour, appelez-nous."), ours, "k")
    assert refusal.value.field == "text"


def test_a_reply_of_ours_goes_into_the_bin_and_comes_back(site: WordPress) -> None:
    blog = connector(site)
    ours = reply(blog, site)
    blog.act(Delete(), ours, "k")
    assert blog.read(ours.ref.id).visibility is Visibility.TRASHED
    with pytest.raises(Gone):
        blog.act(EditReply("Autre"), ours, "k")
    blog.act(Restore(), ours, "k")
    assert same_text(blog.read(ours.ref.id).text, ours.text)


def test_a_comment_says_whether_its_post_takes_answers(site: WordPress) -> None:
    blog = connector(site)
    (ident,) = comments(site, "Bonjour")
    assert blog.read(ident).can_reply
    site.sql("UPDATE wp_posts SET comment_status = 'closed'")
    assert not blog.read(ident).can_reply
    (found,) = sync(blog)[1]
    assert not found.can_reply


def test_a_picture_in_a_comment_is_named(site: WordPress) -> None:
    (ident,) = comments(site, 'Voyez <img src="https://pictures.example/a.png?x=1&amp;y=2" alt="la devanture"> !')
    read = connector(site).read(ident)
    assert (read.media, read.media_url) == ("image", "https://pictures.example/a.png?x=1&y=2")
    assert read.text == "Voyez  !"
