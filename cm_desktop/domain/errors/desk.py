"""What a moderator asks that cannot be done here. May not know a platform or a file."""

from dataclasses import dataclass

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class ActRefused(CmDesktopError):
    """`reason` is a word of the trade: empty_text, too_long, unsupported, out_of_place, changed, answered, stale, absent,
    restored, restored_by_hand, needs_validation, policy_unread, edit_validated, unfilled, prepared_offline,
    no_time_to_sleep, not_asleep, no_proposal.
    """

    reason: str = ""
    limit: int | None = None


@dataclass(eq=False)
class BadValue(CmDesktopError):
    """`what` names what was wanted: delay, colour, base_url, port, limit, client, client_taken, secret, input, argument,
    saved_reply, outcome, proxy, proxy_password, proxy_login, word, whom, ahead, proposals, which_team, several.
    """

    what: str = ""
    value: str = ""
    limit: int | None = None


@dataclass(eq=False)
class NotFound(CmDesktopError):
    what: str = ""
    name: str = ""


class NotSpelt(CmDesktopError):
    pass


@dataclass(eq=False)
class PageTaken(CmDesktopError):
    account: str = ""
    client: str = ""


@dataclass(eq=False)
class EntryMoved(CmDesktopError):
    entry: str = ""
