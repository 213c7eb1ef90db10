"""What can go wrong between those who moderate and those who validate. May not know how anything is carried or signed."""

from dataclasses import dataclass

from cm_desktop.domain.errors.root import CmDesktopError


class SupervisionError(CmDesktopError):
    """Something between the members of a team."""


@dataclass(eq=False)
class Unacceptable(SupervisionError):
    """An envelope, or papers, that cannot be believed. `reason`: too_large, not_whole, not_json, twice, number, unknown_key,
    missing, bad_value, version, name, signature, team, stranger, sealed. `by` is the key whose good signature is on what a
    newer program wrote, empty where nobody's is.
    """

    reason: str = ""
    by: str = ""


@dataclass(eq=False)
class CarrierError(SupervisionError):
    """The shared folder. `reason`: absent, not_a_folder, a_workspace, not_writable, full,
    unreadable, crowded (more that is no sheet than is looked through at once).
    """

    path: str = ""
    reason: str = ""


@dataclass(eq=False)
class NotEntitled(SupervisionError):
    """Who asks may not do this. `reason`: own (one's own request), role, revoked, no_team, which_team (of several that
    speak of a client), no_keyring, forked, used_twice (a code on paper), unread, lost, under_way, last_owner, page (that of a
    client who wants things validated), not_named (by the client's policy, to approve this), not_named_reply (to put a reply
    in the place of nothing), others_named (than whom is asked), nobody_named (who takes part and may), asked_left (whoever it
    is put to), nobody_left (who may validate), to_sign (what was to be declared).
    """

    reason: str = ""


@dataclass(eq=False)
class CaseMoved(SupervisionError):
    """A request does not stand as whoever answers it believes. `reason`: replaced, choice (no such proposal), no_proposal
    (none at all), no_text (an act has none to correct), withdrawn, expired, sent, done (its act, on the page), rejected (by a
    refusal that stands), no_refusal (of theirs stands), erased, page_gone (its page was removed here).
    """

    reason: str = ""


@dataclass(eq=False)
class AnswerUnclear(SupervisionError):
    """A pasted answer that says nothing certain. `reason`: nothing, several, above (something else stands there), code, used,
    other_request, text, damaged.
    """

    reason: str = ""


@dataclass(eq=False)
class InvitationRefused(SupervisionError):
    """An invitation that opens nothing. `reason`: damaged, code, expired, used, other_team, member (who takes part already)."""

    reason: str = ""


@dataclass(eq=False)
class NotValidated(SupervisionError):
    """An act that may not leave yet. `name` is who says to have read what is missing here, empty where nobody does. `reason`:
    missing, waiting, level, person (whom the policy does not name), text, act, comment, rejected, conflict, withdrawn, expired,
    erased, used, forked, behind (a member's events are missing), newer (a member's program is, and
    what it signed cannot be read), unreachable.
    """

    reason: str = ""
    name: str = ""
