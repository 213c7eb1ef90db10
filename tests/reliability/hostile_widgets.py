"""Every part of the window that shows what strangers wrote, made from one text. May not judge what it sees.

The text is everywhere at once: what was said, who said it, the client's name, the page's, the post's, the rule's title.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QListView, QWidget

from cm_desktop.domain.actions import Capabilities, Hide, TextLimit, WriteReply
from cm_desktop.domain.arrivals import PastedComment
from cm_desktop.domain.client_sheet import LONGEST_LINE, LONGEST_TEXT, ClientSheet
from cm_desktop.domain.comments import Author, Client, ClientId, Post, RemoteId
from cm_desktop.domain.outbox import Entry, EntryId, Seen
from cm_desktop.domain.queue import AuthorHistory, Handle, Row
from cm_desktop.domain.rules import By, Disguise, Sample, Step, Stopped, Why
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict
from cm_desktop.engine.inbox import Detail, Waiting
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.detail.by_hand_card import ByHandCard
from cm_desktop.ui.detail.client_band import ClientBand
from cm_desktop.ui.detail.corrections import Corrections, mistake_menu
from cm_desktop.ui.detail.detail_body import DetailBody
from cm_desktop.ui.detail.detail_head import DetailHead
from cm_desktop.ui.detail.own_reply import Choices
from cm_desktop.ui.detail.reasons import Reasons
from cm_desktop.ui.detail.request_card import RequestDoors
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.inbox.comment_row import CommentRow
from cm_desktop.ui.inbox.picked import Picked
from cm_desktop.ui.joining.pasted_table import PastedModel, PastedTable
from cm_desktop.ui.joining.preview import Preview
from cm_desktop.ui.kit.empty_state import EmptyState
from cm_desktop.ui.kit.marks.pill import Tone
from cm_desktop.ui.kit.marks.row_words import RowWords, Source
from cm_desktop.ui.kit.safe_text import isolated, set_tip
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.outgoing.undo_toast import UndoToast
from cm_desktop.ui.outgoing.waiting_row import WaitingRow
from cm_desktop.ui.outgoing.waiting_words import Choice, Standing
from cm_desktop.ui.rules.sample_row import SampleRow
from cm_desktop.ui.ruling import Ruling
from cm_desktop.ui.sheet.told import Told
from cm_desktop.wording.words import Words
from tests.ui.rows import ACCOUNTS, NOW, comment

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
FRENCH = Words.load("fr", TRANSLATIONS)
WHEN = When(words=FRENCH, now=NOW, offline=False)
RULE = RuleId("test.rule")

_NO_DOORS = dict.fromkeys(("save_page", "save_fiche", "paste", "elsewhere", "withdraw"), lambda _: None)
NO_REQUESTS = RequestDoors(about=lambda _: (), **_NO_DOORS)

Make = Callable[[str], QWidget]


class _Watch:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def steady(self) -> timedelta:
        return timedelta(0)


WATCH = _Watch()


def client(text: str) -> Client:
    return Client(id=ClientId("client"), name=text, colour="#2F6F73")


def row(text: str, number: int = 1, *, ours: bool = False) -> Row:
    """What the text is, who says it, and two passages of it, one of them in its middle."""
    said = comment(number, "", text)
    said = replace(said, author=Author(id="u", name=text, is_page=ours), media="image", parent=RemoteId("2"))
    return Row(handle=Handle(number), comment=said, verdict=verdict(text))


def verdict(text: str) -> Verdict:
    return Verdict(abuse=3, hits=hits(text)) if text else Verdict()


def hits(text: str) -> tuple[Hit, ...]:
    half = len(text) // 2
    return (
        Hit(rule=RULE, pack="pack", category=Category.INSULT, severity=3, start=0, end=max(1, half // 2)),
        Hit(rule=RULE, pack="pack", category=Category.POLITICS, severity=2, start=half, end=len(text)),
    )


def why(text: str) -> Why:
    length = len(text)
    return Why(
        text=text,
        version=text,
        verdict=verdict(text),
        trials=hits(text) if text else (),
        stopped=(Stopped(rule=RULE, start=0, end=length, by=By.EXCEPTION, what=text),),
        steps=(Step(start=0, end=length, compared=text, disguises=(Disguise.INVISIBLE,)),) if text else (),
        passed={RULE: (text,)},
    )


def sheet(text: str) -> ClientSheet:
    """As much of the text as one holds."""
    line, lines = text[:LONGEST_LINE], text[:LONGEST_TEXT]
    avoid = (line,) if line else ()
    return ClientSheet(client=client(text).id, avoid=avoid, signature=line, charter=line, facts=lines, contacts=lines)


def detail(text: str) -> Detail:
    mine, parent, other, ours = (row(text, n, ours=n == 4) for n in range(1, 5))
    return Detail(
        row=mine,
        account=replace(ACCOUNTS[2], name=text),
        client=client(text),
        sheet=sheet(text),
        post=Post(account=ACCOUNTS[2].id, id=RemoteId("p"), text=text, created_at=NOW),
        thread=(parent, mine, other, ours),
        caps=Capabilities(acts={}, reply_limit=TextLimit(refuse=200)),
        draft="",
        author=AuthorHistory(comments=3, replied=1, hidden=1),
        noted=True,
    )


def waiting(text: str, *, ours: bool) -> Waiting:
    told = row(text).comment
    entry = Entry(
        id=EntryId("entry"),
        comment=told.ref,
        thread=told.thread,
        action=WriteReply(text=text) if ours else Hide(),
        seen=Seen(fingerprint=""),
        acted_at=NOW,
        not_before=NOW + timedelta(seconds=10),
    )
    return Waiting(entry=entry, comment=told, account=replace(ACCOUNTS[2], name=text), client=client(text))


def listed(text: str) -> QWidget:
    """The list, with our row in it."""
    words = RowWords(FRENCH)
    words.sources = {row(text).comment.ref.account: Source(client=client(text), account=ACCOUNTS[2])}
    model = QStandardItemModel()
    item = QStandardItem()
    item.setData(row(text), Qt.ItemDataRole.UserRole)
    item.setData(words.spoken(row(text), NOW), Qt.ItemDataRole.AccessibleTextRole)
    model.appendRow(item)
    view = QListView()
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(CommentRow(words, lambda _ref: None, LIGHT, lambda: NOW, Picked(view), view))
    view.resize(428, 300)
    return view


def body(text: str) -> QWidget:
    """The whole detail: the post, what it answers, the comment, the reasons, the thread."""
    around = QWidget()
    bridge = Bridge(lambda _listener: lambda: None)
    reasons = Reasons(cast("Ruling", object()), bridge, around)
    reasons.wanted, reasons.why = True, why(text)
    choices = Choices(offered=lambda _row: (), chosen=lambda _move, _row: None)
    corrections = Corrections(mistaken=lambda _hit, _all: None, missed=lambda _text: None)
    made = DetailBody(lambda _rule: text, lambda _ref: None, choices, corrections, reasons, NO_REQUESTS, LIGHT, around)
    made.set_margin(24)
    made.resize(760, 700)
    around.resize(760, 700)
    made.show_detail(detail(text), WHEN, keep_place=False)
    around.destroyed.connect(bridge.close)
    return around


def head(text: str) -> QWidget:
    around = QWidget()
    made = DetailHead(FRENCH, LIGHT, around)
    made.show_detail(detail(text), offline=False)
    made.resize(640, 72)
    return around


def band(text: str) -> QWidget:
    around = QWidget()
    made = ClientBand(FRENCH, LIGHT, around)
    made.show_detail(detail(text))
    made.resize(640, 34)
    return around


def row_waiting(text: str, *, ours: bool) -> QWidget:
    standing = Standing(why=text, tone=Tone.DUE, icon="clock", choices=(Choice.SEE, Choice.DROP))
    return WaitingRow(FRENCH, LIGHT, waiting(text, ours=ours), standing, lambda _waiting, _choice: None)


def by_hand(text: str) -> QWidget:
    """A reply that is to be published by hand."""
    return ByHandCard(waiting(text, ours=True).entry, detail(text), FRENCH, LIGHT, offline=False)


def toast(text: str) -> QWidget:
    around = QWidget()
    around.resize(1200, 300)
    made = UndoToast(FRENCH, LIGHT, WATCH, (), around)
    made.tell("check", FRENCH.say("“{passage}” is left alone from now on", passage=isolated(text)))
    return around


def tip(text: str) -> QWidget:
    """What Qt makes of a tip: it guesses whether it is markup."""
    owner = QWidget()
    set_tip(owner, text)
    shown = QLabel(owner.toolTip())
    shown.setWordWrap(True)
    return shown


def preview(text: str) -> QWidget:
    made = Preview(FRENCH, LIGHT)
    made.show_comments([row(text, n).comment for n in range(3)])
    return made


def pasted(text: str) -> QWidget:
    rows = [PastedComment(text=text, author=text, link=text, created_at=NOW)] * 3
    model = PastedModel(rows, FRENCH)
    made = PastedTable(model, FRENCH, LIGHT)
    model.setParent(made)
    made.resize(760, 300)
    return made


def told(text: str) -> QWidget:
    made = Told(LIGHT)
    made.warn(text)
    return made


def empty(text: str) -> QWidget:
    made = EmptyState(LIGHT)
    made.show_words("inbox", FRENCH.say("No result for “{search}”", search=isolated(text)), text)
    return made


def menu(text: str) -> QWidget:
    corrections = Corrections(mistaken=lambda _hit, _all: None, missed=lambda _text: None)
    hit = hits(text or "x")[0]
    return mistake_menu([(hit.passage(text), hit)], client(text), corrections, FRENCH, None)


def sample(text: str) -> QWidget:
    told = row(text).comment
    made = Sample(ref=told.ref, client=ClientId("client"), text=text, at=NOW, hits=hits(text) if text else ())
    return SampleRow(made, text, None, FRENCH, LIGHT)


def raw_label(text: str) -> QWidget:
    """What the house forbids: a label that guesses, and shows all it is given."""
    shown = QLabel(text)
    shown.setWordWrap(True)
    return shown


def slow_label(text: str) -> QWidget:
    """What is quick to paint, once it has been made."""
    end = time.thread_time() + 4.0  # on the slowest machine that is excused, too
    while time.thread_time() < end:
        pass
    return told(text)


def endless_label(text: str) -> QWidget:
    """Plain, but with all that it is given."""
    shown = QLabel((text * 2_000_000)[:2_000_000])
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setWordWrap(True)
    return shown
