"""What to do by hand on a page without an API: where to click, in three lines. May not open anything."""

from cm_desktop.domain.actions import ActionKind
from cm_desktop.wording.networks import network_of
from cm_desktop.wording.words import Words, mark

# Each network's own name for an act, as its menus have it.
_CHOICES = {
    ActionKind.HIDE: mark("Hide"),
    ActionKind.UNHIDE: mark("Show again"),
    ActionKind.DELETE: mark("Delete"),
}
_OPEN = {
    "facebook": mark("Open the comment on Facebook, acting as the page."),
    "instagram": mark("Open the post in the Instagram app, logged in as the account."),
}
_OPEN_ELSEWHERE = mark("Open the comment on its page.")
_MENU = {
    "facebook": mark("Beside the comment, open “⋯”, then “{choice}”."),
    "instagram": mark("Press the comment for a while, or swipe it to the left, then “{choice}”."),
}
_MENU_ELSEWHERE = mark("In its menu, choose “{choice}”, or what comes closest.")


def network(*links: str) -> str:
    """The network that the first telling link leads to, "facebook" or "instagram"…; empty where none tells."""
    return next((name.casefold() for link in links if (name := network_of(link))), "")


def steps(words: Words, kind: ActionKind, on: str) -> tuple[str, ...]:
    """The three lines for an act on a network as `network` names it."""
    choice = words.say(_CHOICES[kind])
    return (
        words.say(_OPEN.get(on, _OPEN_ELSEWHERE)),
        words.say(_MENU.get(on, _MENU_ELSEWHERE), choice=choice),
        words.say("Look whether it worked, then come back and say that it is done."),
    )
