"""What is put before somebody who validates: the view of their window, and the page of who has none. May not save a picture."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from guides import PATIENCE, SETTLES, Shown, Sitter
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cm_desktop.bootstrap import build
from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.approvals.events import CaseId
from cm_desktop.domain.approvals.people import Role
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.queue import Query
from cm_desktop.domain.verdicts import Form
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, resources
from cm_desktop.ui.frame.look import Look
from cm_desktop.ui.frame.main_window import MainWindow
from cm_desktop.ui.frame.rooms import Room
from tools.pictures.vault import LastingVault

ASKER, SUPERVISOR = "Camille Roy", "Hélène Vasseur"
REPLIES = (
    "Bonjour, ce que vous écrivez nous inquiète. Pouvez-vous nous dire en message privé ce qui s’est passé, et quel jour ?",
    "Bonjour, nous vous écrivons en message privé pour comprendre ce qui s’est passé.",
)
REASON = "Une accusation qui touche à la santé\u00a0: je préfère l’inviter en privé."
CHROMIUM = "/usr/bin/chromium"  # as Debian has it
PHONE = 390  # pixels


@contextmanager
def validation(sitter: Sitter) -> Iterator[QWidget]:
    """One case as whoever validates sees it, on a computer of their own."""
    other = build(
        Settings(workspace=sitter.folder / "validates", resources=resources()),
        sitter.window.look.words,
        vault=LastingVault.in_memory(),
        threads=False,
    )
    _take_part(sitter, other)
    _ask(sitter.desk)
    other.supervision.go()
    window = MainWindow(other, Look(words=sitter.window.look.words), resources() / "translations")
    window.resize(sitter.window.size())
    window.show()
    window.activateWindow()
    window.panes.enter(Room.VALIDATION)
    QTest.qWait(SETTLES)
    yield window
    window.close()
    other.close()


@contextmanager
def request(sitter: Sitter) -> Iterator[QWidget]:
    """The page of a request, as a telephone shows it: taken by a real browser, in a frame as narrow as one."""
    page = sitter.folder / "demande.html"
    page.write_bytes(sitter.desk.supervision.page(_ask(sitter.desk)))
    frame = sitter.folder / "telephone.html"
    frame.write_text(
        f'<body style="margin:0"><iframe src="{page.name}" style="border:0;width:{PHONE}px;height:900px"></iframe>',
        "utf-8",
    )
    shot = sitter.folder / "demande.png"
    _shoot(frame, shot)
    yield Shown(QPixmap(str(shot)).copy(0, 0, PHONE, 900))


def _take_part(sitter: Sitter, other: Desk) -> None:
    """In the team that is there, or in one founded now."""
    teams, folder = sitter.desk.supervision.teams, sitter.folder / "Partage"
    folder.mkdir(exist_ok=True)
    clients = [client.id for client in sitter.desk.inbox.clients()]
    team = next(iter(teams.all()), None) or teams.found("Agence Méridienne", clients, folder, ASKER)
    invited = teams.invite(team.id)
    joined = other.supervision.teams.join(invited.file, invited.code, SUPERVISOR, folder)
    teams.scan()
    teams.welcome(team.id, joined.key, Role.SUPERVISOR)


def _ask(desk: Desk) -> CaseId:
    """For a comment that accuses the client; the same one the second time."""
    rows = desk.inbox.page(Query()).rows
    known = desk.supervision.mine()
    if known:
        return known[0].case.id
    accused = next(row for row in rows if set(row.verdict.forms) >= {Form.ATTACK, Form.GRIEVANCE})
    until = desk.clock.now() + timedelta(hours=5)
    asked = Escalate(REPLIES[0], REASON, Terms(others=REPLIES[1:], deadline=until))
    entry = desk.acts.do(accused.comment.ref, asked, delay=timedelta(0)).result().entries[0]
    desk.supervision.go()
    return CaseId(str(desk.inbox.entry(entry).remote_id))


def _shoot(page: Path, picture: Path) -> None:
    size, profile = "--window-size=800,900", f"--user-data-dir={picture.parent / 'chromium'}"
    words = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--hide-scrollbars",
        size,
        profile,
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  # words of ours
