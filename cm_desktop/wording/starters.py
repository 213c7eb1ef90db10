"""The replies that come with the program, until the user makes something else of them. May not hold a client's own words."""

from cm_desktop.domain.saved_replies import INVITATION, SavedReply, SavedReplyId
from cm_desktop.wording.words import Words


def starters(words: Words) -> tuple[SavedReply, ...]:
    """In the language of the program."""
    return (
        SavedReply(
            id=SavedReplyId("rules"),
            name=words.say("Reminder of the page's rules"),
            text=words.say(
                "Hello {name}, everyone may disagree here, but without insults. Please rephrase, and we will answer you.",
                name="{" + words.say("first name") + "}",
            ),
        ),
        SavedReply(
            id=INVITATION,
            name=words.say("Invite to a private message"),
            text=words.say(
                "Hello {name}, please write to us in a private message with {details}: we will look into it at once.",
                name="{" + words.say("first name") + "}",
                details="[" + words.say("what you need to know") + "]",
            ),
        ),
        SavedReply(
            id=SavedReplyId("thanks"),
            name=words.say("Say thank you"),
            text=words.say("Thank you {name}, see you soon!", name="{" + words.say("first name") + "}"),
        ),
    )
