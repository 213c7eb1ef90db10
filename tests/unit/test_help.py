"""Help and refusals of the command line are in the language of the run, down to argparse's own words."""

import argparse
import gettext
import os
import re
from collections.abc import Iterator

import pytest

from cm_desktop.cli.commands import parser
from cm_desktop.cli.program import run
from cm_desktop.cli.spoken import speaking
from cm_desktop.domain.arrivals import Field


def parsers(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of all its commands."""
    yield of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from parsers(command)


def sentences() -> set[str]:
    """All that is said of commands and options, as it stands in the code."""
    said = {parser().description or ""}
    for one in parsers(parser()):
        said |= {group.title or "" for group in one._action_groups}
        said |= {action.help for action in one._actions if action.help}
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                said |= {choice.help for choice in action._choices_actions if choice.help}
    return said - {"", argparse.SUPPRESS}


def test_every_name_and_option_says_what_it_is() -> None:
    """Whoever reads the help of a command finds no word there that nothing is said of."""
    unsaid = [
        (one.prog, action.dest)
        for one in parsers(parser())
        for action in one._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert unsaid == []


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        run([*words, "--help"])
    return re.sub(r"[ \n]+", " ", capsys.readouterr().out)


def test_every_sentence_of_the_help_has_its_french() -> None:
    english = sentences()
    assert len(english) > 80
    with speaking("fr"):
        same = {said for said in english if gettext.gettext(said) == said}
    assert same == set()


def test_help_is_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "importer un fichier de commentaires" in help_of(capsys, "--language", "fr")
    assert "bring in a file of comments" in help_of(capsys, "--language", "en")
    assert "commandes\u00a0:" in help_of(capsys, "--language", "fr")


@pytest.mark.parametrize(
    ("words", "french"),
    [
        (("act", "vanish"), "choix inconnu\u00a0: 'vanish' (à choisir parmi"),
        (("show",), "il manque\u00a0: comment"),
        (("sync", "--nothing"), "arguments inconnus\u00a0: --nothing"),
        (("queue", "--limit"), "argument --limit\u00a0: il faut une valeur"),
        (("rules", "check", "texte", "--jsonl"), "argument --jsonl\u00a0: ne va pas avec l’argument text"),
        (("act", "hide"), "il manque\u00a0: comment"),
        (("accounts", "looked", "facebook:1"), "il manque\u00a0: seen"),
    ],
)
def test_what_cannot_be_understood_is_said_in_french(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], french: str
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--language", "fr", *words])
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert "erreur\u00a0:" in told
    assert french in told
    assert not re.search("usage: |error: ", told)


def test_every_field_of_a_file_is_named_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("fr", "en"):
        told = help_of(capsys, "--language", language, "import")
        assert [field for field in Field if not re.search(rf"\b{field}\b", told)] == []


def test_nothing_of_the_language_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    for before in ("de", None):
        monkeypatch.setenv("LANGUAGE", before) if before else monkeypatch.delenv("LANGUAGE")
        with speaking("fr"):
            assert gettext.gettext("print JSON") == "écrire du JSON"
        assert os.environ.get("LANGUAGE") == before
        assert gettext.gettext("print JSON") == "print JSON"
