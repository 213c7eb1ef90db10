"""What a write asks of Instagram, and its effect on the practice world. May not choose an answer's shape.

What is asked with is `hide`, what is read back `hidden`. Nothing can be liked or edited. The account's own comments stay
visible whatever is asked, and the answer says that it is done.
"""

from dataclasses import replace

from cm_desktop.practice.errors import invalid, no_such_object
from cm_desktop.practice.graph.request import Request
from cm_desktop.practice.graph.writing import Write, bare, boolean, comment_of, message
from cm_desktop.practice.instagram.rights import may_moderate
from cm_desktop.practice.journal import Act
from cm_desktop.practice.things import Comment, Grant, Page
from cm_desktop.practice.world import World

LONGEST = 2_200  # characters


def read_write(request: Request) -> Write:
    """The act that a request asks for. Raises Refusal where it is none, or asks with an unknown or bad parameter."""
    target, parameters = request.target, request.parameters
    match request.method, request.edge:
        case "POST", "replies":
            return Write(act=Act.REPLY, target=target, text=message(parameters, LONGEST))
        case "DELETE", "":
            return bare(Act.DELETE, target, parameters)
        case "POST", "" if "comment_enabled" in parameters:
            return Write(act=Act.OPEN if boolean(parameters, "comment_enabled") else Act.CLOSE, target=target)
        case "POST", "":
            return Write(act=Act.HIDE if boolean(parameters, "hide") else Act.UNHIDE, target=target)
        case _:
            raise no_such_object(request.method, target)


def apply(world: World, grant: Grant, account: Page, write: Write) -> str | None:
    """Do it. Returns the id of what was made, or an empty text; None where nothing changed although all is said to be well.

    Raises Refusal where it may not or cannot be done.
    """
    may_moderate(grant, account)
    if write.act in (Act.OPEN, Act.CLOSE):
        return _set_open(world, account, write)
    comment = comment_of(world, account.id, write.target)
    match write.act:
        case Act.REPLY:
            return _reply(world, comment, write.text)
        case Act.HIDE | Act.UNHIDE if comment.by_page:
            return None
        case Act.HIDE | Act.UNHIDE:
            world.put(replace(comment, hidden=write.act is Act.HIDE))
        case Act.DELETE:
            world.delete(comment.id)
        case _:
            raise no_such_object("post", write.target)
    return ""


def _reply(world: World, comment: Comment, text: str) -> str:
    """A reply to a reply joins its thread; to what is hidden there is none, neither in a thread that is."""
    top = world.comment(comment.parent_id) if comment.parent_id else comment
    if comment.hidden or top.hidden:
        raise invalid("A hidden comment cannot be replied to")
    if not world.post(comment.post_id).open:
        raise invalid("Comments are turned off for this media")
    return world.add_comment(comment.post_id, text, author=None, parent=top.id).id


def _set_open(world: World, account: Page, write: Write) -> str:
    if not any(post.id == write.target for post in world.posts(account.id)):
        raise no_such_object("post", write.target)
    world.open_comments(write.target, to=write.act is Act.OPEN)
    return ""
