"""What the form says of a request before it is made: why at this level, how it travels, what follows. May not promise more."""

from cm_desktop.domain.actions import Repeat
from cm_desktop.domain.approvals.asked_for import ACTS, takes_its_place
from cm_desktop.domain.approvals.events import Purpose
from cm_desktop.domain.approvals.terms import Asks
from cm_desktop.domain.errors import NotEntitled
from cm_desktop.ui.asking.begun import Begun
from cm_desktop.wording import cases, terms
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words


def why_this_level(words: Words, begun: Begun, asks: Asks) -> str:
    """What the client wants, and whether somebody can give it; empty where the moderator chooses freely."""
    say, validates = words.say, begun.validates
    if begun.are_named(asks):
        those = [one.name for one in begun.who_may(asks)]
        if not those:
            return explain(words, NotEntitled("nobody_named"))
        return say("The client wants this signed by {whom}.", whom=cases.either(words, those))
    if begun.wants_signature(asks) and not validates:
        return say(
            "The client wants a signature for this, and nobody of the team can give it yet. Have its owner invite somebody "
            "who validates: the request waits until then."
        )
    if begun.wants_signature(asks):
        return say("The client wants a signature for this.")
    return "" if validates else say("Nobody validates in CM Desktop for this client yet.")


def what_follows(words: Words, begun: Begun, asks: Asks, *, hides: bool, declared: bool) -> str:
    """How the request reaches who answers, and what becomes of the comment. `hides`: it is hidden at once."""
    told = []
    if declared:
        told.append(_how_it_travels(words, begun))
    if begun.detail.caps.hidden_still_seen and (hides or asks is Asks.HIDE):
        told.append(words.say("Once hidden, the comment stays visible to its author and their friends."))
    told.append(_once_approved(words, begun, asks))
    return " ".join([*told, *_what_becomes_of_the_others(words, begun, asks)])


def _how_it_travels(words: Words, begun: Begun) -> str:
    """What is declared by a file can be signed as well, where somebody validates."""
    if begun.validates:
        return words.say(
            "Whoever validates sees it in CM Desktop too. Under the comment it can also be saved as a file."
        )
    return words.say("It reaches nobody by itself: under the comment, save it as a file and hand that on.")


def _once_approved(words: Words, begun: Begun, asks: Asks) -> str:
    act = ACTS.get(asks)
    if act is None:
        return words.say("Once approved, nothing is to be done: the comment stays as it is.")
    if begun.detail.caps.acts.get(act) is Repeat.BY_HAND:
        return words.say("Once approved, it is yours to do on the page.")
    return words.say("Once approved, it is sent by itself when this computer is on.")


def _what_becomes_of_the_others(words: Words, begun: Begun, asks: Asks) -> list[str]:
    """Of what was asked about this comment before: the same act is asked anew, another one goes on."""
    asked, told = ACTS.get(asks), list[str]()
    replaced = [one for one in begun.open_cases if takes_its_place(one, asked, Purpose.VALIDATE)]
    if replaced:
        told.append(
            words.say(
                "The new request takes the place of the former one: what was answered to that counts no more, "
                "and what was validated in it does not leave."
            )
        )
    acts = dict.fromkeys(one.request.act for one in begun.open_cases if one not in replaced)
    others = [terms.action(words, act) for act in acts if act is not None]
    if others:
        told.append(words.say("What was asked about this comment before goes on: {acts}.", acts=", ".join(others)))
    return told
