"""What is said of an office's proxy. May not hold a password."""

from collections.abc import Sequence

from cm_desktop.domain.proxies import SYSTEM, ProxyStanding
from cm_desktop.domain.vault import Keeping
from cm_desktop.wording.words import Words


def told_standing(words: Words, standing: ProxyStanding) -> list[str]:
    """Which proxy is in use, whose choice that is, and whether a login is known for it."""
    told = [words.say("{proxy}: in use.", proxy=standing.address)] if standing.address else []
    if standing.address and standing.login:
        told.append(words.say("It is given a user and a password."))
    if not standing.address:
        told.append(words.say("No proxy is in use."))
        if standing.choice == SYSTEM:
            told.append(words.say("The system names none."))
    if standing.said_in is not None:
        told.append(words.say("That is said in {file}, which has the last word.", file=standing.said_in))
    return told


def told_reached(words: Words, hosts: Sequence[str]) -> str:
    """The way there is open."""
    return words.say("The connection works: an answer came from {hosts}.", hosts=", ".join(hosts))


def told_login_kept(words: Words, kept: Keeping) -> str:
    """Where the user and the password are now."""
    if kept is Keeping.SESSION:
        return words.say("This computer has no safe keyring: they are kept until the program ends.")
    return words.say("The keyring of your system keeps them.")
