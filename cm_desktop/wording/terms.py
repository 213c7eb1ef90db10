"""The words for the things of the trade: categories, levels, forms, queues, states, acts, platforms.

May not explain anything: what went wrong is worded in `errors`.
"""

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.outbox import Entry, State
from cm_desktop.domain.queue import Order, Queue, Triage
from cm_desktop.domain.verdicts import Category, Form, Level
from cm_desktop.wording.words import Words, mark

_CATEGORIES = {
    Category.INSULT: mark("Insult"),
    Category.HATE: mark("Hate"),
    Category.THREAT: mark("Threat"),
    Category.HARASSMENT: mark("Harassment"),
    Category.PERSONAL_DATA: mark("Personal data"),
    Category.HEALTH_SAFETY: mark("Health"),
    Category.LEGAL: mark("Legal"),
    Category.FRAUD: mark("Fraud"),
    Category.BOYCOTT: mark("Boycott"),
    Category.SPAM: mark("Spam"),
    Category.POLITICS: mark("Politics"),
    Category.SCANDAL: mark("Scandal"),
    Category.SWEARING: mark("Swearing"),
    Category.COMPLAINT: mark("Complaint"),
    Category.IRONY: mark("Irony"),
    Category.PRAISE: mark("Praise"),
    Category.QUESTION: mark("Question"),
    Category.IDEA: mark("Idea"),
}
_LEVELS = {
    Level.URGENT: mark("Urgent"),
    Level.IMPORTANT: mark("Important"),
    Level.WATCH: mark("To watch"),
    Level.ROUTINE: mark("Routine"),
}
_QUEUES = {
    Queue.TODO: mark("To do"),
    Queue.URGENT: mark("Urgent cases"),
    Queue.VALIDATION: mark("In validation"),
    Queue.OUTGOING: mark("Waiting to be sent"),
    Queue.DRAFTS: mark("Drafts"),
    Queue.SNOOZED: mark("Snoozed"),
    Queue.HIDDEN: mark("Hidden"),
    Queue.DONE: mark("Done"),
    Queue.ALL: mark("Everything"),
}
_TRIAGES = {
    Triage.TODO: mark("To do"),
    Triage.VALIDATION: mark("In validation"),
    Triage.OUTGOING: mark("Waiting to be sent"),
    Triage.SNOOZED: mark("Snoozed"),
    Triage.HIDDEN: mark("Hidden now"),
    Triage.DONE: mark("Settled"),
    Triage.ASIDE: mark("Left aside"),
}
_MEDIA = {"image": mark("Picture"), "gif": mark("GIF"), "sticker": mark("Sticker"), "video": mark("Video")}
_OTHER_MEDIA = mark("Attachment")
_ORDERS = {
    Order.SEVERITY: mark("Severity"),
    Order.NEWEST: mark("Newest first"),
    Order.OLDEST: mark("Oldest first"),
    Order.WAITING: mark("Unanswered for 4 h first"),
    Order.POST: mark("By post"),
}
_STATES = {
    State.QUEUED: mark("Queued"),
    State.HELD: mark("Held back"),
    State.SENDING: mark("Sending"),
    State.UNCERTAIN: mark("Uncertain"),
    State.SENT: mark("Sent"),
    State.FAILED: mark("Failed"),
    State.CANCELLED: mark("Cancelled"),
}
_ACTIONS = {
    ActionKind.REPLY: mark("Reply"),
    ActionKind.EDIT: mark("Edit"),
    ActionKind.HIDE: mark("Hide"),
    ActionKind.UNHIDE: mark("Show again"),
    ActionKind.PUBLISH: mark("Publish"),
    ActionKind.SPAM: mark("Mark as spam"),
    ActionKind.DELETE: mark("Delete"),
    ActionKind.RESTORE: mark("Restore"),
    ActionKind.LIKE: mark("Like"),
    ActionKind.ESCALATE: mark("Request approval"),
}
_LEAVING = {
    ActionKind.REPLY: mark("Replying in {n} s"),
    ActionKind.EDIT: mark("Editing in {n} s"),
    ActionKind.HIDE: mark("Hiding in {n} s"),
    ActionKind.UNHIDE: mark("Showing again in {n} s"),
    ActionKind.PUBLISH: mark("Publishing in {n} s"),
    ActionKind.SPAM: mark("Marking as spam in {n} s"),
    ActionKind.DELETE: mark("Deleting in {n} s"),
    ActionKind.RESTORE: mark("Restoring in {n} s"),
    ActionKind.LIKE: mark("Liking in {n} s"),
    ActionKind.ESCALATE: mark("In validation in {n} s"),
}
_PLATFORMS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "wordpress": "WordPress",
    "assisted": mark("Assisted"),
    "feed": mark("Feed"),
}


def category(words: Words, of: Category) -> str:
    """What a rule found: "Threat"."""
    return words.say(_CATEGORIES[of])


def level(words: Words, of: Level) -> str:
    """A severity: "To watch"."""
    return words.say(_LEVELS[of])


def form(words: Words, of: Form, category_of: Category) -> str:
    """The form with its category, "Attack · Threat"; the category alone where the comment has neither form."""
    named = category(words, category_of)
    match of:
        case Form.ATTACK:
            return words.say("Attack · {category}", category=named)
        case Form.GRIEVANCE:
            return words.say("Grievance · {category}", category=named)
        case Form.NEITHER:
            return named


def queue(words: Words, of: Queue) -> str:
    """A list's name, as its title and in the rail."""
    return words.say(_QUEUES[of])


def triage(words: Words, of: Triage) -> str:
    """Where one comment stands."""
    return words.say(_TRIAGES[of])


def media(words: Words, kind: str) -> str:
    """What a comment carries besides its text; of a kind that is not known here, that there is something."""
    return words.say(_MEDIA.get(kind, _OTHER_MEDIA))


def order(words: Words, of: Order) -> str:
    """How a list is sorted."""
    return words.say(_ORDERS[of])


def state(words: Words, of: State) -> str:
    """Where a row of the outbox stands."""
    return words.say(_STATES[of])


def standing(words: Words, entry: Entry) -> str:
    """Where a row of the outbox stands, or whose it is."""
    return words.say("By hand") if entry.by_hand and entry.state is State.HELD else state(words, entry.state)


def action(words: Words, of: ActionKind) -> str:
    """What an act's button says."""
    return words.say(_ACTIONS[of])


def leaving(words: Words, of: ActionKind, seconds: int) -> str:
    """What is about to leave, "Hiding in 8 s"."""
    return words.say(_LEAVING[of], n=seconds)


def platform(words: Words, kind: str) -> str:
    """A platform's name, which it chose itself, or what kind of page it is; one that is not known here stands as it is."""
    return words.say(_PLATFORMS[kind]) if kind in _PLATFORMS else kind
