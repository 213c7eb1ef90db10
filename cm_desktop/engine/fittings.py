"""What the outer parts bring to a desk. May not use any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from cm_desktop.domain.once import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from cm_desktop.domain.actions import Capabilities
    from cm_desktop.domain.comments import Account
    from cm_desktop.domain.ports import Clock, Discover, Intake, RuleLibrary, Shelf
    from cm_desktop.domain.proxies import WayOut
    from cm_desktop.domain.spelling import Speller
    from cm_desktop.domain.vault import Vault
    from cm_desktop.engine.reading.connections import Connect, Introduce, Listen
    from cm_desktop.engine.reading.pictures import FetchPicture
    from cm_desktop.engine.sending.delivery import Pace
    from cm_desktop.engine.supervision.outside import Outside


def _no_way_out() -> WayOut:
    from cm_desktop.engine.office_proxy import NoWayOut

    return NoWayOut()


def _usual_pace() -> Pace:
    return later(_pace)


def _pace() -> Pace:
    from cm_desktop.engine.sending.delivery import Pace

    return Pace()


def _no_speller() -> Speller:
    from cm_desktop.domain.spelling import NoSpeller

    return NoSpeller()


def _no_picture() -> FetchPicture:
    from cm_desktop.engine.reading.pictures import no_picture

    return no_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Fittings:
    """What the outer parts bring to a desk.

    `listen` opens where an account's comments come from, `connect` the same where acts can be sent too. `introduce`
    proves whose secret it is and names the account after that; `caps` tells what an account's platform can do, without
    asking it. `way_out` is how all of them leave this machine. `shelf` keeps what is said on pages without an API, `intake`
    puts there what people bring in. `discover` looks for the feeds behind a link, `fetch_picture` brings what is at a
    picture's address. `language` is the program's. `outside` brings what it takes to have anything validated: without it,
    requests wait. `speller` has the dictionaries.
    """

    rules: RuleLibrary
    vault: Vault
    listen: Listen
    connect: Connect
    introduce: Introduce
    caps: Callable[[Account], Capabilities]
    shelf: Shelf
    intake: Intake
    clock: Clock
    way_out: WayOut = field(default_factory=_no_way_out)
    language: str = "fr"
    discover: Discover = lambda _link, **_local: ()
    fetch_picture: FetchPicture = field(default_factory=_no_picture)
    outside: Callable[[], Outside] | None = None
    speller: Speller = field(default_factory=_no_speller)
    undo_delay: timedelta = timedelta(seconds=10)
    grace: timedelta = timedelta(seconds=10)
    pace: Pace = field(default_factory=_usual_pace)
