"""Each refusal between those who moderate and those who validate says what it is, and what to do: in both languages."""

import inspect
import re

import pytest

from cm_desktop.domain.errors import CaseMoved, InvitationRefused, NotEntitled, NotValidated, SupervisionError
from cm_desktop.settings import resources
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words

Refusal = type[CaseMoved] | type[InvitationRefused] | type[NotEntitled] | type[NotValidated]
ENGLISH, FRENCH = (Words.load(language, resources() / "translations") for language in ("en", "fr"))
KINDS: tuple[Refusal, ...] = (CaseMoved, InvitationRefused, NotEntitled, NotValidated)
USUAL: dict[type[SupervisionError], set[str]] = {NotValidated: {"missing"}}  # told by the sentence of the class itself


def reasons(kind: type[SupervisionError]) -> list[str]:
    """Those that its docstring lists."""
    listed = (inspect.getdoc(kind) or "").partition("`reason`:")[2]
    return [word.strip() for word in re.sub(r"\([^)]*\)", "", listed).rstrip(". ").split(",")]


def test_reasons_are_read_from_what_an_error_says_of_itself() -> None:
    listed = "replaced choice no_proposal no_text withdrawn expired sent done rejected no_refusal erased page_gone"
    assert reasons(CaseMoved) == listed.split()
    assert all(len(reasons(kind)) >= 5 for kind in KINDS)


@pytest.mark.parametrize("words", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_two_refusals_share_a_sentence(words: Words, kind: Refusal) -> None:
    told = {reason: explain(words, kind(reason)) for reason in reasons(kind)}
    assert len(set(told.values())) == len(told)
    unheard_of = explain(words, kind("unheard_of"))
    assert {reason for reason, sentence in told.items() if sentence == unheard_of} == USUAL.get(kind, set())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_says_what_to_do(kind: Refusal) -> None:
    """A sentence for what happened, and another one, or the other half of it."""
    for reason in reasons(kind):
        assert re.search(r"[.:;] \S", explain(ENGLISH, kind(reason))), reason
