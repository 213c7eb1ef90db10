"""Whose token it is on Instagram, by which of its two logins, and what it may do there. May not read a comment for more.

Through Facebook's login a Page's token leads to the account that is connected to the Page; Instagram's own login gives the
account itself a token, and has a host and permissions of its own.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from cm_desktop.domain.comments import Account, AccountId, Identity, RemoteId
from cm_desktop.domain.errors import Forbidden, Gone, Invalid, NotAPage
from cm_desktop.platforms.graph.answers import inner, listing, optional, text
from cm_desktop.platforms.graph.client import GraphClient, Rights, node
from cm_desktop.platforms.graph.page_token import page_behind
from cm_desktop.platforms.graph.proofs import worth
from cm_desktop.platforms.transport.gateway import Gateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One of the two ways in: where its API answers, and the permissions that it asks for."""

    home: str
    rights: Rights


THROUGH_FACEBOOK = Login(
    home="https://graph.facebook.com", rights=Rights(read="instagram_basic", write="instagram_manage_comments")
)
ITS_OWN = Login(
    home="https://graph.instagram.com",
    rights=Rights(read="instagram_business_basic", write="instagram_business_manage_comments"),
)
_NO_ACCOUNT = "instagram_business_account"  # the field of a Page that stays empty
_PERSONAL = "PERSONAL"


def login_of(base_url: str, token: str) -> Login:
    """Told by the host, else (no address yet, or one of the practice) by how the token starts."""
    host = urlsplit(base_url).hostname
    named = next((login for login in (THROUGH_FACEBOOK, ITS_OWN) if urlsplit(login.home).hostname == host), None)
    return named or (ITS_OWN if token.startswith("IG") else THROUGH_FACEBOOK)


def introduce(account: Account, token: str, *, gateway: Gateway) -> tuple[Account, Identity]:
    """The account as Instagram names it, with whose token it is. Raises what `identify` raises."""
    login = login_of(account.base_url, token)
    home = account.base_url or login.home
    graph = GraphClient(home, token, rights=login.rights, allow_local=account.allow_local, gateway=gateway)
    identity = identify(graph, login)
    known = replace(account, id=AccountId(f"instagram:{identity.id}"), base_url=home)
    return replace(known, name=account.name or identity.name), identity


def identify(graph: GraphClient, login: Login) -> Identity:
    """Whose token it is. Raises NotAPage for a person's, Forbidden naming what is missing: a permission, "MODERATE", or
    "instagram_business_account" where no Instagram account is connected to the Page."""
    identity = _behind_the_page(graph) if login is THROUGH_FACEBOOK else _itself(graph)
    look(graph, identity.id)
    if login is not THROUGH_FACEBOOK:  # its host tells nothing of tokens
        return identity
    token = worth(graph)
    return replace(identity, rights=identity.rights | token.scopes, access_ends=token.ends)


def look(graph: GraphClient, account: str) -> None:
    """Read the least of what needs every right to read."""
    media = listing(graph.get(f"{node(account)}/media", {"fields": "id", "limit": 1}))
    for medium in media.items:
        graph.get(f"{node(text(medium, 'id'))}/comments", {"fields": "id", "limit": 1})


def _behind_the_page(graph: GraphClient) -> Identity:
    me, tasks = page_behind(graph, f"id,name,{_NO_ACCOUNT}{{id,username}}")
    account = inner(me, _NO_ACCOUNT)
    if not account:
        raise Forbidden(scope=_NO_ACCOUNT)
    return Identity(id=RemoteId(text(account, "id")), name=f"@{text(account, 'username')}", rights=tasks)


def _itself(graph: GraphClient) -> Identity:
    try:
        me = graph.get("me", {"fields": "user_id,username,account_type"})
    except Invalid:
        raise NotAPage from None
    except Gone as error:
        raise Forbidden(error.message) from None
    if optional(me, "account_type") == _PERSONAL:
        raise NotAPage
    return Identity(id=RemoteId(text(me, "user_id")), name=f"@{text(me, 'username')}")
