"""What a thing says of itself: the fields of a Page, a profile, a post, a comment. May not change anything.

Fields are given only when asked for. Asked for nothing, a comment or a post gives `created_time`, `message` and `id`, a
Page or a profile `name` and `id`: the least that is documented as default, so that nobody comes to rely on more; `from`
in particular must be asked for. `id` is always there. A field that exists but has no value here is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cm_desktop.practice import edges
from cm_desktop.practice.edges import Json, Viewer
from cm_desktop.practice.errors import invalid
from cm_desktop.practice.fields import FieldRequest, written
from cm_desktop.practice.things import Comment, Grant, Page, Post

Node = Page | Grant | Post | Comment
Fields = tuple[FieldRequest, ...]

_PRIVATE_REPLY_WITHIN = timedelta(days=7)
_BY_DEFAULT = (FieldRequest(name="created_time"), FieldRequest(name="message"), FieldRequest(name="id"))
_NAMED = (FieldRequest(name="name"), FieldRequest(name="id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The fields of one thing: `plain` values, and `nested` ones that take the request for what is inside them."""

    kind: str
    defaults: Fields
    plain: Mapping[str, Callable[[], object]]
    nested: Mapping[str, Callable[[FieldRequest], object]]

    def pick(self, fields: Fields | None) -> Json:
        answer: Json = {}
        for request in self.defaults if fields is None else fields:
            value = self._value(request)
            if value is not None:
                answer[request.name] = value
        return answer | {"id": self.plain["id"]()}

    def _value(self, request: FieldRequest) -> object:
        if request.name in self.nested:
            return self.nested[request.name](request)
        if request.name not in self.plain:
            raise invalid(f"Tried accessing nonexisting field ({request.name}) on node type ({self.kind})")
        if request.modifiers or request.inner is not None:
            raise invalid(f"Subfields are not supported by {request.name}")
        return self.plain[request.name]()


def render(viewer: Viewer, node: Node, fields: Fields | None) -> Json:
    """The fields asked for (None: the defaults). Raises Refusal (100) for one that this kind of thing does not have."""
    match node:
        case Comment():
            sheet = _comment(viewer, node)
        case Post():
            sheet = _post(viewer, node)
        case Page():
            sheet = _page(viewer, node)
        case Grant():
            sheet = _profile(node)
    return sheet.pick(fields)


def feed(viewer: Viewer, page: Page, edge: str, options: Mapping[str, str], fields: Fields | None) -> Json:
    """A Page's posts, newest first."""
    return edges.feed(viewer, page, edge, options, written(fields or ()), lambda post: render(viewer, post, fields))


def comments(viewer: Viewer, owner: Post | Comment, options: Mapping[str, str], fields: Fields | None) -> Json:
    """The comments under a post, or the replies under a comment."""
    return edges.comments(viewer, owner, options, written(fields or ()), lambda found: render(viewer, found, fields))


def _comment(viewer: Viewer, comment: Comment) -> _Sheet:
    seen = viewer.world.seen_comments
    now = viewer.world.now()

    def parent(request: FieldRequest) -> Json | None:
        above = seen(comment.post_id).get(comment.parent_id or "")
        return render(viewer, above, request.inner) if above else None

    return _Sheet(
        kind="Comment",
        defaults=_BY_DEFAULT,
        plain={
            "id": lambda: comment.id,
            "message": lambda: comment.text,
            "created_time": lambda: graph_time(comment.created),
            "is_hidden": lambda: comment.hidden,
            "is_private": lambda: False,
            "can_comment": lambda: True,
            "can_hide": lambda: not comment.by_page,
            "can_like": lambda: True,
            "can_remove": lambda: True,
            "can_reply_privately": lambda: not comment.by_page and now - comment.created < _PRIVATE_REPLY_WITHIN,
            "comment_count": lambda: sum(c.parent_id == comment.id for c in seen(comment.post_id).values()),
            "like_count": lambda: comment.likes + comment.liked,
            "user_likes": lambda: comment.liked,
            "permalink_url": lambda: f"{permalink(viewer, comment.post_id)}#{comment.id}",
            **dict.fromkeys(_COMMENT_FIELDS_WITHOUT_VALUE, lambda: None),
        },
        nested={
            "from": lambda request: _person(request, comment.author_id, comment.author_name),
            "parent": parent,
            "object": lambda request: render(viewer, viewer.world.post(comment.post_id), request.inner),
            "attachment": lambda _: _attachment(viewer, comment),
            "comments": lambda request: comments(viewer, comment, request.modifiers, request.inner),
        },
    )


_COMMENT_FIELDS_WITHOUT_VALUE = (
    "admin_creator",
    "application",
    "live_broadcast_timestamp",
    "message_tags",
    "private_reply_conversation",
)


def _post(viewer: Viewer, post: Post) -> _Sheet:
    page = viewer.world.page(post.page_id)
    return _Sheet(
        kind="PagePost",
        defaults=_BY_DEFAULT,
        plain={
            "id": lambda: post.id,
            "message": lambda: post.text,
            "created_time": lambda: graph_time(post.created),
            "updated_time": lambda: graph_time(post.created),
            "is_hidden": lambda: False,
            "is_published": lambda: True,
            "permalink_url": lambda: permalink(viewer, post.id),
        },
        nested={
            "from": lambda request: _person(request, page.id, page.name),
            "comments": lambda request: comments(viewer, post, request.modifiers, request.inner),
        },
    )


def _page(viewer: Viewer, page: Page) -> _Sheet:
    def people() -> int:
        return viewer.world.engaged_people(page.id)

    return _Sheet(
        kind="Page",
        defaults=_NAMED,
        plain={
            "id": lambda: page.id,
            "name": lambda: page.name,
            "tasks": lambda: list(viewer.grant.tasks),
            "access_token": lambda: viewer.grant.token,
            "followers_count": people,
            "fan_count": people,
            "talking_about_count": people,
        },
        nested={},
    )


def _profile(grant: Grant) -> _Sheet:
    return _Sheet(
        kind="User",
        defaults=_NAMED,
        plain={"id": lambda: grant.holder_id, "name": lambda: grant.holder_name},
        nested={},
    )


def _person(request: FieldRequest, person_id: str, name: str) -> Json:
    sheet = _Sheet(kind="User", defaults=_NAMED, plain={"id": lambda: person_id, "name": lambda: name}, nested={})
    return sheet.pick(request.inner)


def _attachment(viewer: Viewer, comment: Comment) -> Json | None:
    if not comment.media:
        return None
    picture = {"src": f"{viewer.base_url}/_practice/picture", "width": 1, "height": 1}
    return {"type": comment.media, "media": {"image": picture}, "url": f"{permalink(viewer, comment.post_id)}"}


def permalink(viewer: Viewer, post_id: str) -> str:
    """Where a person can see the post and its comments."""
    return f"{viewer.base_url}/_practice/posts/{post_id}"


def graph_time(moment: datetime) -> str:
    """A time as Graph writes it, in UTC: `2017-08-31T18:10:30+0000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
