"""What a thing on Facebook says of itself: the fields of a Page, a profile, a post, a comment. May not change anything.

Asked for nothing, a comment or a post gives `created_time`, `message` and `id`, a Page or a profile `name` and `id`: the least
that is documented as default, so that nobody comes to rely on more; `from` in particular must be asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from cm_desktop.practice.facebook import edges
from cm_desktop.practice.graph.fields import Fields
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
from cm_desktop.practice.instagram.nodes import ACCOUNT
from cm_desktop.practice.pictures import HEIGHT, WIDTH
from cm_desktop.practice.things import Comment, Page, Post

_PRIVATE_REPLY_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A profile, or whoever wrote something."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is attached to a comment. `kind` is Graph's word for it; `picture` and `url` are addresses."""

    kind: str
    picture: str
    url: str


def feed(viewer: Viewer, page: Page, name: str, options: Options, fields: Fields | None) -> Json:
    """A Page's posts, newest first, from the edge of this name."""
    edges.OF_FEED.check(options)
    check_fields(POST, fields)
    return edges.feed(viewer, page, name, options, fields, lambda post: render(viewer, POST, post, fields))


def comments(viewer: Viewer, owner: Post | Comment, options: Options, fields: Fields | None) -> Json:
    """The comments under a post, or the replies under a comment."""
    edges.OF_COMMENTS.check(options)
    check_fields(COMMENT, fields)
    return _comments(viewer, owner, options, fields)


def _comments(viewer: Viewer, owner: Post | Comment, options: Options, fields: Fields | None) -> Json:
    return edges.comments(viewer, owner, options, fields, lambda found: render(viewer, COMMENT, found, fields))


def _answered(viewer: Viewer, comment: Comment) -> Comment | None:
    return viewer.world.seen_comments(comment.post_id).get(comment.parent_id or "")


def _answers(viewer: Viewer, comment: Comment) -> int:
    return sum(other.parent_id == comment.id for other in viewer.world.seen_comments(comment.post_id).values())


def _attached(viewer: Viewer, comment: Comment) -> Attachment | None:
    if not comment.media:
        return None
    url = viewer.address(comment.post_id, comment.id)
    return Attachment(kind=comment.media, picture=viewer.picture(comment.id), url=url)


def _may_be_answered_privately(viewer: Viewer, comment: Comment) -> bool:
    return not comment.by_page and viewer.world.now() - comment.created < _PRIVATE_REPLY_WITHIN


def _author(_viewer: Viewer, comment: Comment) -> Person:
    return Person(id=comment.author_id, name=comment.author_name)


def _poster(viewer: Viewer, post: Post) -> Person:
    page = viewer.world.page(post.page_id)
    return Person(id=page.id, name=page.name)


def _people(viewer: Viewer, page: Page) -> int:
    return viewer.world.engaged_people(page.id)


def _connected(viewer: Viewer, page: Page) -> Page | None:
    """The Instagram account of a Page."""
    viewer.needs("instagram_basic")
    return viewer.world.instagram_of(page.id)


_COMMENT: Mapping[str, Field[Comment]] = {
    "admin_creator": empty(),
    "application": empty(),
    "attachment": within(lambda: _ATTACHMENT, _attached),
    "can_comment": plain(lambda _: True),
    "can_hide": plain(lambda comment: not comment.by_page),
    "can_like": plain(lambda _: True),
    "can_remove": plain(lambda _: True),
    "can_reply_privately": seen(_may_be_answered_privately),
    "comment_count": seen(_answers),
    "comments": edge(lambda: COMMENT, edges.OF_COMMENTS.check, _comments),
    "created_time": plain(lambda comment: graph_time(comment.created)),
    "from": within(lambda: PERSON, _author),
    "id": plain(lambda comment: comment.id),
    "is_hidden": plain(lambda comment: comment.hidden),
    "is_private": plain(lambda _: False),
    "like_count": plain(lambda comment: comment.likes + comment.liked),
    "live_broadcast_timestamp": empty(),
    "message": plain(lambda comment: comment.text),
    "message_tags": empty(),
    "object": within(lambda: POST, lambda viewer, comment: viewer.world.post(comment.post_id)),
    "parent": within(lambda: COMMENT, _answered),
    "permalink_url": seen(lambda viewer, comment: viewer.address(comment.post_id, comment.id)),
    "private_reply_conversation": empty(),
    "user_likes": plain(lambda comment: comment.liked),
}
_POST: Mapping[str, Field[Post]] = {
    "comments": edge(lambda: COMMENT, edges.OF_COMMENTS.check, _comments),
    "created_time": plain(lambda post: graph_time(post.created)),
    "from": within(lambda: PERSON, _poster),
    "id": plain(lambda post: post.id),
    "is_hidden": plain(lambda _: False),
    "is_published": plain(lambda _: True),
    "message": plain(lambda post: post.text),
    "permalink_url": seen(lambda viewer, post: viewer.address(post.id)),
    "updated_time": plain(lambda post: graph_time(post.created)),
}
_PAGE: Mapping[str, Field[Page]] = {
    "access_token": seen(lambda viewer, _: viewer.grant.token),
    "fan_count": seen(_people),
    "followers_count": seen(_people),
    "id": plain(lambda page: page.id),
    "instagram_business_account": within(lambda: ACCOUNT, _connected),
    "name": plain(lambda page: page.name),
    "talking_about_count": seen(_people),
    "tasks": seen(lambda viewer, _: list(viewer.grant.tasks)),
}
_PERSON: Mapping[str, Field[Person]] = {
    "id": plain(lambda person: person.id),
    "name": plain(lambda person: person.name),
}
_IMAGE_FIELDS: Mapping[str, Field[str]] = {
    "height": plain(lambda _: HEIGHT),
    "src": plain(lambda address: address),
    "width": plain(lambda _: WIDTH),
}
_MEDIA_FIELDS: Mapping[str, Field[str]] = {"image": within(lambda: _IMAGE, lambda _viewer, address: address)}
_ATTACHMENT_FIELDS: Mapping[str, Field[Attachment]] = {
    "media": within(lambda: _MEDIA, lambda _viewer, attached: attached.picture),
    "type": plain(lambda attached: attached.kind),
    "url": plain(lambda attached: attached.url),
}

COMMENT: Kind[Comment] = Kind("Comment", _COMMENT, asked("created_time", "message", "id"))
POST: Kind[Post] = Kind("PagePost", _POST, asked("created_time", "message", "id"))
PAGE: Kind[Page] = Kind("Page", _PAGE, asked("name", "id"))
PERSON: Kind[Person] = Kind("User", _PERSON, asked("name", "id"))
_ATTACHMENT: Kind[Attachment] = Kind("StoryAttachment", _ATTACHMENT_FIELDS, asked("media", "type", "url"))
_MEDIA: Kind[str] = Kind("StoryAttachmentMedia", _MEDIA_FIELDS, asked("image"))
_IMAGE: Kind[str] = Kind("ImageSource", _IMAGE_FIELDS, asked("src", "width", "height"))
