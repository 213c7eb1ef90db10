"""Files and pasted comments coming in at the window: real files, real workspace, the keyboard."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from cm_desktop.domain.arrivals import Field
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import DiskFull
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.ui.joining.mapping_page import MappingPage
from cm_desktop.ui.joining.pasted_table import PastedTable
from cm_desktop.ui.joining.progress_page import ProgressPage
from tests.ui.joining.conftest import CTRL, Newcomer

SHEET = """\
Date;Auteur;Commentaire;Note interne
22/11/2026 13:08;Odile Framont;"Bonjour, la terrasse sera ouverte dimanche ?";x
22/11/2026 13:21;Marc Delval;Bande d'escrocs;
21/11/2026 09:02;Paul Rey;;
"""


@pytest.fixture
def assisted(newcomer: Newcomer) -> Account:
    """A page in assisted mode that is already here."""
    client = newcomer.desk.accounts.client_named("Boulangerie des Halles", "#C8862B")
    account = Account(id=AccountId(""), client=client.id, platform="assisted", name="Les Halles", base_url="")
    return newcomer.desk.accounts.add(account, client, "").account


@pytest.fixture
def sheet_file(tmp_path: Path) -> Path:
    file = tmp_path / "export.csv"
    file.write_bytes(SHEET.encode("cp1252"))
    return file


def come_to_the_columns(newcomer: Newcomer, file: Path) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL)
    newcomer.paste(str(file))
    newcomer.enter()
    newcomer.wait_for("Importer")
    newcomer.wait_for("Comment le fichier est lu")


def todo(newcomer: Newcomer) -> int:
    return newcomer.desk.inbox.counts().queues.get(Queue.TODO, 0)


def columns_page(newcomer: Newcomer) -> MappingPage:
    (page,) = newcomer.sheet.findChildren(MappingPage)
    return page


def test_a_file_comes_in_through_the_keyboard(newcomer: Newcomer, assisted: Account, sheet_file: Path) -> None:
    come_to_the_columns(newcomer, sheet_file)
    newcomer.wait_for("est lu : 22 novembre 2026, 13 h 08")
    assert "Odile Framont" in newcomer.reads()
    newcomer.enter()
    newcomer.wait_for("Import terminé")
    assert "2 nouveaux commentaires" in newcomer.reads()
    assert "1 ligne est laissée de côté" in newcomer.reads()
    newcomer.tab_to("Copier ces lignes")
    newcomer.press(Qt.Key.Key_Space)
    assert "Ligne 4" in QGuiApplication.clipboard().text()
    newcomer.tab_to("Terminer")
    newcomer.enter()
    assert newcomer.window.joining.sheet is None
    newcomer.wait(lambda: todo(newcomer) == 2)
    texts = {row.comment.text for row in newcomer.desk.inbox.page(Query()).rows}
    assert "Bonjour, la terrasse sera ouverte dimanche ?" in texts


def test_imported_twice_adds_nothing_and_remembers_the_columns(
    newcomer: Newcomer, assisted: Account, sheet_file: Path
) -> None:
    for expected in ("2 nouveaux commentaires", "2 étaient déjà là"):
        come_to_the_columns(newcomer, sheet_file)
        newcomer.enter()
        newcomer.wait_for(expected)
        newcomer.press(Qt.Key.Key_Escape)
    come_to_the_columns(newcomer, sheet_file)
    assert "Lu comme la dernière fois" in newcomer.reads()
    assert todo(newcomer) == 2


def test_without_a_column_of_texts_nothing_can_be_imported(
    newcomer: Newcomer, assisted: Account, sheet_file: Path
) -> None:
    come_to_the_columns(newcomer, sheet_file)
    newcomer.tab_to("Ce que contient « Commentaire »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"))
    newcomer.press(Qt.Key.Key_Home)
    assert columns_page(newcomer).mapping.column(Field.TEXT) is None
    assert not newcomer.sheet.go.isEnabled()
    assert "Aucune colonne" in newcomer.reads()
    newcomer.press(Qt.Key.Key_Down)
    assert columns_page(newcomer).mapping.column(Field.TEXT) == "Commentaire"
    assert newcomer.sheet.go.isEnabled()


def test_a_file_that_is_not_there_is_told_and_can_be_corrected(
    newcomer: Newcomer, assisted: Account, sheet_file: Path
) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL)
    newcomer.paste(str(sheet_file.with_name("autre.csv")))
    newcomer.enter()
    newcomer.wait_for("ne peut pas être lu")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == field.text()
    newcomer.paste(str(sheet_file))
    assert "ne peut pas être lu" not in newcomer.reads()
    newcomer.enter()
    newcomer.wait_for("Comment le fichier est lu")


def test_a_cancelled_import_leaves_nothing(newcomer: Newcomer, assisted: Account, tmp_path: Path) -> None:
    file = tmp_path / "grand.csv"
    rows = (f"22/11/2026 13:{n % 60:02};Auteur {n};Commentaire {n}" for n in range(40_000))
    file.write_text("Date;Auteur;Commentaire\n" + "\n".join(rows), encoding="utf-8")
    come_to_the_columns(newcomer, file)
    newcomer.enter()
    (page,) = newcomer.sheet.findChildren(ProgressPage)
    newcomer.wait(lambda: page.counted > 0)
    newcomer.press(Qt.Key.Key_Escape)
    newcomer.wait_for("rien n’a été ajouté")
    assert todo(newcomer) == 0
    newcomer.enter()
    assert newcomer.window.joining.sheet is None


def test_without_an_assisted_page_a_dropped_file_asks_for_its_page_first(newcomer: Newcomer, sheet_file: Path) -> None:
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(sheet_file))])
    drop = QDropEvent(
        QPointF(QPoint(40, 40)),
        Qt.DropAction.CopyAction,
        brought,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    newcomer.window.dropEvent(drop)
    newcomer.write("Boulangerie des Halles")
    newcomer.enter()
    newcomer.write("Les Halles")
    newcomer.enter()
    newcomer.wait_for("Lire le fichier")
    newcomer.window.activateWindow()
    newcomer.wait(lambda: QApplication.focusWidget() is newcomer.sheet.go)
    newcomer.enter()
    newcomer.wait_for("Comment le fichier est lu")


def test_pasted_comments_are_recognised_corrected_and_added(newcomer: Newcomer, assisted: Account) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    newcomer.paste("Odile Framont\nBonjour, c'est ouvert ?\nJ'aime · Répondre · 2 h\n\nMarc Delval\nBande d'escrocs\n")
    newcomer.press(Qt.Key.Key_Return, CTRL)
    newcomer.wait_for("Ajouter 2 commentaires")
    newcomer.press(Qt.Key.Key_F2)
    newcomer.press(Qt.Key.Key_A, CTRL)
    newcomer.write("Odile F.")
    newcomer.enter()
    newcomer.wait(lambda: isinstance(QApplication.focusWidget(), PastedTable))
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Delete)
    assert newcomer.sheet.go.label == "Ajouter 1 commentaire"
    newcomer.enter()
    newcomer.wait_for("Commentaires ajoutés")
    assert "1 nouveau commentaire" in newcomer.reads()
    newcomer.wait(lambda: todo(newcomer) == 1)
    (row,) = newcomer.desk.inbox.page(Query()).rows
    assert (row.comment.author.name, row.comment.text) == ("Odile F.", "Bonjour, c'est ouvert ?")


def test_back_from_what_was_recognised_gives_the_text_back(newcomer: Newcomer, assisted: Account) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    newcomer.paste("Odile : Bonjour")
    newcomer.press(Qt.Key.Key_Return, CTRL)
    newcomer.wait_for("Ajouter 1 commentaire")
    newcomer.tab_to("Retour")
    newcomer.enter()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    assert focused.toPlainText() == "Odile : Bonjour"


def test_closing_the_window_cancels_what_is_under_way(newcomer: Newcomer, assisted: Account, tmp_path: Path) -> None:
    file = tmp_path / "grand.csv"
    file.write_text("Auteur;Commentaire\n" + "\n".join(f"Auteur {n};Commentaire {n}" for n in range(40_000)), "utf-8")
    come_to_the_columns(newcomer, file)
    newcomer.enter()
    (page,) = newcomer.sheet.findChildren(ProgressPage)
    newcomer.wait(lambda: page.counted > 0)
    errands = [thread for thread in threading.enumerate() if thread.name.startswith("window-errand")]
    assert errands
    newcomer.window.close()
    for thread in errands:
        thread.join(60)
        assert not thread.is_alive()
    assert todo(newcomer) == 0
    left = [one for one in newcomer.desk.folder.rglob("*.jsonl") if b"Commentaire 1" in one.read_bytes()]
    assert left == []


def test_the_home_of_nobody_is_told_as_any_file_that_is_not_there(newcomer: Newcomer, assisted: Account) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL)
    newcomer.paste("~nobody-at-all/export.csv")
    newcomer.enter()
    newcomer.wait_for("ne peut pas être lu")


def test_a_preview_that_fails_says_why(
    newcomer: Newcomer, assisted: Account, sheet_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull(path="arrivals")

    monkeypatch.setattr(newcomer.desk.imports, "preview", fail)
    come_to_the_columns(newcomer, sheet_file)
    newcomer.wait_for("disque")


def test_a_chosen_file_is_one_enter_away_from_being_read(
    newcomer: Newcomer, assisted: Account, sheet_file: Path
) -> None:
    newcomer.press(Qt.Key.Key_O, CTRL)
    newcomer.tab_to("Choisir…")
    newcomer.enter()
    (dialog,) = newcomer.window.findChildren(QFileDialog)
    dialog.reject()  # as it does itself: it is gone before it says what was chosen
    dialog.fileSelected.emit(str(sheet_file))
    newcomer.wait(lambda: not newcomer.window.findChildren(QFileDialog))
    newcomer.window.activateWindow()
    newcomer.wait(lambda: QApplication.focusWidget() is newcomer.sheet.go)
    newcomer.enter()
    newcomer.wait_for("Comment le fichier est lu")
