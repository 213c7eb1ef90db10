"""A client's colour stays recognisable, and can be read and seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from cm_desktop.ui.kit.client_colour import PALETTE, adjusted, contrast
from cm_desktop.ui.kit.theme import DARK, LIGHT

WHITE = QColor("#FFFFFF")


def test_a_light_colour_is_darkened_until_white_reads_on_it() -> None:
    assert adjusted("#C8862B", LIGHT).name().upper() == "#9A6721"
    assert adjusted("#C8862B", DARK).name().upper() == "#9E6A22"


@pytest.mark.parametrize("colour", PALETTE)
def test_the_colours_on_offer_can_be_read_and_seen(colour: str) -> None:
    assert contrast(WHITE, adjusted(colour, LIGHT)) >= 4.7
    assert contrast(WHITE, adjusted(colour, DARK)) >= 4.4
    assert contrast(DARK.sel, adjusted(colour, DARK)) >= 3.0


@given(st.integers(0, 0xFFFFFF))
def test_white_reads_on_any_colour(value: int) -> None:
    assert contrast(WHITE, adjusted(f"#{value:06x}", LIGHT)) >= 4.7
    assert contrast(WHITE, adjusted(f"#{value:06x}", DARK)) >= 4.3


def test_what_is_no_colour_becomes_one() -> None:
    assert adjusted("rouge vif", LIGHT) == adjusted(PALETTE[0], LIGHT)
