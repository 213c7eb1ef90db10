"""The declared way in a real Chromium, as wide as a telephone and without any network: the page is answered, the answer read.

May not stand in for the page: buttons are pressed and texts are typed as a person would.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cm_desktop.approvals import codes
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Event, Outcome, Purpose
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.unseen import says_nothing
from tests.approvals.pages_made import SECRET, read, request_page
from tests.approvals.requests_made import ASKED, AT, EVENT, PROPOSALS, asking
from tests.conftest import NeedsDebianPackages
from tests.servers.chromium import PACKAGES, Browser, chromium

pytestmark = pytest.mark.e2e

ESCAPE, TAB, SPACE, DOWN = "\ue00c", "\ue004", " ", "\ue015"
LATE = datetime(2100, 1, 1, tzinfo=UTC)
RUN = "document.title='run'"
HOSTILE = f'</script><script>{RUN}</script><img src="https://tracker.example/p.gif" onerror="{RUN}">'
ODD = "aé e\u0301\u0323ﬁÅ가각\u00a0\u202f\u2003\t\n¶[]>'\"’“…\u200b\u00ad\ufe0f\ufeff\u2028\u0085👩\u200d🍳🇫🇷𝄞\u202eC1M"


@pytest.fixture(scope="module")
def browser(needs_debian_packages: NeedsDebianPackages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    needs_debian_packages(*PACKAGES)
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def page(folder: Path, event: Event = EVENT, asked: Asked = ASKED, reply_to: str = "") -> Path:
    file = folder / "demande.html"
    file.write_bytes(request_page(event, asked, reply_to=reply_to).made())
    return file


def opened(browser: Browser, file: Path) -> None:
    browser.complaints()
    browser.asked_for()
    browser.open(file)


def quiet(browser: Browser, file: Path) -> None:
    """Nothing went wrong in the page, and it asked for nothing but itself."""
    assert browser.complaints() == []
    assert browser.asked_for() == [file.as_uri()]


def test_a_reply_is_approved(browser: Browser, tmp_path: Path) -> None:
    file = page(tmp_path)
    opened(browser, file)
    browser.press("label.card:nth-of-type(2)")
    browser.press("#approve")
    text = browser.value("#ready")
    assert text.startswith("Validé\u00a0: réponse 2 à Marc Delvaux, Brasserie Lumen\n")
    assert (read(text).outcome, read(text).choice) == (Outcome.APPROVE, 1)
    browser.press("#copy")
    assert browser.text("#copied")
    quiet(browser, file)


def test_a_reply_is_corrected_whatever_is_typed(browser: Browser, tmp_path: Path) -> None:
    file = page(tmp_path)
    opened(browser, file)
    browser.press("#correct")
    assert browser.value("#text") == PROPOSALS[0]
    browser.run("document.getElementById('text').select()")
    correction = (
        "Bonjour Marc\u202f! L’équipe — Zoé & Éric — vous répond « en privé »… 👩‍🍳🇫🇷\n\n> 10 € ]]] [[[ CM1 e\u0301"
    )
    browser.type(correction)
    browser.press("#prepare")
    answer = read(browser.value("#ready"))
    assert answer.outcome is Outcome.CORRECT
    assert answer.text == codes.spaced_marks(codes.cleaned(correction))
    quiet(browser, file)


def test_a_refusal_needs_a_reason(browser: Browser, tmp_path: Path) -> None:
    file = page(tmp_path)
    opened(browser, file)
    browser.press("#reject")
    browser.press("#prepare")
    assert browser.text("#empty") == "Écrivez d’abord un texte."
    browser.type("Trop sec. On l'appelle d'abord.")
    browser.press("#prepare")
    answer = read(browser.value("#ready"))
    assert (answer.outcome, answer.reason) == (Outcome.REJECT, "Trop sec. On l'appelle d'abord.")
    quiet(browser, file)


@pytest.mark.parametrize(
    ("text", "times"),
    [("a", 1), ("é", 55), ("é", 56), ("x", 63), ("𝄞 ", 400), ("\u00e9\u0300\u202f!", 90), ("ﬁ Å ẛ̣ 가 각", 7)],
)
def test_the_code_of_the_page_is_the_code_of_the_program(
    browser: Browser, tmp_path: Path, text: str, times: int
) -> None:
    """Lengths around the blocks of SHA-256, letters that compose and those that do not."""
    opened(browser, page(tmp_path))
    browser.press("#reject")
    browser.type(text * times)
    browser.press("#prepare")
    assert read(browser.value("#ready")).outcome is Outcome.REJECT


def test_any_text_that_is_typed_comes_back(browser: Browser, tmp_path: Path) -> None:
    """Three hundred texts of the oddest letters, each through the field, the button and the reading."""
    chance = random.Random(11)
    texts = ["".join(chance.choices(ODD, k=chance.randrange(1, 40))) + "x" for _ in range(300)]
    opened(browser, page(tmp_path))
    browser.press("#correct")
    each = "text.value = t; prepare.click(); const made = ready.value; again.click(); correct.click(); return made;"
    answers = browser.run(f"return {json.dumps(texts)}.map(t => {{ {each} }});")
    assert len(answers) == 300
    for text, pasted in zip(texts, answers, strict=True):
        assert codes.loose(read(pasted).text) == codes.loose(text), text


def test_what_is_empty_to_the_page_is_empty_to_the_program(browser: Browser, tmp_path: Path) -> None:
    """Every character that shows nothing, and some beside them, alone in the field."""
    beside = ("a", "\u0301", "§", "\u180a", "\u2801", "👩", "\U000e1000")
    texts = [char for char in map(chr, range(0x110000)) if char != "\r" and says_nothing(char)]
    opened(browser, page(tmp_path))
    browser.press("#reject")
    each = "text.value = String.fromCodePoint(t); prepare.click(); return choose.hidden && !empty.hidden;"
    places = [ord(char) for char in (*texts, *beside)]
    said = browser.run(f"return {places}.map(t => {{ again.click(); reject.click(); {each} }});")
    told = dict(zip(map(hex, places), said, strict=True))
    assert [place for place, empty in told.items() if not empty] == [hex(ord(char)) for char in beside]


def test_an_act_is_approved_and_an_advice_given(browser: Browser, tmp_path: Path) -> None:
    bare = replace(ASKED, proposals=())
    deleting = asking(act=ActionKind.DELETE, proposals=0)
    opened(browser, page(tmp_path, deleting, bare))
    browser.press("#approve")
    answer = read(browser.value("#ready"), deleting, bare)
    assert (answer.outcome, answer.choice) == (Outcome.APPROVE, None)
    advising = asking(purpose=Purpose.ADVISE, act=None, proposals=0)
    opened(browser, page(tmp_path, advising, bare))
    browser.press("#advise")
    browser.type("Attendre demain matin.")
    browser.press("#prepare")
    answer = read(browser.value("#ready"), advising, bare)
    assert (answer.outcome, answer.reason) == (Outcome.ADVISE, "Attendre demain matin.")


def test_the_page_is_answered_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    opened(browser, page(tmp_path))
    browser.run("document.querySelector('input').focus()")
    browser.key(DOWN)
    focused = "return document.activeElement.id || document.activeElement.value || document.activeElement.tagName"
    assert browser.run(focused) == "1"
    seen = []
    for _ in range(5):
        browser.key(TAB)
        seen.append(browser.run(focused))
    assert seen == ["SUMMARY", "approve", "correct", "reject", browser.run(focused)]
    browser.run("document.getElementById('correct').focus()")
    browser.key(SPACE)
    assert browser.run(focused) == "text"
    assert browser.value("#text") == PROPOSALS[1]
    browser.key(ESCAPE)
    assert browser.run(focused) == "correct"
    assert browser.shown("#approve")


def test_a_screen_reader_is_told_what_everything_is(browser: Browser, tmp_path: Path) -> None:
    opened(browser, page(tmp_path))
    assert browser.role("fieldset") == ("group", "Réponse publique de \u2068Brasserie Lumen\u2069")
    assert browser.role("label.card input") == ("radio", PROPOSALS[0])
    assert browser.role("#approve") == ("button", "Valider cette réponse")
    browser.press("#reject")
    assert browser.role("#text") == ("textbox", "Pourquoi refuser\u202f? \u2068Léa Morel\u2069 vous lira.")


@pytest.mark.parametrize("width", [360, 390, 430, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_fits_a_telephone_and_a_computer(browser: Browser, tmp_path: Path, width: int, dark: bool) -> None:
    browser.dress(dark=dark)
    opened(browser, page(tmp_path))
    browser.resize(width, 844)
    assert browser.run("return document.documentElement.scrollWidth") == browser.run("return innerWidth") == width
    heights = browser.run("return ['approve', 'correct', 'reject'].map(i => document.getElementById(i).offsetHeight)")
    assert min(heights) >= 50
    sizes = (
        "['.words', '.card .foreign', 'button', '#text'].map(s => getComputedStyle(document.querySelector(s)).fontSize)"
    )
    assert browser.run(f"return {sizes}") == ["16px"] * 4
    ground = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(18, 19, 21)" if dark else "rgb(243, 241, 237)")
    foot = browser.run("return document.getElementById('foot').getBoundingClientRect().bottom")
    assert foot == browser.run("return innerHeight") == 844
    browser.dress(dark=False)
    browser.resize(390, 844)


def test_a_deadline_that_is_over_is_said_and_one_of_today_too(browser: Browser, tmp_path: Path) -> None:
    opened(browser, page(tmp_path, asking(deadline=LATE)))
    assert not browser.shown("#late")
    assert browser.text("#deadline").startswith("avant le 1er janvier 2100")
    opened(browser, page(tmp_path, asking(deadline=datetime.now(UTC) - timedelta(seconds=1))))
    assert browser.shown("#late")
    assert browser.text("#deadline").endswith("aujourd’hui")


def test_where_nothing_can_be_copied_the_text_is_selected(browser: Browser, tmp_path: Path) -> None:
    opened(browser, page(tmp_path))
    browser.run("document.execCommand = () => false; Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    browser.press("#approve")
    browser.press("#copy")
    assert browser.text("#copied").startswith("Le texte est sélectionné")
    selected = browser.run("return ready.value.slice(ready.selectionStart, ready.selectionEnd)")
    assert selected == browser.value("#ready")
    assert read(selected).choice == 0


def test_the_text_is_shared_where_a_device_can(browser: Browser, tmp_path: Path) -> None:
    sharing = "navigator.share = said => { window.shared = said.text; return Promise.resolve(); }"
    added = browser.devtools("Page.addScriptToEvaluateOnNewDocument", {"source": sharing})
    opened(browser, page(tmp_path))
    browser.press("#approve")
    browser.press("#share")
    assert read(browser.run("return window.shared")).choice == 0
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", added)
    opened(browser, page(tmp_path))
    browser.press("#approve")
    assert browser.shown("#share") == browser.run("return !!navigator.share")


def test_a_mail_is_offered_where_there_is_an_address(browser: Browser, tmp_path: Path) -> None:
    opened(browser, page(tmp_path, reply_to="lea@example.org?bcc=x"))
    browser.press("#approve")
    address = browser.run("return document.getElementById('mail').href")
    assert address.startswith("mailto:lea@example.org%3Fbcc%3Dx?subject=")
    opened(browser, page(tmp_path))
    browser.press("#approve")
    assert not browser.shown("#mail")


def test_hostile_texts_run_nothing_and_fetch_nothing(browser: Browser, tmp_path: Path) -> None:
    said = Said(author=HOSTILE, text=f"{HOSTILE}\u202e{'m' * 10_000}", at=AT)
    hostile = (HOSTILE, HOSTILE)
    asked = replace(ASKED, comment=said, thread=(said,), client=HOSTILE, reason=HOSTILE, proposals=hostile, hits=())
    file = page(tmp_path, asked=asked)
    opened(browser, file)
    browser.press("#correct")
    assert browser.value("#text") == HOSTILE
    browser.press("#prepare")
    assert read(browser.value("#ready"), asked=asked).text == HOSTILE
    browser.press("#again")
    browser.press("details summary")
    assert browser.run("return document.title") == "Une réponse attend votre accord"
    assert browser.run("return document.documentElement.scrollWidth") == 390
    quiet(browser, file)


def test_a_page_without_its_escapes_would_be_seen_to_run_and_to_fetch(browser: Browser, tmp_path: Path) -> None:
    """What the test above looks for is found where it is."""
    file = tmp_path / "unsafe.html"
    file.write_text(f"<title>quiet</title><script>document.title = ''</script>{HOSTILE}", "utf-8")
    opened(browser, file)
    assert browser.run("return document.title") == "run"
    assert "https://tracker.example/p.gif" in browser.asked_for()


def test_the_policy_of_the_page_stops_what_an_escape_would_let_through(browser: Browser, tmp_path: Path) -> None:
    file = page(tmp_path)
    broken = file.read_text("utf-8").replace("<main", f"{HOSTILE.removeprefix('</script>')}<main")
    file.write_text(broken, "utf-8")
    opened(browser, file)
    assert browser.run("return document.title") == "Une réponse attend votre accord"
    assert not [url for url in browser.asked_for() if "tracker" in url]
    assert len(browser.complaints()) >= 2


def test_without_scripts_the_ready_answers_are_there_to_be_copied(
    needs_debian_packages: NeedsDebianPackages, tmp_path: Path
) -> None:
    needs_debian_packages(*PACKAGES)
    with chromium(tmp_path / "profile", scripts=False) as browser:
        file = page(tmp_path)
        opened(browser, file)
        assert not browser.shown("#foot")
        assert read(browser.text("pre")).choice == 0
        assert browser.text("pre:last-of-type").endswith(codes.line(SECRET, EVENT.id, "R0"))
        assert PROPOSALS[1] in browser.text("main")
        quiet(browser, file)
