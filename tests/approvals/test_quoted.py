"""What stands above an answer, or around it, as mail programs and telephones quote what was said before."""

from collections.abc import Callable

import pytest

from cm_desktop.approvals import codes
from cm_desktop.domain.approvals.events import Outcome
from tests.approvals.test_codes import APPROVED, CORRECTED, HEADS, REQUEST, SECRET, read, unclear

NO = "Finalement non, ne publiez surtout pas cette réponse."
LINE_ALONE = codes.line(SECRET, REQUEST, "V1")
ABOVE = {
    "Gmail": f"{NO}\n\nLe lun. 23 nov. 2026 à 10:02, Claire Aubry <claire@lumen.fr> a écrit :\n\n",
    "Outlook": f"{NO}\n\nDe : Claire Aubry\nEnvoyé : lundi 23 novembre 2026 10:02\nÀ : Camille\nObjet : RE: Demande\n\n",
    "an Outlook of before": f"{NO}\n\n-----Original Message-----\nFrom: Claire\nSent: Monday\nTo: Camille\n\n",
    "another language": f"{NO}\n\nAm Mo., 23. Nov. 2026 um 10:02 Uhr schrieb Claire Aubry:\n",
    "on the same line": "Finalement non : ",
    "nothing but a greeting": "Bonjour Léa,\n\n",
    "the sentence of another answer": f"{HEADS['R']}\n\n",
}


def quoted(by: str) -> Callable[[str], str]:
    return lambda said: "\n".join(f"{by}{line}" for line in said.split("\n"))


@pytest.mark.parametrize("answer", [APPROVED, CORRECTED, LINE_ALONE], ids=["approved", "corrected", "its line alone"])
@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_an_answer_under_other_words_is_unclear_however_it_is_quoted(answer: str, above: str) -> None:
    assert unclear(above + answer) == "above"


@pytest.mark.parametrize("mark", ["| ", "\u202f> ", "        ", "CA> ", "&gt; ", "＞ "])
def test_whatever_marks_a_quotation_it_is_unclear_under_other_words(mark: str) -> None:
    assert unclear(f"{NO}\n\n{quoted(mark)(APPROVED)}") == "above"


@pytest.mark.parametrize("level", ["", "> ", "> > "])
def test_in_a_message_that_is_one_quotation_what_it_quotes_itself_is_no_answer(level: str) -> None:
    said = f"{NO}\n\nLe 23 nov., Claire a écrit :\n{quoted('> ')(APPROVED)}"
    assert unclear(quoted(level)(said)) == "nothing"


def test_words_between_a_text_and_its_line_are_above_the_line() -> None:
    assert unclear(CORRECTED.replace("]]]", "]]]\nEn fait non.")) == "above"
    assert unclear(APPROVED.replace("\n\n", "\n\n[[[\nEn fait non.\n]]]\n\n")) == "above"


@pytest.mark.parametrize(
    "said",
    [
        APPROVED,
        LINE_ALONE,
        f"\n \n{APPROVED}",
        quoted("        ")(APPROVED),
        f"> Qu’en pensez-vous ?\n\n{APPROVED}",
        f"{APPROVED}\n\nOK merci\n\nLe 22 nov., Léa a écrit :\n> Qu’en pensez-vous ?",
        f"{APPROVED}\n\nLe 23 nov., Claire a écrit :\n{quoted('> ')(APPROVED)}",
    ],
)
def test_an_answer_that_comes_first_counts_whatever_follows(said: str) -> None:
    assert (read(said).outcome, read(said).choice) == (Outcome.APPROVE, 0)
