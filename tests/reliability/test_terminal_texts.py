"""Whatever strangers write, a terminal is told nothing but letters: as lines, and as JSON that says the same."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cm_desktop.cli import terminal
from cm_desktop.cli.forms import comment_form
from cm_desktop.cli.listing import marked
from cm_desktop.cli.session import Session
from cm_desktop.cli.terminal import safe
from cm_desktop.domain.comments import Author
from cm_desktop.settings import Settings
from cm_desktop.wording.words import Words
from tests.reliability.hostile_texts import hostile
from tests.ui.rows import comment, row

SEEDS = range(1, 600, 2)  # 300 of them, none without end
TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printed(text: str, as_json: bool, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    session = Session(settings=Settings.load(tmp_path), words=Words.load("fr", TRANSLATIONS), as_json=as_json)
    said = comment(1, "", text)
    said = replace(said, author=Author(id="u", name=text))
    capsys.readouterr()
    session.show(comment_form(row(1, said)), [text, marked(said, row(1, said).verdict)])
    session.complain(text)
    told = capsys.readouterr()
    return told.out + told.err


def test_no_text_speaks_to_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    meant = 0
    for seed in SEEDS:
        text = _printable(hostile(seed)[1][:4_000])
        meant += bool(OBEYED.search(text))
        assert not OBEYED.search(printed(text, False, capsys, tmp_path)), seed
    assert meant > 40, "few of the texts would be obeyed: the check says nothing"


def test_json_says_the_same_with_escapes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for seed in SEEDS[::3]:
        text = _printable(hostile(seed)[1][:4_000])
        document = terminal.document({"text": text, text: 1})
        assert not OBEYED.search(document), seed
        assert json.loads(document) == {"text": text, text: 1}
        assert not OBEYED.search(printed(text, True, capsys, tmp_path).rpartition("}")[0])


@pytest.mark.parametrize("text", ["\x1b[2J", "a\rb", "\x9b31m", "\u202eabc", "\x7f", "\b"])
def test_the_check_sees_what_is_printed_raw(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    print(text)
    assert OBEYED.search(capsys.readouterr().out)
    assert not OBEYED.search(safe(text))


def _printable(text: str) -> str:
    """What stands on a terminal for a lone surrogate is the stream's business: here, its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
