"""A moderator alone: the request leaves as a file, its answer is pasted, or somebody answered in another way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.queue import Queue
from cm_desktop.settings import resources
from cm_desktop.ui.asking.ask_page import AskPage
from cm_desktop.ui.asking.declare_pages import ElsewherePage, PastePage
from cm_desktop.ui.detail.request_card import RequestCard
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.segments import Segment
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.ui.sheet.page import Page
from cm_desktop.ui.sheet.sheet import Sheet
from cm_desktop.wording.words import Words
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.pasted import answered
from tests.engine.supervision.people import People, Person
from tests.ui.window.steps import CTRL, press, texts, type_in


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    clock = FakeClock()
    there = People(tmp_path, clock, FakePlatform(clock))
    yield there
    for person in there.everybody:
        person.desk.close()


@pytest.fixture
def alone(people: People) -> Person:
    return people.moderator()


@pytest.fixture
def comment(alone: Person, people: People) -> CommentRef:
    ref = people.platform.post("c1", "Quel escroc !")
    alone.desk.sync()
    alone.ask(ref, "Bonjour.", terms=Terms(others=("Bonsoir.",), level=Level.DECLARED))
    return ref


@pytest.fixture
def window(
    qtbot: QtBot, dressed: QApplication, words: Words, alone: Person, comment: CommentRef
) -> Iterator[MainWindow]:
    made = MainWindow(alone.desk, Look(words=words, scheme=Scheme.LIGHT), resources() / "translations")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.panes.go(Queue.VALIDATION)
    qtbot.waitUntil(lambda: made.panes.detail.ref == comment)
    yield made
    made.close()
    made.deleteLater()


def door(window: MainWindow, name: str) -> None:
    """Press a button of the card."""
    next(one for one in window.findChildren(Button) if one.label == name and one.isVisible()).click()


def page(window: MainWindow, kind: type[Page]) -> Page:
    (sheet,) = (sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    (found,) = sheet.findChildren(kind)
    return found


def type_in_field(field: QWidget | None, text: str) -> None:
    assert field is not None
    field.setFocus()
    type_in(text)


def state(alone: Person, comment: CommentRef) -> CaseState:
    view = alone.desk.supervision.about(comment)
    assert view is not None
    return view.state


def tells(qtbot: QtBot, window: MainWindow, words: str) -> bool:
    """Whether the comment's card says so, wherever the comment is listed by now."""
    window.panes.go(Queue.ALL)
    qtbot.waitUntil(lambda: words in texts(window.panes.detail))
    return True


def test_a_request_that_leaves_as_a_file_is_only_prepared_and_says_who_hands_it_on(window: MainWindow) -> None:
    press(window, Qt.Key.Key_E)
    form = page(window, AskPage)
    assert form.go == "Préparer la demande"
    assert "n’arrive à personne d’elle-même" in texts(form)


def test_the_request_is_saved_where_one_wants_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = tmp_path / "demande.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    door(window, "Enregistrer la demande…")
    qtbot.waitUntil(chosen.exists)
    qtbot.waitUntil(lambda: "Bonsoir." in chosen.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "said"), [("demande", "demande.html est enregistrée"), ("nulle part/demande", "il faut un dossier")]
)
def test_where_a_request_was_saved_or_why_not_is_told(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, said: str
) -> None:
    """Without an ending it would open in no browser."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    door(window, "Enregistrer la demande…")
    qtbot.waitUntil(lambda: said in readable(window.panes.toast))


def readable(part: QWidget) -> str:
    """Without the signs that keep a name apart from what stands around it."""
    return texts(part).replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")


def test_an_answer_that_is_pasted_decides_and_is_shown_as_declared(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef
) -> None:
    view = alone.desk.supervision.about(comment)
    assert view is not None
    door(window, "Coller la réponse…")
    assert page(window, PastePage).first is QApplication.focusWidget()
    QApplication.clipboard().setText(answered(alone.desk.supervision.page(view.case.id), "V2"))
    press(window, Qt.Key.Key_V, CTRL)
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(alone, comment) is CaseState.APPROVED)
    assert tells(qtbot, window, "Validé")
    (card,) = (one for one in window.findChildren(RequestCard) if one.isVisible())
    assert ("Déclaré" in texts(card), "Signé" in texts(card)) == (True, False)
    assert "Sur la page de la demande, " in texts(card)


def test_once_it_is_decided_its_sheet_is_there_for_the_client_who_calls(
    qtbot: QtBot,
    window: MainWindow,
    alone: Person,
    comment: CommentRef,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    chosen = tmp_path / "fiche.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    names = {one.label for one in window.findChildren(Button) if one.isVisible()}
    assert "Fiche de décision…" not in names, "nothing is decided yet"
    view = alone.desk.supervision.about(comment)
    assert view is not None
    alone.desk.supervision.declare_elsewhere(
        view.case.id, Outcome.APPROVE, person="Claire Aubry", message="Oui.", choice=0
    )
    assert tells(qtbot, window, "Claire Aubry")
    door(window, "Fiche de décision…")
    qtbot.waitUntil(chosen.exists)
    assert "Claire Aubry" in chosen.read_text(encoding="utf-8")


def test_what_is_unclear_is_said_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef
) -> None:
    door(window, "Coller la réponse…")
    type_in("OK pour moi")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "la demande reste en attente" in texts(window).replace("\u00a0", " ").lower())
    assert state(alone, comment) is CaseState.SUBMITTED


def test_who_answered_elsewhere_is_named_with_their_words(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef
) -> None:
    door(window, "Répondu ailleurs…")
    page(window, ElsewherePage)
    type_in("Claire Aubry")
    press(window, Qt.Key.Key_Return, CTRL)
    assert state(alone, comment) is CaseState.SUBMITTED  # her message is still wanted
    press(window, Qt.Key.Key_Tab)
    type_in("Oui, la premiere.")
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(alone, comment) is CaseState.APPROVED)
    assert tells(qtbot, window, "Claire Aubry")


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("Validé avec un autre texte", "Bonsoir Madame.", CaseState.CORRECTED),
        ("Refusé", "", CaseState.REJECTED),
    ],
)
def test_a_correction_and_a_refusal_said_elsewhere_are_noted_too(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef, name: str, text: str, becomes: CaseState
) -> None:
    door(window, "Répondu ailleurs…")
    shown = page(window, ElsewherePage)
    next(one for one in shown.findChildren(Segment) if one.text() == name).click()
    type_in_field(shown.first, "Claire Aubry")
    press(window, Qt.Key.Key_Tab)
    type_in("Surtout pas celle-la.")
    if text:
        press(window, Qt.Key.Key_Tab)
        type_in(text)
    press(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state(alone, comment) is becomes)
    view = alone.desk.supervision.about(comment)
    assert view is not None
    decision = view.decision
    assert decision is not None
    assert decision.papers is not None
    assert (decision.who, decision.declared, decision.text) == ("Claire Aubry", True, text)
    assert decision.papers.message == "Surtout pas celle-la."
    assert tells(qtbot, window, "Claire Aubry")


def test_two_answers_that_contradict_each_other_are_both_shown_with_a_way_out(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef
) -> None:
    view = alone.desk.supervision.about(comment)
    assert view is not None
    for choice, name in enumerate(("Claire Aubry", "Paul Vidal")):
        alone.desk.supervision.declare_elsewhere(
            view.case.id, Outcome.APPROVE, person=name, message="Celle-ci.", choice=choice
        )
    assert tells(qtbot, window, "Demandez lequel des deux est le bon")
    (card,) = (one for one in window.findChildren(RequestCard) if one.isVisible())
    assert ("Claire Aubry" in texts(card), "Paul Vidal" in texts(card), "Déclaré" in texts(card)) == (True, True, True)
    doors = {one.label for one in card.findChildren(Button)}
    assert {"Coller la réponse…", "Répondu ailleurs…", "Retirer"} <= doors


def test_a_request_is_taken_back_with_one_button(
    qtbot: QtBot, window: MainWindow, alone: Person, comment: CommentRef
) -> None:
    door(window, "Retirer")
    qtbot.waitUntil(lambda: state(alone, comment) is CaseState.WITHDRAWN)
    assert tells(qtbot, window, "Retiré par la personne")


@pytest.mark.parametrize("lasts", [True, False])
def test_what_a_missing_keyring_loses_is_told_before_anything_is_asked(
    qtbot: QtBot, window: MainWindow, alone: Person, monkeypatch: pytest.MonkeyPatch, lasts: bool
) -> None:
    asked: list[bool] = []

    def answer() -> bool:
        asked.append(lasts)
        return lasts

    monkeypatch.setattr(alone.desk.supervision.teams, "lasts", answer)
    press(window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: bool(asked))
    if lasts:
        QApplication.processEvents()
    else:
        qtbot.waitUntil(lambda: "Pas de trousseau sûr ici" in texts(window))
    assert ("trousseau" in texts(window)) is not lasts
