"""An answer that came back by any means: read whole and certain, or not at all."""

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cm_desktop.approvals import codes
from cm_desktop.approvals.pasted import read_answer
from cm_desktop.domain.approvals.events import EventId, Outcome
from cm_desktop.domain.approvals.paperwork import Pasted
from cm_desktop.domain.errors.supervision import AnswerUnclear
from cm_desktop.domain.unseen import says_nothing

REQUEST = EventId("7f3a" * 16)
OTHER = EventId("7f3b" * 16)
SECRET = codes.secret_of(b"a secret of the device", REQUEST)
PROPOSALS = 2
HEAD = "Corrigé : réponse à Marc Delvaux"
HEADS = {
    "V1": "Validé : réponse 1 à Marc Delvaux, Brasserie Lumen",
    "C": HEAD,
    "R": "Refusé",
    "A": "Avis",
}
APPROVED = codes.composed(HEADS["V1"], codes.line(SECRET, REQUEST, "V1"))
CORRECTION = (
    "Bonjour Marc\u202f! L’équipe est « là »… nous vous répondons en privé, comme à chacun, dès "
    "aujourd'hui 👩‍🍳.\n\nÀ bientôt"
)
CORRECTED = codes.composed(HEAD, codes.line(SECRET, REQUEST, "C", CORRECTION), CORRECTION)


def read(pasted: str, *, used: tuple[str, ...] = ()) -> Pasted:
    return read_answer(pasted, request=REQUEST, secret=SECRET, proposals=PROPOSALS, heads=[HEADS], used=used)


def unclear(pasted: str, *, used: tuple[str, ...] = ()) -> str:
    with pytest.raises(AnswerUnclear) as raised:
        read(pasted, used=used)
    return raised.value.reason


def wrapped(text: str, width: int = 40) -> str:
    """As a mail program breaks lines: at blanks, its own breaks among those that were there."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def test_a_name_and_a_code_are_short_enough_to_be_read_aloud_and_long_enough_not_to_be_guessed() -> None:
    assert [len(part) for part in codes.name(REQUEST).split("-")] == [4, 4, 4]
    assert [len(part) for part in codes.code(SECRET, REQUEST, "V1").split("-")] == [4, 4, 4, 4]
    assert codes.name(EventId("0123456789abcdef" * 4)) == "04HM-ASW9-NF6Y"


def test_what_the_page_makes_is_read_back() -> None:
    assert read(APPROVED) == Pasted(
        outcome=Outcome.APPROVE, code=codes.code(SECRET, REQUEST, "V1"), choice=0, text="", reason=""
    )
    answer = read(CORRECTED)
    assert (answer.outcome, answer.text) == (Outcome.CORRECT, CORRECTION)
    refusal = codes.composed("Refusé", codes.line(SECRET, REQUEST, "R", "Trop sec."), "Trop sec.")
    assert (read(refusal).outcome, read(refusal).reason) == (Outcome.REJECT, "Trop sec.")
    advice = codes.composed("Avis", codes.line(SECRET, REQUEST, "A", "Attendre demain."), "Attendre demain.")
    assert (read(advice).outcome, read(advice).reason) == (Outcome.ADVISE, "Attendre demain.")


MAIL = (
    "{answer}\n\nMerci Léa, c’est bon pour moi.\n\n-- \nClaire Vasseur\nBrasserie Lumen\n\n"
    "Le 22 nov. 2026 à 15:02, Léa Morel a écrit\u00a0:\n"
    "> Bonjour Claire,\n>\n> > Vous m’aviez dit OK hier.\n> Qu’en pensez-vous ?\n"
)


@pytest.mark.parametrize("answer", [APPROVED, CORRECTED], ids=["approved", "corrected"])
@pytest.mark.parametrize(
    "through",
    [
        pytest.param(lambda said: MAIL.format(answer=said), id="a whole mail"),
        pytest.param(lambda said: wrapped(MAIL.format(answer=said)), id="wrapped"),
        pytest.param(lambda said: said.replace("\n", "\r\n"), id="lines of Windows"),
        pytest.param(lambda said: said.replace("\n", "\n\n"), id="every line apart"),
        pytest.param(lambda said: "\n".join(f"> {line}" for line in wrapped(said).split("\n")), id="quoted as a whole"),
        pytest.param(lambda said: "\n".join(f">> {line}" for line in said.split("\n")), id="quoted twice"),
        pytest.param(lambda said: said.replace(" ", "\u00a0"), id="blanks that do not break"),
        pytest.param(lambda said: said.replace("'", "’").replace("…", "..."), id="curly quotes"),
        pytest.param(lambda said: said.replace("’", "'").replace("\u202f", " "), id="straight quotes"),
        pytest.param(lambda said: said.replace("-", "\u2011"), id="hyphens that do not break"),
        pytest.param(lambda said: f"\ufeff{said}\u200b", id="marks that are not seen"),
        pytest.param(lambda said: f"\u202b{said}\u202c", id="marks of a direction"),
        pytest.param(lambda said: f"{said}\n\n{said}", id="the same twice"),
        pytest.param(
            lambda said: f"{said}\n\nÉcole Paul-Bert, inscriptions en CM1 2025-2026", id="a class of a school"
        ),
    ],
)
def test_what_mail_programs_do_to_an_answer_changes_nothing(answer: str, through: object) -> None:
    assert callable(through)
    pasted = through(answer)
    found, plain = read(pasted), read(answer)
    assert (found.outcome, found.choice, found.code) == (plain.outcome, plain.choice, plain.code)
    assert codes.loose(found.text) == codes.loose(plain.text)


def test_a_correction_may_speak_of_a_class_of_a_school() -> None:
    said = "Bonjour, les inscriptions en CM1 2025-2026 sont ouvertes."
    assert read(codes.composed(HEAD, codes.line(SECRET, REQUEST, "C", said), said)).text == said


def test_a_code_that_was_typed_is_read_as_it_was_meant() -> None:
    last = codes.line(SECRET, REQUEST, "V2")
    assert read(last.lower()).choice == 1
    assert read(last.replace("0", "O").replace("1", "l").replace("CMl", "CM1").replace("Vl", "V1")).choice == 1


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", "nothing"),
        ("OK", "nothing"),
        ("Oui, validé, c'est parfait 👍", "nothing"),
        ("Les élèves de CM1 viennent lundi, c'est validé.", "nothing"),
        ("Les CM1 2025-2026 de l'école Paul-Bert : c'est validé.", "nothing"),
        (APPROVED.rpartition("-")[0], "damaged"),
        (APPROVED + "7", "damaged"),
        (codes.line(SECRET, REQUEST, "V1")[:15], "damaged"),
        (f"{APPROVED}\n\n{codes.line(SECRET, REQUEST, 'V2')}", "several"),
        (f"{APPROVED}\n\n{codes.line(SECRET, OTHER, 'V1')}", "several"),
        (f"{CORRECTED}\n\n{APPROVED}", "several"),
        (f"Finalement non.\n\n{codes.line(SECRET, REQUEST, 'V2')}\n> {codes.line(SECRET, REQUEST, 'V1')}", "several"),
        ("Finalement non.\n" + "\n".join(f"> {line}" for line in APPROVED.split("\n")), "nothing"),
        (codes.line(codes.secret_of(b"a secret of the device", OTHER), OTHER, "V1"), "other_request"),
        (APPROVED.replace("V1", "V2"), "code"),
        (codes.line(codes.secret_of(b"another device", REQUEST), REQUEST, "V1"), "code"),
        (codes.line(SECRET, REQUEST, "V3"), "damaged"),
        (codes.line(SECRET, REQUEST, "V"), "damaged"),
        (codes.line(SECRET, REQUEST, "V0"), "damaged"),
        (codes.line(SECRET, REQUEST, "C"), "text"),
        (codes.composed(HEAD, codes.line(SECRET, REQUEST, "C0"), "Ce que je veux"), "damaged"),
        (CORRECTED.replace("Bonjour", "Bonsoir"), "text"),
        (CORRECTED.replace("¶", ""), "text"),
        (CORRECTED.replace("]]]", ""), "text"),
        (codes.composed("Refusé", codes.line(SECRET, REQUEST, "R0"), ""), "text"),
        ("x" * 200_001, "damaged"),
    ],
)
def test_whatever_is_not_one_whole_answer_to_this_request_is_unclear(pasted: str, reason: str) -> None:
    assert unclear(pasted) == reason


def test_a_code_counts_once() -> None:
    assert unclear(APPROVED, used=(read(APPROVED).code,)) == "used"
    assert read(APPROVED, used=(codes.code(SECRET, REQUEST, "V2"),)).choice == 0


def test_no_change_of_one_letter_makes_another_answer() -> None:
    """Every letter of the line in turn, by every other; what is read as the same letter is the same answer."""
    last = codes.line(SECRET, REQUEST, "V1")
    accepted = [
        changed
        for place in range(len(last))
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ-. "
        if (changed := last[:place] + letter + last[place + 1 :]) != last and _accepted(changed)
    ]
    assert accepted == []
    assert _accepted(last)  # the same question can be answered yes


def _accepted(pasted: str) -> bool:
    try:
        read(pasted)
    except AnswerUnclear:
        return False
    return True


def test_a_code_that_is_guessed_is_never_right() -> None:
    chance = random.Random(7)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for _ in range(2_000):
        guess = "-".join("".join(chance.choices(alphabet, k=4)) for _ in range(4))
        assert unclear(f"CM1 {codes.name(REQUEST)} V1 {guess}") == "code"


@pytest.mark.parametrize(
    "part",
    [
        "[[[",
        "]]]",
        "[[[¶ ",
        "CM1 AAAA-",
        "CM1 ",
        ">",
        "> ",
        " ",
        "\n",
        "> \n",
        f"[[[x]]]{APPROVED}\n",
        f"{CORRECTED}\n",
        f"[[[\na{' ' * 190_000}b\n]]]\n{codes.line(SECRET, REQUEST, 'C')}",
    ],
)
def test_the_longest_text_is_read_in_no_time(part: str) -> None:
    """A few hundredths of a second of a processor: what grows with the square of the length takes minutes."""
    pasted = part * (200_000 // len(part))
    before = time.process_time()
    _accepted(pasted)
    assert time.process_time() - before < 2


def _says_something(text: str) -> bool:
    return not says_nothing(codes.loose(text))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200).filter(_says_something))
@example("> 10 € ?\n> non")
@example("a]]]b[[[c\r\nCM1 ¶ d")
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    pasted = codes.composed(HEAD, codes.line(SECRET, REQUEST, "C", text), text)
    assert codes.loose(read(pasted).text) == codes.loose(text)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    assert not _accepted(text)
