"""How a page is reached: where it lives, each kind of access in three lines, and the message that asks a client for one.

May not check anything, nor know whether the window or the command line asks.
Lifetimes and rights: developers.facebook.com, "Access Tokens", "Permissions Reference", "App Modes".
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cm_desktop.wording.words import Words, mark


class Home(StrEnum):
    """Where a page lives, which decides what opens its door."""

    OWN_APP = "own_app"
    PORTFOLIO = "portfolio"
    SITE = "site"
    ADDRESS = "address"
    NOWHERE = "nowhere"  # no access to be had: assisted mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One way to a page. `lines` say what the access is, where it is found, and how long it lives or what to mind."""

    home: Home
    title: str
    lines: tuple[str, str, str]


_TITLES = {
    Home.OWN_APP: mark("I have my own Meta app"),
    Home.PORTFOLIO: mark("My client has a business portfolio"),
    Home.SITE: mark("An application password of the site"),
    Home.ADDRESS: mark("The address is enough"),
    Home.NOWHERE: mark("I have no access"),
}
_OWN_APP = (
    mark("A Page access token: made by an app of your own at developers.facebook.com, on which you have a role."),
    mark("Tools, Graph API Explorer: choose your app, “Get Page Access Token”, copy the token. To tick: {rights}."),
    mark("It lives an hour or two; “Extend” in the token debugger makes one that lasts. The app must be Live: in"
         " Development mode, only people with a role on it see your replies."),
)  # fmt: skip
_PORTFOLIO = (
    mark("A system user's token: it belongs to your client's business portfolio, not to a person."),
    mark("Business settings, Users, System users: assign the page and the app, “Generate token”. To tick: {rights}."),
    mark("It lives 60 days or for ever, as chosen there. The page and the app must be in the same portfolio, and the"
         " app Live."),
)  # fmt: skip
_INSTAGRAM_LOGIN = (
    mark("An Instagram token: made by an app of your own with the product Instagram, for a professional account."),
    mark("App dashboard, Instagram, API setup: add the account, “Generate token”. To tick: {rights}."),
    mark("It lives 60 days; the program says when it is about to end. The app must be Live, or only people with a role"
         " on it see your replies."),
)  # fmt: skip
_SITE = (
    mark("An application password: it opens the site to one program, and is not the password you sign in with."),
    mark("In the site's dashboard: Users, Profile, Application passwords: name it CM Desktop, “Add”, copy it."),
    mark("It lives until it is revoked there. Your account must be an editor's or an administrator's, on https."),
)
_FEED = (
    mark("A feed, or any link: the program looks for the feed of the page you paste. Nobody needs to let you in."),
    mark("Blogs, forums, Mastodon, YouTube and Bluesky have feeds; Facebook, Instagram, X and LinkedIn have none."),
    mark("For watching only: nothing can be answered or hidden from here."),
)
_NOWHERE = (
    mark("Assisted mode: you paste or import the comments, the program sorts them, keeps drafts and the journal."),
    mark("“Reply” copies your text and opens the page; you publish it there, then press “It is published”."),
    mark("Nothing expires. Ask your client for an access meanwhile: the message below is ready."),
)
_FACEBOOK_RIGHTS = ("pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement")
_INSTAGRAM_RIGHTS = ("pages_show_list", "pages_read_engagement", "instagram_basic", "instagram_manage_comments")
_INSTAGRAM_LOGIN_RIGHTS = ("instagram_business_basic", "instagram_business_manage_comments")

_WAYS: dict[str, tuple[tuple[Home, tuple[str, str, str], tuple[str, ...]], ...]] = {
    "facebook": (
        (Home.OWN_APP, _OWN_APP, _FACEBOOK_RIGHTS),
        (Home.PORTFOLIO, _PORTFOLIO, _FACEBOOK_RIGHTS),
        (Home.NOWHERE, _NOWHERE, ()),
    ),
    "instagram": (
        (Home.OWN_APP, _INSTAGRAM_LOGIN, _INSTAGRAM_LOGIN_RIGHTS),
        (Home.PORTFOLIO, _PORTFOLIO, _INSTAGRAM_RIGHTS),
        (Home.NOWHERE, _NOWHERE, ()),
    ),
    "wordpress": ((Home.SITE, _SITE, ()), (Home.NOWHERE, _NOWHERE, ())),
    "assisted": ((Home.NOWHERE, _NOWHERE, ()),),
    "feed": ((Home.ADDRESS, _FEED, ()),),
}
_REQUESTS = {
    "facebook": mark(
        "Hello,\n\nTo moderate the comments of {page} I need an access of my own; you keep yours, and I never ask for a"
        " password.\n\n1. Open business.facebook.com, Settings, Users, Partners (or People), “Add”.\n2. Choose the page"
        " {page} and tick “Community activity” (comments) and “Content”.\n3. For my moderation program: Users, System"
        " users, “Add”, assign the page {page} and the app to it, then “Generate token”. To tick: {rights}.\n\nSend me the"
        " token through a password manager, never by mail. You can withdraw it at any time in the same place.\n\nThank"
        " you!"
    ),
    "instagram": mark(
        "Hello,\n\nTo moderate the comments of {page} I need an access of my own; I never ask for a password.\n\n1. The"
        " account must be professional and linked to your Facebook Page (Settings, Linked accounts).\n2. Open"
        " business.facebook.com, Settings, Users, System users, “Add”; assign the Page, the Instagram account and the app"
        " to it.\n3. “Generate token”. To tick: {rights}.\n\nSend me the token through a password manager, never by mail. You"
        " can withdraw it at any time in the same place.\n\nThank you!"
    ),
    "wordpress": mark(
        "Hello,\n\nTo moderate the comments of {page} I need an account of my own on the site; I never ask for"
        " yours.\n\n1. In the dashboard: Users, Add, role “Editor”, with my address.\n2. I sign in once and make an"
        " application password for my moderation program myself.\n\nYou can delete that account, or revoke that password,"
        " at any time.\n\nThank you!"
    ),
}
_REQUESTED = {"facebook": _FACEBOOK_RIGHTS, "instagram": _INSTAGRAM_RIGHTS, "wordpress": ()}


_SEE, _READ, _WRITE = mark("see the page"), mark("read comments"), mark("reply, hide, delete")
_ALLOWS = {
    "pages_show_list": (_SEE,),
    "instagram_basic": (_SEE,),
    "instagram_business_basic": (_SEE,),
    "pages_read_engagement": (_READ,),
    "pages_read_user_content": (_READ,),
    "pages_manage_engagement": (_WRITE,),
    "MODERATE": (_WRITE,),
    "instagram_manage_comments": (_READ, _WRITE),
    "instagram_business_manage_comments": (_READ, _WRITE),
    "moderate_comments": (_READ, _WRITE),
}


def allowed(words: Words, rights: Collection[str]) -> str:
    """What these rights let one do, from the names that the platforms give them; empty where none of them is known."""
    told = {what for right in rights for what in _ALLOWS.get(right, ())}
    return ", ".join(words.say(what) for what in (_READ, _WRITE) if what in told)


def _named(words: Words, rights: Collection[str]) -> str:
    """What these rights let one do, each followed by what the platform calls it: that is what has to be ticked there."""
    meant: dict[str, list[str]] = {}
    for right in rights:
        meant.setdefault(", ".join(words.say(what) for what in _ALLOWS[right]), []).append(right)
    named = (words.say("{what} ({rights})", what=what, rights=", ".join(names)) for what, names in meant.items())
    return ", ".join(named)


def ways(words: Words, platform: str) -> tuple[Access, ...]:
    """The ways to a page of this kind, the one that asks least of other people first. Raises KeyError on another kind."""
    return tuple(
        Access(home=home, title=words.say(_TITLES[home]), lines=_said(words, lines, rights))
        for home, lines, rights in _WAYS[platform]
    )


def question(words: Words) -> str:
    """What is asked before any token is."""
    return words.say("Where does the page live?")


def request(words: Words, platform: str, page: str) -> str:
    """A message to the client that asks for the access to `page`, ready to be sent. Raises KeyError where none is needed."""
    return words.say(_REQUESTS[platform], page=page, rights=_named(words, _REQUESTED[platform]))


def _said(words: Words, lines: tuple[str, str, str], rights: Collection[str]) -> tuple[str, str, str]:
    what, where, life = (words.say(line, rights=_named(words, rights)) for line in lines)
    return what, where, life
