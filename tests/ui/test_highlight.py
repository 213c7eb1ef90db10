"""Passages are highlighted where they stand, whatever the text holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from cm_desktop.domain.verdicts import Category, Form
from cm_desktop.ui.kit.passages.highlight import BODY, LIST, Passage, passages, set_text
from cm_desktop.ui.kit.theme import LIGHT, Theme
from tests.ui.rows import verdict

TEXT = "Bande d’escrocs, vous n’êtes que des voleurs et vous allez le payer très cher, croyez-moi sur parole."


def painted(text: str, found: tuple[Passage, ...], colour: QColor, width: int = 600) -> list[int]:
    """The columns of the first line in which a colour was painted."""
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(LIGHT.pane)
    with QPainter(image) as painter:
        set_text(text, found, width, BODY, LIGHT).draw(painter, 0, 0, LIGHT.text)
    return [x for x in range(width) if any(image.pixelColor(x, y) == colour for y in range(25))]


def test_an_attack_is_tinted_and_a_grievance_only_underlined(theme: Theme) -> None:
    attack, grievance = Passage(0, 5, Form.ATTACK), Passage(8, 15, Form.GRIEVANCE)
    tinted = painted(TEXT, (attack, grievance), theme.at_mark)
    underlined = painted(TEXT, (attack, grievance), theme.gr_ul)
    assert tinted
    assert underlined
    assert max(tinted) < min(underlined)


def test_spam_and_the_like_are_marked_in_neither_hue(theme: Theme) -> None:
    found = (Passage(0, 5, Form.NEITHER),)
    assert painted(TEXT, found, theme.mark)
    assert not painted(TEXT, found, theme.at_mark)
    assert not painted(TEXT, found, theme.gr_ul)


@pytest.mark.parametrize("before", ["", "👏👏👏", "\u202e", "e\u0301e\u0301"])
def test_offsets_hold_behind_emojis_chips_and_marks(theme: Theme, before: str) -> None:
    text = f"{before}voleur"
    start = min(painted(text, (Passage(len(before), len(text), Form.ATTACK),), theme.at_mark))
    alone = set_text(before, (), 600, BODY, theme)
    width = alone.line(0).naturalTextWidth() if before else 0
    assert start == pytest.approx(max(0, width - 2), abs=2)


def test_a_passage_over_two_lines_is_marked_on_both(theme: Theme) -> None:
    made = set_text(TEXT, (Passage(0, len(TEXT), Form.ATTACK),), 300, LIST, theme)
    assert made.lines > 1
    assert len(made._marks) == made.lines


@pytest.mark.parametrize("form", [Form.ATTACK, Form.GRIEVANCE])
def test_the_space_at_which_a_passage_is_broken_is_not_marked(theme: Theme, form: Form) -> None:
    made = set_text(TEXT, (Passage(0, len(TEXT), form),), 300, LIST, theme)
    words = [made.line(number).naturalTextWidth() for number in range(made.lines)]
    padding = 2 if form is Form.ATTACK else 0
    assert [mark.box.right() for mark in made._marks] == pytest.approx([width + padding for width in words], abs=1)


def test_a_cut_text_ends_between_words(theme: Theme) -> None:
    made = set_text(TEXT, (), 300, LIST, theme, lines=2)
    assert made.lines == 2
    assert made.text.endswith("…")
    assert TEXT.startswith(made.text.rstrip("…"))
    assert TEXT[len(made.text) - 1] in " ,"


def test_no_sign_runs_into_the_ellipsis(theme: Theme) -> None:
    text = "Vous allez payer. " * 20
    for width in range(150, 400, 5):
        assert set_text(text, (), width, LIST, theme, lines=1).text.rstrip("…")[-1].isalpha()


def test_a_text_that_fits_is_not_cut(theme: Theme) -> None:
    assert set_text("Merci 🙏", (), 300, LIST, theme, lines=2).text == "Merci 🙏"


def test_a_passage_far_down_is_brought_into_sight(theme: Theme) -> None:
    text = "Bonjour à tous, " * 40 + "bande de voleurs que vous êtes"
    start = text.index("voleurs")
    made = set_text(text, (Passage(start, start + 7, Form.ATTACK),), 300, LIST, theme, lines=2)
    assert made.text.startswith("… ")
    assert "voleurs" in made.text
    assert made._marks


def test_a_text_from_the_right_stands_at_the_right(theme: Theme) -> None:
    arabic = set_text("ما شاء الله", (), 400, LIST, theme)
    french = set_text("Bonjour", (), 400, LIST, theme)
    assert arabic.line(0).naturalTextRect().right() == pytest.approx(400, abs=2)
    assert french.line(0).naturalTextRect().left() == pytest.approx(0, abs=2)


def test_all_lines_have_one_height_even_with_emojis(theme: Theme) -> None:
    made = set_text("une ligne\ndeux 👏\ntrois", (), 400, BODY, theme)
    assert made.height == 3 * 25
    baselines = [made.line(n).y() + made.line(n).ascent() for n in range(3)]
    assert baselines == pytest.approx([baselines[0], baselines[0] + 25, baselines[0] + 50])


def test_attacks_lie_above_grievances() -> None:
    judged = verdict("escrocs et menteurs", ("escrocs", Category.FRAUD, 3), ("menteurs", Category.INSULT, 3))
    assert [p.form for p in passages(reversed(judged.hits))] == [Form.GRIEVANCE, Form.ATTACK]


def test_a_text_that_is_cut_ends_before_a_sign_that_is_spelled_out_and_not_within(theme: Theme) -> None:
    made = set_text("\u202eaaaaaaaaaaab\u202eح", (), 120, LIST, theme, lines=2)
    assert made.lines == 2
    assert made.text.endswith("ab…")


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("abc  é👏\u202e\n\u0301مرح"), max_size=300),
    st.integers(0, 300),
    st.integers(1, 60),
    st.sampled_from(Form),
)
def test_no_text_is_too_strange_for_two_lines(text: str, start: int, length: int, form: Form) -> None:
    found = (Passage(min(start, len(text)), min(start + length, len(text)), form),)
    made = set_text(text, found, 120, LIST, LIGHT, lines=2)
    assert made.lines <= 2
    assert all(0 <= mark.box.right() <= 130 for mark in made._marks)


def test_a_passage_far_inside_a_word_without_an_end_is_brought_into_sight(theme: Theme) -> None:
    text = "a" * 900_000 + "voleurs" + "b" * 900_000
    made = set_text(text, (Passage(900_000, 900_007, Form.ATTACK),), 300, LIST, theme, lines=2)
    assert "voleurs" in made.text
    assert made._marks


@pytest.mark.parametrize("text", ["es\u200bcroc", "שלום\u202eעולם", "a" + "\u200b" * 500 + "b"])
def test_a_chip_is_a_box_in_the_room_of_its_letters(theme: Theme, text: str) -> None:
    made = set_text(text, (), 600, BODY, theme)
    assert len(made._chips) == 1
    assert 15 < made._chips[0].width() < 120
    assert len(set_text("a\u200b" * 300, (), 600, BODY, theme)._chips) == 100
