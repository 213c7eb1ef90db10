"""Who reads the practice world, and whose things. May not read anything itself."""

from dataclasses import dataclass

from cm_desktop.practice.errors import missing_permission
from cm_desktop.practice.things import Grant, Page
from cm_desktop.practice.world import World

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A token at work. `page` is whose things the call is about, None with the token of a person's profile.

    `run` names this run of the server: cursors of another are dead.
    """

    world: World
    grant: Grant
    page: Page | None
    base_url: str
    run: str

    def needs(self, *permissions: str) -> None:
        """Raises Refusal (10), naming the first of these that the token lacks."""
        for permission in permissions:
            if permission not in self.grant.scopes:
                raise missing_permission(10, permission)

    def address(self, post_id: str, comment_id: str = "") -> str:
        """Where a post can be looked at, or one comment under it."""
        return f"{self.base_url}/_practice/posts/{post_id}" + (f"#{comment_id}" if comment_id else "")

    def picture(self, thing_id: str) -> str:
        """Where the picture of a post or a comment can be had, without a token."""
        return f"{self.base_url}/_practice/picture/{thing_id}"
