"""What a read asks of Facebook, looked up and rendered. May not change anything."""

from cm_desktop.practice.errors import ErrorAnswer, Refusal, documented, no_such_name, no_such_object, page_token_wanted
from cm_desktop.practice.facebook import nodes
from cm_desktop.practice.facebook.tokens import debug_token
from cm_desktop.practice.graph.fields import Fields
from cm_desktop.practice.graph.rendering import single
from cm_desktop.practice.graph.request import Options, Request
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.things import Comment, Page, Post

_FEEDS = ("feed", "posts")


def read(viewer: Viewer, request: Request) -> Json:
    """The answer to a GET. Raises Refusal where the object, the field, the parameter or the right is missing."""
    name, edge, options, fields = request.target, request.edge, request.options, request.fields
    if not name:
        raise Refusal(documented(2500))
    if request.path == "/debug_token":
        return debug_token(viewer.world, options)
    if viewer.page is None:
        return _profile(viewer, name, edge, options, fields)
    node = viewer.page if name == "me" else _find(viewer, viewer.page, name)
    match node, edge:
        case Page(), "":
            return single(viewer, nodes.PAGE, node, options, fields)
        case Post(), "":
            viewer.needs("pages_read_engagement")
            return single(viewer, nodes.POST, node, options, fields)
        case Comment(), "":
            viewer.needs("pages_read_user_content")
            return single(viewer, nodes.COMMENT, node, options, fields)
        case Page(), _ if edge in _FEEDS:
            viewer.needs("pages_read_engagement")
            return nodes.feed(viewer, node, edge, options, fields)
        case Post() | Comment(), "comments":
            viewer.needs("pages_read_user_content")
            return nodes.comments(viewer, node, options, fields)
        case _:
            raise Refusal(ErrorAnswer(code=2500, message=f"Unknown path components: /{edge}"))


def _profile(viewer: Viewer, name: str, edge: str, options: Options, fields: Fields | None) -> Json:
    """A person's token opens that person, and nothing of a Page."""
    if edge or name not in ("me", viewer.grant.holder_id):
        raise page_token_wanted()
    person = nodes.Person(id=viewer.grant.holder_id, name=viewer.grant.holder_name)
    return single(viewer, nodes.PERSON, person, options, fields)


def _find(viewer: Viewer, page: Page, name: str) -> Page | Post | Comment:
    """A thing of the token's Page. Another Page's things are as good as absent."""
    if name == page.id:
        return page
    for post in viewer.world.posts(page.id):
        if post.id == name:
            return post
        if comment := viewer.world.seen_comments(post.id).get(name):
            return comment
    if not name.replace("_", "").isdigit():
        raise no_such_name(name)
    raise no_such_object("get", name)
