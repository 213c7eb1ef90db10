"""What is typed, run over the history by itself: figures on the way, samples to judge, weeks that add up."""

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from cm_desktop.domain.rules import Dealt, Week
from cm_desktop.ui.keys import Command
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.sample_row import SampleRow
from cm_desktop.ui.rules.week_bars import bars
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words
from tests.ui.rules.conftest import LESS
from tests.ui.rules.ruling import FRAUD, TEXT, FewRules
from tests.ui.rules.steps import button, reads
from tests.ui.rules.test_typing import write


def test_what_is_typed_is_replayed_by_itself(qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules) -> None:
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    assert rules.replayed == [TEXT]
    shown = reads(view.replay)
    assert "+ 1" in shown
    assert "− 0" in shown
    assert "5 commentaires" in shown


def test_figures_come_while_it_still_runs(qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules) -> None:
    rules.held.clear()
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.replay is not None)
    assert "1 sur 5…" in reads(view.replay)
    assert bench.trial_run.running
    rules.held.set()
    qtbot.waitUntil(lambda: not bench.trial_run.running)


def test_going_on_typing_stops_the_replay_and_tells_nothing_of_it(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.held.clear()
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.replay is not None)
    write(qtbot, bench, view, TEXT.replace("voleur", "bandit"))
    assert not any(row.isVisible() for row in view.replay.findChildren(SampleRow))
    rules.held.set()
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    assert rules.stopped == 1
    assert bench.trial_run.replay is not None
    assert bench.trial_run.replay.caught == 0


def test_a_key_replays_what_is_written_too(qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules) -> None:
    view.act(Command.REPLAY)
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    assert len(rules.replayed) == 1


def test_a_sample_that_is_right_counts_as_judged(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    (row,) = (each for each in view.replay.findChildren(SampleRow) if each.isVisible())
    button(row, "Juste").click()
    assert "1 / 1" in reads(view.replay)
    assert "Jugé juste" in reads(view.replay)


def test_a_sample_that_was_dealt_with_counts_once(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.dealt = Dealt.ACTED
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    assert "Jugé juste" in reads(view.replay)
    assert bench.trial_run.replay is not None
    (sample,) = bench.trial_run.replay.samples_caught
    bench.trial_run.judge(sample.ref, right=True)
    assert bench.trial_run.score == (1, 1)


def test_a_sample_that_is_not_right_becomes_an_exception_with_its_example_in_the_text(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: bench.trial_run.seconds is not None)
    (row,) = (each for each in view.replay.findChildren(SampleRow) if each.isVisible())
    button(row, "À écarter").click()
    qtbot.waitUntil(lambda: "Vous êtes des …" in view.pack.text.toPlainText())
    assert rules.texts[FRAUD] == LESS
    view.pack.text.undo()
    assert view.pack.text.toPlainText() == TEXT


def test_the_bars_add_up_to_what_is_caught(words: Words) -> None:
    weeks = [Week(day=date(2026, 6, 1) + timedelta(weeks=n), caught=n) for n in range(20)]
    shown = bars(words, weeks)
    assert len(shown) == 8
    assert shown[0][0] == "avant"
    assert sum(caught for _, caught in shown) == sum(week.caught for week in weeks)
