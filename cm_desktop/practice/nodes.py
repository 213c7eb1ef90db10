"""What a thing says of itself: the fields of a Page, a profile, a post, a comment. May not change anything.

Fields are given only when asked for. Asked for nothing, a comment or a post gives `created_time`, `message` and `id`, a
Page or a profile `name` and `id`: the least that is documented as default, so that nobody comes to rely on more; `from`
in particular must be asked for. `id` is always there. A field that exists but has no value here is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from cm_desktop.practice import edges
from cm_desktop.practice.edges import Json, Viewer
from cm_desktop.practice.errors import invalid
from cm_desktop.practice.fields import FieldRequest, written
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


Node = Page | Person | Post | Comment | Attachment
Fields = tuple[FieldRequest, ...]
_N = TypeVar("_N", Page, Person, Post, Comment, Attachment)


@dataclass(frozen=True, slots=True)
class _Field(Generic[_N]):
    """How a field is read off a thing; `inside` is the kind of thing that it holds, `edge` whether it is a list of them."""

    read: Callable[[Viewer, _N, FieldRequest], object]
    inside: type[Node] | None = None
    edge: bool = False


def render(viewer: Viewer, node: Node, fields: Fields | None) -> Json:
    """The fields asked for (None: the defaults). They were checked with `check_fields`."""
    kind = _KINDS[type(node)]
    asked = kind.defaults if fields is None else fields
    found = {request.name: kind.fields[request.name].read(viewer, node, request) for request in asked}
    if "id" in kind.fields:
        found["id"] = kind.fields["id"].read(viewer, node, _ID)
    return {name: value for name, value in found.items() if value is not None}


def check_fields(kind: type[Node], fields: Fields | None) -> None:
    """Raises Refusal (100) for a field that this kind of thing does not have, however little there is to show."""
    name = _KINDS[kind].name
    for request in fields or ():
        field = _KINDS[kind].fields.get(request.name)
        if field is None:
            raise invalid(f"Tried accessing nonexisting field ({request.name}) on node type ({name})")
        if field.inside is None and request.inner is not None:
            raise invalid(f"Subfields are not supported by {request.name}")
        if field.edge:
            edges.check_comments(request.modifiers)
        elif request.modifiers:
            raise invalid(f"Modifiers are not supported by {request.name}")
        if field.inside is not None:
            check_fields(field.inside, request.inner)


def feed(viewer: Viewer, page: Page, edge: str, options: Mapping[str, str], fields: Fields | None) -> Json:
    """A Page's posts, newest first."""
    edges.check_feed(options)
    check_fields(Post, fields)
    return edges.feed(viewer, page, edge, options, written(fields or ()), lambda post: render(viewer, post, fields))


def comments(viewer: Viewer, owner: Post | Comment, options: Mapping[str, str], fields: Fields | None) -> Json:
    """The comments under a post, or the replies under a comment."""
    edges.check_comments(options)
    check_fields(Comment, fields)
    return _comments(viewer, owner, options, fields)


def graph_time(moment: datetime) -> str:
    """A time as Graph writes it, in UTC: `2017-08-31T18:10:30+0000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _plain(value: Callable[[_N], object]) -> _Field[_N]:
    return _Field(lambda _viewer, node, _request: value(node))


def _seen(value: Callable[[Viewer, _N], object]) -> _Field[_N]:
    return _Field(lambda viewer, node, _request: value(viewer, node))


def _within(inside: type[Node], held: Callable[[Viewer, _N], Node | None]) -> _Field[_N]:
    def read(viewer: Viewer, node: _N, request: FieldRequest) -> Json | None:
        thing = held(viewer, node)
        return None if thing is None else render(viewer, thing, request.inner)

    return _Field(read, inside)


def _comments(viewer: Viewer, owner: Post | Comment, options: Mapping[str, str], fields: Fields | None) -> Json:
    return edges.comments(viewer, owner, options, written(fields or ()), lambda found: render(viewer, found, fields))


def _permalink(viewer: Viewer, post_id: str, comment_id: str = "") -> str:
    return f"{viewer.base_url}/_practice/posts/{post_id}" + (f"#{comment_id}" if comment_id else "")


def _answered(viewer: Viewer, comment: Comment) -> Comment | None:
    return viewer.world.seen_comments(comment.post_id).get(comment.parent_id or "")


def _answers(viewer: Viewer, comment: Comment) -> int:
    return sum(other.parent_id == comment.id for other in viewer.world.seen_comments(comment.post_id).values())


def _attached(viewer: Viewer, comment: Comment) -> Attachment | None:
    if not comment.media:
        return None
    url = _permalink(viewer, comment.post_id, comment.id)
    return Attachment(kind=comment.media, picture=f"{viewer.base_url}/_practice/picture", url=url)


def _may_be_answered_privately(viewer: Viewer, comment: Comment) -> bool:
    return not comment.by_page and viewer.world.now() - comment.created < _PRIVATE_REPLY_WITHIN


def _author(_viewer: Viewer, comment: Comment) -> Person:
    return Person(id=comment.author_id, name=comment.author_name)


def _poster(viewer: Viewer, post: Post) -> Person:
    page = viewer.world.page(post.page_id)
    return Person(id=page.id, name=page.name)


def _people(viewer: Viewer, page: Page) -> int:
    return viewer.world.engaged_people(page.id)


_EMPTY: _Field[Comment] = _plain(lambda _: None)
_COMMENT: Mapping[str, _Field[Comment]] = {
    "admin_creator": _EMPTY,
    "application": _EMPTY,
    "attachment": _within(Attachment, _attached),
    "can_comment": _plain(lambda _: True),
    "can_hide": _plain(lambda comment: not comment.by_page),
    "can_like": _plain(lambda _: True),
    "can_remove": _plain(lambda _: True),
    "can_reply_privately": _seen(_may_be_answered_privately),
    "comment_count": _seen(_answers),
    "comments": _Field(lambda v, comment, r: _comments(v, comment, r.modifiers, r.inner), Comment, edge=True),
    "created_time": _plain(lambda comment: graph_time(comment.created)),
    "from": _within(Person, _author),
    "id": _plain(lambda comment: comment.id),
    "is_hidden": _plain(lambda comment: comment.hidden),
    "is_private": _plain(lambda _: False),
    "like_count": _plain(lambda comment: comment.likes + comment.liked),
    "live_broadcast_timestamp": _EMPTY,
    "message": _plain(lambda comment: comment.text),
    "message_tags": _EMPTY,
    "object": _within(Post, lambda viewer, comment: viewer.world.post(comment.post_id)),
    "parent": _within(Comment, _answered),
    "permalink_url": _seen(lambda viewer, comment: _permalink(viewer, comment.post_id, comment.id)),
    "private_reply_conversation": _EMPTY,
    "user_likes": _plain(lambda comment: comment.liked),
}
_POST: Mapping[str, _Field[Post]] = {
    "comments": _Field(lambda v, post, r: _comments(v, post, r.modifiers, r.inner), Comment, edge=True),
    "created_time": _plain(lambda post: graph_time(post.created)),
    "from": _within(Person, _poster),
    "id": _plain(lambda post: post.id),
    "is_hidden": _plain(lambda _: False),
    "is_published": _plain(lambda _: True),
    "message": _plain(lambda post: post.text),
    "permalink_url": _seen(lambda viewer, post: _permalink(viewer, post.id)),
    "updated_time": _plain(lambda post: graph_time(post.created)),
}
_PAGE: Mapping[str, _Field[Page]] = {
    "access_token": _seen(lambda viewer, _: viewer.grant.token),
    "fan_count": _seen(_people),
    "followers_count": _seen(_people),
    "id": _plain(lambda page: page.id),
    "name": _plain(lambda page: page.name),
    "talking_about_count": _seen(_people),
    "tasks": _seen(lambda viewer, _: list(viewer.grant.tasks)),
}
_PERSON: Mapping[str, _Field[Person]] = {
    "id": _plain(lambda person: person.id),
    "name": _plain(lambda person: person.name),
}
_ATTACHMENT: Mapping[str, _Field[Attachment]] = {
    "media": _plain(lambda attached: {"image": {"src": attached.picture, "width": 1, "height": 1}}),
    "type": _plain(lambda attached: attached.kind),
    "url": _plain(lambda attached: attached.url),
}


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    fields: Mapping[str, _Field[Any]]
    defaults: Fields


def _asked(*names: str) -> Fields:
    return tuple(FieldRequest(name=name) for name in names)


_ID = FieldRequest(name="id")
_KINDS: Mapping[type[Node], _Kind] = {
    Comment: _Kind("Comment", _COMMENT, _asked("created_time", "message", "id")),
    Post: _Kind("PagePost", _POST, _asked("created_time", "message", "id")),
    Page: _Kind("Page", _PAGE, _asked("name", "id")),
    Person: _Kind("User", _PERSON, _asked("name", "id")),
    Attachment: _Kind("StoryAttachment", _ATTACHMENT, _asked("media", "type", "url")),
}
