"""The colours of the window, light and dark, named after what they are for. May not know any widget.

A widget is given its theme when it is made and keeps it: to change the theme, the window makes its panes again.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Theme:
    """The colours of one theme. `_fg`/`_tx` is text, `_bg` the ground under it, `_bar` a bar or mark, `_line` an outline.

    `attack`, `due`, `doubt`, `ok`: people attacked, late or failed, to be confirmed, done. `gr` is a grievance, `at`
    an attack as cards and strips show it; `edge` is the outline of an empty control and the strip of neither form.
    """

    dark: bool
    app: QColor
    rail: QColor
    pane: QColor
    raised: QColor
    sunken: QColor
    line: QColor
    line2: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_on: QColor
    accent_bg: QColor
    accent_tx: QColor
    accent_line: QColor
    sel: QColor
    hover: QColor
    attack_fg: QColor
    attack_bg: QColor
    at_bar: QColor
    at_card: QColor
    at_line: QColor
    at_solid: QColor
    at_on: QColor
    at_mark: QColor
    at_mark_tx: QColor
    gr_fg: QColor
    gr_bg: QColor
    gr_line: QColor
    gr_card: QColor
    gr_bar: QColor
    gr_ul: QColor
    gr_solid: QColor
    gr_on: QColor
    mark: QColor
    mark_tx: QColor
    edge: QColor
    due_fg: QColor
    due_bg: QColor
    due_bar: QColor
    doubt_fg: QColor
    doubt_bg: QColor
    doubt_bar: QColor
    ok_fg: QColor
    ok_bg: QColor
    av_bg: QColor
    av_tx: QColor
    ins_bg: QColor
    ins_fg: QColor
    toast_bg: QColor
    toast_tx: QColor
    toast_link: QColor
    offline_bg: QColor
    offline_tx: QColor


class Scheme(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_COLOURS = """
app           #F3F1ED #121315
rail          #F8F6F3 #16171A
pane          #FFFFFF #1B1D20
raised        #FFFFFF #222529
sunken        #F6F4F0 #17191C
line          #E5E1DA #2B2E33
line2         #D3CEC5 #3C4047
text          #1D1B18 #EDEBE7
text2         #57524B #BAB6AF
text3         #6D675F #98948D
accent        #2F4FC6 #8FA5FF
accent_hover  #2540A8 #A9BAFF
accent_on     #FFFFFF #10173A
accent_bg     #EBF0FE #232B4A
accent_tx     #2A46B4 #B7C5FF
accent_line   #C3CFF7 #42508A
sel           #EEF2FE #232A42
hover         #F7F5F1 #212327
attack_fg     #B4232C #FF8F8A
attack_bg     #FCEBEA #3D1F21
at_bar        #CF2F2F #F2645E
at_card       #FEF6F5 #261B1D
at_line       #F0CCC9 #553033
at_solid      #B4232C #FF8F8A
at_on         #FFFFFF #3A0D10
at_mark       #FBD3D0 #5E2427
at_mark_tx    #7C121A #FFD0CD
gr_fg         #35536A #A9C7DB
gr_bg         #E6EEF4 #22313C
gr_line       #CAD8E2 #354652
gr_card       #F5F8FA #1D242A
gr_bar        #5B7D96 #7097B1
gr_ul         #4B718C #86AAC3
gr_solid      #35536A #A9C7DB
gr_on         #FFFFFF #11202B
mark          #FFE9A8 #5A4712
mark_tx       #4A3200 #FFE9AE
edge          #8C857B #7C7872
due_fg        #A8480A #F7A766
due_bg        #FDEEDF #3B2817
due_bar       #CC6600 #EE8F3F
doubt_fg      #7A5B00 #E6C656
doubt_bg      #FBF2CF #352D13
doubt_bar     #A67C00 #D9B33A
ok_fg         #1D6B44 #7BD2A2
ok_bg         #E4F3EA #18321F
av_bg         #E6E1D9 #3A3D43
av_tx         #57524B #D2CEC7
ins_bg        #DFF1E6 #18321F
ins_fg        #1D6B44 #7BD2A2
toast_bg      #23211E #EDEBE7
toast_tx      #FAF8F5 #1D1B18
toast_link    #B9C6FF #2A46B4
offline_bg    #FBF2CF #352D13
offline_tx    #5F4700 #EBD27A
"""


def _theme(*, dark: bool) -> Theme:
    column = 2 if dark else 1
    rows = (line.split() for line in _COLOURS.split("\n") if line)
    return Theme(dark=dark, **{row[0]: QColor(row[column]) for row in rows})


LIGHT = _theme(dark=False)
DARK = _theme(dark=True)


def choose(scheme: Scheme) -> Theme:
    """The theme for the user's choice; `SYSTEM` asks the desktop, and is light where the desktop does not say."""
    if scheme is Scheme.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def palette(theme: Theme) -> QPalette:
    """What standard widgets are painted with."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.pane,
        role.WindowText: theme.text,
        role.Base: theme.pane,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.attack_fg,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_on,
        role.Accent: theme.accent,
        role.Link: theme.accent_tx,
        role.LinkVisited: theme.accent_tx,
        role.ToolTipBase: theme.toast_bg,
        role.ToolTipText: theme.toast_tx,
        role.Mid: theme.line2,
        role.Midlight: theme.line,
        role.Dark: theme.edge,
        role.Light: theme.raised,
        role.Shadow: theme.app,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, theme.text3)
    return made


def names() -> tuple[str, ...]:
    """The names of all colours."""
    return tuple(f.name for f in fields(Theme) if f.name != "dark")
