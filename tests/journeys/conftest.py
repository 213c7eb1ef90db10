"""What every journey starts from: a practice platform with the shipped history, and a terminal. Nothing is faked."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from cm_desktop import credentials
from cm_desktop.cli.program import run
from cm_desktop.practice import Act, PlayedPage, PracticePlatform

COMMENTS = """\
Date;Auteur;Commentaire;Publication
22/11/2026 13:08;Odile Framont;"Bonjour, la terrasse sera ouverte dimanche ?";Terrasse
22/11/2026 13:21;Marc Delval;Bande d'escrocs, rendez l'argent !;Terrasse
22/11/2026 13:40;Luc Ferrand;Sale connard de gérant;Terrasse
21/11/2026 09:02;Paul Rey;;Terrasse
"""
COPIED = """\
Odile Framont
Bonjour, la terrasse sera ouverte dimanche ?
J'aime · Répondre · 2 h

Marc Delval
Bande d'escrocs, rendez l'argent !
J'aime · Répondre · 1 h
"""


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Terminal = Callable[..., Answer]


@pytest.fixture
def practice() -> Iterator[PracticePlatform]:
    with PracticePlatform.start() as platform:
        yield platform


def played(practice: PracticePlatform, platform: str) -> PlayedPage:
    """The first page that is played as one of this platform."""
    return next(page for page in practice.pages if page.platform == platform)


def done(practice: PracticePlatform) -> list[tuple[Act | None, str]]:
    """What took effect on the platform, and on which comment; sorted."""
    return sorted((record.act, record.comment_id) for record in practice.log if record.applied)


@pytest.fixture(autouse=True)
def _rules_are_read_once(rules_read_once: None) -> None:
    """Else every command would."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Comments as a spreadsheet writes them, one line without a text."""
    made = tmp_path / "commentaires.csv"
    made.write_bytes(COMMENTS.encode("cp1252"))
    return made


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Types one command in a workspace of its own, with the access in the environment, as where there is no keyring.

    `typed` is what stands on its standard input.
    """
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def type_(*words: str, secret: str = "", secrets: dict[str, str] | None = None, typed: str = "") -> Answer:
        monkeypatch.setenv("CM_DESKTOP_SECRET", secret) if secret else monkeypatch.delenv("CM_DESKTOP_SECRET", False)
        monkeypatch.setenv("CM_DESKTOP_SECRETS", json.dumps(secrets or {}))
        if typed:
            monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        status = run(["--language", "en", "--workspace", str(tmp_path / "workspace"), *words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return type_


def by_hand(terminal: Terminal, name: str = "La Terrasse", client: str = "Café des Halles") -> str:
    """A page without an API."""
    link = "https://www.facebook.com/laterrasse"
    added = terminal(*("accounts", "add", "assisted", "--client", client, "--name", name, "--base-url", link, "--json"))
    assert added.status == 0, added.err
    page: str = added.document["id"]
    return page


def connect(terminal: Terminal, practice: PracticePlatform, platform: str) -> tuple[str, str]:
    """A page that is played, connected; answers its name and its access."""
    page = played(practice, platform)
    where = ("--client", page.client, "--base-url", practice.base_url, "--allow-local", "--json")
    added = terminal("accounts", "add", platform, *where, secret=page.token)
    assert added.status == 0, added.err
    return added.document["id"], page.token


class Drawer(KeyringBackend):
    """A keyring that lasts from command to command."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@dataclass
class Someone:
    """A person at a terminal of their own."""

    type_: Callable[..., Answer]

    def __call__(self, *words: str, typed: str = "", language: str = "en") -> Answer:
        return self.type_(*words, typed=typed, language=language)

    def json(self, *words: str, typed: str = "") -> object:
        answer = self(*words, "--json", typed=typed)
        assert answer.status == 0, answer.err
        return answer.document


Seat = Callable[[str], Someone]


@pytest.fixture
def seat(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Seat:
    """Each person has their own workspace and their own keyring."""
    drawers: dict[str, Drawer] = {}
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def sit(name: str) -> Someone:
        drawer = drawers.setdefault(name, Drawer())

        def type_(*words: str, typed: str, language: str) -> Answer:
            monkeypatch.setattr(credentials, "system_keyring", lambda: drawer)
            monkeypatch.setattr("sys.stdin", io.StringIO(typed))
            capsys.readouterr()
            status = run(["--language", language, "--workspace", str(tmp_path / name), *words])
            said = capsys.readouterr()
            return Answer(status, said.out, said.err)

        return Someone(type_)

    return sit


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    return folder


@pytest.fixture
def moderator(seat: Seat, practice: PracticePlatform) -> Someone:
    """With a page that was just read."""
    camille, page = seat("camille"), played(practice, "facebook")
    added = camille(
        *("accounts", "add", "facebook", "--client", page.client, "--base-url", practice.base_url, "--allow-local"),
        typed=page.token,
    )
    assert added.status == 0, added.err
    assert camille("sync").status == 0
    return camille


@pytest.fixture
def supervisor(seat: Seat, moderator: Someone, practice: PracticePlatform, shared: Path, tmp_path: Path) -> Someone:
    """Invited, joined, let in."""
    dominique, client, file = seat("dominique"), played(practice, "facebook").client, tmp_path / "invitation.cminvite"
    where = ("--folder", str(shared))
    assert moderator("validation", "found", "Halles", *where, "--person", "Camille", "--client", client).status == 0
    invited = moderator.json("validation", "invite", str(file))
    assert isinstance(invited, dict)
    joined = dominique("validation", "join", str(file), "--code", invited["code"], *where, "--person", "Dominique")
    assert joined.status == 0, joined.err
    welcome = moderator("validation", "welcome", "Dominique", "--role", "supervisor")
    assert welcome.status == 0, welcome.err
    return dominique
