"""What a row of the list says: where it comes from, when, its pills, what is about to leave. May not paint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from cm_desktop.domain.comments import Account, AccountId, Client, Comment, Visibility
from cm_desktop.domain.outbox import Addressee, Entry, State
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.domain.verdicts import Form, Level, Verdict, level
from cm_desktop.ui.kit import icons
from cm_desktop.ui.kit.marks.pill import Fill, Pill, Tone
from cm_desktop.ui.kit.safe_text import LINE, first, visible
from cm_desktop.wording import terms, times
from cm_desktop.wording.words import Words

_TONES = {Form.ATTACK: Tone.ATTACK, Form.GRIEVANCE: Tone.GRIEVANCE, Form.NEITHER: Tone.NEUTRAL}
_KEPT = 512  # rows whose pills are remembered: one screen is painted many times
_FILLS = {Level.URGENT: Fill.SOLID, Level.IMPORTANT: Fill.TINT, Level.WATCH: Fill.OUTLINE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The page that a comment is on."""

    client: Client
    account: Account


def leaving(row: Row, now: datetime) -> Entry | None:
    """What can still be undone on this row: queued by the user, its delay not over."""
    waiting = (e for e in row.pending if e.state is State.QUEUED and e.trouble is None and e.not_before > now)
    return next(waiting, None)


def doing(row: Row) -> Entry | None:
    """What the moderator is to do about this row by hand."""
    return next((entry for entry in row.pending if entry.addressee is Addressee.HAND), None)


def verdict_pills(words: Words, verdict: Verdict) -> tuple[Pill, ...]:
    """The severity in words, then the gravest category of each form; nothing for a calm comment."""
    standing = level(verdict.severity)
    if standing is Level.ROUTINE or not verdict.forms:
        return ()
    severity = Pill(terms.level(words, standing), _TONES[verdict.forms[0]], _FILLS[standing], icons.LEVELS[standing])
    return (severity, *(_form_pill(words, verdict, form) for form in verdict.forms))


def _form_pill(words: Words, verdict: Verdict, form: Form) -> Pill:
    category = next(c for c in verdict.categories if c.form is form)
    icon, kept = icons.FORMS.get(form, ""), icons.CATEGORIES.get(category, "")
    return Pill(terms.form(words, form, category), _TONES[form], Fill.TINT, icon, kept=kept)


def without_words(words: Words, comment: Comment) -> str:
    """What stands in the place of a text that is empty."""
    if not comment.media:
        return words.say("(no text)")
    return words.say("{media}, without words", media=terms.media(words, comment.media))


class RowWords:
    """Words for rows. `sources` are the pages by account; offline, times are clock times.

    `placed` adds where each row stands in the moderator's work: for a list that mixes them.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pills: dict[Handle, tuple[Row, bool, tuple[Pill, ...]]] = {}
        self.sources: Mapping[AccountId, Source] = {}
        self.offline = False
        self.placed = False

    def source(self, row: Row) -> Source | None:
        """The page, None where its account was removed meanwhile."""
        return self.sources.get(row.comment.ref.account)

    def origin(self, row: Row) -> str:
        """The client and the platform."""
        source = self.source(row)
        if source is None:
            return ""
        return f"{visible(source.client.name)} · {terms.platform(self._words, source.account.platform)}"

    def page(self, source: Source) -> str:
        """One page, among all those of the clients."""
        return f"{source.account.name} · {terms.platform(self._words, source.account.platform)}"

    def author(self, row: Row) -> str:
        """The author's name, or that the platform withholds it."""
        name = first(row.comment.author.name, LINE).translate({10: " ", 13: " "})
        return visible(name) or self._words.say("Name withheld")

    def body(self, row: Row) -> str:
        """Its text, or what it has instead."""
        return row.comment.text or without_words(self._words, row.comment)

    def time(self, row: Row, now: datetime) -> str:
        """When it was written."""
        say = times.moment if self.offline else times.ago
        return say(self._words, row.comment.created_at, now)

    def departure(self, entry: Entry, now: datetime) -> str:
        """What is about to leave, and in how many seconds; what it waits for, where no time is known."""
        if entry.addressee is Addressee.SUPERVISOR:
            return self._words.say("Awaiting approval")
        if self.offline:
            return self._words.say("Will be sent once back online")
        return terms.leaving(self._words, entry.action.kind, ceil((entry.not_before - now).total_seconds()))

    def pills(self, row: Row) -> tuple[Pill, ...]:
        """All that the row is marked with; in the list the second form is an icon."""
        known = self._pills.get(row.handle)
        if known is None or known[0] is not row or known[1] is not self.placed:
            if len(self._pills) >= _KEPT:
                self._pills.clear()
            known = self._pills[row.handle] = (row, self.placed, self._marks(row))
        return known[2]

    def spoken(self, row: Row, now: datetime) -> str:
        """The row for a screen reader, in the order in which it is read."""
        departure = leaving(row, now)
        marks = [self.departure(departure, now)] if departure else [pill.text for pill in self._spoken_pills(row)]
        unread = self._words.say("Unread") if row.unread else ""
        parts = (self.author(row), self.origin(row), self.time(row, now), unread, *marks, visible(self.body(row)))
        return ". ".join(part for part in parts if part)

    def _marks(self, row: Row) -> tuple[Pill, ...]:
        severity, *forms = verdict_pills(self._words, row.verdict) or (None,)
        marks = [pill for pill in (severity, *forms[:1]) if pill]
        marks += [pill.narrower() or pill for pill in forms[1:]]
        return (*marks, *self._until(row), *self._standing(row))  # the last give way to the first

    def _spoken_pills(self, row: Row) -> tuple[Pill, ...]:
        return (*verdict_pills(self._words, row.verdict), *self._until(row), *self._standing(row))

    def _standing(self, row: Row) -> tuple[Pill, ...]:
        """Where the comment stands, what it carries, and what became of our acts on it."""
        words, visibility, media = self._words, row.comment.visibility, row.comment.media
        state = row.pending[-1].state if row.pending else State.SENT
        requested = any(entry.addressee is Addressee.SUPERVISOR for entry in row.pending)
        held = Pill(words.say("Held by the blog"), icon="circle-pause", short=words.say("Held"))
        gone = Pill(words.say("No longer on the page"), icon="eye-off", short=words.say("Gone"))
        asked = (
            (visibility is Visibility.HELD, held),
            (visibility is Visibility.GONE, gone),
            (bool(media and row.comment.text), Pill(terms.media(words, media), icon=icons.media(media))),
            (state is State.FAILED, Pill(terms.state(words, State.FAILED), Tone.DUE, icon="triangle-alert")),
            (state is State.UNCERTAIN, Pill(terms.state(words, State.UNCERTAIN), Tone.DOUBT, icon="circle-help")),
            (requested, Pill(words.say("Awaiting approval"), icon="shield-check", short=words.say("Validation"))),
            (
                doing(row) is not None,
                Pill(words.say("To do by hand"), Tone.ACCENT, icon="hand", short=words.say("By hand")),
            ),
            (row.returned, Pill(words.say("Back again"), Tone.ACCENT, icon="rotate-ccw")),
            (row.draft, Pill(words.say("Draft"), Tone.ACCENT, icon="pencil")),
        )
        said = requested or doing(row) is not None  # where it stands is what is asked of the moderator
        place = (self._place(row),) if self.placed and not said else ()
        return (*place, *(pill for wanted, pill in asked if wanted))

    def _until(self, row: Row) -> tuple[Pill, ...]:
        """Until when it sleeps. The day itself: what is painted today may still be seen tomorrow."""
        if (at := row.asleep_until) is None:
            return ()
        day, hour = times.day(self._words, at, at), times.clock(self._words, at)
        return (Pill(self._words.say("{day}, {time}", day=day, time=hour), icon="clock", short=day),)

    def _place(self, row: Row) -> Pill:
        if row.comment.author.is_page:
            return Pill(self._words.say("Our reply"), fill=Fill.OUTLINE, icon="corner-up-left")
        return Pill(terms.triage(self._words, row.triage), fill=Fill.OUTLINE, icon=icons.TRIAGES[row.triage])
