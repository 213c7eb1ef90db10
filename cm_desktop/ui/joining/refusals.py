"""Why a page could not be added, for somebody who is adding one: what to look at in the form. May not decide anything.

What is not said otherwise here is said as everywhere.
"""

from cm_desktop.domain.errors import CmDesktopError
from cm_desktop.wording.errors import explain
from cm_desktop.wording.platform_errors import ACTING, MODERATING, READING
from cm_desktop.wording.words import Words, mark

_NO_ENTRY = mark("The site does not accept this user name with this application password.")
_SENTENCES = {
    "AuthExpired": mark("This access is not accepted. Copy it again whole, or make a new one."),
    "AuthExpired.expired": mark("This token has expired. Make a new one, then paste it here."),
    "AuthExpired.password_changed": mark(
        "A changed password has ended this token. Make a new one, then paste it here."
    ),
    "AuthExpired.role_lost": mark(
        "The account of this token has no role on the page any more. Ask for the role again."
    ),
    "AuthExpired.app_removed": mark("The app of this token was removed from the page. Add it again, then a new token."),
    "AuthExpired.checkpoint": mark("The network wants the account of this token to log in on its site first."),
    **dict.fromkeys(
        ("AuthExpired.incorrect_password", "AuthExpired.invalid_username", "AuthExpired.rest_not_logged_in"), _NO_ENTRY
    ),
    "NotAPage": mark(
        "This token is a person's profile, not a page. In the Explorer, choose the page under “User or Page”."
    ),
    **dict.fromkeys(
        (f"Forbidden.{right}" for right in READING),
        mark("This token does not let you read comments. Tick “{scope}”, make the token again and paste it here."),
    ),
    **dict.fromkeys(
        (f"Forbidden.{right}" for right in (*ACTING, *MODERATING)),
        mark("This token does not let you reply, hide or delete. Tick “{scope}”, make it again and paste it here."),
    ),
    "Forbidden with scope": mark(
        "The token lacks the right “{scope}”. Tick it, make the token again and paste it here."
    ),
    "Offline": mark("It cannot be reached: no network, or another address. Nothing was added; try again."),
    "Transient": mark("The other side is having trouble. Nothing was added; try again in a few minutes."),
    "RateLimited": mark("The other side asks us to slow down. Nothing was added; try again in a few minutes."),
    "Unreadable": mark("What answers there is something else: check the address and what kind of page it is."),
    "BadValue.no_secret": mark("Nothing has been pasted yet."),
    "BadValue.base_url": mark("This is not the address of a page. Give it whole, like https://blog.example."),
    "BadValue.date": mark("“{value}” is not a date. Type it as 22/11/2026 13:08, or leave it empty."),
    "NotAllowedAddress": mark("{address} is not a public https:// address. Correct it."),
    "Invalid": mark("This access is not for this network. Copy it again whole, or choose another kind of page."),
}


def refusal(words: Words, error: Exception) -> str:
    """The sentence, with what the platform itself says after it."""
    if not isinstance(error, CmDesktopError):
        return explain(words, error)
    trouble = error.trouble()
    told = [f"{trouble.name}.{trouble.facts[fact]}" for fact in ("reason", "what", "scope") if fact in trouble.facts]
    told += [f"{trouble.name} with {fact}" for fact in trouble.facts]
    sentence = next((_SENTENCES[key] for key in (*told, trouble.name) if key in _SENTENCES), None)
    if sentence is None:
        return explain(words, error)
    theirs = trouble.facts.get("message", "")
    said = words.say(sentence, **{"scope": "?", "address": "?", "value": "?", **trouble.facts})
    return f"{said} ({theirs})" if theirs else said
