"""Supplied rules are read, adapted in rules of one's own, and come back when those are taken away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from cm_desktop.domain.rules import PackId
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.ui.kit.tab_order import move_on
from cm_desktop.ui.rules.pack_item import PackItem
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.workbench import Workbench
from tests.ui.rules.ruling import FRAUD, HOUSE, OWN, TEXT, FewRules
from tests.ui.rules.steps import button, reads
from tests.ui.rules.test_typing import write

RULE = "insultes.remboursement"  # the second one of the supplied pack
ENTRY = f"- id: {RULE}\n  terms: []\n"


def lay(qtbot: QtBot, bench: Workbench, pack: PackId) -> None:
    bench.open(pack)
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == pack)
    qtbot.waitUntil(lambda: bench.proof is not None or not bench.editable)


def adapt(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    """With the keyboard, the second rule of the supplied pack, for all clients."""
    lay(qtbot, bench, HOUSE)
    view.pack.text.go_to(view.pack.text.toPlainText().split("\n").index(f"- id: {RULE}") + 1)
    adapting = button(view, "Adapter cette règle…")
    adapting.setFocus()
    QTest.keyClick(adapting, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    view.activateWindow()
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == OWN and ENTRY in bench.text)


def test_a_supplied_pack_is_only_read(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    lay(qtbot, bench, HOUSE)
    view.pack.text.setFocus()
    QTest.keyClicks(view.pack.text, "x")
    assert view.pack.text.toPlainText() == bench.text
    assert not bench.drafts
    assert not view.pack.go.isVisible()
    assert "lecture seule" in reads(view.pack)


def test_supplied_packs_are_gone_through_without_a_proof_of_any(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.asked.clear()
    lay(qtbot, bench, HOUSE)
    lay(qtbot, bench, OWN)
    assert rules.asked.count("prove") == 1


def test_the_packs_are_one_stop_of_the_tab_key(qtbot: QtBot, bench: Workbench, view: RulesView) -> None:
    lay(qtbot, bench, HOUSE)
    view.packs.focus_chosen()
    view.packs.step(1)
    at_hand = QApplication.focusWidget()
    assert isinstance(at_hand, PackItem)
    assert at_hand.isChecked()
    left = move_on(view, onward=True)  # as its window does on Tab
    assert left is not None
    assert not view.packs.isAncestorOf(left)


def test_the_cursor_goes_through_a_supplied_pack_with_the_keyboard(
    qtbot: QtBot, bench: Workbench, view: RulesView
) -> None:
    lay(qtbot, bench, HOUSE)
    assert "insultes.accusation" in reads(view.pack)
    view.pack.text.setFocus()
    for _ in range(13):
        QTest.keyClick(view.pack.text, Qt.Key.Key_Down)
    assert RULE in reads(view.pack)


def test_a_supplied_rule_is_adapted_by_an_entry_in_rules_of_ones_own(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    supplied = rules.texts[HOUSE]
    adapt(qtbot, bench, view)
    assert bench.drafts == (OWN,)
    assert view.pack.text.line == bench.text.count("\n")
    qtbot.waitUntil(view.pack.text.hasFocus)
    assert not view.pack.text.isReadOnly()
    assert rules.texts[HOUSE] == supplied
    qtbot.waitUntil(lambda: bench.sound)
    with qtbot.waitSignal(bench.served):
        bench.put_in_force()
    assert rules.texts[OWN].endswith(ENTRY)


def test_a_rule_that_is_adapted_already_is_gone_to(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.texts[OWN] = f"{ENTRY}- id: brasserie.autre\n  terms: []\n"
    adapt(qtbot, bench, view)
    assert not bench.drafts
    qtbot.waitUntil(lambda: view.pack.text.line == 2)


def test_a_reading_of_the_supplied_pack_that_was_on_its_way_does_not_take_the_cursor_from_the_entry(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    lay(qtbot, bench, HOUSE)
    sought: list[PackId | None] = []
    bench.sought.connect(lambda _rule: sought.append(bench.pack.id if bench.pack else None))
    bench.open(HOUSE)  # as when rules have just changed
    bench._enter(OWN, RuleId(RULE), (rules.texts[OWN], rules.texts[OWN] + ENTRY))
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == OWN and ENTRY in bench.text)
    assert sought == [OWN]
    assert view.pack.text.line == bench.text.count("\n")


def test_what_is_typed_in_rules_of_ones_own_is_kept_when_a_rule_is_adapted(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    lay(qtbot, bench, OWN)
    write(qtbot, bench, view, rules.texts[OWN] + "# à relire\n")
    adapt(qtbot, bench, view)
    assert "# à relire\n" in bench.text


def test_rules_of_ones_own_are_taken_away_once_that_was_asked(
    qtbot: QtBot, bench: Workbench, view: RulesView, removed: list[PackId]
) -> None:
    lay(qtbot, bench, OWN)
    button(view, "Supprimer ces règles").click()
    (box,) = (box for box in view.findChildren(QMessageBox) if box.isVisible())
    assert "2 règles ne seraient plus en vigueur" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert removed == []
    button(view, "Supprimer ces règles").click()
    (box,) = (box for box in view.findChildren(QMessageBox) if box.isVisible())
    next(each for each in box.buttons() if each.text() == "Supprimer ces règles").click()
    assert removed == [OWN]


def test_rules_that_stand_in_for_supplied_ones_give_way_to_them(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules, removed: list[PackId]
) -> None:
    rules.stands_in = {OWN}
    bench.refresh()
    lay(qtbot, bench, OWN)
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.stands_in)
    button(view, "Revenir aux règles fournies").click()
    (box,) = (box for box in view.findChildren(QMessageBox) if box.isVisible())
    next(each for each in box.buttons() if each.text() == "Revenir aux règles fournies").click()
    assert removed == [OWN]


def test_a_draft_is_given_up_before_its_rules_are_taken_away(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    lay(qtbot, bench, OWN)
    write(qtbot, bench, view, rules.texts[OWN] + "# plus\n")
    names = {each.accessibleName() for each in view.pack.foot.findChildren(QAbstractButton) if each.isVisible()}
    assert "Supprimer ces règles" not in names
    assert "Abandonner le brouillon" in names


def test_rules_that_are_gone_leave_the_workbench_to_others(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    lay(qtbot, bench, OWN)
    rules.remove(OWN)
    bench.refresh()
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id != OWN)
    assert view.pack.text.toPlainText() == bench.text


def test_a_draft_outlasts_rules_that_somebody_else_took_away(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    lay(qtbot, bench, OWN)
    write(qtbot, bench, view, TEXT + "# à moi\n")
    rules.remove(OWN)
    with qtbot.waitSignal(bench.shelved):
        bench.refresh()
    assert view.pack.text.toPlainText() == TEXT + "# à moi\n"
    with qtbot.waitSignal(bench.served):
        bench.put_in_force()
    assert rules.texts[OWN] == TEXT + "# à moi\n"


def test_rules_on_the_workbench_stay_in_sight_when_the_list_is_made_anew(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.texts |= {PackId(f"a{number}.fr"): TEXT for number in range(30)} | {PackId("zero.fr"): TEXT}
    rules.shipped |= set(rules.texts)
    with qtbot.waitSignal(bench.shelved):
        bench.refresh()
    lay(qtbot, bench, PackId("zero.fr"))
    write_more = rules.texts[PackId("zero.fr")] + "- id: zero.encore\n  terms: [zéro]\n"
    rules.texts[PackId("zero.fr")] = write_more
    bench.refresh()
    qtbot.waitUntil(lambda: bench.text == write_more)
    chosen = button(view, "Zero, 3 règles, 1 à l’essai")
    qtbot.waitUntil(lambda: not chosen.visibleRegion().isEmpty())


def test_supplied_packs_stand_in_the_order_of_their_titles(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    rules.texts |= {PackId(name): TEXT for name in ("zone.fr", "échange.fr", "dispute.fr")}
    rules.shipped = {FRAUD, HOUSE, PackId("zone.fr"), PackId("échange.fr"), PackId("dispute.fr")}
    with qtbot.waitSignal(bench.shelved):
        bench.refresh()

    def names() -> list[str]:
        return [each.accessibleName().split(",")[0] for each in view.packs.findChildren(PackItem) if each.isVisible()]

    qtbot.waitUntil(lambda: names()[:5] == ["Dispute", "Échange", "Fraude et arnaque", "Insultes", "Zone"])


def test_rules_that_were_just_begun_are_laid_though_the_packs_are_read_again_meanwhile(
    qtbot: QtBot, bench: Workbench, view: RulesView, rules: FewRules
) -> None:
    del rules.texts[OWN]
    bench._begun(rules.pack_for(None))  # and a change of the rules is noticed at the same moment
    bench.refresh()
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == OWN)


def test_rules_begun_before_the_packs_are_read_are_laid_and_not_the_first_of_them(
    qtbot: QtBot, bench: Workbench, rules: FewRules
) -> None:
    def lay_the_first() -> None:  # as the view does while nothing lies there
        if bench.pack is None:
            bench.open(HOUSE)

    bench.shelved.connect(lay_the_first)
    bench._begun(OWN)
    qtbot.waitUntil(lambda: bench.pack is not None)
    assert bench.pack is not None
    assert bench.pack.id == OWN
