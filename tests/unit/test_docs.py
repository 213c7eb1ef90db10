"""What the documents show is true: their commands are understood, their links lead somewhere, both guides say the same."""

import re
import shlex
import sqlite3
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cm_desktop.cli.commands import parser
from cm_desktop.cli.joining import KINDS
from cm_desktop.settings import Settings
from cm_desktop.store.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]
DOCUMENTS = sorted([REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *(REPOSITORY / "docs").rglob("*.md")])
GUIDES = [REPOSITORY / "docs" / f"guide.{language}.md" for language in ("fr", "en")]


def commands(document: Path) -> list[str]:
    """The commands typed in the console blocks of a document, continued lines joined, without their remarks."""
    blocks = re.findall(r"```console\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    text = "".join(blocks).replace("\\\n", " ")
    return [line[2:].split("  #")[0].strip() for line in text.splitlines() if line.startswith("$ ")]


def understood(command: str) -> bool:
    program, *words = shlex.split(command)
    if program == "make":
        return f"{words[0]}:" in (REPOSITORY / "Makefile").read_text("utf-8")
    try:
        parser().parse_args(words)
    except SystemExit:
        return False
    return program == "cm-desktop"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_shown_is_understood(document: Path) -> None:
    assert [command for command in commands(document) if not understood(command)] == []


def test_a_command_that_is_none_would_be_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(commands(REPOSITORY / "README.md")) >= 10
    assert not understood("cm-desktop act vanish facebook:1/1")
    assert not understood("make coffee")
    assert "vanish" in capsys.readouterr().err


def lacking(readme: str) -> set[str]:
    """The commands that its table does not name: each as `command` or, of one with acts, as `command act`."""
    rows = [re.findall(r"`([^`]+)`", row.split(" | ")[0]) for row in readme.splitlines() if row.startswith("| `")]
    named = {word for row in rows for word in (*row, *(f"{row[0].split()[0]} {act}" for act in row[1:]))}
    return {command for command in spoken(parser()) if command not in named}


def spoken(parser: ArgumentParser) -> Iterator[str]:
    for commands in (action for action in parser._actions if isinstance(action, _SubParsersAction)):
        for name, inner in commands.choices.items():
            yield from [f"{name} {act}" for act in spoken(inner)] or [name]


def test_the_readme_names_every_command() -> None:
    assert lacking((REPOSITORY / "README.md").read_text("utf-8")) == set()


def test_a_command_that_it_does_not_name_would_be_noticed() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert lacking(readme.replace("`take-in`", "").replace("`watch`", "")) == {"validation take-in", "watch"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_command_reads_is_there(document: Path) -> None:
    files = [word for command in commands(document) for word in shlex.split(command) if word.startswith("docs/")]
    assert [file for file in files if not (REPOSITORY / file).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", document.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def test_both_guides_show_the_same_commands() -> None:
    french, english = (re.sub("['’]", "'", "\n".join(commands(guide))) for guide in GUIDES)
    assert french == english


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_settings_that_are_shown_are_understood(guide: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    authority = REPOSITORY / "tests" / "fixtures" / "self_signed.pem"
    (file := tmp_path / "settings.toml").write_text(block, "utf-8")
    (tmp_path / "office-authority.pem").write_bytes(authority.read_bytes())
    settings = Settings.load(file=file)
    assert (settings.proxy, settings.certificates) == ("system", authority.read_text("utf-8"))
    for proxy in re.findall(r'(?:ou|or) "(.*?)"', block):
        file.write_text(f'proxy = "{proxy}"', "utf-8")
        assert Settings.load(file=file).proxy == proxy


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_kind_of_page_has_its_commands(guide: Path) -> None:
    added = {command.split()[3] for command in commands(guide) if command.startswith("cm-desktop accounts add")}
    watched = {"feed"} if any(command.startswith("cm-desktop watch") for command in commands(guide)) else set()
    assert added | watched == set(KINDS)


def test_every_decision_is_listed() -> None:
    listed = (REPOSITORY / "docs" / "decisions" / "README.md").read_text("utf-8")
    records = {path.name for path in (REPOSITORY / "docs" / "decisions").glob("*.md")} - {"README.md"}
    assert [name for name in sorted(records) if name not in listed] == []


@pytest.mark.parametrize("file", ["work.db", "cache.db"])
def test_every_column_of_the_workspace_is_described(file: str, tmp_path: Path) -> None:
    Workspace.open(tmp_path, threads=False).close()
    documents = (REPOSITORY / "docs" / "workspace.md").read_text("utf-8").split("## ")
    (section,) = (part for part in documents if part.startswith(file))
    told = {part.partition("**")[0]: set(re.findall(r"`(\w+)`", part)) for part in section.split("\n**")}
    with closing(sqlite3.connect(tmp_path / file)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in tables if not name.startswith(("sqlite_", "search_"))]
        columns = {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in tables}
    assert len(columns) >= 8
    assert {
        table: held - told.get(table, set()) for table, held in columns.items() if held - told.get(table, set())
    } == {}
