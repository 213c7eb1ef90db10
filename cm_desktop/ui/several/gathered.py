"""Reads what is to be known of several comments before they are acted on. Pure but for its reading; may run in any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cm_desktop.domain.comments import Client, ClientId
from cm_desktop.domain.proposals import Move
from cm_desktop.domain.queue import Handle, Query, Row
from cm_desktop.domain.several import Division, chosen, shared_moves, the_rest
from cm_desktop.engine.inbox import Inbox

PREVIEWED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is `picked` of a list, with the first rows of it, and what can be done to all."""

    query: Query
    division: Division
    moves: tuple[Move, ...]
    preview: tuple[Row, ...]
    clients: Mapping[ClientId, Client]

    @property
    def handles(self) -> tuple[Handle, ...]:
        """Those that are in the list."""
        return tuple(gist.handle for gist in self.division.taken)


def gather(inbox: Inbox, query: Query, picked: Sequence[Handle], count: int) -> Gathered:
    """What is picked of a list of so many rows; what the list has no more is left out."""
    taken, listed = inbox.gists(query, among=picked), inbox.gists(query)
    names = {gist.handle for gist in listed}
    outside = sum(gist.handle not in names for gist in taken)
    division = chosen(taken, listed, beyond=max(0, count - len(listed) - outside))
    return Gathered(
        query=query,
        division=division,
        moves=shared_moves(taken, inbox.hiding()),
        preview=tuple(inbox.rows([gist.handle for gist in taken[:PREVIEWED]])),
        clients={client.id: client for client in inbox.clients()},
    )


def gather_the_rest(inbox: Inbox, query: Query) -> tuple[Handle, ...]:
    """All of a list that may be filed away unread."""
    return tuple(gist.handle for gist in the_rest(inbox.gists(query)).taken)
