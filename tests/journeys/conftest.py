"""What every journey starts from: a practice platform with the shipped history, and a terminal. Nothing is faked."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.cli.program import run
from cm_desktop.practice import PracticePlatform


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


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Types one command in a workspace of its own, with the access in the environment, as where there is no keyring."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def type_(*words: str, secret: str = "", secrets: dict[str, str] | None = None) -> Answer:
        monkeypatch.setenv("CM_DESKTOP_SECRET", secret) if secret else monkeypatch.delenv("CM_DESKTOP_SECRET", False)
        monkeypatch.setenv("CM_DESKTOP_SECRETS", json.dumps(secrets or {}))
        capsys.readouterr()
        status = run(["--language", "en", "--workspace", str(tmp_path / "workspace"), *words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return type_
