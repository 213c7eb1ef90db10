"""The platforms that share Graph here, and which of them a call is about. May not read or write anything itself."""

from collections.abc import Callable
from dataclasses import dataclass

from cm_desktop.practice.facebook import reads as facebook_reads
from cm_desktop.practice.facebook import writes as facebook_writes
from cm_desktop.practice.graph.request import Request
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.graph.writing import Write
from cm_desktop.practice.instagram import reads as instagram_reads
from cm_desktop.practice.instagram import writes as instagram_writes
from cm_desktop.practice.things import Grant, Page
from cm_desktop.practice.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """How one platform answers: `usage_type` and `throttled` are its name and its error in matters of quota.

    `error_type` is what it calls every error; with None, each error has the type of its own. `apply` answers the id of what
    was made, or an empty text; None where nothing changed.
    """

    read: Callable[[Viewer, Request], Json]
    read_write: Callable[[Request], Write]
    apply: Callable[[World, Grant, Page, Write], str | None]
    usage_type: str
    throttled: int
    error_type: str | None = None


FACEBOOK = Flavour(
    read=facebook_reads.read,
    read_write=facebook_writes.read_write,
    apply=facebook_writes.apply,
    usage_type="pages",
    throttled=80001,
)
INSTAGRAM = Flavour(
    read=instagram_reads.read,
    read_write=instagram_writes.read_write,
    apply=instagram_writes.apply,
    usage_type="instagram",
    throttled=80002,
    error_type="IGApiException",
)


def flavour_of(page: Page | None) -> Flavour:
    """The platform of whoever a call is about; a person's profile is Facebook's."""
    return INSTAGRAM if page is not None and page.on_instagram else FACEBOOK


def addressed(world: World, grant: Grant, request: Request) -> Page | None:
    """Whose things a call is about: the token's Page, or the Instagram account that is connected to it; None for a profile.

    Facebook's ids of posts and comments are made of two numbers, Instagram's of one.
    """
    if grant.page_id is None:
        return None
    page = world.page(grant.page_id)
    connected = world.instagram_of(page.id)
    return connected if connected and request.target.isdecimal() and request.target != page.id else page
