"""The sheets on which pages, files and pasted comments come in: names, columns and lines are the text. May not know a text."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cm_desktop.domain.arrivals import (
    BrokenLine,
    ColumnMapping,
    Field,
    Format,
    LineProblem,
    PastedComment,
    Report,
    Shape,
    Survey,
)
from cm_desktop.domain.comments import Account, Identity, RemoteId
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.reading.accounts import Added
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.joining.file_page import FilePage
from cm_desktop.ui.joining.joined_page import JoinedPage
from cm_desktop.ui.joining.mapping_page import MappingPage
from cm_desktop.ui.joining.pasting import FoundPage
from cm_desktop.ui.joining.proof import Proof
from cm_desktop.ui.joining.reconnecting import RenewPage
from cm_desktop.ui.joining.report_page import ReportPage
from cm_desktop.ui.kit.theme import LIGHT
from cm_desktop.ui.sheet.sheet import Sheet
from tests.reliability.hostile_widgets import FRENCH, client
from tests.ui.rows import ACCOUNTS, NOW


def account(text: str) -> Account:
    return replace(ACCOUNTS[2], name=text)


def identity(text: str) -> Identity:
    return Identity(id=RemoteId("1"), name=text)


def sheet(text: str) -> QWidget:
    """A page that is renewed, on its sheet, refused for a reason that the platform gave."""
    around = QWidget()
    around.resize(1120, 680)
    bridge = Bridge(lambda _listener: lambda: None)
    made = Sheet(bridge, lambda _words, _error: text, FRENCH, LIGHT, around)
    made.show_page(RenewPage(account(text), client(text), FRENCH, LIGHT))
    made.refuse(ValueError())
    made.open()
    around.destroyed.connect(bridge.close)
    return around


def file_page(text: str) -> QWidget:
    return FilePage([account(text)] * 3, account(text), FRENCH, LIGHT)


def joined(text: str) -> QWidget:
    added = Added(account=account(text), identity=identity(text), keeping=Keeping.SESSION)
    return JoinedPage(added, client(text), QWidget(), FRENCH, LIGHT)


def mapping(text: str) -> QWidget:
    """Three columns that a stranger named and filled."""
    columns = (text, f"{text}2", f"{text}3")
    shape = Shape(format=Format.TABLE, encoding="utf-8", delimiter=";", columns=columns)
    known = ColumnMapping(fields={text: Field.TEXT})
    file = Path("/") / (text[:60].replace("/", "").replace("\0", "") or "x")
    return MappingPage(Survey(file=file, shape=shape, sample=((text,) * 3,) * 4, mapping=known), FRENCH, LIGHT)


def found(text: str) -> QWidget:
    return FoundPage([PastedComment(text=text, author=text, link=text, created_at=NOW)] * 3, text, FRENCH, LIGHT)


def proof(text: str) -> QWidget:
    made = Proof(FRENCH, LIGHT)
    made.show_identity(account(text), identity(text), NOW)
    return made


def report(text: str) -> QWidget:
    """What is wrong with some lines, in the words that stand there."""
    lines = tuple(BrokenLine(line=n, problem=LineProblem.DATE, detail=text, kept=True) for n in range(1, 20))
    return ReportPage(Report(read=20, new=1, doubtful=19, lines=lines), text, FRENCH, LIGHT, done=text)
