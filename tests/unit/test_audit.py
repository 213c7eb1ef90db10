"""The audit of dependencies tells what it knows from what it could not look up; bandit finds what is planted."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.audit import Ask, main, pip_audit, read

FLAW = {"id": "CVE-2019-11324", "fix_versions": ["1.24.2"], "aliases": [], "description": "…"}
BAD: dict[str, Any] = {"name": "urllib3", "version": "1.24.1", "vulns": [FLAW]}
SKIPPED: dict[str, Any] = {"name": "urllib3", "skip_reason": "Dependency not found"}
WELL: dict[str, Any] = {"name": "requests", "version": "2.34", "vulns": []}


def document(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def database(*locked: dict[str, Any], control: str) -> Ask:
    """Answers so of the release that is known to be vulnerable, and so of the lock."""
    return lambda file: control if file.name == "known.txt" else document(*locked)


@pytest.mark.parametrize(
    "control",
    [
        "",  # no answer, or a traceback
        document(SKIPPED),  # as pip-audit passes what it cannot look up
        document({**BAD, "vulns": []}),  # an index that has no vulnerabilities to tell of
        "null",
        "[]",
    ],
)
def test_a_database_that_knows_nothing_is_said_to_be_none(control: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(database(WELL, control=control)) == 0
    said = capsys.readouterr().out
    assert "not audited" in said
    assert "no vulnerability" not in said


@pytest.mark.parametrize(
    ("locked", "said", "status"),
    [
        ([WELL], "audited, no vulnerability is known of these 1 packages", 0),
        ([WELL, BAD], "VULNERABLE\n  urllib3 1.24.1: CVE-2019-11324", 1),
        ([WELL, SKIPPED], "1 of 2 not audited: urllib3", 0),
        ([SKIPPED], "not audited", 0),
        ([BAD, SKIPPED], "VULNERABLE", 1),
    ],
)
def test_what_is_known_is_said_and_what_is_not_too(
    locked: list[dict[str, Any]], said: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(database(*locked, control=document(BAD))) == status
    assert said in capsys.readouterr().out


def test_the_lock_is_asked_about_only_where_there_is_an_answer(tmp_path: Path) -> None:
    asked: list[str] = []

    def silent(file: Path) -> str:
        asked.append(file.name)
        return ""

    main(silent, tmp_path / "requirements.lock")
    assert asked == ["known.txt"]


def test_offline_the_real_tool_gives_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    requirements = tmp_path / "known.txt"
    requirements.write_text("urllib3==1.24.1\n")
    found = read(pip_audit(requirements))
    assert found is None or not found.vulnerable


@pytest.mark.parametrize(
    "planted",
    ["import subprocess\nsubprocess.run(word, shell=True)", "import pickle\npickle.loads(word)", "eval(word)"],
)
def test_bandit_finds_what_is_planted(tmp_path: Path, planted: str) -> None:
    file = tmp_path / "planted.py"
    file.write_text(f"word = input()\n{planted}\n")
    words = [sys.executable, "-m", "bandit", "--quiet", "--severity-level", "medium", str(file)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
    file.write_text("word = input()\nprint(word)\n")
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
