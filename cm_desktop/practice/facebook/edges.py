"""The lists that Facebook serves: a Page's posts, the comments under a post, the replies to one. May not render an item.

`toplevel`, the default filter of a post's comments, leaves replies out and is ranked whatever the order asked for;
`stream` is flat and obeys.
"""

from collections.abc import Callable, Mapping, Sequence

from cm_desktop.practice.graph import listing
from cm_desktop.practice.graph.fields import Fields
from cm_desktop.practice.graph.listing import Listing, Terms
from cm_desktop.practice.graph.paging import Key
from cm_desktop.practice.graph.request import Options
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.things import Comment, Page, Post

_MOST = 100
_SHARED = frozenset(("limit", "after", "since"))
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "filter": ("toplevel", "stream"),
    "order": ("chronological", "reverse_chronological"),
    "live_filter": ("filter_low_quality", "no_filter"),
}
OF_FEED = Terms(known=_SHARED | {"until", "include_hidden", "show_expired", "with"}, most=_MOST)
OF_COMMENTS = Terms(known=_SHARED | {*_CHOICES, "summary"}, most=_MOST, choices=_CHOICES)


def feed(
    viewer: Viewer, page: Page, edge: str, options: Options, fields: Fields | None, item: Callable[[Post], Json]
) -> Json:
    """A Page's posts, newest first."""
    posts = listing.posted_between(viewer.world.posts(page.id), options)
    found = Listing(path=f"{page.id}/{edge}", things=posts, key=listing.newest)
    return listing.page(viewer, found, options, fields, item)


def comments(
    viewer: Viewer, owner: Post | Comment, options: Options, fields: Fields | None, item: Callable[[Comment], Json]
) -> Json:
    """The comments under a post, or the replies under a comment. Hidden ones are among them."""
    since = listing.moment(options, "since")
    key, order = _order(owner, options)
    found = Listing(
        path=f"{owner.id}/comments",
        things=[c for c in _candidates(viewer, owner, options) if since is None or c.created >= since],
        key=key,
        view=f"{options.get('filter')}/{order}",
        gap=isinstance(owner, Post) and owner.gap,
    )
    answer = listing.page(viewer, found, options, fields, item)
    if listing.flag(options, "summary"):
        answer["summary"] = {"order": order, "total_count": len(found.things), "can_comment": True}
    return answer


def _candidates(viewer: Viewer, owner: Post | Comment, options: Options) -> Sequence[Comment]:
    if isinstance(owner, Comment):
        return [c for c in viewer.world.seen_comments(owner.post_id).values() if c.parent_id == owner.id]
    seen = viewer.world.seen_comments(owner.id).values()
    flat = options.get("filter") == "stream"
    return [c for c in seen if flat or c.parent_id is None]


def _order(owner: Post | Comment, options: Options) -> tuple[Callable[[Comment], Key], str]:
    if isinstance(owner, Post) and options.get("filter") != "stream":
        return _ranked, "ranked"
    if options.get("order") == "reverse_chronological":
        return listing.newest, "reverse_chronological"
    return listing.oldest, "chronological"


def _ranked(comment: Comment) -> Key:
    return (-comment.likes, *listing.newest(comment))
