"""An act that a call asks for, and the parameters that acts share. May not carry one out."""

from collections.abc import Mapping
from dataclasses import dataclass

from cm_desktop.practice.errors import invalid, no_such_object
from cm_desktop.practice.journal import Act
from cm_desktop.practice.things import Comment
from cm_desktop.practice.world import World

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One act on one thing, as asked for. `text` is that of a reply or an edit."""

    act: Act
    target: str
    text: str = ""


def message(parameters: Mapping[str, str], longest: int) -> str:
    """The one parameter of a reply or an edit, at most so many characters long. Raises Refusal (100)."""
    only(parameters, "message")
    text = parameters.get("message", "")
    if not text.strip():
        raise invalid("The parameter message is required")
    if len(text) > longest:
        raise invalid(f"Param message must be at most {longest} characters long")
    return text


def boolean(parameters: Mapping[str, str], name: str) -> bool:
    """The one parameter of an act that sets a state. Raises Refusal (100)."""
    if name not in parameters:
        raise invalid(f"The parameter {name} is required")
    only(parameters, name)
    if (value := _BOOLEANS.get(parameters[name].lower())) is None:
        raise invalid(f"Param {name} must be a boolean")
    return value


def bare(act: Act, target: str, parameters: Mapping[str, str]) -> Write:
    """An act without parameters. Raises Refusal (100) where there is one."""
    only(parameters)
    return Write(act=act, target=target)


def only(parameters: Mapping[str, str], *known: str) -> None:
    """Raises Refusal (100) for any other parameter."""
    for name in parameters:
        if name not in known:
            raise invalid(f"Unexpected parameter: {name}")


def comment_of(world: World, page_id: str, comment_id: str) -> Comment:
    """A comment under one of this account's posts, as it really is. Raises Refusal (100/33): another's is as good as absent."""
    try:
        comment = world.comment(comment_id)
    except KeyError:
        raise no_such_object("post", comment_id) from None
    if world.post(comment.post_id).page_id != page_id:
        raise no_such_object("post", comment_id)
    return comment
