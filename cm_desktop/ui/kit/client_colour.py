"""A client's colour, adjusted until it can be read and seen on a theme. May not paint."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtGui import QColor

from cm_desktop.ui.kit.theme import Theme

# Offered for a new client: no red, no blue, no blue-grey, which say the form of a comment.
PALETTE = ("#C8862B", "#2F6F73", "#A23B63", "#6B4FA0", "#4D7A34", "#8A5A3C", "#7C7A2E", "#B0562F")

_ALIKE = 24  # of 255, in each of red, green and blue
_WHITE_TEXT = 4.7
_LIFTED_TEXT = 4.5  # where a dark ground asks for a lighter colour, white keeps the least that text needs
_SHAPE = 3.05
_WHITE = QColor("#FFFFFF")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def look_alike(one: str, other: str) -> bool:
    """Whether two colours `#RRGGBB` side by side would be taken for the same."""
    a, b = QColor(one), QColor(other)
    apart = (a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue())
    return all(abs(each) < _ALIKE for each in apart)


def adjusted(colour: str, theme: Theme) -> QColor:
    """The colour `#RRGGBB` as this theme shows it: white reads on it and it stands out on a selected row.

    A colour that is not one, from a file, becomes the first of the palette.
    """
    return QColor.fromRgba(_adjusted(colour, theme.sel.rgba(), theme.dark))


@lru_cache(maxsize=256)
def _adjusted(colour: str, ground: int, dark: bool) -> int:
    chosen = QColor(colour) if QColor.isValidColorName(colour) else QColor(PALETTE[0])
    shown = _step(chosen, -0.01, lambda c: contrast(c, _WHITE) >= _WHITE_TEXT)
    if dark:
        sel = QColor.fromRgba(ground)
        shown = _step(shown, 0.005, lambda c: contrast(c, sel) >= _SHAPE or contrast(c, _WHITE) <= _LIFTED_TEXT)
    return shown.rgba()


def _step(colour: QColor, change: float, enough: Callable[[QColor], bool]) -> QColor:
    """Change the lightness little by little until it is enough."""
    hue, saturation, lightness = colour.hslHueF(), colour.hslSaturationF(), colour.lightnessF()
    while not enough(colour) and 0 <= lightness + change <= 1:
        lightness += change
        # Judged as it is painted, in whole units.
        colour = QColor.fromRgba(QColor.fromHslF(max(hue, 0.0), saturation, lightness).rgba())
    return colour


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
