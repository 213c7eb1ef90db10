"""A view is a list at the moment at which it is opened; it is found by the beginnings of its words."""

from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.search import LATE, Search
from cm_desktop.domain.views import View, named, naming, narrowed

NOW = datetime(2026, 11, 22, 13, 8, tzinfo=UTC)
VIEWS = [View(name=name) for name in ("Urgents du lundi", "Lundi", "Été : les délais")]


def test_a_view_is_told_from_the_moment_at_which_it_is_opened() -> None:
    view = View(search=Search(late=True), order=Order.OLDEST)
    for now in (NOW, NOW + timedelta(days=1)):
        assert view.query(now) == Query(queue=Queue.TODO, until=now - LATE, order=Order.OLDEST)


def test_who_waits_too_long_is_told_from_the_moment_too() -> None:
    asked = View(order=Order.WAITING).query(NOW)
    late, rest = asked.in_turn
    assert (late.until, rest.since) == (NOW - LATE, NOW - LATE)
    assert (late.order, rest.order) == (Order.OLDEST, Order.SEVERITY)


def test_a_view_begins_where_it_was_kept() -> None:
    assert View(queue=Queue.DONE).query(NOW) == Query(queue=Queue.DONE)
    assert View(queue=Queue.DONE, search=Search(words="prix", here=True)).query(NOW).queue is Queue.DONE
    assert View(queue=Queue.DONE, search=Search(words="prix")).query(NOW).queue is Queue.ALL


def test_views_are_found_by_the_beginnings_of_words_those_that_begin_so_first() -> None:
    assert [view.name for view in narrowed(VIEWS, "lun")] == ["Lundi", "Urgents du lundi"]
    assert [view.name for view in narrowed(VIEWS, "ete del")] == ["Été : les délais"]
    assert narrowed(VIEWS, "undi") == ()
    assert len(narrowed(VIEWS, "")) == 3


def test_a_name_is_the_same_whatever_its_capitals_and_accents() -> None:
    assert named(VIEWS, "LUNDI") is VIEWS[1]
    assert named(VIEWS, "ete : les delais") is VIEWS[2]
    assert named(VIEWS, "lun") is None


@pytest.mark.parametrize("person", ["Zoé Martin", "Zoe\u0301  MARTIN", "zoe martin", "𝓩𝓸é Martin"])
@pytest.mark.parametrize("sought", ["zoe martin", "ZOÉ MARTIN", "Que dit Zoe\u0301 Martin\u202f?"])
def test_a_view_names_a_person_whatever_the_capitals_and_accents(person: str, sought: str) -> None:
    """As the search finds them."""
    by_author, by_words, by_name = views = [
        View(search=Search(author=sought)),
        View(search=Search(words=sought)),
        View(name=sought),
    ]
    assert naming([*views, View(name="Zoé Martinez"), *VIEWS], person) == (by_author, by_words, by_name)


@pytest.mark.parametrize("person", ["", " ", "\u0301"])
def test_no_view_names_who_has_no_name(person: str) -> None:
    assert naming(VIEWS, person) == ()


def test_two_views_of_one_list_are_alike() -> None:
    assert View(name="a", order=Order.OLDEST).is_like(View(name="b", order=Order.OLDEST))
    assert not View(name="a").is_like(View(name="a", order=Order.OLDEST))
