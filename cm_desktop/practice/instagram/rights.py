"""The permissions that Instagram asks for, under each of its two logins. May not read anything.

Through Facebook a Page's token holds `instagram_…` permissions; Instagram's own login gives `instagram_business_…` ones.
"""

from cm_desktop.practice.errors import missing_permission
from cm_desktop.practice.graph.viewer import Viewer
from cm_desktop.practice.things import Grant, Page

_READ = ("instagram_basic", "pages_read_engagement")
_COMMENTS = "instagram_manage_comments"
_OWN_READ = ("instagram_business_basic",)
_OWN_COMMENTS = "instagram_business_manage_comments"


def may_read(viewer: Viewer) -> None:
    """Raises Refusal (10) where the token may not read the account and its media."""
    viewer.needs(*(_OWN_READ if _is_own(viewer.grant, viewer.page) else _READ))


def may_read_comments(viewer: Viewer) -> None:
    """Raises Refusal (10) where the token may not read the comments."""
    may_read(viewer)
    viewer.needs(_OWN_COMMENTS if _is_own(viewer.grant, viewer.page) else _COMMENTS)


def may_moderate(grant: Grant, account: Page) -> None:
    """Raises Refusal (200) where the token may not reply, hide or delete."""
    own = _is_own(grant, account)
    wanted = _OWN_COMMENTS if own else _COMMENTS
    if wanted not in grant.scopes:
        raise missing_permission(200, wanted)
    if not own and "MODERATE" not in grant.tasks:
        raise missing_permission(200, "MODERATE")


def _is_own(grant: Grant, account: Page | None) -> bool:
    """Whether the token is of Instagram's own login."""
    return account is not None and account.on_instagram and grant.page_id == account.id
