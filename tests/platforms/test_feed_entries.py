"""What feeds say, read as our words: recorded feeds of a real WordPress, and each kind of feed's own ways."""

from datetime import UTC, datetime

import pytest

from cm_desktop.domain.actions import ActionKind, makes_sense
from cm_desktop.domain.comments import CommentRef
from tests.platforms.feed_samples import NOW, comments, posts, recorded, rss

POST = "https://blog.example.org/?p=1"


def test_wordpress_comments_come_with_their_numbers_their_post_and_what_they_answer() -> None:
    found = comments(recorded("wordpress_comments.atom"))
    assert [comment.ref.id for comment in found] == ["27", "28", "29", "30", "1", "25", "24", "23", "22", "20"]
    assert {comment.ref.id: comment.parent for comment in found if comment.parent} == {"27": "5", "28": "6"}
    assert {comment.post for comment in found} == {POST}
    reply, child = found[0], found[4]
    assert reply.text == "Réponse du CM « merci »"
    assert (reply.author.name, reply.permalink) == ("admin", f"{POST}#comment-27")
    assert reply.created_at == datetime(2026, 11, 22, 0, 39, 11, tzinfo=UTC)
    assert child.text.startswith("Hi, this is a comment.\nTo get started with moderating")
    assert [(post.id, post.text, post.permalink) for post in posts(recorded("wordpress_comments.atom"))] == [
        (POST, "Hello world!", POST)
    ]


def test_comments_on_several_pages_of_a_post_are_under_one_post() -> None:
    body = recorded("wordpress_comments.atom")
    paged = body.replace(
        b'href="https://blog.example.org/?p=1#', b'href="https://blog.example.org/ici/comment-page-2/#', 3
    )
    (post,) = posts(paged)
    assert (post.id, post.permalink) == (POST, "https://blog.example.org/ici/")


def test_a_wordpress_comment_whose_parent_is_lost_does_not_answer_itself() -> None:
    (orphan,) = (one for one in comments(recorded("wordpress_comments.atom")) if one.text == "orphelin")
    assert orphan.parent is None


def test_wordpress_tells_in_rss_too_what_a_comment_answers() -> None:
    in_atom = {one.ref.id: one.parent for one in comments(recorded("wordpress_comments.atom"))}
    in_rss = {one.ref.id: one.parent for one in comments(recorded("wordpress_comments.rss"))}
    assert in_rss == in_atom


def test_words_before_a_comment_are_left_out_only_where_the_feed_vouches_for_them() -> None:
    hiding = '<p>Salut <a href="https://blog.example.org/?p=1#comment-5">bande de voleurs</a>.</p>\n<p>Bravo</p>'
    entry = f"<guid>{POST}#comment-9</guid><link>{POST}#comment-9</link><description><![CDATA[{hiding}]]></description>"
    generator = "<generator>https://wordpress.org/?v=6.9</generator>"
    (found,) = comments(rss(entry).replace(b"<item>", generator.encode() + b"<item>"))
    assert "bande de voleurs" in found.text
    assert found.ref.id == "9"


def test_a_mastodon_tag_names_its_authors_by_their_links() -> None:
    near, far = comments(recorded("mastodon_tag.rss"), address="https://social.example/tags/MaisonVerte.rss")
    assert (near.author.name, far.author.name) == ("@lea_martin@social.example", "@paul@autre.example")
    assert near.text == "Trois semaines que j'attends ma commande… #MaisonVerte @maisonverte\nUne réponse\u00a0?"
    assert (far.media, far.media_url) == ("image", "https://files.social.example/vitrine.jpg")


def test_a_forum_post_has_its_topic_before_it() -> None:
    (found,) = comments(recorded("discourse_posts.rss"), address="https://forum.example/posts.rss")
    assert found.text == (
        "Maison Verte : vos avis ?\n\nQui a essayé ?\n\nJe déconseille, service client injoignable & retours refusés."
    )
    assert found.author.name == "@jeanne Jeanne Petit"
    assert found.ref.id == "forum.example-post-812-3"


def test_a_video_is_read_with_its_picture() -> None:
    (found,) = comments(recorded("video_channel.atom"))
    assert found.text == "Je teste Maison Verte\n\nUn mois d'essai."
    assert found.media_url == "https://i4.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"
    assert found.created_at == datetime(2026, 11, 19, 16, 0, 10, tzinfo=UTC)


def test_an_old_rdf_feed_in_latin_1_is_read() -> None:
    (found,) = comments(recorded("old.rdf"), address="https://vieux.example/feed.rdf")
    assert found.text == "Été & œuvres\n\nRien à redire."
    assert (found.permalink, found.author.name) == ("https://vieux.example/12", "Odile")


def test_entries_without_a_post_are_under_the_feed_itself() -> None:
    address = "https://social.example/tags/MaisonVerte.rss"
    (post,) = posts(recorded("mastodon_tag.rss"), address=address)
    assert (post.id, post.text, post.permalink) == (address, "#MaisonVerte", "https://social.example/tags/MaisonVerte")


def test_an_entry_that_answers_another_of_the_feed_is_under_it() -> None:
    entries = "".join(
        f"<entry><id>urn:{name}</id><title>{name}</title>{told}</entry>"
        for name, told in (("a", ""), ("b", '<thr:in-reply-to ref="urn:a"/>'), ("c", '<thr:in-reply-to ref="urn:z"/>'))
    )
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    found = comments(f"<feed {names}><title>T</title>{entries}</feed>".encode())
    assert [one.parent for one in found] == [None, "urn:a", None]


@pytest.mark.parametrize("date", ["", "<pubDate>Mon, 07 Dec 2026 10:00:00 GMT</pubDate>", "<pubDate>demain</pubDate>"])
def test_an_entry_without_a_date_or_of_a_day_to_come_is_as_old_as_its_reading(date: str) -> None:
    (found,) = comments(rss(f"<guid>1</guid><title>x</title>{date}"))
    assert found.created_at == NOW


def test_an_entry_without_an_id_has_the_same_name_at_each_reading_and_no_other_has_it() -> None:
    entries = [
        f"<link>https://a.example/{n % 2}</link><title>{t}</title>" for n, t in ((0, "un"), (1, "un"), (0, "deux"))
    ]
    names = [one.ref.id for one in comments(rss(*entries))]
    assert len(set(names)) == 3
    assert names == [one.ref.id for one in comments(rss(*entries))]
    assert all(name.startswith("sha256:") for name in names)


@pytest.mark.parametrize("guid", ["a b", "x" * 400, "une\nligne"])
def test_an_id_that_no_name_can_hold_is_made_into_one(guid: str) -> None:
    (found,) = comments(rss(f"<guid>{guid}</guid><title>x</title>"))
    assert CommentRef.parse(str(found.ref)) == found.ref
    assert found.ref.id.startswith("sha256:")


def test_an_entry_that_is_given_twice_comes_once() -> None:
    found = comments(
        rss("<guid>1</guid><title>a</title>", "<guid>2</guid><title>b</title>", "<guid>1</guid><title>c</title>")
    )
    assert [(one.ref.id, one.text) for one in found] == [("1", "a"), ("2", "b")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "mailto:a@b.example"])
def test_a_link_that_is_no_web_page_is_none(link: str) -> None:
    (found,) = comments(rss(f"<guid>1</guid><title>x</title><link>{link}</link>"))
    assert found.permalink == ""


def test_markup_comes_out_as_text() -> None:
    body = "<![CDATA[<p>Un &lt;b&gt; <b>gras</b><br>et <img src=x onerror=alert(1)> l&#8217;été</p>]]>"
    (found,) = comments(rss(f"<guid>1</guid><description>{body}</description>"))
    assert found.text == "Un <b> gras\net  l’été"


def test_a_title_that_only_repeats_the_text_is_left_out() -> None:
    (found,) = comments(rss("<guid>1</guid><title>Bonjour à tou…</title><description>Bonjour à tous !</description>"))
    assert found.text == "Bonjour à tous !"


def test_what_is_only_watched_can_be_neither_answered_nor_hidden() -> None:
    (found,) = comments(rss("<guid>1</guid><title>x</title>"))
    for kind in (ActionKind.REPLY, ActionKind.HIDE, ActionKind.DELETE):
        assert not makes_sense(kind, found)
    assert makes_sense(ActionKind.ESCALATE, found)
