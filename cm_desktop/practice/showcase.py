"""A post and its comments as a web page, and the pictures in them, for whoever opens a link without a token.

May not let a comment's text become markup.
"""

from html import escape

from cm_desktop.practice.pictures import picture
from cm_desktop.practice.things import Comment
from cm_desktop.practice.world import World


def post_as_html(world: World, post_id: str) -> str:
    """What the public sees: hidden comments are left out. Raises KeyError for a post that is not there."""
    with world.lock:
        post = world.post(post_id)
        page = world.page(post.page_id)
        comments = sorted(world.seen_comments(post_id).values(), key=lambda comment: comment.created)
    public = [comment for comment in comments if not comment.hidden]
    threads = "".join(_thread(comment, public) for comment in public if comment.parent_id is None)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(page.name)}</title></head>'
        f"<body><h1>{escape(page.name)}</h1><p>{escape(post.text)}</p><ul>{threads}</ul></body></html>"
    )


def picture_of(world: World, thing_id: str) -> bytes:
    """The picture of a post, or that is attached to a comment. Raises KeyError where there is none."""
    if world.has_comment(thing_id):
        if not world.comment(thing_id).media:
            raise KeyError(thing_id)
    else:
        world.post(thing_id)
    return picture(thing_id)


def _thread(top: Comment, public: list[Comment]) -> str:
    replies = "".join(f"<li>{_said(reply)}</li>" for reply in public if reply.parent_id == top.id)
    return f"<li>{_said(top)}<ul>{replies}</ul></li>"


def _said(comment: Comment) -> str:
    return f'<p id="{escape(comment.id)}"><b>{escape(comment.author_name)}</b> {escape(comment.text)}</p>'
