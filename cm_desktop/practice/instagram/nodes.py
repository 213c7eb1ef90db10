"""What a thing on Instagram says of itself: the fields of an account, a medium, a comment. May not change anything.

The names are Instagram's own: a comment has `text`, `timestamp` and `hidden`, a medium a `caption`. Asked for nothing, a
comment gives `timestamp`, `text` and `id`, all else only its `id`. Lists refuse a parameter that they do not know (`since`,
`order`, `filter`) and a page of more than fifty comments, so that nobody comes to rely on what is ignored there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cm_desktop.practice.graph import listing
from cm_desktop.practice.graph.fields import Fields
from cm_desktop.practice.graph.listing import Listing, Terms
from cm_desktop.practice.graph.rendering import (
    Field,
    Kind,
    asked,
    check_fields,
    edge,
    empty,
    graph_time,
    plain,
    render,
    seen,
    within,
)
from cm_desktop.practice.graph.request import Options
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.instagram.rights import may_read, may_read_comments
from cm_desktop.practice.things import Comment, Page, Post, number_of

OF_MEDIA = Terms(known=frozenset(("limit", "after", "since", "until")), most=100)
OF_COMMENTS = Terms(known=frozenset(("limit", "after")), most=50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Whoever wrote a comment. `own` is for the account itself."""

    id: str
    username: str
    own: bool


def media(viewer: Viewer, account: Page, options: Options, fields: Fields | None) -> Json:
    """An account's media, newest first."""
    OF_MEDIA.check(options)
    check_fields(MEDIUM, fields)
    return _media(viewer, account, options, fields)


def comments(viewer: Viewer, owner: Post | Comment, options: Options, fields: Fields | None) -> Json:
    """The comments at the top under a medium, or the replies to a comment, newest first. Hidden ones are among them."""
    OF_COMMENTS.check(options)
    check_fields(COMMENT, fields)
    return _comments(viewer, owner, options, fields)


def _media(viewer: Viewer, account: Page, options: Options, fields: Fields | None) -> Json:
    may_read(viewer)
    posts = listing.posted_between(viewer.world.posts(account.id), options)
    found = Listing(path=f"{account.id}/media", things=posts, key=listing.newest)
    return listing.page(viewer, found, options, fields, lambda post: render(viewer, MEDIUM, post, fields))


def _comments(viewer: Viewer, owner: Post | Comment, options: Options, fields: Fields | None) -> Json:
    may_read_comments(viewer)
    under = owner.post_id if isinstance(owner, Comment) else owner.id
    above = owner.id if isinstance(owner, Comment) else None
    found = Listing(
        path=f"{owner.id}/{'comments' if above is None else 'replies'}",
        things=[c for c in viewer.world.seen_comments(under).values() if c.parent_id == above],
        key=listing.newest,
        gap=isinstance(owner, Post) and owner.gap,
    )
    return listing.page(viewer, found, options, fields, lambda comment: render(viewer, COMMENT, comment, fields))


def _account_of(viewer: Viewer, post: Post) -> Page:
    return viewer.world.page(post.page_id)


def _people(viewer: Viewer, account: Page) -> int:
    return viewer.world.engaged_people(account.id)


def _author(_viewer: Viewer, comment: Comment) -> Author:
    return Author(id=comment.author_id, username=comment.author_name, own=comment.by_page)


def _writer_if_own(viewer: Viewer, comment: Comment) -> Page | None:
    """Whose comment it is, told only of the account's own; of others there is the username."""
    return viewer.world.page(comment.author_id) if comment.by_page else None


_ACCOUNT: Mapping[str, Field[Page]] = {
    "biography": empty(),
    "followers_count": seen(_people),
    "follows_count": plain(lambda _: 0),
    "id": plain(lambda account: account.id),
    "media": edge(lambda: MEDIUM, OF_MEDIA.check, _media),
    "media_count": seen(lambda viewer, account: len(viewer.world.posts(account.id))),
    "name": plain(lambda account: account.client),
    "profile_picture_url": empty(),
    "username": plain(lambda account: account.name),
    "website": empty(),
}
_SELF: Mapping[str, Field[Page]] = {
    **_ACCOUNT,
    "account_type": plain(lambda _: "BUSINESS"),
    "id": plain(lambda account: number_of("scoped", account.id)),
    "user_id": plain(lambda account: account.id),
}
_MEDIUM: Mapping[str, Field[Post]] = {
    "caption": plain(lambda post: post.text),
    "comments": edge(lambda: COMMENT, OF_COMMENTS.check, _comments),
    "comments_count": seen(lambda viewer, post: len(viewer.world.seen_comments(post.id))),
    "id": plain(lambda post: post.id),
    "is_comment_enabled": plain(lambda post: post.open),
    "like_count": plain(lambda _: 0),
    "media_product_type": plain(lambda _: "FEED"),
    "media_type": plain(lambda _: "IMAGE"),
    "media_url": seen(lambda viewer, post: viewer.picture(post.id)),
    "owner": within(lambda: ACCOUNT, _account_of),
    "permalink": seen(lambda viewer, post: viewer.address(post.id)),
    "shortcode": empty(),
    "thumbnail_url": empty(),  # films alone have one
    "timestamp": plain(lambda post: graph_time(post.created)),
    "username": seen(lambda viewer, post: _account_of(viewer, post).name),
}
_COMMENT: Mapping[str, Field[Comment]] = {
    "from": within(lambda: AUTHOR, _author),
    "hidden": plain(lambda comment: comment.hidden),
    "id": plain(lambda comment: comment.id),
    "legacy_instagram_comment_id": empty(),
    "like_count": plain(lambda comment: comment.likes),
    "media": within(lambda: MEDIUM, lambda viewer, comment: viewer.world.post(comment.post_id)),
    "parent_id": plain(lambda comment: comment.parent_id),
    "replies": edge(lambda: COMMENT, OF_COMMENTS.check, _comments),
    "text": plain(lambda comment: comment.text),
    "timestamp": plain(lambda comment: graph_time(comment.created)),
    "user": within(lambda: ACCOUNT, _writer_if_own),
    "username": plain(lambda comment: comment.author_name),
}
_AUTHOR: Mapping[str, Field[Author]] = {
    "id": plain(lambda author: author.id),
    "self_ig_scoped_id": plain(lambda author: number_of("scoped", author.id) if author.own else None),
    "username": plain(lambda author: author.username),
}

ACCOUNT: Kind[Page] = Kind("IGUser", _ACCOUNT, asked("id"))
SELF: Kind[Page] = Kind("IGUser", _SELF, asked("id"))
MEDIUM: Kind[Post] = Kind("IGMedia", _MEDIUM, asked("id"))
COMMENT: Kind[Comment] = Kind("IGComment", _COMMENT, asked("timestamp", "text", "id"))
AUTHOR: Kind[Author] = Kind("IGCommentFromUser", _AUTHOR, asked("id", "username"))
