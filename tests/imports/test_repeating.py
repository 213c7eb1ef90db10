"""Bringing in again: the same adds nothing, an overlapping file what is new, and what the moderator did stays."""

from dataclasses import replace
from threading import Event

import pytest

from cm_desktop.domain.comments import Visibility
from cm_desktop.imports import identity
from tests.imports.conftest import FIXTURES, PAGE, Page, WriteFile

HEADER = "auteur,texte,date\n"


@pytest.mark.parametrize("name", ["spreadsheet.csv", "instagram.csv", "facebook.json"])
def test_bringing_a_file_in_twice_adds_nothing(page: Page, name: str) -> None:
    first = page.bring_in(FIXTURES / name)
    before, cursor = dict(page.comments), page.cursor
    again = page.bring_in(FIXTURES / name)
    assert first.new == again.repeated == again.read > 0
    assert (again.new, again.changed, again.arrival) == (0, 0, "")
    assert (page.comments, page.cursor) == (before, cursor)


def test_a_later_export_adds_only_what_is_new(page: Page, write: WriteFile) -> None:
    old = "Odile,Bonjour,22/11/2026 13:08\nPaul,+1,22/11/2026 13:09\n"
    page.bring_in(write(HEADER + old))
    later = page.bring_in(write(HEADER + "Maëlys,Merci,22/11/2026 13:30\n" + old, "later.csv"))
    assert (later.new, later.repeated) == (1, 2)
    assert page.texts == ["Bonjour", "+1", "Merci"]


def test_the_same_words_at_the_same_minute_are_as_many_comments_as_lines(page: Page, write: WriteFile) -> None:
    same = "Odile,!!!,22/11/2026 13:08\n"
    assert page.bring_in(write(HEADER + same * 2)).new == 2
    more = page.bring_in(write(HEADER + same * 3, "more.csv"))
    assert (more.new, more.repeated) == (1, 2)


def test_the_same_moment_written_otherwise_is_the_same_comment(page: Page, write: WriteFile) -> None:
    page.bring_in(write(HEADER + "Odile,Bonjour,22/11/2026 13:08\n"))
    again = page.bring_in(write("date;texte;auteur\n2026-11-22 13:08:00;Bonjour;Odile\n", "other.csv"))
    assert (again.new, again.repeated) == (0, 1)


def test_what_is_counted_from_the_import_is_the_same_an_hour_later(page: Page, write: WriteFile) -> None:
    page.bring_in(write(HEADER + "Odile,Bonjour,il y a 3 h\nPaul,Bonsoir,\n"))
    before = dict(page.comments)
    again = page.bring_in(write(HEADER + "Odile,Bonjour,il y a 4 h\nPaul,Bonsoir,\n"))
    assert (again.new, again.changed, again.repeated) == (0, 0, 2)
    assert page.comments == before


def test_an_edited_comment_comes_in_under_its_id(page: Page, write: WriteFile) -> None:
    page.bring_in(write("id,texte,date\n1,Avant,22/11/2026\n2,Autre,22/11/2026\n"))
    report = page.bring_in(write("id,texte,date\n1,Après,22/11/2026\n2,Autre,22/11/2026\n"))
    assert (report.new, report.changed, report.repeated) == (0, 1, 1)
    assert page.texts == ["Après", "Autre"]


def test_what_a_file_does_not_tell_stays(page: Page, write: WriteFile) -> None:
    page.bring_in(write("id,texte,auteur,likes\n1,Avant,Odile,7\n"))
    page.bring_in(write("id,texte\n1,Après\n"))
    (comment,) = page.comments.values()
    assert (comment.text, comment.author.name, comment.likes) == ("Après", "Odile", 7)


def test_what_the_moderator_hid_stays_hidden(page: Page, write: WriteFile) -> None:
    file = write("id,texte,masqué\n1,Insulte,non\n")
    page.bring_in(file)
    (comment,) = page.comments.values()
    page.shelf.add(PAGE.id, [], [replace(comment, visibility=Visibility.HIDDEN)])
    page.sync()
    assert page.bring_in(file).repeated == 1
    page.bring_in(write("id,texte,masqué\n1,Insulte pire,non\n"))
    (comment,) = page.comments.values()
    assert (comment.text, comment.visibility) == ("Insulte pire", Visibility.HIDDEN)


def test_a_long_number_that_a_spreadsheet_rounded_is_no_id(page: Page, write: WriteFile) -> None:
    first = page.reception.survey(write("id,texte\n17,Un\n18,Deux\n", "ids.csv")).mapping
    page.bring_in(write("id,texte\n1.78E+16,Trois\n1.78E+16,Quatre\n"), first)
    assert page.texts == ["Trois", "Quatre"]
    assert all(name.startswith("made:") for name in page.comments)


@pytest.mark.parametrize(
    ("link", "own", "post"),
    [
        ("https://www.facebook.com/x/posts/12?comment_id=456", "456", "https://www.facebook.com/x/posts/12"),
        (
            "https://www.facebook.com/x/posts/12?comment_id=4&reply_comment_id=7",
            "7",
            "https://www.facebook.com/x/posts/12",
        ),
        ("https://www.facebook.com/x?fbid=1&comment_id=4&a=b", "4", "https://www.facebook.com/x?fbid=1&a=b"),
        ("https://www.instagram.com/p/abc/c/17891234567/", "17891234567", "https://www.instagram.com/p/abc/"),
        ("https://www.instagram.com/p/abc/c/17891234567/r/1899123/", "1899123", "https://www.instagram.com/p/abc/"),
        ("https://www.youtube.com/watch?v=a&lc=Ugz12", "Ugz12", "https://www.youtube.com/watch?v=a"),
        ("https://blog.example/pain/#comment-12", "12", "https://blog.example/pain/"),
        ("https://blog.example/pain/#top", "", "https://blog.example/pain/"),
    ],
)
def test_a_link_can_say_which_comment_it_is(link: str, own: str, post: str) -> None:
    assert identity.in_link(link) == own
    assert identity.post_link(link) == post


def test_a_cancelled_import_leaves_nothing(page: Page, write: WriteFile) -> None:
    stop = Event()
    stop.set()
    file = write(HEADER + "Odile,Bonjour,22/11/2026\n")
    report = page.bring_in(file, cancelled=stop)
    assert report.cancelled
    assert (page.texts, list(page.shelf.page(PAGE.id).iterdir())) == ([], [])
    assert not page.reception.survey(file).remembered
    assert page.bring_in(file).new == 1
