"""Détail: why a comment is here, in full, once it is asked for; again when the rules change."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.rules import By, Disguise, Step, Stopped, Why
from cm_desktop.domain.verdicts import Category, Form, Hit, RuleId, Verdict
from cm_desktop.engine.desk import Desk
from cm_desktop.ui.detail.detail_body import DetailBody
from cm_desktop.ui.detail.why_card import _LEAST_RULE, WhyCard
from cm_desktop.ui.detail.why_detail import WhyDetail
from cm_desktop.ui.frame.main_window import LEAST, MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.passages.matched_words import LEAST as LEAST_PASSAGE
from cm_desktop.ui.kit.passages.matched_words import MatchedWords, cut_between_words
from cm_desktop.ui.kit.safe_text import ElidedLabel
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.engine.packs import OWN
from tests.engine.port import FakePlatform
from tests.ui.window.steps import CALM, GRIEVANCE, press, show, texts

INSULT = RuleId("insultes.injure")


def detail(window: MainWindow, name: str) -> Button:
    return next(b for b in window.findChildren(Button) if b.label == name and b.isVisible())


def wanted(qtbot: QtBot, window: MainWindow, ref: CommentRef) -> None:
    """With the keyboard alone."""
    show(window, ref)
    for _ in range(60):
        if not detail(window, "Détail").hasFocus():
            press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "gravité 3 sur 4 · fraude · p" in texts(window))


def test_the_tab_key_goes_down_the_detail_as_it_is_read(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[CALM])
    show(window, refs[GRIEVANCE])
    passed = []
    for _ in range(60):
        press(window, Qt.Key.Key_Tab)
        at_hand = window.focusWidget()
        assert at_hand is not None
        inside = window.panes.detail.isAncestorOf(at_hand)
        passed.append((at_hand.label if isinstance(at_hand, Button) else "") if inside else "elsewhere")
    down = passed[passed.index("Détail") :]
    down = down[: down.index("Répondre") + 1]
    assert down[:2] == ["Détail", "Repérage erroné…"]
    assert "elsewhere" not in down


def test_the_detail_is_told_only_once_it_is_wanted(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    show(window, refs[GRIEVANCE])
    assert "gravité 3 sur 4" not in texts(window)
    wanted(qtbot, window, refs[GRIEVANCE])
    assert "Trouvé tel qu’il est écrit." in texts(window)
    assert "mise en cause 3 sur 4" in texts(window)
    assert detail(window, "Réduire").hasFocus()
    press(window, Qt.Key.Key_Space)
    assert "gravité 3 sur 4" not in texts(window)


def test_the_detail_stays_open_for_the_comments_that_follow(
    qtbot: QtBot, window: MainWindow, refs: dict[str, CommentRef]
) -> None:
    wanted(qtbot, window, refs[GRIEVANCE])
    show(window, refs[CALM])
    assert "gravité" not in texts(window)
    show(window, refs[GRIEVANCE])
    qtbot.waitUntil(lambda: "gravité 3 sur 4" in texts(window))


def test_the_detail_is_asked_again_when_the_rules_change(
    qtbot: QtBot, window: MainWindow, desk: Desk, refs: dict[str, CommentRef]
) -> None:
    wanted(qtbot, window, refs[GRIEVANCE])
    desk.rules.put_in_force(OWN, "rule | bande | Bande | trial")
    qtbot.waitUntil(lambda: "gravité 3 sur 4 · bande · own · À l’essai" in texts(window))


def test_each_step_each_guard_and_what_was_let_through_are_told(qtbot: QtBot, words: Words, theme: Theme) -> None:
    text = "C0NNARD de voleur"
    why = Why(
        text=text,
        version="3f2a1c94d0",
        verdict=Verdict(
            abuse=3,
            hits=(Hit(rule=INSULT, pack="insultes.fr", category=Category.INSULT, severity=3, start=0, end=7),),
        ),
        stopped=(Stopped(rule=RuleId("fraude.vol"), start=11, end=17, by=By.GUARD, what="negated.fr"),),
        steps=(Step(start=0, end=7, compared="connard", disguises=(Disguise.CASE, Disguise.LEET)),),
        passed={INSULT: ("quoted", "about_thing.fr")},
    )
    shown = WhyDetail(why, lambda rule: "Vol" if rule == "fraude.vol" else "", words, theme)
    qtbot.addWidget(shown)
    told = "\n".join(label.text() for label in shown.findChildren(QLabel)).replace("\u00a0", " ")
    told = told.replace("\u2068", "").replace("\u2069", "")  # which keep a passage apart
    assert "« C0NNARD » · gravité 3 sur 4 · insultes.injure · insultes.fr" in told
    assert "« C0NNARD » est lu « connard » : en capitales, avec des chiffres ou des signes" in told
    assert "Aucun garde-fou ne l’arrête (citation, about_thing)." in told
    assert "« voleur »" in told
    assert "« negated »" in told
    assert "Attaque 3 sur 4 · mise en cause 0 sur 4 · version 3f2a1c9 des règles" in told


def test_the_detail_of_a_hostile_text_is_no_markup(qtbot: QtBot, words: Words, theme: Theme) -> None:
    text = "<b>x</b>" * 50
    hit = Hit(rule=INSULT, pack="p", category=Category.INSULT, severity=3, start=0, end=len(text))
    shown = WhyDetail(Why(text=text, version="v", verdict=Verdict(abuse=3, hits=(hit,))), lambda _: "", words, theme)
    qtbot.addWidget(shown)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown.findChildren(QLabel))


def test_a_long_passage_and_the_name_of_its_rule_leave_each_other_enough_to_be_read(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    passage, name = "on a tous été malades après avoir mangé chez vous", "Personnes malades après avoir consommé"
    desk.rules.put_in_force(OWN, f"rule | {name} | {passage} | live")
    ref = platform.post("c9", passage)
    desk.sync()
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == 4)
    window.resize(*LEAST)
    show(window, ref)
    (card,) = window.panes.detail.findChildren(WhyCard)
    (matched,) = card.findChildren(MatchedWords)
    where = next(label for label in card.findChildren(ElidedLabel) if label.shorter == name)
    qtbot.waitUntil(lambda: matched.width() > LEAST_PASSAGE)
    assert matched.width() < QFontMetricsF(matched._font).horizontalAdvance(passage)
    assert matched.width() == matched.sizeHint().width(), "its ground ends where its words do"
    assert where.width() >= _LEAST_RULE


def test_on_a_laptop_nothing_of_the_comment_goes_over_the_edge_of_the_window(
    qtbot: QtBot, window: MainWindow, desk: Desk, platform: FakePlatform
) -> None:
    passage = "concours bidon et truqué"
    desk.rules.put_in_force(OWN, f"rule | Faux avis ou concours truqué | {passage} | live")
    ref = platform.post("c9", f"{passage}, c’est toujours les copines qui gagnent")
    desk.sync()
    qtbot.waitUntil(lambda: window.panes.list.model.rowCount() == 4)
    for size in ((1440, 900), (1280, 800), LEAST):
        window.resize(*size)
        show(window, ref)
        (body,) = window.panes.detail.findChildren(DetailBody)
        qtbot.waitUntil(lambda body=body: body.widget().width() <= body.viewport().width())  # type: ignore[misc]


def test_a_passage_is_cut_between_its_words(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    metrics = QFontMetricsF(label.font())
    whole = "toujours pas remboursée de ma commande"
    for room in range(20, 300):
        shown = cut_between_words(whole, metrics, room)
        assert shown == whole or metrics.horizontalAdvance(shown) <= room
        kept = [part.strip() for part in shown.split("…")]
        if all(" " in part for part in kept):
            assert all(f" {part} " in f" {whole} " for part in kept), shown
    assert cut_between_words(whole, metrics, 1_000) == whole
    assert "…" in cut_between_words("anticonstitutionnellement", metrics, 60), "a word without an end is cut"


def test_a_passage_that_is_cut_leaves_the_rest_of_its_room_to_the_name_of_its_rule(
    qtbot: QtBot, words: Words, theme: Theme
) -> None:
    matched = MatchedWords("on a tous été malades après avoir mangé chez vous", Form.GRIEVANCE, 0, words, theme)
    qtbot.addWidget(matched)
    for room in range(150, 290, 7):
        matched.give_way(room)
        matched.resize(room, matched.height())
        roomy = matched.grab().toImage()
        wanted = matched.sizeHint().width()
        matched.resize(wanted, matched.height())
        assert matched.grab().toImage() == roomy.copy(0, 0, wanted, matched.height()), "the same words are kept"
        assert not _blank(roomy.copy(wanted - 4, 0, 4, matched.height())), "no room is kept that no word stands in"
        assert wanted == room or _blank(roomy.copy(wanted, 0, room - wanted, matched.height()))


def _blank(picture: QImage) -> bool:
    empty = picture.copy()
    empty.fill(picture.pixelColor(0, 0))
    return picture == empty
