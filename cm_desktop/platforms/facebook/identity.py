"""Whose token it is on Facebook, and what it may do there. May not read a comment for anything but that."""

from dataclasses import replace

from cm_desktop.domain.comments import Account, AccountId, Identity, RemoteId
from cm_desktop.platforms.facebook.feed import STREAM
from cm_desktop.platforms.graph.answers import listing, text
from cm_desktop.platforms.graph.client import GraphClient, Rights, node
from cm_desktop.platforms.graph.page_token import page_behind
from cm_desktop.platforms.graph.proofs import worth
from cm_desktop.platforms.transport.gateway import Gateway

HOME = "https://graph.facebook.com"
RIGHTS = Rights(read="pages_read_engagement", write="pages_manage_engagement")


def introduce(account: Account, token: str, *, gateway: Gateway) -> tuple[Account, Identity]:
    """The account as Facebook names it, with whose token it is. Raises what `identify` raises."""
    home = account.base_url or HOME
    graph = GraphClient(home, token, rights=RIGHTS, allow_local=account.allow_local, gateway=gateway)
    identity = identify(graph)
    known = replace(account, id=AccountId(f"facebook:{identity.id}"), base_url=home)
    return replace(known, name=account.name or identity.name), identity


def identify(graph: GraphClient) -> Identity:
    """Whose token it is. Raises NotAPage for a person's, Forbidden ("MODERATE", or the permission that is missing).

    The right to write is proved where Graph tells the token's permissions, else only by writing.
    """
    me, tasks = page_behind(graph)
    page = RemoteId(text(me, "id"))
    look(graph, page)
    token = worth(graph)
    return Identity(id=page, name=text(me, "name"), rights=tasks | token.scopes, access_ends=token.ends)


def look(graph: GraphClient, page: str) -> None:
    """Read the least of what needs every right to read."""
    posts = listing(graph.get(f"{node(page)}/feed", {"fields": "id", "limit": 1}))
    for post in posts.items:
        graph.get(f"{node(text(post, 'id'))}/comments", {"fields": "id,from{id}", "limit": 1, **STREAM})
