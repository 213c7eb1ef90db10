"""Whose token it is on Facebook, and what it may do there. May not read a comment for anything but that."""

from dataclasses import replace

from cm_desktop.domain.comments import Account, AccountId, Identity, RemoteId
from cm_desktop.domain.errors import Forbidden, Gone, Invalid, NotAPage
from cm_desktop.platforms.facebook.feed import STREAM
from cm_desktop.platforms.graph.answers import listing, text
from cm_desktop.platforms.graph.client import GraphClient, Rights, node
from cm_desktop.platforms.graph.proofs import worth
from cm_desktop.platforms.transport.gateway import Gateway

HOME = "https://graph.facebook.com"
RIGHTS = Rights(read="pages_read_engagement", write="pages_manage_engagement")
MODERATION_TASKS = frozenset({"MODERATE", "PROFILE_PLUS_MODERATE"})


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
    try:
        me = graph.get("me", {"fields": "id,name,tasks"})
    except Invalid:  # a person has no tasks to ask for
        raise NotAPage from None
    except Gone as error:
        raise Forbidden(error.message) from None
    tasks = me.get("tasks")
    if not isinstance(tasks, list):
        raise NotAPage
    rights = frozenset(task for task in tasks if isinstance(task, str))
    if not rights & MODERATION_TASKS:
        raise Forbidden(scope="MODERATE")
    page = RemoteId(text(me, "id"))
    look(graph, page)
    token = worth(graph)
    if token.scopes and RIGHTS.write not in token.scopes:
        raise Forbidden(scope=RIGHTS.write)
    return Identity(id=page, name=text(me, "name"), rights=rights | token.scopes, access_ends=token.ends)


def look(graph: GraphClient, page: str) -> None:
    """Read the least of what needs every right to read."""
    posts = listing(graph.get(f"{node(page)}/feed", {"fields": "id", "limit": 1}))
    for post in posts.items:
        graph.get(f"{node(text(post, 'id'))}/comments", {"fields": "id,from{id}", "limit": 1, **STREAM})
