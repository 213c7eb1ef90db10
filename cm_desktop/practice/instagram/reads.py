"""What a read asks of Instagram, looked up and rendered. May not change anything."""

from cm_desktop.practice.errors import ErrorAnswer, Refusal, documented, no_such_name, no_such_object
from cm_desktop.practice.graph.rendering import single
from cm_desktop.practice.graph.request import Request
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.instagram import nodes
from cm_desktop.practice.instagram.rights import may_read, may_read_comments
from cm_desktop.practice.things import Comment, Page, Post, number_of


def read(viewer: Viewer, request: Request) -> Json:
    """The answer to a GET. Raises Refusal where the object, the field, the parameter or the right is missing."""
    assert viewer.page is not None
    if not request.target:
        raise Refusal(documented(2500))
    options, fields = request.options, request.fields
    match _find(viewer, viewer.page, request.target), request.edge:
        case Page() as account, "":
            may_read(viewer)
            kind = nodes.ACCOUNT if request.target == account.id else nodes.SELF
            return single(viewer, kind, account, options, fields)
        case Post() as medium, "":
            may_read(viewer)
            return single(viewer, nodes.MEDIUM, medium, options, fields)
        case Comment() as comment, "":
            may_read_comments(viewer)
            return single(viewer, nodes.COMMENT, comment, options, fields)
        case Page() as account, "media":
            return nodes.media(viewer, account, options, fields)
        case (Post() as owner, "comments") | (Comment() as owner, "replies"):
            return nodes.comments(viewer, owner, options, fields)
        case _:
            raise Refusal(ErrorAnswer(code=2500, message=f"Unknown path components: /{request.edge}"))


def _find(viewer: Viewer, account: Page, name: str) -> Page | Post | Comment:
    """A thing of the token's account. Another account's things are as good as absent.

    By Instagram's own login, an account has an id of its own for each app beside the one that everybody knows it by.
    """
    if name in ("me", account.id, number_of("scoped", account.id)):
        return account
    for post in viewer.world.posts(account.id):
        if post.id == name:
            return post
        if comment := viewer.world.seen_comments(post.id).get(name):
            return comment
    if not name.isdecimal():
        raise no_such_name(name)
    raise no_such_object("get", name)
