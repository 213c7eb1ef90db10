"""A request's page speaks the language that the program spoke on that day; its answer is read whatever it speaks by now."""

from dataclasses import replace
from itertools import product

import pytest

from cm_desktop.approvals import codes
from cm_desktop.approvals.paperwork import PlainFiles
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import Case, CaseState
from cm_desktop.domain.approvals.events import Event, Outcome, Purpose
from cm_desktop.domain.approvals.paperwork import Pasted
from cm_desktop.domain.approvals.people import PersonId
from cm_desktop.domain.approvals.views import CaseView, Version
from cm_desktop.domain.errors.supervision import AnswerUnclear
from cm_desktop.settings import resources
from cm_desktop.wording.words import LANGUAGES, Words
from tests.approvals.pages_made import SECRET, request_page
from tests.approvals.requests_made import ASKED, EVENT, asking

DEVICE = b"a secret of the device"
SPOKEN = {language: Words.load(language, resources() / "translations") for language in LANGUAGES}
HIDING = asking(act=ActionKind.HIDE, proposals=0)
ADVICE = asking(purpose=Purpose.ADVISE)
UNSIGNED = replace(ASKED, comment=replace(ASKED.comment, author=""))
ANSWERS = [
    (EVENT, "V2", None, Outcome.APPROVE),
    (HIDING, "V", None, Outcome.APPROVE),
    (EVENT, "C", "Bonjour Marc.", Outcome.CORRECT),
    (EVENT, "R", "Trop sec.", Outcome.REJECT),
    (ADVICE, "A", "Plutôt non.", Outcome.ADVISE),
]
PAIRS = list(product(LANGUAGES, LANGUAGES))


def head(language: str, event: Event, token: str) -> str:
    """What the page made in that language says above this answer."""
    return request_page(event, UNSIGNED, SPOKEN[language]).heads[token]


def answer(above: str, event: Event, token: str, text: str | None) -> str:
    return codes.composed(above, codes.line(SECRET, event.id, token, text or ""), text)


def read(language: str, event: Event, pasted: str) -> Pasted:
    """As a program that speaks this language reads it."""
    assert event.case is not None
    case = Case(id=event.case, state=CaseState.SUBMITTED, author=PersonId("6f" * 16), versions=(event,))
    version = Version(event=event, asked=UNSIGNED)
    view = CaseView(case=case, team=event.team, author="Léa Morel", asked=UNSIGNED, versions=(version,))
    return PlainFiles(words=SPOKEN[language]).read(view, pasted, secret=DEVICE, used=())


@pytest.mark.parametrize(("made", "reading"), PAIRS)
@pytest.mark.parametrize(("event", "token", "text", "outcome"), ANSWERS, ids=["reply", "act", "other", "no", "advice"])
def test_an_answer_is_read_in_whichever_language_its_page_was_made(
    made: str, reading: str, event: Event, token: str, text: str | None, outcome: Outcome
) -> None:
    said = read(reading, event, answer(head(made, event, token), event, token, text))
    assert (said.outcome, said.text or said.reason) == (outcome, text or "")


@pytest.mark.parametrize(("made", "reading"), PAIRS)
def test_only_the_very_sentence_of_that_answer_may_stand_above_it(made: str, reading: str) -> None:
    heads = {token: head(made, EVENT, token) for token in ("V1", "V2", "C", "R")}
    for above in (
        heads["R"],
        heads["V1"],
        f"{heads['V2']} Non.",
        heads["V2"].replace("Brasserie", "Bar"),
        "\n".join(head(language, EVENT, "V2") for language in LANGUAGES),
    ):
        with pytest.raises(AnswerUnclear) as unclear:
            read(reading, EVENT, answer(above, EVENT, "V2", None))
        assert unclear.value.reason == "above"
