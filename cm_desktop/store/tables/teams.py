"""The teams that this device takes part in: the tables `team` and `team_client`. May not open a transaction."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from cm_desktop.domain.approvals.keeping import Team
from cm_desktop.domain.approvals.people import KeyId, PersonId, TeamId
from cm_desktop.domain.comments import ClientId
from cm_desktop.store.cells.rows import cell, text_of
from cm_desktop.store.cells.sealed import add, drop, find, put
from cm_desktop.store.cells.settings import setting

TEAM = ("id", "name", "root", "key", "person", "person_name", "folder", "unread")
CLIENT = ("client", "team")


def save(db: sqlite3.Connection, team: Team) -> None:
    """Over what was known of it. A client has one team: it leaves the one that it had."""
    words = (team.name, team.root, team.key, team.person, team.person_name, team.folder)
    put(db, "team", (team.id, *map(cell, words), int(team.unread)))
    drop(db, "team_client", "team = ?", (team.id,))
    for client in team.clients:
        put(db, "team_client", (cell(client), team.id))


def take_on(db: sqlite3.Connection, team: TeamId, clients: Iterable[ClientId]) -> list[ClientId]:
    """Have a team work for those of these clients that are ours and that no team has; answers which."""
    here = {ClientId(text_of(name)) for name, *_ in find(db, "client")}
    taken = {ClientId(text_of(name)) for name, _team in find(db, "team_client")}
    free = [client for client in dict.fromkeys(clients) if client in here - taken]
    for client in free:
        put(db, "team_client", (cell(client), team))
    return free


def every(db: sqlite3.Connection) -> list[Team]:
    """By name."""
    clients = defaultdict(list)
    for client, team in find(db, "team_client", "ORDER BY client"):
        clients[team].append(ClientId(text_of(client)))
    return [
        Team(
            id=TeamId(id_),
            name=text_of(name),
            root=KeyId(root),
            key=KeyId(key),
            person=PersonId(person),
            person_name=text_of(shown),
            folder=text_of(folder),
            clients=tuple(clients[id_]),
            unread=bool(unread),
        )
        for id_, name, root, key, person, shown, folder, unread in find(db, "team", "ORDER BY name, id")
    ]


def put_aside(db: sqlite3.Connection, team: TeamId) -> frozenset[KeyId]:
    """Devices that ask to take part and are not to be shown."""
    return frozenset(map(KeyId, setting(db, _aside(team)).split()))


def save_aside(db: sqlite3.Connection, team: TeamId, key: KeyId, *, on: bool) -> None:
    """One more of them, or one less."""
    there = put_aside(db, team)
    put(db, "setting", (_aside(team), " ".join(sorted(there | {key} if on else there - {key}))))


def _aside(team: TeamId) -> str:
    return f"put_aside:{team}"


def checked(db: sqlite3.Connection, team: TeamId) -> tuple[int, str] | None:
    """Up to which number this device has checked what is kept, and what it wrote of that."""
    number, _, remembered = setting(db, _checked(team)).partition(" ")
    return (int(number), remembered) if number.isdecimal() else None


def save_checked(db: sqlite3.Connection, team: TeamId, number: int, remembered: str) -> None:
    """Over what was noted before."""
    put(db, "setting", (_checked(team), f"{number} {remembered}"))


def _checked(team: TeamId) -> str:
    return f"checked:{team}"


def distrust(db: sqlite3.Connection) -> None:
    """What we signed since this file was copied is not in it."""
    rows = [*find(db, "team", "WHERE unread = 0")]
    drop(db, "team", "unread = ?", (0,))
    for *cells, _unread in rows:
        add(db, "team", (*cells, 1))
