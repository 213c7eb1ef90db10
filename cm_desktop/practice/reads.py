"""What a read asks for, looked up and rendered. May not change anything."""

from collections.abc import Mapping

from cm_desktop.practice import nodes
from cm_desktop.practice.edges import Json, Viewer
from cm_desktop.practice.errors import (
    ErrorAnswer,
    Refusal,
    documented,
    invalid,
    missing_permission,
    no_such_object,
    page_token_wanted,
)
from cm_desktop.practice.fields import parse_fields
from cm_desktop.practice.request import Request
from cm_desktop.practice.things import Comment, Page, Post

_FEEDS = ("feed", "posts")


def read(viewer: Viewer, request: Request) -> Json:
    """The answer to a GET. Raises Refusal where the object, the field, the parameter or the right is missing."""
    name, _, edge = request.path.strip("/").partition("/")
    options = dict(request.parameters)
    text = options.pop("fields", None)
    fields = parse_fields(text) if text else None
    if not name:
        raise Refusal(documented(2500))
    if viewer.grant.page_id is None:
        return _profile(viewer, name, edge, options, fields)
    node = _find(viewer, viewer.grant.page_id if name == "me" else name)
    match node, edge:
        case _, "":
            _no_options(options)
            _may_read(viewer, node)
            nodes.check_fields(type(node), fields)
            return nodes.render(viewer, node, fields)
        case Page(), _ if edge in _FEEDS:
            _needs(viewer, "pages_read_engagement")
            return nodes.feed(viewer, node, edge, options, fields)
        case Post() | Comment(), "comments":
            _needs(viewer, "pages_read_user_content")
            return nodes.comments(viewer, node, options, fields)
        case _:
            raise Refusal(ErrorAnswer(code=2500, message=f"Unknown path components: /{edge}"))


def _profile(viewer: Viewer, name: str, edge: str, options: Mapping[str, str], fields: nodes.Fields | None) -> Json:
    """A person's token opens that person, and nothing of a Page."""
    if edge or name not in ("me", viewer.grant.holder_id):
        raise page_token_wanted()
    _no_options(options)
    nodes.check_fields(nodes.Person, fields)
    return nodes.render(viewer, nodes.Person(id=viewer.grant.holder_id, name=viewer.grant.holder_name), fields)


def _find(viewer: Viewer, name: str) -> Page | Post | Comment:
    """A thing of the token's Page. Another Page's things are as good as absent."""
    world = viewer.world
    if name == viewer.grant.page_id:
        return world.page(name)
    for post in world.posts(viewer.grant.page_id or ""):
        if post.id == name:
            return post
        if comment := world.seen_comments(post.id).get(name):
            return comment
    if not name.replace("_", "").isdigit():
        raise Refusal(ErrorAnswer(code=803, message=f"(#803) Some of the aliases you requested do not exist: {name}"))
    raise no_such_object("get", name)


def _may_read(viewer: Viewer, node: Page | Post | Comment) -> None:
    match node:
        case Post():
            _needs(viewer, "pages_read_engagement")
        case Comment():
            _needs(viewer, "pages_read_user_content")
        case Page():
            pass


def _needs(viewer: Viewer, permission: str) -> None:
    if permission not in viewer.grant.scopes:
        raise missing_permission(10, permission)


def _no_options(options: Mapping[str, str]) -> None:
    for name in options:
        raise invalid(f"Unexpected parameter: {name}")
