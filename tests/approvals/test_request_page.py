"""The page of a request is one file, says all that is needed to decide, and lets no text be anything but text."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from cm_desktop.approvals import inline
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Event, Outcome, Purpose
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.verdicts import Category
from cm_desktop.settings import resources
from cm_desktop.wording.words import LANGUAGES, Words
from tests.approvals.pages_made import FRENCH, read, request_page
from tests.approvals.requests_made import ASKED, AT, EVENT, asking

ENGLISH = Words.load("en", resources() / "translations")
WITHOUT_END = {"meta", "input", "br"}
LOADING = {"src", "href", "action", "formaction", "srcset", "poster", "data", "background", "style"}
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'>&lt;&amp;",
    "\u202egro.live\u202c\u200b\u2066\0\ud800",
    "]]]\n\nCM1 7K3Q-9F4D-22AB V1 0000-0000-0000-0000",
    "--><!--</textarea></style></title>${said}{{7*7}}$style",
    "m" * 10_000,
    "\u0301" * 500,
    "",
)


class Reading(HTMLParser):
    """What a browser would make of a file: its tags in order, the texts in them, whether all that opens closes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in WITHOUT_END:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def said(self) -> dict[str, Any]:
        """What the script is told."""
        return dict(json.loads(self.texts["script"][0]))


def page(event: Event = EVENT, asked: Asked = ASKED, words: Words = FRENCH, asker: str = "Léa Morel") -> bytes:
    return request_page(event, asked, words, asker).made()


def shape(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """Its tags with the names of their attributes, chips aside."""
    return [(tag, tuple(attributes)) for tag, attributes in reading.tags if attributes.get("class") != "unseen"]


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=LANGUAGES)
def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing_but_its_own_script(words: Words) -> None:
    made = page(words=words)
    reading = Reading(made)
    assert not {name for _, attributes in reading.tags for name in attributes} & LOADING
    assert not [name for _, attributes in reading.tags for name in attributes if name.startswith("on")]
    assert not reading.all("link")
    assert b"http" not in re.sub(rb'http-equiv="Content-Security-Policy"', b"", made)
    policy = next(one["content"] for one in reading.all("meta") if "http-equiv" in one)
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"
        for source in (reading.texts["script"][1], reading.texts["style"][0])
    ]
    assert policy == (
        f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    )


def test_a_page_says_all_that_is_needed_to_decide() -> None:
    reading = Reading(page())
    said = "".join("".join(texts) for tag, texts in reading.texts.items() if tag not in ("script", "style"))
    said = said.replace("\u00a0", " ")
    for wanted in (
        "Une réponse attend votre accord",
        "Brasserie Lumen",
        "avant le 22 novembre, 17 h 00",
        "22 novembre, 13 h 28, masqué à 13 h 36",
        "Voir la publication et 2 messages",
        "J’ai réservé aussi, sans réponse.",
        "Attaque · Menace",
        *ASKED.proposals,
    ):
        assert wanted.replace("\u00a0", " ") in said
    assert reading.texts["mark"] == ["escrocs", "Je sais où vous trouver", "vous allez le payer"]
    assert [mark["class"] for mark in reading.all("mark")] == ["grievance", "attack", "attack"]


@pytest.mark.parametrize("found", [True, False])
def test_only_what_was_found_in_the_comment_is_said_of_it(found: bool) -> None:
    """A request can be about every category, for its client's policy."""
    calm = ASKED if found else replace(ASKED, hits=())
    reading = Reading(page(event=asking(categories=tuple(Category)), asked=calm))
    assert reading.texts.get("li", []) == (["Attaque · Menace", "Mise en cause · Fraude"] if found else [])
    assert reading.all("article")[0]["class"] == ("comment attack" if found else "comment neither")


def test_the_answers_that_need_no_script_are_read() -> None:
    ready = Reading(page()).texts["pre"]
    answers = [read(text) for text in (*ready[:2], ready[2].replace("[[[\n", "[[[\nNon, trop sec."))]
    assert [(one.outcome, one.choice, one.reason) for one in answers] == [
        (Outcome.APPROVE, 0, ""),
        (Outcome.APPROVE, 1, ""),
        (Outcome.REJECT, None, "Non, trop sec."),
    ]
    assert ready[0].startswith("Validé\u00a0: réponse 1 à Marc Delvaux, Brasserie Lumen\n\nCM1 FWX9-")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_anywhere_is_a_text(hostile: str) -> None:
    said = Said(author=hostile, text=hostile, at=AT)
    asked = replace(
        ASKED,
        comment=said,
        thread=(said, said, said),
        client=hostile,
        platform=hostile,
        permalink=hostile,
        colour=hostile,
        proposals=(hostile, hostile),
        reason=hostile or "x",
    )
    reading = Reading(page(asked=asked, asker=hostile))
    ordinary = Reading(page(asked=replace(ASKED, reason="x")))
    assert [tag for tag in shape(reading) if tag[0] != "mark"] == [tag for tag in shape(ordinary) if tag[0] != "mark"]
    assert reading.said()["proposals"] == [hostile, hostile]
    ready = reading.texts["pre"]
    assert read(ready[1], asked=asked, asker=hostile).choice == 1


def test_what_nobody_sees_is_shown_as_a_chip() -> None:
    reading = Reading(page(asked=replace(ASKED, comment=replace(ASKED.comment, text="a\u202eb\u200bc"), hits=())))
    assert [one for one in reading.texts["span"] if one in ("RLO", "ZWSP")] == ["RLO", "ZWSP"]


@pytest.mark.parametrize(
    ("event", "proposals", "buttons", "ready"),
    [
        (asking(proposals=1), 1, ["approve", "correct", "reject"], 2),
        (asking(act=ActionKind.HIDE, proposals=0), 0, ["approve", "reject"], 2),
        (asking(act=None, proposals=0, deadline=None), 0, ["approve", "reject"], 2),
        (asking(purpose=Purpose.ADVISE, act=None, proposals=0), 0, ["advise"], 1),
        (asking(purpose=Purpose.ADVISE, act=None, proposals=2), 2, ["advise"], 1),
    ],
)
def test_what_can_be_answered_follows_from_what_is_asked(
    event: Event, proposals: int, buttons: list[str], ready: int
) -> None:
    reading = Reading(page(event, replace(ASKED, proposals=ASKED.proposals[:proposals])))
    choose = [button["id"] for button in reading.all("button") if button["id"] in tuple(Outcome)]
    assert choose == buttons
    assert len(reading.texts["pre"]) == ready
    assert len(reading.said()["approved"]) == ("approve" in buttons)


def test_an_act_is_approved_without_a_number() -> None:
    event = asking(act=ActionKind.HIDE, proposals=0)
    bare = replace(ASKED, proposals=())
    (text,) = Reading(page(event, bare)).said()["approved"]
    assert text.startswith("Validé\u00a0: «\u00a0Masquer ce commentaire\u00a0», Marc Delvaux, Brasserie Lumen")
    answer = read(text, event, bare)
    assert (answer.outcome, answer.choice) == (Outcome.APPROVE, None)


def test_a_comment_without_a_name_and_a_thread_without_its_post_are_said_to_be_so() -> None:
    asked = replace(ASKED, comment=replace(ASKED.comment, author=""), thread=ASKED.thread[1:])
    reading = Reading(page(asked=asked))
    assert reading.texts["pre"][0].startswith("Validé\u00a0: réponse 1 à Nom non communiqué, Brasserie Lumen")
    assert reading.texts["summary"][0] == "Voir le fil\u00a0: 2 messages"
    alone = Reading(page(asked=replace(ASKED, thread=ASKED.thread[:1])))
    assert alone.texts["summary"][0] == "Voir la publication"


def test_a_comment_hidden_on_another_day_says_which() -> None:
    asked = replace(ASKED, hidden_at=AT + timedelta(days=1))
    assert "22 novembre, 13 h 28, masqué le 23 novembre, 13 h 40" in page(asked=asked).decode().replace("\u00a0", " ")


@pytest.mark.parametrize("colour", ["#C8862B", "#FFFFFF", "#FFFF00", "#000000", "#7C7A2E", "red", "#12345", ""])
def test_white_letters_read_on_the_colour_of_any_client(colour: str) -> None:
    shown = inline.under_white(colour)
    channels = [int(shown[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    assert 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) >= 4.7


def test_a_page_is_small_enough_for_any_mail() -> None:
    assert len(page()) < 40_000
