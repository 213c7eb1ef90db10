"""A pack run over the history before it is in force: counted once a comment, newest first, stopped at any moment."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest

from cm_desktop.domain.actions import Hide, Like
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import RuleError
from cm_desktop.domain.rules import PackId, Replay, RuleState, Week
from cm_desktop.domain.verdicts import Category, RuleId
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.ruling import replaying
from cm_desktop.engine.ruling.differences import SAMPLES
from tests.engine.packs import OWN, SHIPPED, FakeLibrary
from tests.engine.port import START, FakePlatform
from tests.engine.test_rejudging import THIEF

MONDAY = date(2026, 11, 16)  # of the week in which START lies


def said(platform: FakePlatform, name: str, text: str, *, days: int = 0) -> CommentRef:
    """A comment of so many days ago."""
    ref = platform.post(name, text)
    platform.comments[ref.id] = replace(platform.comments[ref.id], created_at=START - timedelta(days=days))
    return ref


def replayed(desk: Desk, text: str) -> Replay:
    return replayed_text(desk, OWN, text)


def replayed_text(desk: Desk, pack: PackId, text: str) -> Replay:
    """To the end, with nobody listening."""
    return desk.rules.replay(pack, text, lambda _: None, Event())


def test_what_is_caught_and_not_before_is_counted_by_week_and_category(desk: Desk, platform: FakePlatform) -> None:
    for n, days in enumerate((0, 1, 15)):
        said(platform, f"c{n}", f"Quel voleur ! {n}", days=days)
    said(platform, "calm", "Merci !", days=2)
    desk.sync()
    replay = replayed(desk, THIEF)
    assert (replay.read, replay.total, replay.caught, replay.lost) == (4, 4, 3, 0)
    assert replay.by_category == {Category.FRAUD: 3}
    two_weeks_ago, last_week = MONDAY - timedelta(days=14), MONDAY - timedelta(days=7)
    assert replay.weeks == (
        Week(day=two_weeks_ago, caught=1),
        Week(day=last_week),
        Week(day=MONDAY, caught=2),
    )
    first = replay.samples_caught[0]
    assert (first.text, first.text[first.hits[0].start : first.hits[0].end]) == ("Quel voleur ! 0", "voleur")


def test_nothing_is_in_force_after_a_replay(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    version = desk.rules.judge().version
    replayed(desk, f"{THIEF}except | fraude | escroc | ")
    assert (desk.rules.judge().version, desk.inbox.row(comment).verdict.severity) == (version, 3)
    assert library.files == {}


def test_what_is_lost_is_counted_too(desk: Desk, comment: CommentRef) -> None:
    replay = replayed(desk, "except | fraude | escroc | ")
    assert (replay.caught, replay.lost, replay.by_category) == (0, 1, {Category.FRAUD: -1})
    assert [sample.ref for sample in replay.samples_lost] == [comment]
    assert sum(week.lost for week in replay.weeks) == 1


def test_a_rule_under_another_name_changes_nothing(desk: Desk, platform: FakePlatform) -> None:
    said(platform, "c1", "Quel voleur !")
    desk.rules.put_in_force(OWN, THIEF)
    desk.sync()
    replay = replayed(desk, "rule | larcin | voleur | live")
    assert (replay.caught, replay.lost, replay.weeks, dict(replay.by_category)) == (0, 0, (), {})


def test_a_rule_on_trial_counts_as_if_it_were_live(desk: Desk, platform: FakePlatform) -> None:
    said(platform, "c1", "Quel voleur !")
    desk.sync()
    assert replayed(desk, THIEF.replace("live", "trial")).caught == 1
    assert replayed(desk, THIEF.replace("live", "draft")).caught == 0


def test_what_today_s_rules_have_not_judged_yet_is_judged_for_the_comparison(
    desk: Desk, platform: FakePlatform, library: FakeLibrary
) -> None:
    ref = said(platform, "c1", "Quel voleur !")
    desk.sync()
    library.files[OWN] = THIEF
    desk._in_force.renew()  # in force, and the history not yet judged again
    assert desk.inbox.row(ref).verdict.severity == 0
    assert replayed(desk, THIEF).caught == 0
    assert replayed(desk, "").lost == 1


def test_what_the_page_wrote_itself_is_left_out(desk: Desk, platform: FakePlatform) -> None:
    platform.post("c1", "Nous ne sommes pas un voleur.", by_page=True)
    desk.sync()
    replay = replayed(desk, THIEF)
    assert (replay.read, replay.caught) == (1, 0)


def test_the_moderator_s_own_decisions_tell_how_right_it_is(desk: Desk, platform: FakePlatform) -> None:
    hidden, classed, liked, open_still = (said(platform, f"c{n}", f"Quel voleur ! {n}") for n in range(4))
    desk.sync()
    desk.acts.do(hidden, Hide()).result()
    desk.acts.dismiss(classed).result()
    desk.acts.do(liked, Like()).result()
    replay = replayed(desk, THIEF)
    assert (replay.caught, replay.judged, replay.right) == (4, 2, 1)
    assert desk.inbox.row(open_still).triage == "todo"


def test_samples_are_varied_over_the_weeks_and_never_twice_the_same_text(desk: Desk, platform: FakePlatform) -> None:
    for n in range(SAMPLES + 10):
        said(platform, f"new{n}", f"Quel voleur ! {n}")
    for n in range(5):
        said(platform, f"same{n}", "Toujours un voleur")
    old = said(platform, "old", "Un voleur de 2025", days=350)
    desk.sync()
    samples = replayed(desk, THIEF).samples_caught
    assert len(samples) == SAMPLES
    assert samples[-1].ref == old
    assert [sample.at for sample in samples] == sorted((sample.at for sample in samples), reverse=True)
    assert len({sample.text for sample in samples}) == SAMPLES


def test_figures_come_at_once_then_as_they_rise(
    desk: Desk, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(9):
        said(platform, f"c{n}", "Quel voleur !", days=n)
    desk.sync()
    for name, value in (("FIRST_FEW", 2), ("AT_ONCE", 4), ("TELL_EVERY", 0.0)):
        monkeypatch.setattr(replaying, name, value)
    told: list[Replay] = []
    whole = desk.rules.replay(OWN, THIEF, told.append, Event())
    figures = [(replay.read, replay.caught, replay.total) for replay in told]
    assert figures == [(0, 0, 9), (2, 2, 9), (6, 6, 9), (9, 9, 9), (9, 9, 9)]
    assert told[-1] == whole


def test_a_replay_that_is_stopped_answers_what_it_found_so_far(
    desk: Desk, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(9):
        said(platform, f"c{n}", "Quel voleur !", days=n)
    desk.sync()
    monkeypatch.setattr(replaying, "FIRST_FEW", 2)
    monkeypatch.setattr(replaying, "TELL_EVERY", 0.0)
    stop = Event()
    replay = desk.rules.replay(OWN, THIEF, lambda replay: stop.set() if replay.read else None, stop)
    assert (replay.read, replay.caught) == (2, 2)


def test_a_text_that_cannot_be_a_pack_is_not_replayed(desk: Desk, comment: CommentRef) -> None:
    with pytest.raises(RuleError):
        replayed(desk, "no such line")


def test_a_draft_is_compiled_once_for_whoever_types(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    first = desk._in_force.as_if(OWN, THIEF)
    assert desk._in_force.as_if(OWN, THIEF) is first
    assert desk._in_force.as_if(SHIPPED, THIEF) is not first
    library.files[OWN] = THIEF
    again = desk._in_force.as_if(OWN, THIEF)
    desk.rules.keep_up()
    assert desk._in_force.as_if(OWN, THIEF) is not again
    assert desk.rules.why("Quel voleur !", draft=(OWN, "")).verdict.hits == ()


def test_a_text_that_is_being_written_can_be_corrected_without_a_file(
    desk: Desk, comment: CommentRef, library: FakeLibrary
) -> None:
    text = desk.rules.with_exception(OWN, THIEF, RuleId("fraude"), "escroc", "Quel escroc !")
    assert replayed(desk, text).lost == 1
    assert desk.rules.with_state(OWN, THIEF, RuleId("vol"), RuleState.DRAFT) == THIEF.strip().replace("live", "draft")
    assert library.files == {}


def test_all_the_rules_are_made_only_where_a_word_of_the_draft_stands(
    desk: Desk, comment: CommentRef, library: FakeLibrary
) -> None:
    draft = library.draft(OWN, THIEF)
    desk._in_force._draft = ((desk.rules.judge().version, OWN, THIEF), draft)
    draft._words = {"voleur"}
    assert replayed(desk, THIEF).read == 1
    assert draft.made == 0
