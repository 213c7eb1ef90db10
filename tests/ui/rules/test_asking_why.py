"""Why, and why not, of any text: by what is typed, with what stopped a rule."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit.passages.matched_words import MatchedWords
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.workbench import Workbench
from tests.ui.rules.ruling import OWN, TEXT, FewRules
from tests.ui.rules.steps import reads
from tests.ui.rules.test_typing import write


def ask(qtbot: QtBot, bench: Workbench, view: RulesView, text: str) -> None:
    view.why.field.clear()
    QGuiApplication.clipboard().setText(text)
    view.why.field.paste()
    qtbot.waitUntil(lambda: bench.questions.why is not None and bench.questions.why.text == text)


def test_the_words_that_were_matched_are_shown_with_their_rule(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    ask(qtbot, bench, view, "quelle arnaque")
    assert "«\u00a0arnaque\u00a0»" in [found.accessibleName() for found in view.why.findChildren(MatchedWords)]
    assert "Accusation d’escroquerie · fraude.fr. Aucun garde-fou" in reads(view.why)


def test_what_is_typed_answers_before_it_is_in_force(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    ask(qtbot, bench, view, "un voleur")
    assert "fraude.fr" not in reads(view.why)
    write(qtbot, bench, view, TEXT)
    qtbot.waitUntil(lambda: "fraude.fr" in reads(view.why))


def test_what_a_guard_stopped_is_told(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    ask(qtbot, bench, view, "« arnaque »")
    shown = reads(view.why)
    assert "Aucune règle ne repère rien" in shown
    assert "citation" in shown


def test_a_rule_on_trial_says_that_it_counts_for_nothing(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    ask(qtbot, bench, view, "jamais remboursé")
    assert "À l’essai : elle ne compte pas encore." in reads(view.why)


def test_only_the_last_of_what_is_asked_is_answered(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    ask(qtbot, bench, view, "arnaque")
    assert [asked for asked in rules.asked if asked.startswith("why")] == ["why arnaque"]


def test_a_rule_that_is_only_typed_is_called_by_its_title(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    titled = '- id: fraude.prix\n  title: {en: Prices, fr: "Prix, contestés"}\n  terms: [prix]\n'
    write(qtbot, bench, view, TEXT + titled)
    ask(qtbot, bench, view, "les prix")
    qtbot.waitUntil(lambda: "Prix, contestés · fraude.fr" in reads(view.why))


def test_why_is_asked_again_when_other_rules_are_in_force(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    ask(qtbot, bench, view, "un voleur")
    assert "brasserie.accusation" in reads(view.why)
    del rules.texts[OWN]
    rules.version = "another"
    bench.refresh()
    qtbot.waitUntil(lambda: "brasserie.accusation" not in reads(view.why))
