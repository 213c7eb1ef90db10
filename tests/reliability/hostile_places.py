"""All places where the window shows what strangers write, by name. May not know a text."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QPixmap

from cm_desktop.domain.arrivals import Field
from cm_desktop.domain.verdicts import Form
from cm_desktop.ui.detail.attachment import Picture, attachment
from cm_desktop.ui.detail.why_detail import WhyDetail
from cm_desktop.ui.joining.columns import Column
from cm_desktop.ui.joining.field_picker import FieldPicker
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.kit.controls.chip import Chip
from cm_desktop.ui.kit.label import elided, paragraph
from cm_desktop.ui.kit.passages.matched_words import MatchedWords
from cm_desktop.ui.kit.safe_text import message_box
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.rail.rail_item import RailItem
from cm_desktop.ui.rules.pack_item import PackItem, PackLine
from tests.reliability import (
    hostile_cases,
    hostile_joining,
    hostile_past,
    hostile_settings,
    hostile_teams,
    hostile_views,
)
from tests.reliability.hostile_replying import departing, replying
from tests.reliability.hostile_several import several
from tests.reliability.hostile_widgets import (
    FRENCH,
    Make,
    band,
    body,
    by_hand,
    client,
    empty,
    head,
    listed,
    menu,
    pasted,
    preview,
    row,
    row_waiting,
    sample,
    tip,
    toast,
    told,
    why,
)
from tests.reliability.hostile_window import window

PLACES: Mapping[str, Make] = {
    "list": listed,
    "several": several,
    "detail": body,
    "detail head": head,
    "client band": band,
    "why": lambda text: WhyDetail(why(text), lambda _rule: text, FRENCH, LIGHT),
    "matched words": lambda text: MatchedWords(text, Form.ATTACK, 8, FRENCH, LIGHT),
    "mistake menu": menu,
    "picture": lambda text: Picture(row(text).comment, QPixmap(300, 200), FRENCH, LIGHT),
    "attachment": lambda text: attachment(row(text).comment, None, FRENCH, LIGHT, 1.0),
    "waiting row": partial(row_waiting, ours=False),
    "waiting reply": partial(row_waiting, ours=True),
    "toast": toast,
    "dialog": lambda text: message_box(text, text, text),
    "tip": tip,
    "import preview": preview,
    "pasted table": pasted,
    "column": lambda text: FieldPicker(Column(name=text, values=(text,), held=Field.TEXT), FRENCH, LIGHT),
    "import told": told,
    "rail": lambda text: RailItem(text, client(text), LIGHT, subtitle=text),
    "pack": lambda text: PackItem(PackLine(title=text, about=text, client=client(text), trouble=text), LIGHT),
    "replayed sample": sample,
    "chip": lambda text: Chip(text, LIGHT),
    "button": lambda text: Button(text, LIGHT),
    "empty list": empty,
    "elided label": lambda text: elided(text, (13, 430), LIGHT.text),
    "paragraph": lambda text: paragraph(text, (13, 430), LIGHT.text),
    "request card": hostile_cases.card,
    "request form": hostile_cases.form,
    "case": hostile_cases.body,
    "case head": hostile_cases.head,
    "case that waits": hostile_cases.body_waiting,
    "head of a case that waits": hostile_cases.head_waiting,
    "case that waits in the list": hostile_cases.item_waiting,
    "client form": hostile_settings.client_form,
    "page row": hostile_settings.page_row,
    "charter": hostile_settings.charter,
    "case in the list": hostile_cases.item,
    "changes": hostile_cases.changes,
    "team": hostile_teams.team,
    "letting in": hostile_teams.welcome,
    "ending a part": hostile_teams.end,
    "teams": hostile_teams.home,
    "policy": hostile_teams.policy,
    "clients of a team": hostile_teams.clients,
    "founding a team": hostile_teams.founding,
    "leaving a team": hostile_teams.leave,
    "invitation": hostile_teams.invited,
    "answer to be pasted": hostile_cases.pasting,
    "answered elsewhere": hostile_cases.elsewhere,
    "by hand": by_hand,
    "sheet": hostile_joining.sheet,
    "file": hostile_joining.file_page,
    "page that was added": hostile_joining.joined,
    "columns": hostile_joining.mapping,
    "found in a paste": hostile_joining.found,
    "who it is": hostile_joining.proof,
    "report of a file": hostile_joining.report,
    "replying": replying,
    "departure list": departing,
    "history": hostile_past.history,
    "author": hostile_past.author,
    "noted": hostile_past.noted,
    "views": hostile_views.views,
    "renaming a view": hostile_views.renaming,
    "views in the rail": hostile_views.rail,
    "window": window,
}
