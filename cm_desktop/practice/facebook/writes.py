"""What a write asks of Facebook, and its effect on the practice world. May not choose an answer's shape."""

from dataclasses import replace

from cm_desktop.practice.errors import invalid, missing_permission, no_such_object, not_yours
from cm_desktop.practice.graph.request import Request
from cm_desktop.practice.graph.writing import Write, bare, boolean, comment_of, message
from cm_desktop.practice.journal import Act
from cm_desktop.practice.things import Grant, Page
from cm_desktop.practice.world import World

LONGEST = 8_000  # characters
_NEEDED = "pages_manage_engagement"


def read_write(request: Request) -> Write:
    """The act that a request asks for. Raises Refusal where it is none, or asks with an unknown or bad parameter."""
    target, parameters = request.target, request.parameters
    match request.method, request.edge:
        case "POST", "comments":
            return Write(act=Act.REPLY, target=target, text=message(parameters, LONGEST))
        case "POST", "likes":
            return bare(Act.LIKE, target, parameters)
        case "DELETE", "likes":
            return bare(Act.UNLIKE, target, parameters)
        case "DELETE", "":
            return bare(Act.DELETE, target, parameters)
        case "POST", "" if "message" in parameters:
            return Write(act=Act.EDIT, target=target, text=message(parameters, LONGEST))
        case "POST", "":
            return Write(act=Act.HIDE if boolean(parameters, "is_hidden") else Act.UNHIDE, target=target)
        case _:
            raise no_such_object(request.method, target)


def apply(world: World, grant: Grant, page: Page, write: Write) -> str | None:
    """Do it. Returns the id of what was made, or an empty text. Raises Refusal where it may not or cannot be done."""
    for right in (_NEEDED, "MODERATE"):
        if right not in grant.scopes and right not in grant.tasks:
            raise missing_permission(200, right)
    if write.act is Act.REPLY:
        return _reply(world, page, write)
    comment = comment_of(world, page.id, write.target)
    match write.act:
        case Act.HIDE | Act.UNHIDE:
            if comment.by_page:
                raise invalid("A comment of the Page itself cannot be hidden (can_hide is false)")
            world.put(replace(comment, hidden=write.act is Act.HIDE))
        case Act.EDIT:
            if not comment.by_page:
                raise not_yours("edit this comment")
            world.put(replace(comment, text=write.text))
        case Act.LIKE | Act.UNLIKE:
            world.put(replace(comment, liked=write.act is Act.LIKE))
        case Act.DELETE:
            world.delete(comment.id)
        case _:
            raise no_such_object("post", write.target)
    return ""


def _reply(world: World, page: Page, write: Write) -> str:
    if any(post.id == write.target for post in world.posts(page.id)):
        return world.add_comment(write.target, write.text, author=None).id
    above = comment_of(world, page.id, write.target)
    return world.add_comment(above.post_id, write.text, author=None, parent=above.id).id
