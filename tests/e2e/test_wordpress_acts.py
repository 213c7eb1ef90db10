"""The WordPress connector on a real WordPress: what is done there, looked up by WordPress's own functions."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Delete, Hide, MarkSpam, PlatformAction, Publish, Restore, Unhide, WriteReply
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.errors import Gone, Invalid
from cm_desktop.domain.readback import same_text
from tests.e2e.wordpress_steps import ADDRESS, AGENT, FAMILY, START, comment, connector, stored
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e


MOVES: list[tuple[str, PlatformAction, str]] = [
    ("1", Hide(), "0"),
    ("0", Hide(), "0"),
    ("spam", Hide(), "spam"),
    ("0", Publish(), "1"),
    ("0", Unhide(), "1"),
    ("1", Publish(), "1"),
    ("1", MarkSpam(), "spam"),
    ("0", MarkSpam(), "spam"),
    ("1", Delete(), "trash"),
    ("0", Delete(), "trash"),
    ("1", Restore(), "1"),
]


@pytest.mark.parametrize(("before", "action", "after"), MOVES, ids=lambda value: str(getattr(value, "kind", value)))
@pytest.mark.parametrize("times", [1, 2])
def test_an_act_reaches_the_database_and_keeps_the_author_s_traces(
    site: WordPress, before: str, action: PlatformAction, after: str, times: int
) -> None:
    blog = connector(site)
    target = comment(blog, site, status=before)
    for _ in range(1 if isinstance(action, Delete) else times):
        blog.act(action, target, "k")
    row = stored(site, target.ref.id)
    assert row["comment_approved"] == after
    assert (row["comment_author_IP"], row["comment_agent"]) == (ADDRESS, AGENT)
    assert row["comment_date_gmt"] == f"{START:%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(("status", "back"), [("1", "1"), ("0", "0")])
@pytest.mark.parametrize("away", [Delete(), MarkSpam()])
def test_what_was_put_away_comes_back_to_where_it_was(
    site: WordPress, status: str, back: str, away: PlatformAction
) -> None:
    blog = connector(site)
    target = comment(blog, site, status=status)
    blog.act(away, target, "k")
    for _ in range(2):  # sent twice, WordPress's own `untrash` would take a public comment down
        blog.act(Restore(), target, "k")
        assert stored(site, target.ref.id)["comment_approved"] == back
    assert stored(site, target.ref.id)["comment_author_IP"] == ADDRESS


def test_moderation_leaves_the_text_as_it_was_read(site: WordPress) -> None:
    blog = connector(site)
    target = comment(blog, site, "<script>alert(1)</script> Nul & <em>cher</em> &lt;- vraiment")
    assert target.text == "alert(1) Nul & cher <- vraiment"
    blog.act(Hide(), target, "k")
    assert blog.read(target.ref.id).text == target.text
    assert "<script>" not in stored(site, target.ref.id)["comment_content"]  # WordPress rewrote what it keeps


REPLIES = (
    "Bonjour, merci de votre message « sincère » : nous revenons vers vous à 13 h 08.",
    "Ligne un\nligne deux\n\nparagraphe 👩‍👩‍👧‍👦",
    "<script>alert('x')</script> & 2 < 3 > 1 &eacute; \\ C:\\temp \"guillemets\"",
)


@pytest.mark.parametrize("text", REPLIES)
@pytest.mark.parametrize("user", ["editor", "admin"])
def test_a_reply_is_published_as_it_was_typed(site: WordPress, user: str, text: str) -> None:
    blog = connector(site, user)
    target = comment(blog, site)
    done = blog.act(WriteReply(text), target, "k")
    assert done.remote_id is not None
    row = stored(site, done.remote_id)
    assert (row["comment_parent"], row["comment_approved"]) == (target.ref.id, "1")
    assert "<script" not in row["comment_content"]
    (reply,) = blog.own_replies(target)
    assert reply.id == done.remote_id
    assert same_text(text, reply.text)
    assert abs(reply.created_at - datetime.now(UTC)) < timedelta(seconds=30)
    read = blog.read(done.remote_id)
    assert (read.parent, read.author.is_page, read.text) == (target.ref.id, True, text)


def test_own_replies_are_only_ours_under_this_comment_and_in_any_state(site: WordPress) -> None:
    blog, colleague = connector(site), connector(site, "admin")
    target, other = comment(blog, site), comment(blog, site, FAMILY)
    kept = [blog.act(WriteReply(f"Réponse {number}"), target, "k").remote_id for number in range(3)]
    blog.act(WriteReply("Ailleurs"), other, "k")
    colleague.act(WriteReply("Du collègue"), target, "k")
    site.calls([("wp_trash_comment", [int(str(kept[0]))]), ("wp_spam_comment", [int(str(kept[1]))])])
    assert {reply.id for reply in blog.own_replies(target)} == set(kept)


def test_a_comment_deleted_for_good_meanwhile_is_gone(site: WordPress) -> None:
    blog = connector(site)
    target = comment(blog, site)
    site.call("wp_delete_comment", int(target.ref.id), True)
    for action in (WriteReply("Bonjour"), Hide(), Publish(), MarkSpam(), Delete(), Restore()):
        with pytest.raises(Gone):
            blog.act(action, target, "k")
    with pytest.raises(Gone):
        blog.read(target.ref.id)
    assert site.sql("SELECT COUNT(*) FROM wp_comments") == [["0"]]


def test_a_comment_put_in_the_bin_meanwhile_takes_no_act_that_would_bring_it_back(site: WordPress) -> None:
    blog = connector(site)
    target = comment(blog, site)
    site.call("wp_trash_comment", int(target.ref.id))
    for action in (WriteReply("Bonjour"), Hide(), Publish(), MarkSpam(), Delete()):
        with pytest.raises(Gone):
            blog.act(action, target, "k")
    assert blog.read(target.ref.id).visibility is Visibility.TRASHED
    assert site.sql("SELECT comment_approved FROM wp_comments") == [["trash"]]


def test_a_closed_thread_takes_no_reply_and_says_which_part_is_closed(site: WordPress) -> None:
    blog = connector(site)
    target = comment(blog, site)
    site.sql("UPDATE wp_posts SET comment_status = 'closed'")
    with pytest.raises(Invalid) as caught:
        blog.act(WriteReply("Bonjour"), target, "k")
    assert caught.value.field == "comment_status"


def test_the_longest_reply_passes_and_one_more_byte_does_not(site: WordPress) -> None:
    blog = connector(site)
    target = comment(blog, site)
    limit = blog.caps.reply_limit
    longest = "é" * (limit.refuse // 2) + "a"
    assert limit.length(longest) == limit.refuse
    blog.act(WriteReply(longest), target, "k")
    with pytest.raises(Invalid) as caught:
        blog.act(WriteReply(longest + "b"), target, "k")
    assert caught.value.field == "content"
