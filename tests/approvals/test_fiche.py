"""The fiche of one decision: all that the client asks on the telephone, on one page of A4."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from cm_desktop.approvals.fiche import Fiche
from cm_desktop.domain.approvals.cases import Case, CaseState, Ruling
from cm_desktop.domain.approvals.events import Answer, Declaration, EventId, Outcome, Way
from cm_desktop.domain.approvals.papers import Answered, Asked
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.views import Answering, CaseView, Version
from cm_desktop.domain.comments import fingerprint
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.approvals.requests_made import ASKED, AT, EVENT, PROPOSALS
from tests.conftest import NeedsDebianPackages
from tests.servers.chromium import PACKAGES, Browser, chromium

FRENCH = Words.load("fr", resources() / "translations")
ENGLISH = Words.load("en", resources() / "translations")
HOSTILE = "</title></style><script>alert(1)</script><img src='https://tracker.example/p.gif'>\u202e"


def ruled(body: Answer | Declaration, level: Level, number: int) -> Ruling:
    event = replace(EVENT, id=EventId(f"{number:02x}" * 32), at=AT + timedelta(minutes=number), body=body)
    person = PersonId("5e" * 16) if level is Level.SIGNED else None
    return Ruling(event=event, answer=body, level=level, person=person)


def shown(ruling: Ruling, who: str, text: str = "", papers: Answered | None = None) -> Answering:
    return Answering(
        event=ruling.event, outcome=ruling.answer.outcome, who=who, text=text, papers=papers, ruling=ruling
    )


def view(state: CaseState, answers: tuple[Answering, ...], asked: Asked | None = ASKED) -> CaseView:
    rulings = tuple(one.ruling for one in answers if one.ruling)
    approved = rulings[0] if state in (CaseState.APPROVED, CaseState.CORRECTED, CaseState.SENT) else None
    assert EVENT.case is not None
    case = Case(
        id=EVENT.case,
        state=state,
        author=PersonId("6f" * 16),
        versions=(EVENT,),
        rulings=rulings,
        approved=approved,
    )
    return CaseView(
        case=case,
        team=EVENT.team,
        author="Léa Morel",
        asked=asked,
        versions=(Version(event=EVENT, asked=asked),),
        answers=answers,
    )


def approved(level: Level = Level.SIGNED, text: str = PROPOSALS[1], who: str = "Claire Vasseur") -> Answering:
    if level is Level.SIGNED:
        return shown(ruled(Answer(request=EVENT.id, outcome=Outcome.APPROVE, choice=1), level, 9), who, text)
    declared = Declaration(request=EVENT.id, outcome=Outcome.APPROVE, way=Way.FILE, choice=1, code="9F4D")
    return shown(ruled(declared, level, 9), who, text, Answered(person=who, message="CM1 …"))


def decided(level: Level = Level.SIGNED) -> CaseView:
    return view(CaseState.SENT, (approved(level),), replace(ASKED, reason="La salle était complète."))


def refused() -> CaseView:
    body = Answer(request=EVENT.id, outcome=Outcome.REJECT)
    answer = shown(ruled(body, Level.SIGNED, 9), "Claire Vasseur", papers=Answered(reason="Trop sec."))
    return view(CaseState.REJECTED, (answer,))


def long() -> CaseView:
    """As much of everything as there can be."""
    much, lines = "Bande d’escrocs, encore et encore. " * 300, "\n".join(["W" * 300] * 60)
    asked = replace(
        ASKED,
        comment=replace(ASKED.comment, text=much, author="N" * 500),
        fingerprint=fingerprint(much),
        client="C" * 500,
        page="P" * 500,
        permalink="https://facebook.example/" + "x" * 500,
        reason=lines,
        hits=(),
    )
    papers = Answered(reason=lines)
    declared = Declaration(request=EVENT.id, outcome=Outcome.REJECT, way=Way.ELSEWHERE)
    others = tuple(shown(ruled(declared, Level.DECLARED, n), "O" * 300, papers=papers) for n in range(10, 20))
    return view(CaseState.CORRECTED, (replace(approved(text=lines, who="Q" * 500), papers=papers), *others), asked)


def made(case: CaseView, words: Words = FRENCH) -> str:
    return Fiche(words=words, case=case, zone=UTC).made().decode().replace("\u00a0", " ")


def test_a_fiche_says_who_decided_what_when_and_how_surely() -> None:
    page = made(decided())
    for wanted in (
        "Fiche de décision",
        "Brasserie Lumen",
        "Marc Delvaux",
        "22 novembre 2026, 13 h 28",
        "https://facebook.example/1001/77",
        "La salle était complète.",
        "Claire Vasseur",
        "Signé, sur un appareil personnel",
        "22 novembre 2026, 13 h 49",
        PROPOSALS[1],
        EVENT.id,
        "09" * 32,
    ):
        assert wanted in page, wanted
    assert PROPOSALS[0] not in page


def test_what_was_declared_is_never_said_to_be_signed() -> None:
    page = made(decided(Level.DECLARED))
    assert "Déclaré par Léa Morel, qui conserve la réponse telle qu’elle est arrivée" in page
    assert "Signé" not in page


def test_a_refusal_has_its_reason_and_a_case_that_waits_no_decision() -> None:
    page = made(refused())
    assert "Trop sec." in page
    assert "Texte validé" not in page
    waiting = made(view(CaseState.SUBMITTED, ()))
    assert "Signé" not in waiting
    assert "Déclaré" not in waiting


def test_a_fiche_of_erased_papers_is_not_made() -> None:
    with pytest.raises(CaseMoved) as raised:
        Fiche(words=FRENCH, case=view(CaseState.SENT, (approved(),), None)).made()
    assert raised.value.reason == "erased"


def test_a_fiche_runs_nothing_and_loads_nothing() -> None:
    asked = replace(
        ASKED,
        comment=replace(ASKED.comment, text=HOSTILE, author=HOSTILE),
        client=HOSTILE,
        page=HOSTILE,
        platform=HOSTILE,
        permalink=HOSTILE,
        colour=HOSTILE,
        reason=HOSTILE,
        hits=(),
    )
    page = made(view(CaseState.SENT, (approved(text=HOSTILE, who=HOSTILE),), asked), ENGLISH)
    assert page.count("<script") == page.count("<img") == page.count("<a ") == 0
    assert "default-src &#x27;none&#x27;; style-src &#x27;sha256-" in page


@pytest.fixture(scope="module")
def browser(needs_debian_packages: NeedsDebianPackages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    needs_debian_packages(*PACKAGES)
    with chromium(tmp_path_factory.mktemp("profile"), width=900, height=1200) as opened:
        yield opened


def pages_printed(browser: Browser, file: Path) -> int:
    browser.open(file)
    return base64.b64decode(printed(browser)["data"]).count(b"/Type /Page\n")


def printed(browser: Browser, tries: int = 3) -> dict[str, str]:
    """A busy machine may end the process that Chromium prints with before it began: that says nothing of the page."""
    try:
        made: dict[str, str] = browser.devtools("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    except AssertionError as error:
        if tries == 1 or "Printing failed" not in str(error):
            raise
        return printed(browser, tries - 1)
    return made


@pytest.mark.e2e
@pytest.mark.parametrize("case", [decided(), decided(Level.DECLARED), refused(), long()])
def test_a_fiche_is_one_page_of_a4_and_nothing_is_amiss_in_it(browser: Browser, tmp_path: Path, case: CaseView) -> None:
    file = tmp_path / "fiche.html"
    file.write_bytes(Fiche(words=FRENCH, case=case, zone=UTC).made())
    browser.complaints()
    browser.asked_for()
    assert pages_printed(browser, file) == 1
    assert browser.complaints() == []
    assert browser.asked_for() == [file.as_uri()]


@pytest.mark.e2e
def test_who_declared_it_and_where_it_stands_are_read_to_their_end(browser: Browser, tmp_path: Path) -> None:
    link = "https://www.facebook.com/brasserie/posts/pfbid02" + "x" * 60 + "?comment_id=1234567890123456"
    asked = replace(ASKED, permalink=link, client="Brasserie de la Gare et du Théâtre")
    file = tmp_path / "fiche.html"
    file.write_bytes(
        Fiche(words=FRENCH, case=view(CaseState.SENT, (approved(Level.DECLARED),), asked), zone=UTC).made()
    )
    browser.open(file)
    fits = "d => d.scrollWidth <= d.clientWidth && d.scrollHeight <= d.clientHeight"
    assert browser.run(f"return [...document.querySelectorAll('dd')].filter(d => !({fits})(d)).length") == 0


@pytest.mark.e2e
def test_more_than_one_page_would_be_counted(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "two.html"
    file.write_text("<p style='height: 290mm'>one</p><p>two</p>", "utf-8")
    assert pages_printed(browser, file) == 2
