"""What is said of copies of the work, and of one that was brought back. May not choose one."""

from datetime import datetime

from cm_desktop.domain.backups import Copy, Restored
from cm_desktop.wording.times import moment
from cm_desktop.wording.words import Words


def told_copy(words: Words, copy: Copy, now: datetime) -> str:
    """One line of a list."""
    if copy.made_at is None:
        when = words.say("the file itself")
    else:
        when = words.say("copy of {time}", time=moment(words, copy.made_at, now))
    return when if copy.whole else words.say("{copy}: damaged, cannot be used", copy=when)


def told_restored(words: Words, restored: Restored) -> list[str]:
    """What was done, and what now waits for the moderator."""
    lines = [words.say("{name} is in place again. Nothing leaves by itself.", name=restored.copy.name)]
    if restored.aside:
        lines.append(words.say("What stood there is kept as {name}.", name=restored.aside))
    if restored.copy.made_at is not None:
        lines.append(
            words.say(
                "If you joined a team since, or had one validate for a client, do it again before you send anything: this copy "
                "does not know what has to be validated."
            )
        )
    if waiting := restored.held + restored.asking:
        told = words.count(
            "{n} action waits for you: look at the page before you let it go.",
            "{n} actions wait for you: look at the page before you let them go.",
            waiting,
        )
        lines.append(told)
    return lines
