"""What is looked for asks for a list: everything, unless it keeps to one; days are of where the person is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cm_desktop.domain.comments import AccountId, RemoteId
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.search import LATE, Search
from cm_desktop.domain.verdicts import Category, Level

NOW = datetime(2026, 11, 22, 13, 8, tzinfo=UTC)
BASE = Query(queue=Queue.URGENT)


def test_nothing_looked_for_is_the_list_itself() -> None:
    assert Search(here=True).query(BASE, NOW) == BASE


def test_words_are_looked_for_in_everything_unless_here() -> None:
    assert Search(words="prix").query(BASE, NOW) == Query(queue=Queue.ALL, search="prix")
    assert Search(words="prix", here=True).query(BASE, NOW) == Query(queue=Queue.URGENT, search="prix")


def test_both_days_of_a_period_belong_to_it() -> None:
    day = date(2026, 11, 12)
    asked = Search(since=day, until=day).query(BASE, NOW)
    assert asked.since == datetime(2026, 11, 12).astimezone(UTC)
    assert asked.until == datetime(2026, 11, 13).astimezone(UTC)


def test_the_last_days_are_told_from_the_day_on_which_one_looks() -> None:
    for later in (NOW, NOW + timedelta(days=10)):
        asked = Search(days=7).query(BASE, later)
        first = datetime.combine(later.astimezone().date() - timedelta(days=7), datetime.min.time())
        assert (asked.since, asked.until) == (first.astimezone(UTC), None)


def test_what_is_late_is_to_do_and_was_written_before() -> None:
    assert Search(late=True).query(BASE, NOW) == Query(queue=Queue.TODO, until=NOW - LATE)
    assert Search(late=True, here=True).query(BASE, NOW) == replace(BASE, until=NOW - LATE)
    early = Search(late=True, until=date(2020, 1, 1)).query(BASE, NOW).until
    assert early is not None
    assert early < NOW - LATE


def test_what_is_unread_is_to_do() -> None:
    assert Search(unread=True).query(BASE, NOW) == Query(queue=Queue.TODO, unread=True)
    assert Search(unread=True, here=True).query(BASE, NOW) == replace(BASE, unread=True)


def test_each_filter_alone_is_a_search() -> None:
    post = (AccountId("facebook:1"), RemoteId("p1"))
    assert Search(post=post).query(BASE, NOW) == Query(queue=Queue.ALL, account=post[0], post=post[1])
    for one in (
        Search(post=post),
        Search(level=Level.URGENT),
        Search(category=Category.FRAUD),
        Search(late=True),
        Search(unread=True),
        Search(days=7),
    ):
        assert one.is_on
    assert not Search(here=True).is_on
