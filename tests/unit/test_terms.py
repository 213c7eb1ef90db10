"""Things and moments have words, in French and in English."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Order, Queue
from cm_desktop.domain.verdicts import Category, Form, Level
from cm_desktop.wording import terms, times
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
FRENCH, ENGLISH = (Words.load(language, TRANSLATIONS) for language in ("fr", "en"))
PARIS = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 19, 14, 36, tzinfo=PARIS)


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_everything_has_a_word_of_its_own(words: Words) -> None:
    for said in (
        [terms.category(words, c) for c in Category],
        [terms.level(words, each) for each in Level],
        [terms.queue(words, queue) for queue in Queue],
        [terms.order(words, order) for order in Order],
        [terms.state(words, state) for state in State],
        [terms.action(words, kind) for kind in ActionKind],
        [terms.leaving(words, kind, 8) for kind in ActionKind],
    ):
        assert all(said)
        assert len(set(said)) == len(said)


def test_a_form_is_named_with_its_category() -> None:
    assert terms.form(FRENCH, Form.ATTACK, Category.THREAT) == "Attaque · Menace"
    assert terms.form(FRENCH, Form.GRIEVANCE, Category.HEALTH_SAFETY) == "Mise en cause · Santé"
    assert terms.form(FRENCH, Form.NEITHER, Category.SPAM) == "Indésirable"
    assert terms.form(ENGLISH, Form.ATTACK, Category.THREAT) == "Attack · Threat"


def test_what_leaves_says_in_how_many_seconds() -> None:
    assert terms.leaving(FRENCH, ActionKind.HIDE, 8) == "Masquage dans 8\u00a0s"
    assert terms.leaving(ENGLISH, ActionKind.HIDE, 8) == "Hiding in 8 s"


def test_a_platform_keeps_its_name() -> None:
    assert terms.platform(FRENCH, "wordpress") == "WordPress"
    assert terms.platform(FRENCH, "csv") == "csv"


@pytest.mark.parametrize(
    ("passed", "french", "english"),
    [
        (timedelta(seconds=20), "à l’instant", "just now"),
        (timedelta(seconds=-20), "à l’instant", "just now"),
        (timedelta(minutes=4), "il y a 4\u00a0min", "4 min ago"),
        (timedelta(minutes=59, seconds=59), "il y a 59\u00a0min", "59 min ago"),
        (timedelta(minutes=88), "13\u00a0h\u00a008", "13:08"),
        (timedelta(hours=21, minutes=6), "hier, 17\u00a0h\u00a030", "yesterday, 17:30"),
        (timedelta(days=3, hours=5, minutes=36), "lundi, 9\u00a0h\u00a000", "Monday, 9:00"),
        (timedelta(days=7), "12 novembre", "November 12"),
        (timedelta(days=400), "15 octobre 2025", "October 15, 2025"),
        (timedelta(days=-1), "20 novembre", "November 20"),
        (timedelta(days=-12), "1er décembre", "December 1"),
    ],
)
def test_a_moment_is_said_as_people_say_it(passed: timedelta, french: str, english: str) -> None:
    at = (NOW - passed).astimezone(UTC)
    assert times.ago(FRENCH, at, NOW, PARIS) == french
    assert times.ago(ENGLISH, at, NOW, PARIS) == english


@pytest.mark.parametrize(
    ("ahead", "french", "english"),
    [
        (timedelta(days=1), "demain, 14\u00a0h\u00a036", "tomorrow, 14:36"),
        (timedelta(days=4), "lundi, 14\u00a0h\u00a036", "Monday, 14:36"),
        (timedelta(days=12), "le 1er décembre, 14\u00a0h\u00a036", "December 1, 14:36"),
    ],
)
def test_a_moment_to_come_can_be_said_after_before(ahead: timedelta, french: str, english: str) -> None:
    assert times.due(FRENCH, NOW + ahead, NOW, PARIS) == french
    assert times.due(ENGLISH, NOW + ahead, NOW, PARIS) == english


def test_a_day_ends_where_the_person_is() -> None:
    at = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert times.moment(FRENCH, at, NOW, PARIS) == "0\u00a0h\u00a030"
    assert times.moment(FRENCH, at, NOW, UTC) == "hier, 23\u00a0h\u00a030"


@pytest.mark.parametrize("there", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("zone", [timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), None])
def test_the_first_and_the_last_moment_of_all_are_told_too(there: datetime, zone: timezone | None) -> None:
    """A stranger's feed may claim them."""
    assert times.ago(FRENCH, there, NOW, zone) == times.day(FRENCH, there, NOW, zone)
    assert times.clock(FRENCH, there, zone)
    assert not times.is_same_day(there, NOW, zone)
    assert str(there.year) in times.whole(FRENCH, there, zone)
