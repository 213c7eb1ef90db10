"""What Graph tells of a token: what it opens, and until when. May not open anything.

Seconds since 1970; 0 is never. The token that asks may be the one that is asked about.
"""

from datetime import datetime

from cm_desktop.practice.errors import documented, invalid
from cm_desktop.practice.graph.request import Options
from cm_desktop.practice.graph.viewer import Json
from cm_desktop.practice.things import number_of
from cm_desktop.practice.world import World

_APP = "CM Desktop en pratique"


def debug_token(world: World, options: Options) -> Json:
    """The answer of `/debug_token`. Raises Refusal (100) without an `input_token`, or with anything else."""
    for name in options:
        if name != "input_token":
            raise invalid(f"Unexpected parameter: {name}")
    if not options.get("input_token"):
        raise invalid("The parameter input_token is required")
    try:
        grant = world.grant(options["input_token"])
    except KeyError:
        return {"data": {"is_valid": False, "scopes": [], "error": _error(None)}}
    ended = world.has_ended(grant)
    told: Json = {
        "app_id": number_of("app"),
        "application": _APP,
        "type": "PAGE" if grant.page_id else "USER",
        "expires_at": _unix(grant.ends),
        "data_access_expires_at": _unix(grant.data_access_ends),
        "is_valid": not ended,
        "scopes": sorted(grant.scopes),
    }
    return {"data": told | ({"error": _error(463)} if ended else {})}


def _unix(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def _error(subcode: int | None) -> Json:
    row = documented(190, subcode)
    return {"code": row.code, "message": row.message} | ({"subcode": subcode} if subcode else {})
