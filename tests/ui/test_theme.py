"""The colours can be read, in both themes."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from cm_desktop.ui.kit import style, theme
from cm_desktop.ui.kit.client_colour import contrast
from cm_desktop.ui.kit.theme import DARK, LIGHT, Scheme, Theme

TEXTS = [
    ("text", "pane"),
    ("text", "rail"),
    ("text", "sel"),
    ("text2", "pane"),
    ("text2", "sunken"),
    ("text3", "pane"),
    ("text3", "rail"),
    ("text3", "sel"),
    ("text3", "sunken"),
    ("accent_on", "accent"),
    ("accent_on", "accent_hover"),
    ("accent_tx", "accent_bg"),
    ("accent_tx", "pane"),
    ("attack_fg", "attack_bg"),
    ("attack_fg", "rail"),
    ("at_on", "at_solid"),
    ("at_mark_tx", "at_mark"),
    ("gr_fg", "gr_bg"),
    ("gr_on", "gr_solid"),
    ("mark_tx", "mark"),
    ("due_fg", "due_bg"),
    ("doubt_fg", "doubt_bg"),
    ("ok_fg", "ok_bg"),
    ("av_tx", "av_bg"),
    ("ins_fg", "ins_bg"),
    ("toast_tx", "toast_bg"),
    ("toast_link", "toast_bg"),
    ("offline_tx", "offline_bg"),
]
SHAPES = [
    ("at_bar", "sel"),
    ("gr_bar", "sel"),
    ("gr_ul", "sel"),
    ("edge", "sel"),
    ("due_bar", "pane"),
    ("doubt_bar", "pane"),
]


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_every_text_can_be_read_on_its_ground(worn: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(worn, text), getattr(worn, ground)) >= 4.5


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_every_bar_and_mark_can_be_seen(worn: Theme, shape: str, ground: str) -> None:
    assert contrast(getattr(worn, shape), getattr(worn, ground)) >= 3


def test_contrast_is_the_ratio_of_the_web_guidelines() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#777"), QColor("#fff")) == pytest.approx(4.48, abs=0.01)


def test_the_user_chooses_the_theme_and_the_desktop_does_when_asked_to(qapp: QApplication) -> None:
    assert theme.choose(Scheme.LIGHT) is LIGHT
    assert theme.choose(Scheme.DARK) is DARK
    assert theme.choose(Scheme.SYSTEM) is LIGHT  # offscreen, the desktop says nothing


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_every_colour_it_uses(worn: Theme) -> None:
    made = style.sheet(worn)
    assert "$" not in made
    assert worn.sunken.name() in made
    assert "font" not in made  # a style sheet would take the weight of Inter's axis away


def test_standard_widgets_wear_the_theme() -> None:
    assert theme.palette(DARK).color(QPalette.ColorRole.Window) == DARK.pane
