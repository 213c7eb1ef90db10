"""The WordPress connector on a real WordPress: who we are there, and what is read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.errors import AuthExpired, Forbidden
from cm_desktop.rules.rulebook import Rulebook
from tests.e2e.wordpress_steps import FAMILY, INSULT, START, comment, comments, connector, stored, sync
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.e2e

RULES = Path(__file__).parents[2] / "resources" / "rules"
TEXTS = (
    "Très déçu par l'accueil, ça fait trois semaines que j'attends une réponse…",
    FAMILY,
    INSULT,
    "Bonjour, à quelle heure ouvrez-vous le 15 août ? L'œuvre exposée à Noël était superbe.",
    'Regardez <a href="https://example.org/?a=1&amp;b=2">ici</a>, c\'est <strong>scandaleux</strong> &amp; honteux',
    "Ligne un\nligne deux\n\net un cœur <3 ; 2 &lt; 3",
)
PLAIN = {
    TEXTS[4]: "Regardez ici, c'est scandaleux & honteux",
    TEXTS[5]: "Ligne un\nligne deux\n\net un cœur <3 ; 2 < 3",
}


def test_an_editor_is_proved_with_the_right_to_moderate(site: WordPress) -> None:
    identity = connector(site).check()
    assert (identity.id, identity.name) == (str(site.call("username_exists", "editor")), "Carnet de la Maison Verte")
    assert "moderate_comments" in identity.rights


@pytest.mark.parametrize("user", ["author", "subscriber"])
def test_a_missing_right_is_named(site: WordPress, user: str) -> None:
    for call in (connector(site, user).check, lambda: connector(site, user).fetch(None)):
        with pytest.raises(Forbidden) as caught:
            call()
        assert caught.value.scope == "moderate_comments"


@pytest.mark.parametrize("user", ["editor", "subscriber"])
def test_a_wrong_password_never_passes_for_an_empty_blog(site: WordPress, user: str) -> None:
    comments(site, *TEXTS)
    blog = connector(site, user, password="abcd efgh ijkl mnop qrst uvwx")
    known = comment(connector(site), site)
    for call in (
        blog.check,
        lambda: blog.fetch(None),
        lambda: blog.own_replies(known),
        lambda: blog.read(known.ref.id),
        lambda: blog.act(Hide(), known, "k"),
        blog.stats,
    ):
        with pytest.raises(AuthExpired):
            call()


def test_a_password_revoked_between_two_syncs_is_noticed(site: WordPress) -> None:
    user = site.call("username_exists", "editor")
    password, item = site.call("WP_Application_Passwords::create_new_application_password", user, {"name": "Autre"})
    blog = connector(site, password=password)
    *_, cursor = sync(blog)
    site.call("WP_Application_Passwords::delete_application_password", user, item["uuid"])
    with pytest.raises(AuthExpired):
        blog.fetch(cursor)


def test_a_site_with_plain_addresses_is_found(site: WordPress) -> None:
    site.call("update_option", "permalink_structure", "")
    blog = connector(site)
    (ident,) = comments(site, FAMILY)
    assert sync(blog)[1][0].text == FAMILY
    assert blog.act(Hide(), blog.read(ident), "k").remote_id is None
    assert stored(site, ident)["comment_approved"] == "0"


def test_an_address_in_the_middle_of_the_site_is_enough(site: WordPress) -> None:
    comments(site, FAMILY)
    blog = connector(site, through=f"{site.base_url}/category/uncategorized/")
    assert [found.text for found in sync(blog)[1]] == [FAMILY]


def test_two_hundred_comments_are_read_as_they_stand(site: WordPress) -> None:
    texts = [f"{TEXTS[number % len(TEXTS)]} {number}" for number in range(200)]
    ids = comments(site, *texts[:150]) + comments(site, *texts[150:], status="0")
    posts, found, _ = sync(connector(site))
    by_id = {one.ref.id: one for one in found}
    assert len(found) == len(by_id) == 200
    for ident, text, number in zip(ids, texts, range(200), strict=True):
        raw = TEXTS[number % len(TEXTS)]
        assert by_id[ident].text == f"{PLAIN.get(raw, raw)} {number}", text
        assert by_id[ident].visibility is (Visibility.PUBLIC if number < 150 else Visibility.HELD)
    assert by_id[ids[7]].created_at == START + timedelta(minutes=7)
    assert by_id[ids[7]].author.name == "Lectrice 7"
    assert {post.id for post in posts} == {one.post for one in found}
    assert posts[0].text == "La vie d’ici\n\nDes nouvelles & des idées."


def test_two_hundred_comments_are_judged(site: WordPress) -> None:
    comments(site, *(f"{TEXTS[number % len(TEXTS)]} {number}" for number in range(200)))
    found = sync(connector(site))[1]
    rules = Rulebook.load([RULES])
    verdicts = [(one.text, rules.judge(one.text)) for one in found]
    insults = [(text, verdict) for text, verdict in verdicts if text.startswith(INSULT)]
    assert len(insults) == 33
    for text, verdict in insults:
        assert verdict.abuse >= 2
        assert any("connards" in text[hit.start : hit.end] for hit in verdict.hits)
    assert not any(verdict.abuse for text, verdict in verdicts if text.startswith(FAMILY))


def test_each_comment_comes_once_and_none_is_missed_over_several_pages(site: WordPress) -> None:
    public = comments(site, *(f"Numéro {number}" for number in range(250)))
    refused = comments(site, *(f"Refusé {number}" for number in range(120)), status="spam")
    binned = comments(site, "Jeté", status="trash")
    found = sync(connector(site))[1]
    assert sorted(one.ref.id for one in found) == sorted(public + refused + binned)
    assert {one.visibility for one in found} == {Visibility.PUBLIC, Visibility.SPAM, Visibility.TRASHED}


def test_a_comment_that_leaves_while_pages_are_turned_hides_no_other(site: WordPress) -> None:
    ids = comments(site, *(f"Numéro {number}" for number in range(230)))
    blog = connector(site)
    first = blog.fetch(None)
    gone = ids[-5:]
    site.calls([("wp_delete_comment", [int(ident), True]) for ident in gone])
    rest = sync(blog, first.cursor)[1]
    assert {one.ref.id for one in (*first.comments, *rest)} >= set(ids) - set(gone)


def test_the_next_sync_brings_what_is_new_whatever_its_date_and_what_changed(site: WordPress) -> None:
    site.call("update_option", "timezone_string", "Europe/Paris")
    old = comments(site, *(f"Numéro {number}" for number in range(130)))
    blog = connector(site)
    *_, cursor = sync(blog)
    site.calls(
        [
            ("wp_set_comment_status", [int(old[129]), "hold"]),
            ("wp_update_comment", [{"comment_ID": int(old[128]), "comment_content": "Modifié"}]),
            ("wp_trash_comment", [int(old[127])]),
        ]
    )
    imported = comments(site, "Venu d'un autre blog", start=datetime(2019, 1, 1, tzinfo=UTC))
    fresh = comments(site, *(f"Nouveau {number}" for number in range(140)))
    found = sync(blog, cursor)[1]
    by_id = {one.ref.id: one for one in found}
    assert len(by_id) == len(found)
    assert {*imported, *fresh} <= set(by_id)
    assert by_id[old[129]].visibility is Visibility.HELD
    assert by_id[old[128]].text == "Modifié"
    assert by_id[old[127]].visibility is Visibility.TRASHED
    assert old[0] not in by_id


def test_the_hour_that_comes_twice_in_october_loses_nothing(site: WordPress) -> None:
    site.call("update_option", "timezone_string", "Europe/Paris")
    blog = connector(site)
    before = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)  # 2:55 in summer time, minutes before the clock goes back
    summer = comments(site, "Heure d'été", start=before)
    *_, cursor = sync(blog)
    winter = comments(site, "Heure d'hiver", start=before + timedelta(minutes=15))
    found = {one.ref.id: one for one in sync(blog, cursor)[1]}
    assert stored(site, winter[0])["comment_date"] < stored(site, summer[0])["comment_date"]
    assert found[winter[0]].created_at == before + timedelta(minutes=15)


def test_comments_of_pages_bring_their_page(site: WordPress) -> None:
    page = site.call("wp_insert_post", {"post_type": "page", "post_title": "Livre d'or", "post_status": "publish"})
    comments(site, FAMILY, post=page)
    posts, found, _ = sync(connector(site))
    assert [(post.id, post.text) for post in posts] == [(found[0].post, "Livre d’or")]


def test_the_figures_are_those_of_the_database(site: WordPress) -> None:
    comments(site, "a", "b", "c")
    comments(site, "d", status="0")
    comments(site, "e", "f", status="spam")
    assert connector(site).stats() == {"approve": 3, "hold": 1, "spam": 2, "trash": 0}
