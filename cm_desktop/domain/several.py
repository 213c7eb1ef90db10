"""Several comments at once: what they have in common, what goes with all the rest and what does not. Pure; may not act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.domain.comments import AccountId, ClientId, CommentRef, Visibility
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Handle, Triage
from cm_desktop.domain.verdicts import Category, Form, Level, level


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What matters of a comment that is one of many. `asks`: a question mark stands in it, or a rule found a question."""

    handle: Handle
    ref: CommentRef
    client: ClientId
    severity: int = 0
    categories: frozenset[Category] = frozenset()
    triage: Triage = Triage.TODO
    visibility: Visibility = Visibility.PUBLIC
    can_hide: bool = True
    draft: bool = False
    asks: bool = False

    @property
    def legitimate(self) -> bool:
        """Whether hiding it would silence criticism: see `proposals.is_legitimate`."""
        forms = {category.form for category in self.categories}
        return Form.GRIEVANCE in forms and Form.ATTACK not in forms


class Stays(StrEnum):
    """Why a comment is to be looked at by itself, and never filed away with the rest; the first that holds."""

    URGENT = "urgent"
    IMPORTANT = "important"
    WATCH = "watch"
    DRAFT = "draft"
    QUESTION = "question"
    ROUTINE = "routine"  # none of these: it was just not chosen


_BY_LEVEL = {Level.URGENT: Stays.URGENT, Level.IMPORTANT: Stays.IMPORTANT, Level.WATCH: Stays.WATCH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A list parted in two: what is `taken`, in its order, and how many stay, by what they are.

    `beyond` counts those that come after the most that are taken at once: nobody looked at them.
    """

    taken: tuple[Gist, ...]
    left: Mapping[Stays, int]
    beyond: int = 0

    @property
    def clients(self) -> Mapping[ClientId, int]:
        """How many are taken of each client, the most first."""
        return dict(Counter(gist.client for gist in self.taken).most_common())

    @property
    def all_routine(self) -> bool:
        """Whether nothing stands among them that the rules found grave."""
        return all(level(gist.severity) is Level.ROUTINE for gist in self.taken)


def stays(gist: Gist) -> Stays:
    """What a comment is, among those that were not taken."""
    grave = _BY_LEVEL.get(level(gist.severity))
    if grave is not None:
        return grave
    return Stays.DRAFT if gist.draft else Stays.QUESTION if gist.asks else Stays.ROUTINE


def the_rest(listed: Sequence[Gist], *, beyond: int = 0) -> Division:
    """Of a list, all that may be filed away unread: calm, no question, no draft under it."""
    taken = tuple(gist for gist in listed if stays(gist) is Stays.ROUTINE and gist.triage is Triage.TODO)
    return _parted(taken, listed, beyond)


def chosen(picked: Sequence[Gist], listed: Iterable[Gist], *, beyond: int = 0) -> Division:
    """What somebody picked, out of a list."""
    return _parted(tuple(picked), listed, beyond)


def shared_moves(gists: Collection[Gist], hiding: Collection[AccountId]) -> tuple[Move, ...]:
    """What can be done to every one of them. `hiding` are the accounts where the program can hide.

    A request for validation is about one comment; and criticism is never hidden among others.
    """
    if not gists:
        return ()
    moves = []
    stand = {gist.triage for gist in gists}
    if stand <= {Triage.TODO, Triage.SNOOZED}:
        moves.append(Move.DISMISS)
    if all(_can_be_hidden(gist) and gist.ref.account in hiding for gist in gists):
        moves.append(Move.HIDE)
    if stand <= {Triage.TODO, Triage.SNOOZED}:
        moves.append(Move.SNOOZE)
    if stand == {Triage.SNOOZED}:
        moves.append(Move.WAKE)
    if stand == {Triage.TODO}:
        moves.append(Move.UNREAD)
    return tuple(moves)


def _can_be_hidden(gist: Gist) -> bool:
    public = gist.visibility is Visibility.PUBLIC and gist.can_hide
    return public and gist.triage in (Triage.TODO, Triage.DONE) and not gist.legitimate


def _parted(taken: tuple[Gist, ...], listed: Iterable[Gist], beyond: int) -> Division:
    names = {gist.handle for gist in taken}
    found = Counter(stays(gist) for gist in listed if gist.handle not in names)
    return Division(taken=taken, left={why: found[why] for why in Stays if found[why]}, beyond=beyond)
