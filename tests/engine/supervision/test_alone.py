"""Who has nobody to ask on another device: a team of one, made silently, whose requests leave as files."""

import csv
import io
import zipfile

import pytest

from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Outcome
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.terms import Asks, Terms
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, AnswerUnclear, NotEntitled
from cm_desktop.domain.outbox import State
from cm_desktop.domain.queue import Triage
from tests.engine.port import FakePlatform
from tests.engine.supervision.pasted import answered
from tests.engine.supervision.people import People, Person, put_request, triage


@pytest.fixture
def moderator(people: People) -> Person:
    return people.moderator()


@pytest.fixture
def comment(moderator: Person, platform: FakePlatform) -> CommentRef:
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    return ref


def test_a_team_of_one_is_made_once_and_shown_to_be_alone(moderator: Person, comment: CommentRef) -> None:
    first = moderator.ask(comment)
    moderator.desk.supervision.withdraw(first)
    moderator.ask(comment)
    (team,) = moderator.desk.supervision.teams.all()
    assert (team.alone, len(team.members)) == (True, 1)


def test_what_the_page_says_is_taken_in_and_leaves(
    moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    case = moderator.ask(comment, "Un.", terms=Terms(others=("Deux.",), level=Level.SIGNED))
    pasted = answered(moderator.desk.supervision.page(case), "V2")
    view = moderator.desk.supervision.declare(case, f"{pasted}\n\nBonne journée")
    assert view.state is CaseState.APPROVED
    assert view.decision is not None
    assert view.decision.ruling is not None
    assert (view.decision.ruling.level, view.decision.text) == (Level.DECLARED, "Deux.")
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Deux."]


def test_what_leaves_a_team_of_one_has_no_hole_where_others_have_names(moderator: Person, comment: CommentRef) -> None:
    """Nobody asks who works alone for a name."""
    case, supervision = moderator.ask(comment), moderator.desk.supervision
    page = supervision.page(case).decode()
    supervision.declare_elsewhere(case, Outcome.APPROVE, person="Mme Vidal", message="C'est bon.", choice=0)
    fiche = supervision.fiche(case).decode()
    (team,) = supervision.teams.all()
    with zipfile.ZipFile(io.BytesIO(supervision.journal(team.id))) as journal:
        table = journal.read("journal.csv").decode("utf-8-sig")
        readme = journal.read("README.txt").decode()
    assert "la modération" in page
    assert "<bdi></bdi>" not in page + fiche
    assert "\u2068\u2069" not in page
    assert "Déclaré par la modération" in fiche
    assert {row["Par"] for row in csv.DictReader(io.StringIO(table), delimiter=";")} == {"la modération"}
    assert readme.startswith("Journal de l’équipe d’une seule personne,")


def test_an_unclear_answer_leaves_the_request_waiting(moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment)
    for said in ("OK", "Validé : réponse 1", ""):
        with pytest.raises(AnswerUnclear):
            moderator.desk.supervision.declare(case, said)
    assert moderator.see(case).state is CaseState.SUBMITTED


def test_a_no_above_a_yes_of_before_leaves_the_request_waiting(
    moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    case = moderator.ask(comment)
    yes = answered(moderator.desk.supervision.page(case), "V1")
    with pytest.raises(AnswerUnclear) as unclear:
        moderator.desk.supervision.declare(case, f"Finalement non.\n\nLe 23 nov., Claire Aubry a écrit :\n\n{yes}")
    assert unclear.value.reason == "above"
    moderator.desk.send()
    assert (moderator.see(case).state, platform.replies) == (CaseState.SUBMITTED, [])


def test_an_answer_to_another_request_counts_for_nothing(
    moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    other = platform.post("c2", "Bonjour.")
    moderator.desk.sync()
    first, second = moderator.ask(comment), moderator.ask(other)
    pasted = answered(moderator.desk.supervision.page(first), "V1")
    with pytest.raises(AnswerUnclear) as unclear:
        moderator.desk.supervision.declare(second, pasted)
    assert unclear.value.reason == "other_request"


def test_what_was_edited_needs_a_new_page(moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment, "Un.")
    pasted = answered(moderator.desk.supervision.page(case), "V1")
    moderator.ask(comment, "Deux.")
    with pytest.raises(AnswerUnclear):
        moderator.desk.supervision.declare(case, pasted)
    assert moderator.see(case).state is CaseState.SUBMITTED


def test_what_was_said_elsewhere_names_the_person_and_keeps_the_message(
    moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    case = moderator.ask(comment, "Un.")
    supervision = moderator.desk.supervision
    with pytest.raises(ActRefused):
        supervision.declare_elsewhere(case, Outcome.APPROVE, person="", message="C'est bon.", choice=0)
    view = supervision.declare_elsewhere(case, Outcome.APPROVE, person="Mme Vidal", message="C'est bon.", choice=0)
    assert view.decision is not None
    assert view.decision.papers is not None
    assert (view.decision.who, view.decision.declared, view.decision.papers.message) == (
        "Mme Vidal",
        True,
        "C'est bon.",
    )
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Un."]


def test_a_refusal_said_elsewhere_comes_back_to_do(
    moderator: Person, comment: CommentRef, platform: FakePlatform
) -> None:
    case = moderator.ask(comment, "Un.")
    moderator.desk.supervision.declare_elsewhere(
        case, Outcome.REJECT, person="Mme Vidal", message="Surtout pas.", reason="Surtout pas."
    )
    moderator.desk.send()
    assert platform.writes == []
    assert triage(moderator, comment) is Triage.TODO


def test_what_somebody_wrote_says_why_they_refused(moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment, "Un.")
    view = moderator.desk.supervision.declare_elsewhere(
        case, Outcome.REJECT, person="Mme Vidal", message="Surtout pas."
    )
    assert view.decision is not None
    assert (view.state, view.decision.reason) == (CaseState.REJECTED, "Surtout pas.")


def test_an_advice_said_elsewhere_is_an_advice_and_no_approval(moderator: Person, comment: CommentRef) -> None:
    case = moderator.ask(comment, "Un.", terms=Terms(asks=Asks.ADVICE))
    view = moderator.desk.supervision.declare_elsewhere(
        case, Outcome.APPROVE, person="Mme Vidal", message="Je ne dirais rien.", choice=0
    )
    assert view.state is CaseState.SUBMITTED
    assert [(one.outcome, one.reason) for one in view.advice] == [(Outcome.ADVISE, "Je ne dirais rien.")]


def test_only_who_asked_can_make_the_page(people: People, platform: FakePlatform) -> None:
    moderator, supervisor = people.pair()
    ref = platform.post("c1", "Quel escroc !")
    moderator.desk.sync()
    case = moderator.ask(ref)
    supervisor.scan()
    with pytest.raises(NotEntitled):
        supervisor.desk.supervision.page(case)


def test_keys_that_are_lost_make_a_new_team_and_stop_nothing_else(
    moderator: Person, comment: CommentRef, people: People, platform: FakePlatform
) -> None:
    lost = moderator.ask(comment)
    moderator.desk.close()
    again = people.comes("Camille")
    again.vault.secrets = {name: kept for name, kept in moderator.vault.secrets.items() if "supervision" not in name}
    other = platform.post("c2", "Bonjour.")
    again.desk.sync()
    case = again.ask(other)
    assert again.see(case).state is CaseState.SUBMITTED
    assert lost not in [view.case.id for view in again.desk.supervision.all()]
    troubles = [again.desk.supervision.teams.status(team.id).trouble for team in again.desk.supervision.teams.all()]
    assert sorted(trouble.name if trouble else "" for trouble in troubles) == ["", "KeysMissing"]


def test_a_request_of_a_locked_keyring_waits_and_leaves_later(moderator: Person, comment: CommentRef) -> None:
    moderator.vault.sealed = True
    entry = moderator.desk.inbox.entry(put_request(moderator, comment))
    assert (entry.state, entry.trouble and entry.trouble.name) == (State.QUEUED, "KeyringLocked")
