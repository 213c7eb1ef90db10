"""When somebody who looks elsewhere is told of something: of what is new, together, and never in quiet hours."""

from datetime import time, timedelta

import pytest

from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId
from cm_desktop.domain.notices import APART, About, Heard, News, Notice, QuietHours, Wishes, hear
from cm_desktop.settings import resources
from cm_desktop.wording import notices
from cm_desktop.wording.words import Words

NOON, NIGHT = time(12), time(23)
ALWAYS = Wishes(quiet=None)
AT_NIGHT = Wishes(quiet=QuietHours(begin=time(20), end=time(8)))
MINUTE = timedelta(minutes=1)
FRENCH = Words.load("fr", resources() / "translations")


def urgent(name: str, page: str = "Facebook") -> News:
    ref = CommentRef(AccountId("a:1"), RemoteId(name))
    return News(about=About.URGENT, key=name, client="Lumen", page=page, comment=ref)


def step(
    heard: Heard,
    *news: News,
    wishes: Wishes = ALWAYS,
    watched: bool = False,
    local: time = NOON,
    steady: timedelta = APART,
) -> tuple[Heard, Notice | None]:
    return hear(heard, news, wishes, watched=watched, local=local, steady=steady)


def begun(*news: News) -> Heard:
    return step(Heard(), *news)[0]


def test_what_was_there_before_is_no_news_and_what_comes_is_told_once() -> None:
    old, new = urgent("old"), urgent("new")
    heard, nothing = step(Heard(), old)
    assert nothing is None
    heard, notice = step(heard, old, new)
    assert notice is not None
    assert (notice.about, notice.comment) == (((About.URGENT, 1),), new.comment)
    assert step(heard, old, new, steady=2 * APART)[1] is None


def test_what_comes_soon_after_a_notice_is_told_together_later() -> None:
    heard, _ = step(begun(), urgent("1"), steady=MINUTE)
    heard, early = step(heard, urgent("1"), urgent("2"), steady=2 * MINUTE)
    heard, still = step(heard, urgent("1"), urgent("2"), urgent("3"), steady=3 * MINUTE)
    assert early is still is None
    heard, late = step(heard, urgent("1"), urgent("2"), urgent("3"), steady=MINUTE + APART)
    assert late is not None
    assert late.about == ((About.URGENT, 2),)


def test_in_quiet_hours_nothing_is_told_and_afterwards_what_still_waits() -> None:
    heard, at_night = step(begun(), urgent("1"), urgent("2"), wishes=AT_NIGHT, local=NIGHT)
    assert at_night is None
    heard, in_the_morning = step(heard, urgent("2"), wishes=AT_NIGHT, local=time(8))
    assert in_the_morning is not None
    assert in_the_morning.comment == urgent("2").comment


def test_nothing_is_told_of_what_somebody_sees_or_does_not_want() -> None:
    heard, seen = step(begun(), urgent("1"), watched=True)
    assert seen is None
    assert step(heard, urgent("1"))[1] is None
    answers_alone = Wishes(about=frozenset({About.ANSWER}), quiet=None)
    assert step(begun(), urgent("1"), wishes=answers_alone)[1] is None


def test_what_is_over_before_it_could_be_told_is_not_told() -> None:
    heard, _ = step(begun(), urgent("1"), wishes=AT_NIGHT, local=NIGHT)
    heard, _ = step(heard, wishes=AT_NIGHT, local=NIGHT)
    assert step(heard, wishes=AT_NIGHT)[1] is None


@pytest.mark.parametrize(
    ("begin", "end", "quiet", "loud"),
    [
        (time(20), time(8), (time(20), time(0), time(7, 59)), (time(8), time(19, 59))),
        (time(12), time(14), (time(12), time(13, 59)), (time(11, 59), time(14))),
        (time(9), time(9), (), (time(9), time(0), time(23, 59))),
    ],
)
def test_quiet_hours_go_over_midnight(begin: time, end: time, quiet: tuple[time, ...], loud: tuple[time, ...]) -> None:
    hours = QuietHours(begin=begin, end=end)
    assert all(hours.hold(at) for at in quiet)
    assert not any(hours.hold(at) for at in loud)


@pytest.mark.parametrize("wishes", [Wishes(), ALWAYS, Wishes(about=frozenset({About.ANSWER}))])
def test_wishes_are_read_as_they_were_written(wishes: Wishes) -> None:
    assert Wishes.read(wishes.written()) == wishes


@pytest.mark.parametrize("line", ["", "   "])
def test_nothing_kept_is_as_at_first(line: str) -> None:
    assert Wishes.read(line) == Wishes()


def test_what_a_newer_version_wrote_counts_for_nothing() -> None:
    assert Wishes.read("urgent louder 25.00-8.00") == Wishes(about=frozenset({About.URGENT}), quiet=None)


def test_a_notice_names_pages_and_figures_alone() -> None:
    news = [urgent("1"), urgent("2"), urgent("3", "Instagram"), News(about=About.REQUEST, key="r", client="Mairie")]
    _, notice = step(begun(), *news)
    assert notice is not None
    assert notices.title(FRENCH, notice) == "3\u00a0commentaires urgents · 1\u00a0demande attend votre réponse"
    assert notices.text(FRENCH, notice).splitlines() == [
        "Lumen · Facebook\u00a0: 2",
        "Lumen · Instagram\u00a0: 1",
        "Mairie\u00a0: 1",
    ]
