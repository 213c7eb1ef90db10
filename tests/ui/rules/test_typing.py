"""What is typed in a pack: proved, replayed, put in force, and never lost."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.rules import RuleState
from cm_desktop.ui.keys import Command
from cm_desktop.ui.rules.notes import Sign
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.workbench import Workbench
from tests.ui.rules.conftest import LESS
from tests.ui.rules.ruling import BREAKS_ANOTHER, BROKEN, FAILING, FRAUD, HOUSE, LUMEN, OWN, TEXT, FewRules
from tests.ui.rules.steps import button, reads


def write(qtbot: QtBot, bench: Workbench, view: RulesView, text: str) -> None:
    view.pack.change(text)
    qtbot.waitUntil(lambda: bench.text == text and bench.proof is not None)


def test_examples_that_hold_are_ticked_once_what_is_typed_is_proved(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    write(qtbot, bench, view, TEXT)
    assert {line: note.sign for line, note in view.pack.text.notes.items()} == dict.fromkeys((8, 9, 11), Sign.HOLDS)
    assert "prêt à mettre en vigueur" in reads(view.pack)
    assert view.pack.go.isEnabled()


def test_a_failing_example_is_told_under_its_line_and_keeps_the_rules_out_of_force(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    write(qtbot, bench, view, FAILING)
    note = view.pack.text.notes[11]
    assert note.sign is Sign.FAILS
    assert "doit rester de côté" in note.reason
    assert "1 exemple ne passe pas : la version 3f2a1c9 reste en vigueur." in reads(view.pack)
    assert not view.pack.go.isEnabled()


def test_the_reason_under_a_failing_line_gets_room_of_its_own(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    write(qtbot, bench, view, FAILING)
    boxes = [view.pack.text.line_box(view.pack.text.document().findBlockByNumber(number)) for number in (9, 10, 11)]
    assert boxes[1].height() > 1.5 * boxes[0].height()
    assert boxes[2].top() >= boxes[1].bottom() - 1


def test_what_is_no_yaml_is_told_with_its_line_and_what_to_do(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    write(qtbot, bench, view, BROKEN)
    assert view.pack.text.notes[4].sign is Sign.FAILS
    assert "ligne 4" in reads(view.pack)
    assert not view.pack.go.isEnabled()
    assert bench.trial_run.replay is None


def test_what_would_break_the_example_of_another_pack_is_told_with_its_file(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    write(qtbot, bench, view, TEXT + BREAKS_ANOTHER)
    assert Sign.FAILS not in {note.sign for note in view.pack.text.notes.values()}
    assert "autre.yaml, ligne 9" in reads(view.pack)
    assert not view.pack.go.isEnabled()


def test_spaces_that_do_not_break_stay_as_they_are_written(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    text = TEXT + "# «\u00a0Bonjour\u00a0», 13\u202fh, une\u2028ligne\n"
    view.pack.change(text)
    qtbot.waitUntil(lambda: bench.proof is not None)
    assert bench.text == text


def test_what_is_told_of_a_line_goes_with_it_while_lines_are_typed_above(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    write(qtbot, bench, view, FAILING)
    view.pack.text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(view.pack.text, Qt.Key.Key_Return)
    assert view.pack.text.notes[12].sign is Sign.FAILS


def test_what_is_put_in_force_is_a_draft_no_more(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    write(qtbot, bench, view, TEXT)
    assert FRAUD in bench.drafts
    with qtbot.waitSignal(bench.served):
        view.act(Command.PUT_IN_FORCE)
    assert rules.texts[FRAUD] == TEXT
    assert not bench.drafts


def test_nothing_is_put_in_force_before_it_is_proved(bench: Workbench, view: RulesView, rules: FewRules) -> None:
    view.pack.change(FAILING)
    view.act(Command.PUT_IN_FORCE)
    assert rules.texts[FRAUD] == LESS
    assert not view.pack.go.isEnabled()


def test_what_is_typed_waits_while_another_pack_is_looked_at(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    write(qtbot, bench, view, TEXT)
    bench.open(HOUSE)
    qtbot.waitUntil(lambda: "insultes" in view.pack.text.toPlainText())
    assert "brouillon" in button(view, "Fraude et arnaque, 2 règles, 1 à l’essai, brouillon").accessibleName()
    bench.open(FRAUD)
    qtbot.waitUntil(lambda: view.pack.text.toPlainText() == TEXT)


def test_a_draft_that_is_given_up_is_what_is_written_again(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    write(qtbot, bench, view, TEXT)
    button(view, "Abandonner le brouillon").click()
    assert view.pack.text.toPlainText() == LESS
    assert not bench.drafts


def test_a_pack_of_ones_own_is_begun_and_laid_on_the_workbench(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    del rules.texts[OWN]
    bench.begin(LUMEN)
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == OWN)
    assert view.pack.text.toPlainText() == rules.texts[OWN]
    assert not view.pack.text.isReadOnly()


def test_rules_that_somebody_else_changed_meanwhile_are_not_replaced_without_a_word(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    write(qtbot, bench, view, TEXT)
    rules.texts[FRAUD] = LESS + "# par une autre fenêtre\n"
    bench.refresh()
    qtbot.waitUntil(lambda: bench.overtaken)
    assert view.pack.text.toPlainText() == TEXT
    assert "ont changé ailleurs" in reads(view.pack)


def test_the_switch_puts_the_rule_under_the_cursor_on_trial_and_back(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    view.pack.text.go_to(13)
    button(view, "fraude.remboursement\u00a0: En vigueur").click()
    qtbot.waitUntil(lambda: f"state: {RuleState.LIVE}" in view.pack.text.toPlainText())
    button(view, "fraude.remboursement\u00a0: À l’essai").click()
    qtbot.waitUntil(lambda: f"state: {RuleState.TRIAL}" in view.pack.text.toPlainText())
    view.pack.text.undo()
    assert f"state: {RuleState.LIVE}" in view.pack.text.toPlainText()
