"""What every journey starts from: a practice platform with the shipped history, and a terminal. Nothing is faked."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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
