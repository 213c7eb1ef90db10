"""What a write asks for, and its effect on the practice world. May not choose an answer's shape: that is the fault's part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cm_desktop.practice.errors import invalid, missing_permission, no_such_object
from cm_desktop.practice.journal import Act
from cm_desktop.practice.request import Request
from cm_desktop.practice.things import Comment, Grant
from cm_desktop.practice.world import World

LONGEST = 8_000  # characters
_NEEDED = "pages_manage_engagement"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One act on one thing, as asked for. `text` is that of a reply or an edit."""

    act: Act
    target: str
    text: str = ""


def read_write(request: Request) -> Write:
    """The act that a request asks for. Raises Refusal where it is none, or asks with an unknown or bad parameter."""
    target, _, edge = request.path.strip("/").partition("/")
    match request.method, edge:
        case "POST", "comments":
            return Write(act=Act.REPLY, target=target, text=_message(request.parameters))
        case "POST", "likes":
            return _bare(Act.LIKE, target, request.parameters)
        case "DELETE", "likes":
            return _bare(Act.UNLIKE, target, request.parameters)
        case "DELETE", "":
            return _bare(Act.DELETE, target, request.parameters)
        case "POST", "" if "message" in request.parameters:
            return Write(act=Act.EDIT, target=target, text=_message(request.parameters))
        case "POST", "":
            return Write(act=_visibility(request.parameters), target=target)
        case _:
            raise no_such_object(request.method, target)


def apply(world: World, grant: Grant, write: Write) -> str:
    """Do it. Returns the id of what was made, or an empty text. Raises Refusal where it may not or cannot be done."""
    _check_right(grant)
    if write.act is Act.REPLY:
        return _reply(world, grant, write)
    comment = _comment(world, grant, write.target)
    match write.act:
        case Act.HIDE | Act.UNHIDE:
            if comment.by_page:
                raise invalid("A comment of the Page itself cannot be hidden (can_hide is false)")
            world.put(replace(comment, hidden=write.act is Act.HIDE))
        case Act.EDIT:
            if not comment.by_page:
                raise invalid("Only a comment of the Page itself can be edited")
            world.put(replace(comment, text=write.text))
        case Act.LIKE | Act.UNLIKE:
            world.put(replace(comment, liked=write.act is Act.LIKE))
        case Act.DELETE:
            world.delete(comment.id)
    return ""


def _reply(world: World, grant: Grant, write: Write) -> str:
    if any(post.id == write.target for post in world.posts(grant.page_id or "")):
        return world.add_comment(write.target, write.text, author=None).id
    above = _comment(world, grant, write.target)
    return world.add_comment(above.post_id, write.text, author=None, parent=above.id).id


def _comment(world: World, grant: Grant, comment_id: str) -> Comment:
    try:
        comment = world.comment(comment_id)
    except KeyError:
        raise no_such_object("post", comment_id) from None
    if world.post(comment.post_id).page_id != grant.page_id:
        raise no_such_object("post", comment_id)
    return comment


def _check_right(grant: Grant) -> None:
    if _NEEDED not in grant.scopes:
        raise missing_permission(200, _NEEDED)
    if "MODERATE" not in grant.tasks:
        raise missing_permission(200, "MODERATE")


def _message(parameters: Mapping[str, str]) -> str:
    _only(parameters, "message")
    text = parameters.get("message", "")
    if not text.strip():
        raise invalid("The parameter message is required")
    if len(text) > LONGEST:
        raise invalid(f"Param message must be at most {LONGEST} characters long")
    return text


def _visibility(parameters: Mapping[str, str]) -> Act:
    _only(parameters, "is_hidden")
    if (hidden := _BOOLEANS.get(parameters.get("is_hidden", "").lower())) is None:
        raise invalid("Param is_hidden must be a boolean")
    return Act.HIDE if hidden else Act.UNHIDE


def _bare(act: Act, target: str, parameters: Mapping[str, str]) -> Write:
    _only(parameters)
    return Write(act=act, target=target)


def _only(parameters: Mapping[str, str], *known: str) -> None:
    for name in parameters:
        if name not in known:
            raise invalid(f"Unexpected parameter: {name}")
