"""What a row carries: pills in the hue of its form, and what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Escalate
from cm_desktop.domain.comments import AccountId, Author, Visibility
from cm_desktop.domain.errors import Offline
from cm_desktop.domain.outbox import State
from cm_desktop.domain.verdicts import CALM, Category
from cm_desktop.ui.kit.marks.pill import Fill, Pill, Tone, fit, total
from cm_desktop.ui.kit.marks.row_words import RowWords, leaving, verdict_pills
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.wording.words import Words
from tests.ui.rows import NOW, SOURCES, comment, hiding, row, verdict

TEXT = "escroc menteur promotion"


@pytest.fixture
def told(words: Words) -> RowWords:
    made = RowWords(words)
    made.sources = SOURCES
    return made


def test_a_calm_comment_has_no_pill(words: Words) -> None:
    assert verdict_pills(words, CALM) == ()
    assert verdict_pills(words, verdict(TEXT, ("promotion", Category.QUESTION, 1))) == ()


@pytest.mark.parametrize(
    ("severity", "fill", "icon", "text"),
    [
        (4, Fill.SOLID, "octagon-alert", "Urgent"),
        (3, Fill.TINT, "triangle-alert", "Important"),
        (2, Fill.OUTLINE, "diamond-alert", "À suivre"),
    ],
)
def test_severity_is_a_shape_and_a_word_as_loud_as_it_is_grave(
    words: Words, severity: int, fill: Fill, icon: str, text: str
) -> None:
    pill, form = verdict_pills(words, verdict(TEXT, ("escroc", Category.FRAUD, severity)))
    assert pill == Pill(text, Tone.GRIEVANCE, fill, icon)
    assert form.text == "Mise en cause · Fraude"


def test_an_attack_decides_the_hue_even_beside_a_graver_grievance(words: Words) -> None:
    both = verdict(TEXT, ("escroc", Category.FRAUD, 4), ("menteur", Category.INSULT, 3))
    assert [pill.tone for pill in verdict_pills(words, both)] == [Tone.ATTACK, Tone.ATTACK, Tone.GRIEVANCE]


def test_spam_is_neither_red_nor_blue(words: Words) -> None:
    pills = verdict_pills(words, verdict(TEXT, ("promotion", Category.SPAM, 3)))
    assert [(pill.tone, pill.text) for pill in pills] == [(Tone.NEUTRAL, "Important"), (Tone.NEUTRAL, "Indésirable")]


def test_in_the_list_the_second_form_is_an_icon(told: RowWords) -> None:
    both = row(1, comment(1, "A", TEXT), ("escroc", Category.FRAUD, 3), ("menteur", Category.INSULT, 3))
    assert [pill.text for pill in told.pills(both)] == ["Important", "Attaque · Insulte", ""]


def test_praise_gives_way_to_what_is_grave(told: RowWords) -> None:
    both = row(1, comment(1, "A", TEXT), ("menteur", Category.INSULT, 3), ("promotion", Category.PRAISE, 1))
    assert [(pill.text, pill.icon) for pill in told.pills(both)] == [
        ("Important", "triangle-alert"),
        ("Attaque · Insulte", "zap"),
        ("", "heart"),
    ]
    assert "Éloge" in told.spoken(both, NOW)


def test_until_when_a_row_sleeps_gives_way_to_what_it_is(told: RowWords, theme: Theme) -> None:
    asleep = replace(row(1, comment(1, "A", TEXT), ("menteur", Category.INSULT, 3)), asleep_until=NOW)
    pills = told.pills(asleep)
    assert [pill.text for pill in pills[:2]] == ["Important", "Attaque · Insulte"]
    narrow = fit(pills, total(pills) - 1)
    assert narrow[:2] == pills[:2]
    assert narrow[2].text == pills[2].short


def test_what_is_unread_is_said(told: RowWords) -> None:
    read = row(1, comment(1, "A", TEXT))
    assert "Non lu" not in told.spoken(read, NOW)
    assert "Non lu" in told.spoken(replace(read, unread=True), NOW).split(". ")


def test_a_row_says_where_its_comment_stands(told: RowWords) -> None:
    held = row(1, comment(1, "A", TEXT, visibility=Visibility.HELD), draft=True)
    assert [pill.text for pill in told.pills(held)] == ["Retenu par le blog", "Brouillon"]
    gone = row(1, replace(comment(1, "A", TEXT, visibility=Visibility.GONE), media="gif"))
    assert [pill.text for pill in told.pills(gone)] == ["N’est plus visible sur la page", "GIF"]


@pytest.mark.parametrize(
    ("state", "text", "tone"), [(State.FAILED, "Échec", Tone.DUE), (State.UNCERTAIN, "Envoi incertain", Tone.DOUBT)]
)
def test_a_row_says_that_its_act_failed_or_is_in_doubt(told: RowWords, state: State, text: str, tone: Tone) -> None:
    acted = hiding(row(1, comment(1, "A", TEXT)), acted_at=NOW)
    acted = replace(acted, pending=(replace(acted.pending[0], state=state),))
    assert [(pill.text, pill.tone) for pill in told.pills(acted)] == [(text, tone)]


def test_only_what_can_be_undone_is_leaving(told: RowWords) -> None:
    acted = hiding(row(1, comment(1, "A", TEXT)), acted_at=NOW)
    entry = leaving(acted, NOW + timedelta(seconds=2.5))
    assert entry is not None
    assert told.departure(entry, NOW + timedelta(seconds=2.5)) == "Masquage dans 8\u00a0s"
    assert leaving(acted, NOW + timedelta(seconds=10)) is None
    postponed = replace(acted.pending[0], trouble=Offline().trouble())
    assert leaving(replace(acted, pending=(postponed,)), NOW) is None


def test_offline_times_are_clock_times(told: RowWords) -> None:
    some = row(1, comment(1, "A", TEXT, minutes=4))
    assert told.time(some, NOW) == "il y a 4\u00a0min"
    told.offline = True
    assert told.time(some, NOW).endswith("\u00a0h\u00a032")


def test_a_withheld_name_and_a_removed_page_are_not_blanks(told: RowWords) -> None:
    nameless = replace(comment(1, "A", TEXT), author=Author(id="", name=""))
    assert told.author(row(1, nameless)) == "Nom non communiqué"
    told.sources = {}
    assert told.origin(row(1, comment(1, "A", TEXT))) == ""
    assert AccountId("facebook:brasserie") not in told.sources


def test_pills_without_room_shrink_from_the_last_and_none_disappears(theme: Theme) -> None:
    pills = (
        Pill("Urgent", Tone.ATTACK, Fill.SOLID, "octagon-alert"),
        Pill("Attaque · Données personnelles", Tone.ATTACK, icon="zap"),
        Pill("Retenu par le blog", icon="circle-pause", short="Retenu"),
    )
    assert fit(pills, 1_000) == pills
    somewhat = fit(pills, total(pills) - 20)
    assert [pill.text for pill in somewhat] == ["Urgent", "Attaque · Données personnelles", "Retenu"]
    least = fit(pills, 40)
    assert [pill.text for pill in least] == ["", "", ""]
    assert total(least) < total(somewhat) < total(pills)


def test_a_request_waits_for_validation_and_leaves_at_no_known_time(told: RowWords) -> None:
    calm = row(1, comment(1, "A", TEXT))
    (entry,) = hiding(calm, acted_at=NOW).pending
    asked = replace(calm, pending=(replace(entry, action=Escalate()),))
    request = leaving(asked, NOW)
    assert request is not None
    assert told.departure(request, NOW) == "Attend une validation"
    assert [pill.text for pill in told.pills(asked)] == ["Attend une validation"]


def test_where_a_row_stands_is_said_once(told: RowWords) -> None:
    told.placed = True
    calm = row(1, comment(1, "A", TEXT))
    assert [pill.text for pill in told.pills(calm)] == ["À traiter"]
    (entry,) = hiding(calm, acted_at=NOW).pending
    by_hand = replace(calm, pending=(replace(entry, by_hand=True),))
    assert [pill.text for pill in told.pills(by_hand)] == ["À faire à la main"]


def test_offline_nothing_is_said_to_leave_within_seconds(told: RowWords) -> None:
    told.offline = True
    (entry,) = hiding(row(1, comment(1, "A", TEXT)), acted_at=NOW).pending
    assert told.departure(entry, NOW) == "Partira au retour du réseau"
