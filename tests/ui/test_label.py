"""Labels: in their own colour wherever they stand, and as tall as what they say."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.label import paragraph
from cm_desktop.ui.kit.passages.sentence import Sentence
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice

LONG = "Le rapport ne contient ni commentaire ni secret, et rien n’est envoyé tout seul. " * 2


def test_what_explains_a_choice_is_quieter_than_its_title(qtbot: QtBot, theme: Theme) -> None:
    card = Card(Choice("Page Facebook", "Lire, répondre, masquer."), theme)
    qtbot.addWidget(card)
    title, text = card.findChildren(QLabel)
    assert title.palette().color(title.foregroundRole()) == theme.text
    assert text.palette().color(text.foregroundRole()) == theme.text2


def test_a_paragraph_is_as_tall_as_its_lines_in_the_width_it_gets(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(paragraph(LONG, fonts.META, theme.text))
    line = paragraph("Une ligne", fonts.META, theme.text).heightForWidth(2_000)
    assert box.heightForWidth(2_000) == box.minimumSizeHint().height() == line
    assert box.heightForWidth(400) > 2 * line


def test_what_follows_of_a_request_is_read_whole_and_strong_only_where_it_matters(qtbot: QtBot, theme: Theme) -> None:
    sentence = Sentence("\x02Lumen\x03 répondra \x02publiquement\x03 à \x02Marc\x03", theme.text)
    qtbot.addWidget(sentence)
    sentence.resize(400, 20)
    assert sentence.accessibleName() == "Lumen répondra publiquement à Marc"
    plain = Sentence("Lumen répondra publiquement à Marc", theme.text)
    qtbot.addWidget(plain)
    plain.resize(400, 20)
    assert sentence.grab().toImage() != plain.grab().toImage()
