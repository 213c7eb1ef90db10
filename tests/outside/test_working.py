"""A day's work in the window, by keys and by names alone: done, taken back, asked, looked for, without a network."""

import pytest

from cm_desktop.practice import Act, PracticePlatform
from tests.outside.patience import until
from tests.outside.screen_reader import FOCUSED, Part
from tests.outside.visitor import Visitor, plain

pytestmark = pytest.mark.outside

TYPED = "Bonjour Zoé, ça a été mangé où ? "
PICKED = "L’œuf… À bientôt 🙏🏽 👩‍🍳"
OUTGOING = "En attente d’envoi"


def begin(visitor: Visitor, practice: PracticePlatform, *, undo_delay: int) -> None:
    """At the window of a page of their own, which has been read."""
    page = practice.pages[0]
    where = ("--client", page.client, "--base-url", practice.base_url, "--allow-local")
    visitor.command("accounts", "add", page.platform, *where, secret=page.token)
    visitor.setting(f"undo_delay = {undo_delay}")
    visitor.open()
    visitor.until_there("push button", "1 page à jour")
    visitor.until_there("push button", "Répondre")


@pytest.fixture
def at_work(visitor: Visitor, practice: PracticePlatform) -> Visitor:
    """Nothing leaves as long as anybody looks."""
    begin(visitor, practice, undo_delay=60)
    return visitor


@pytest.fixture
def at_once(visitor: Visitor, practice: PracticePlatform) -> Visitor:
    """What is done leaves at once."""
    begin(visitor, practice, undo_delay=0)
    return visitor


def done(practice: PracticePlatform) -> list[tuple[Act | None, str]]:
    """What took effect on the page, with what text."""
    return [(record.act, record.text) for record in practice.log if record.applied]


def entry(visitor: Visitor, name: str) -> str:
    """An entry of the rail with its figure."""
    return plain(visitor.until_there("page tab", name).name)


def rows(visitor: Visitor) -> list[str]:
    return [plain(part.name) for part in visitor.parts("cell")]


def until_is(visitor: Visitor, whole: str) -> None:
    """Until there is an entry of the rail that is called exactly so."""

    def found() -> list[Part]:
        return [part for part in visitor.parts("page tab") if plain(part.name) == whole]

    until(found, f"the rail says “{whole}”", visitor.told)


def hide(visitor: Visitor) -> None:
    """The worst comes first, and is a criticism: the window asks whether to answer it instead."""
    visitor.press("h")
    visitor.push("Masquer quand même")


def test_a_reply_with_accents_and_emojis_arrives_as_it_was_typed(at_once: Visitor, practice: PracticePlatform) -> None:
    at_once.press("r")
    field = at_once.until_there("text", "Réponse publique", having=FOCUSED)
    at_once.type(TYPED)
    at_once.reader.write(field, PICKED)
    at_once.press("ctrl+Return")
    until(lambda: done(practice), "the reply is on the page", at_once.told)
    assert done(practice) == [(Act.REPLY, TYPED + PICKED)]
    at_once.close()


def test_what_was_hidden_is_taken_back_by_a_key(at_work: Visitor, practice: PracticePlatform) -> None:
    before = entry(at_work, "À traiter")
    hide(at_work)
    until_is(at_work, f"{OUTGOING}, 1")
    at_work.press("u")
    until_is(at_work, OUTGOING)
    until_is(at_work, before)
    assert done(practice) == []
    at_work.close()


def test_a_reply_is_given_to_somebody_to_validate(at_work: Visitor, practice: PracticePlatform) -> None:
    at_work.press("r")
    at_work.until_there("text", "Réponse publique", having=FOCUSED)
    at_work.type("Bonjour, nous regardons.")
    at_work.press("Escape", "e")
    at_work.until_there("dialog", "Faire valider")
    at_work.press("ctrl+Return")
    at_work.until_gone("dialog", "Faire valider")
    until_is(at_work, "En validation, 1")
    at_work.press("quotedbl")
    at_work.until_there("label", "Bonjour, nous regardons.")
    assert done(practice) == []
    at_work.close()


def test_a_search_leaves_what_holds_its_words(at_work: Visitor) -> None:
    at_work.press("slash")
    at_work.until_there("text", "Rechercher", having=FOCUSED)
    at_work.type("médecin")
    until(lambda: rows(at_work) and all("médecin" in row.lower() for row in rows(at_work)), "it is found", at_work.told)
    at_work.press("Escape", "Escape")
    until(lambda: any("médecin" not in row.lower() for row in rows(at_work)), "all is listed again", at_work.told)
    at_work.close()


def test_several_are_filed_away_at_once_and_taken_back_at_once(at_work: Visitor) -> None:
    before = entry(at_work, "À traiter")
    left = int(before.rpartition(" ")[2]) - 3
    at_work.press("shift+j", "shift+j")
    at_work.until_there("check box", "3 sélectionnés")
    at_work.until_there("push button", "Classer 3 commentaires")
    at_work.press("a")
    until_is(at_work, f"À traiter, {left}")
    at_work.press("u")
    until_is(at_work, before)
    at_work.close()


def test_what_is_done_without_a_network_leaves_once_it_is_back(at_once: Visitor, practice: PracticePlatform) -> None:
    practice.go_offline()
    at_once.press("F5")
    at_once.until_there("label", "Hors ligne depuis")
    hide(at_once)
    until_is(at_once, f"{OUTGOING}, 1")
    practice.come_back()
    at_once.press("F5")
    until(lambda: done(practice), "the comment is hidden on the page", at_once.told)
    assert [act for act, _ in done(practice)] == [Act.HIDE]
    at_once.until_gone("label", "Hors ligne depuis")
    at_once.close()
