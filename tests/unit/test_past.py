"""What became of a comment, told from what was kept of it: in the order of time, nothing twice, nothing made up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cm_desktop.domain.actions import Action, ActionKind, Decision, EditReply, Hide, Unhide, WriteReply
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId, fingerprint
from cm_desktop.domain.journal import Deed, Line
from cm_desktop.domain.outbox import Entry, EntryId, Seen, State
from cm_desktop.domain.past import Event, Sources, What, history
from cm_desktop.settings import resources
from cm_desktop.wording.past import happened, when_and_who
from cm_desktop.wording.words import Words

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COMMENT = Comment(
    ref=CommentRef(AccountId("a:1"), RemoteId("c1")),
    post=RemoteId("p1"),
    parent=None,
    author=Author(id="7", name="Zoé"),
    text="Bonsoir",
    created_at=NOON,
    read_at=NOON,
)
OURS = replace(
    COMMENT,
    ref=CommentRef(AccountId("a:1"), RemoteId("r1")),
    parent=RemoteId("c1"),
    author=Author(id="page", name="Lumen", is_page=True),
    text="Merci",
    created_at=NOON + timedelta(hours=1),
)
FRENCH = Words.load("fr", resources() / "translations")


def entry(name: str, action: Action, hours: float, text: str = "Bonsoir", state: State = State.SENT) -> Entry:
    at = NOON + timedelta(hours=hours)
    return Entry(
        id=EntryId(name),
        comment=COMMENT.ref,
        thread=COMMENT.thread,
        action=action,
        seen=Seen(fingerprint=fingerprint(text)),
        acted_at=at,
        not_before=at,
        state=state,
    )


def line(hours: float, detail: str, name: str | None = None, deed: Deed = Deed.ACT_MOVED) -> Line:
    return Line(at=NOON + timedelta(hours=hours), deed=deed, entry=EntryId(name) if name else None, detail=detail)


def known(**changes: object) -> Sources:
    made = Sources(comment=COMMENT, kept=None, thread=(COMMENT,), lines=(), entries=(), cases=())
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def of_kind(events: tuple[Event, ...], what: What) -> list[Event]:
    return [event for event in events if event.what is what]


def test_of_a_comment_that_nobody_touched_only_its_writing_is_told() -> None:
    assert history(known()) == (Event(at=NOON, what=What.WRITTEN, who="Zoé"),)


def test_what_was_hidden_and_shown_again_tells_for_how_long() -> None:
    hide, show = entry("1", Hide(), 1), entry("2", Unhide(), 3)
    lines = (line(1, "hide queued", "1"), line(1.5, "hide sent", "1"), line(3 + 2 / 3, "unhide sent", "2"))
    hidden, shown = of_kind(history(known(entries=(hide, show), lines=lines)), What.ACTED)
    assert (hidden.act, hidden.lasted) == (ActionKind.HIDE, timedelta(hours=2, minutes=10))
    assert shown.lasted is None
    assert happened(FRENCH, hidden) == "Masqué pendant 2\u00a0h\u00a010"


def test_what_is_hidden_still_has_no_end() -> None:
    lines = (line(1.5, "hide sent", "1"), line(1, "unhide sent", "0"))
    entries = (entry("0", Unhide(), 0.5), entry("1", Hide(), 1))
    *_, hidden = history(known(entries=entries, lines=lines))
    assert (hidden.act, hidden.lasted, hidden.done_at) == (ActionKind.HIDE, None, NOON + timedelta(hours=1.5))
    assert happened(FRENCH, hidden) == "Commentaire masqué"


def test_what_was_done_on_another_day_is_told_with_that_day() -> None:
    late = Event(at=NOON, what=What.ACTED, act=ActionKind.HIDE, state=State.SENT, done_at=NOON + timedelta(days=1))
    assert when_and_who(FRENCH, late, NOON + timedelta(days=30)).endswith("fait : 23 novembre")


def test_our_own_reply_is_told_once_and_another_is_told_as_anothers() -> None:
    reply = replace(entry("1", WriteReply("Merci"), 0.5), remote_id=OURS.ref.id)
    elsewhere = replace(OURS, ref=CommentRef(AccountId("a:1"), RemoteId("r2")), text="Bonjour")
    deeper = replace(elsewhere, parent=RemoteId("r1"))
    events = history(known(entries=(reply,), thread=(COMMENT, OURS, elsewhere, deeper)))
    assert [event.text for event in of_kind(events, What.ACTED)] == ["Merci"]
    assert [(event.who, event.text) for event in of_kind(events, What.ANSWERED)] == [("Lumen", "Bonjour")]


def test_an_edit_is_seen_between_two_acts_and_since_the_last_one() -> None:
    entries = (entry("1", Hide(), 1, "Un"), entry("2", Unhide(), 2, "Deux"))
    kept = replace(COMMENT, text="Deux")
    edits = of_kind(history(known(entries=entries, kept=kept)), What.EDITED)
    assert [(event.at, event.text) for event in edits] == [
        (NOON + timedelta(hours=1), ""),
        (NOON + timedelta(hours=2), "Deux"),
    ]


def test_an_edit_after_a_decision_is_seen_and_none_is_where_the_text_stayed() -> None:
    lines = (line(1, "dismissed", deed=Deed.DECIDED),)
    events = history(known(lines=lines, kept=replace(COMMENT, text="Avant")))
    assert [event.what for event in events] == [What.WRITTEN, What.DECIDED, What.EDITED]
    assert events[1].decision is Decision.DISMISSED
    assert of_kind(history(known(lines=lines, kept=COMMENT)), What.EDITED) == []


def test_neither_our_own_change_nor_what_was_erased_is_the_authors_edit() -> None:
    ours = known(comment=OURS, entries=(entry("1", EditReply("Merci"), 2, "Avant"),), kept=replace(OURS, text="Avant"))
    assert of_kind(history(ours), What.EDITED) == []
    erased = (line(2, "", deed=Deed.TEXT_ERASED),)
    events = history(known(lines=erased, kept=replace(COMMENT, text=""), entries=(entry("1", Hide(), 1, "Avant"),)))
    assert of_kind(events, What.EDITED) == []
    assert len(of_kind(events, What.ERASED)) == 1


def test_what_did_not_leave_says_where_it_stands() -> None:
    (_, held) = history(known(entries=(entry("1", Hide(), 1, state=State.HELD),)))
    assert happened(FRENCH, held) == "Masquer · Retenu"
    assert when_and_who(FRENCH, held, NOON).endswith(" · vous")


def test_a_snooze_is_told_with_its_end_and_its_waking() -> None:
    until = NOON + timedelta(days=1)
    lines = (line(1, until.isoformat(), deed=Deed.SNOOZED), line(24, "", deed=Deed.WOKEN))
    _, snoozed, woken = history(known(lines=lines))
    assert (snoozed.what, snoozed.until, woken.what) == (What.SNOOZED, until, What.WOKEN)
    assert happened(FRENCH, snoozed).startswith("Mis en pause, retour prévu\u00a0: 23 novembre 2026")
    assert "vous" in when_and_who(FRENCH, snoozed, until)
    assert happened(FRENCH, woken) == "Remis à traiter"
