"""What a person mistypes at a terminal gets a sentence, never a traceback, and changes nothing."""

import io
import json
import sys
from pathlib import Path

import pytest

from cm_desktop.cli.program import run
from tests.journeys.conftest import Terminal

pytestmark = pytest.mark.e2e

ADD = ("accounts", "add", "facebook", "--client", "X")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        *((("act", "hide", "facebook:1/1", "--delay", d), f"“{d}” is no delay.") for d in ("nan", "1e300", "x", "61")),
        (("act", "reply", "facebook:1/1", "Hi", "--delay=-1"), "“-1” is no delay."),
        *((("queue", "--limit", number), f"“{number}” is no number") for number in ("0", "9" * 30, "x", "٣")),
        *((("practice", "--port", number), f"“{number}” is no port.") for number in ("99999", "x")),
        ((*ADD, "--colour", "plaid"), "“plaid” is no colour."),
        *(
            ((*ADD, "--base-url", url), f"“{url}” is no address of a site.")
            for url in (
                "foo.example",
                "ftp://foo.example",
                "https://",
                "https://u:p@foo.example",
                "https://[",
                "http://a b",
            )
        ),
        (("accounts", "add", "facebook", "--client", "  "), "A client needs a name."),
        (("--workspace", "", "queue"), "The folder of the workspace has no name."),
        (("show", "facebook:1/\udcff"), "“facebook:1/\\udcff” is not UTF-8 text."),
        (("rules", "check", "\udcff"), "“\\udcff” is not UTF-8 text."),
    ],
)
def test_what_cannot_be_understood_is_quoted(terminal: Terminal, words: tuple[str, ...], sentence: str) -> None:
    answer = terminal(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.encode(errors="backslashreplace").decode().startswith(sentence)


def test_it_is_said_in_the_language_that_was_asked_for(terminal: Terminal) -> None:
    assert terminal("queue", "--limit", "0", "--language", "fr").err.startswith("«\u00a00\u00a0» n’est pas un nombre")


@pytest.mark.parametrize("secret", ["", "caf\u00e9", "a\x01b"])
def test_what_can_be_no_access_is_not_sent(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(secret + "\n"))
    answer = terminal(*ADD)
    assert answer.status == 2
    assert "No access was given" in answer.err or "That is no access" in answer.err


def test_wordpress_needs_an_address_and_a_name(terminal: Terminal) -> None:
    where = ("accounts", "add", "wordpress", "--client", "X")
    assert (terminal(*where).status, terminal(*where).err) == (2, "Give the address of the site with --base-url.\n")
    assert "--login" in terminal(*where, "--base-url", "https://blog.example").err


@pytest.mark.parametrize("words", [("act", "reply", "facebook:1/1"), ("rules", "check"), ADD])
def test_input_that_is_no_text_is_refused(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    with io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), encoding="utf-8") as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        answer = terminal(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("What came in is not UTF-8 text.")


def test_lines_that_are_no_text_are_errors_and_a_byte_order_mark_is_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'\xef\xbb\xbf{"text": "Merci"}\n{"text": "caf\xe9"}\n{"text": "Merci"}\n'
    with io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8") as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        first, second, third = (json.loads(line) for line in terminal("rules", "check", "--jsonl").out.splitlines())
    assert second == {"error": "not_utf8"}
    assert first == third
    assert "severity" in first


def test_a_workspace_that_cannot_be_one_is_named(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    for place in (file, file / "below", Path("/proc/nothing")):
        answer = terminal("queue", "--workspace", str(place))
        assert (answer.status, answer.err.startswith(f"{place} cannot be used")) == (1, True)
    assert file.read_text("utf-8") == "mine"


def test_a_scenario_that_is_a_folder_cannot_be_read(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal("practice", "--scenario", str(tmp_path))
    assert (answer.status, answer.err.startswith(f"The scenario {tmp_path} cannot be read.")) == (1, True)


def test_a_mark_of_no_list_is_refused(terminal: Terminal) -> None:
    answer = terminal("queue", "--after", "junk")
    assert (answer.status, answer.err.startswith("The mark “junk” is of another list.")) == (1, True)


def test_secrets_that_are_no_json_are_refused_unquoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CM_DESKTOP_SECRETS", "{oops")
    assert run(["--language", "en", "--workspace", str(tmp_path), "queue"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("CM_DESKTOP_SECRETS cannot be understood")
    assert "oops" not in told


@pytest.mark.parametrize("words", [("queue", "x"), ("queue", "--order", "x"), ("queue", "--category", "x")])
def test_a_word_that_is_no_choice_is_answered_with_the_choices(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        terminal(*words)
    assert left.value.code == 2
    assert "invalid choice: 'x' (choose from" in capsys.readouterr().err
