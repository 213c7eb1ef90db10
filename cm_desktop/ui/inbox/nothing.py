"""What a list says where it has no row: why, and what will stand in it. May not make widgets."""

from cm_desktop.domain.queue import Queue
from cm_desktop.domain.search import Search
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.wording.words import Words


def not_found(words: Words, search: Search) -> tuple[str, str]:
    """A title and a sentence for a search that found nothing."""
    wanted = search.words or search.author
    title = words.say("No result for “{search}”", search=isolated(wanted)) if wanted else words.say("No result")
    narrowed = search not in (Search(words=search.words), Search(author=search.author))
    return title, words.say("Search more widely, or remove a filter.") if narrowed else ""


def nothing_in(words: Words, queue: Queue) -> tuple[str, str]:
    """A title and a sentence for a list that is empty."""
    return {
        Queue.TODO: (words.say("All is done"), words.say("New comments appear here.")),
        Queue.URGENT: (words.say("Nothing urgent"), words.say("Threats and alarms come here first.")),
        Queue.VALIDATION: (words.say("No request"), words.say("What you sent for approval waits here.")),
        Queue.DRAFTS: (words.say("No draft"), words.say("A reply that you started and left is kept here.")),
        Queue.SNOOZED: (words.say("Nothing is snoozed"), words.say("What you snooze waits here until its time comes.")),
        Queue.HIDDEN: (words.say("No hidden comment"), words.say("What you hide can be shown again from here.")),
        Queue.DONE: (words.say("Nothing done yet"), words.say("What you answer or file away is here.")),
        Queue.ALL: (words.say("No comment yet"), words.say("Every comment of every page is here.")),
    }[queue]
