"""The parts around a comment: reply box, links, keys, moments, reasons, and what is said of what waits."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cm_desktop.domain.actions import Escalate, Hide, WriteReply
from cm_desktop.domain.errors import ActRefused, Transient, Trouble
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import AuthorHistory
from cm_desktop.domain.verdicts import Form
from cm_desktop.engine.inbox import Waiting
from cm_desktop.ui import keys
from cm_desktop.ui.detail.comment_card import CommentCard
from cm_desktop.ui.detail.detail_head import headline
from cm_desktop.ui.detail.own_reply import NO_CHOICES
from cm_desktop.ui.detail.thread_view import Thread, ThreadView
from cm_desktop.ui.detail.when import When
from cm_desktop.ui.detail.why_card import history
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.links import allowed, open_link
from cm_desktop.ui.kit.marks.pill_line import PillLine
from cm_desktop.ui.kit.marks.row_words import verdict_pills
from cm_desktop.ui.kit.passages.matched_words import MatchedWords
from cm_desktop.ui.kit.passages.sentence import runs
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.outgoing.waiting_words import Choice, Group, Outside, excerpt, group, group_name, standing, title
from cm_desktop.wording.words import Words
from tests.ui.rows import ACCOUNTS, BRASSERIE, NOW, comment, row, showcase

NOBODY_WAITS = Outside(now=NOW)


def waiting(state: State, action: WriteReply | Hide | Escalate = WriteReply("Bonjour."), **changes: object) -> Waiting:  # noqa: B008
    said = comment(1, "Yanis B.", "Des frites froides")
    entry = Entry(
        id=EntryId("e"),
        comment=said.ref,
        thread=said.thread,
        action=action,
        seen=Seen(fingerprint=""),
        acted_at=NOW,
        not_before=NOW + timedelta(seconds=6),
        state=state,
    )
    return Waiting(entry=replace(entry, **changes), comment=said, account=ACCOUNTS[2], client=BRASSERIE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ms-msdt:/id",
        "//evil/share",
        "https://facebook.com@evil.example/",
        "https://",
        "",
        "https://example.org/\u202e",
        "smb://example.org/x",
    ],
)
def test_a_link_that_could_mislead_is_not_opened(link: str) -> None:
    assert allowed(link) is None


def test_a_page_can_be_opened() -> None:
    assert allowed("https://www.facebook.com/1/posts/2?comment_id=3") is not None
    assert allowed("http://127.0.0.1:8000/p") is not None


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("https://аррӏе.com/x", "xn--80ak6aa92e.com"),
        ("https://évil.example:8443/", "xn--vil-9la.example:8443"),
        ("http://facebook.com.evil.example/", "facebook.com.evil.example"),
    ],
)
def test_the_true_host_is_named_before_a_page_is_opened(qtbot: QtBot, words: Words, link: str, named: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    open_link(link, words, around)
    (box,) = around.findChildren(QMessageBox)
    assert named in box.text().split()
    box.close()


def test_no_key_does_two_things() -> None:
    bound = [s for key in keys.MOVING + keys.REPLYING + keys.ACTING + keys.JOINING for s in key.sequences] + [
        s for q in keys.QUEUES.values() for s in q
    ]
    counted = Counter(QKeySequence(sequence).toString() for sequence in bound)
    assert "" not in counted
    assert counted.most_common(1)[0][1] == 1


def test_every_key_is_explained_and_capped(words: Words) -> None:
    for key in keys.MOVING + keys.REPLYING + keys.ACTING + keys.JOINING:
        assert keys.meaning(key, words)
        assert all(keys.caps(key, words))


def test_buttons_show_the_keys_of_a_french_keyboard(words: Words) -> None:
    assert keys.cap(Move.HIDE_AND_ESCALATE, words) == "Maj+E"
    assert keys.cap(Move.REPLY, words) == "R"
    assert keys.cap(Move.REPLY, words, typed=True) == "Ctrl+Entrée"
    assert keys.cap(Move.RESTORE, words) == ""


@pytest.mark.parametrize(
    ("offline", "at", "expected"),
    [
        (False, NOW, "lu à l’instant"),
        (True, NOW, f"lu à {NOW.astimezone().hour}\u00a0h\u00a0{NOW.astimezone().minute:02}"),
        (False, NOW - timedelta(days=1), "lu hier, "),
    ],
)
def test_offline_a_reading_has_a_clock_time(words: Words, at: datetime, expected: str, *, offline: bool) -> None:
    assert When(words=words, now=NOW, offline=offline).read(at).startswith(expected)


def test_the_band_makes_names_strong_whatever_they_hold() -> None:
    assert runs("\x02Lumen\x03 répond \x02publiquement\x03 à \x02M\x03") == [
        ("Lumen", True),
        (" répond ", False),
        ("publiquement", True),
        (" à ", False),
        ("M", True),
    ]


def test_a_post_is_named_by_its_first_sentence() -> None:
    assert headline("La carte d’été arrive. Réservez\u202f!") == "La carte d’été arrive"
    assert headline("\n\nOn recrute ! Un serveur") == "On recrute !"
    assert headline("Sans point\nSuite") == "Sans point"
    assert headline("Le tartare est de retour 🔪 Frites maison") == "Le tartare est de retour"
    assert headline("Critère n° 1") == "Critère n° 1"
    assert headline("") == ""


def test_an_author_is_known_by_the_last_thirty_days(words: Words) -> None:
    assert "Premier commentaire" in history(words, "Ana", AuthorHistory(comments=1))
    known = history(words, "Ana", AuthorHistory(comments=3, replied=1))
    assert "3\u00a0commentaires en 30\u00a0jours, 1\u00a0réponse reçue, aucun masqué" in known


def test_whoever_is_not_named_is_not_said_to_comment_for_the_first_time(words: Words) -> None:
    assert "Premier" not in history(words, "", AuthorHistory())
    assert "pas nommé" in history(words, "", AuthorHistory())


def test_pills_without_room_keep_their_icons(qtbot: QtBot, words: Words, theme: Theme) -> None:
    line = PillLine(verdict_pills(words, showcase()[0].verdict), theme)
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    assert [pill.text for pill in line.shown] == ["Urgent", "Attaque · Menace", "Mise en cause · Fraude"]
    line.resize(line.minimumSizeHint())
    assert len(line.shown) == 3
    assert all(pill.icon for pill in line.shown)
    assert "Mise en cause · Fraude" in line.accessibleName()


def test_an_uncertain_reply_cannot_be_sent_again_before_it_was_looked_for(words: Words) -> None:
    looking = standing(words, waiting(State.UNCERTAIN), NOBODY_WAITS)
    assert looking.choices == (Choice.SEE, Choice.DROP)
    assert "Ne renvoyez pas" in looking.why
    asking = standing(words, waiting(State.UNCERTAIN, absent_reads=2), NOBODY_WAITS)
    assert set(asking.choices) == {Choice.SEE, Choice.CONFIRM, Choice.RELEASE, Choice.DROP}


def test_what_a_copy_brought_back_to_be_done_by_hand_says_to_look_first(words: Words) -> None:
    why = ActRefused("restored_by_hand").trouble()
    held = waiting(State.HELD, trouble=why, by_hand=True)
    assert "peut-être déjà fait" in standing(words, held, NOBODY_WAITS).why


def test_a_held_mask_has_nothing_to_edit(words: Words) -> None:
    why = ActRefused("stale").trouble()
    assert Choice.EDIT in standing(words, waiting(State.HELD, trouble=why), NOBODY_WAITS).choices
    held = standing(words, waiting(State.HELD, Hide(), trouble=why), NOBODY_WAITS)
    assert held.choices == (Choice.RELEASE, Choice.DROP)
    assert "24" in held.why


@pytest.mark.parametrize(
    ("outside", "trouble", "expected"),
    [
        (NOBODY_WAITS, None, "Part dans 6\u00a0s."),
        (Outside(now=NOW, offline=True), None, "Partira au retour du réseau."),
        (Outside(now=NOW, offline=True, suspended=True), None, "Tout envoi est suspendu."),
        (Outside(now=NOW + timedelta(minutes=1)), None, "Partira à son tour."),
        (NOBODY_WAITS, Transient().trouble(), "Prochain essai à"),
    ],
)
def test_a_queued_act_says_when_it_leaves(
    words: Words, outside: Outside, trouble: Trouble | None, expected: str
) -> None:
    assert expected in standing(words, waiting(State.QUEUED, trouble=trouble), outside).why


def test_what_waits_under_a_suspended_post_says_so_and_can_be_resumed(words: Words) -> None:
    queued = replace(waiting(State.QUEUED), post_suspended=True)
    there = standing(words, queued, NOBODY_WAITS)
    assert (there.why, there.choices) == (
        "L’envoi sous cette publication est suspendu.",
        (Choice.RESUME, Choice.DROP),
    )
    everywhere = standing(words, queued, Outside(now=NOW, suspended=True))
    assert (everywhere.why, everywhere.choices) == ("Tout envoi est suspendu.", (Choice.DROP,))
    assert there.suspended
    assert everywhere.suspended
    assert there.icon == everywhere.icon == "circle-pause"
    uncertain = replace(waiting(State.UNCERTAIN), post_suspended=True)
    assert standing(words, uncertain, NOBODY_WAITS) == standing(words, waiting(State.UNCERTAIN), NOBODY_WAITS)


def test_nothing_is_said_to_be_on_its_way_while_all_is_suspended(words: Words) -> None:
    assert group_name(words, Group.LEAVING, suspended=False)[0] == "En route"
    assert group_name(words, Group.LEAVING, suspended=True)[0] == "Envoi suspendu"
    assert group_name(words, Group.DECIDING, suspended=True)[0] == "À vous de décider"


def test_only_what_needs_the_user_is_theirs_to_decide() -> None:
    theirs = {state for state in State if group(waiting(state).entry) is Group.DECIDING}
    assert theirs == {State.FAILED, State.HELD, State.UNCERTAIN}


def test_a_row_shows_our_words_or_quotes_theirs(words: Words) -> None:
    reply, mask = waiting(State.QUEUED), waiting(State.QUEUED, Hide())
    assert title(words, reply) == "Réponse à \u2068Yanis B.\u2069"
    assert excerpt(words, reply) == "Bonjour."
    assert excerpt(words, mask) == "«\u00a0\u2068Des frites froides\u2069\u00a0»"


def test_a_long_name_gives_way_in_the_thread(qtbot: QtBot, words: Words, theme: Theme) -> None:
    said = row(1, comment(1, "Jean-Baptiste-Emmanuel de la Tour " * 9, "Une question"))
    view = ThreadView(
        Thread(
            about=said.comment.ref,
            title="Fil",
            rows=(said,),
            client=BRASSERIE,
            when=When(words=words, now=NOW, offline=False),
        ),
        NO_CHOICES,
        theme,
    )
    qtbot.addWidget(view)
    assert view.minimumSizeHint().width() < 400


@pytest.mark.parametrize(("likes", "expected"), [(0, "lu à l’instant"), (6, "6 mentions J’aime")])
def test_what_was_just_read_leaves_the_room_to_the_likes(
    qtbot: QtBot, words: Words, theme: Theme, likes: int, expected: str
) -> None:
    said = row(1, replace(comment(1, "Ana", "Une question"), likes=likes))
    card = CommentCard(said, BRASSERIE, When(words=words, now=NOW, offline=False), theme)
    qtbot.addWidget(card)
    (moments,) = [label.text() for label in card.findChildren(QLabel) if "il y a" in label.text().lower()]
    assert moments.replace("\u00a0", " ").endswith(f"· {expected}")
    assert moments.count("·") == 1


@pytest.mark.parametrize("matched", ["Je rends mon article", "AVATAR", "j'y", "Toi"])
def test_matched_words_are_never_cut_where_they_have_room(
    qtbot: QtBot, words: Words, theme: Theme, matched: str
) -> None:
    shown = MatchedWords(matched, Form.GRIEVANCE, 0, words, theme)
    qtbot.addWidget(shown)
    metrics = QFontMetricsF(fonts.font(13, 520))
    around = metrics.horizontalAdvance("«\u00a0") + metrics.horizontalAdvance("\u00a0»")
    assert shown.sizeHint().width() - around + 1 >= metrics.horizontalAdvance(matched)
