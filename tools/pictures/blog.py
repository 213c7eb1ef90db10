"""A blog that is not there, with one comment that it holds back: no practice page plays one. May not show it."""

from datetime import timedelta

from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Batch,
    Comment,
    CommentRef,
    Post,
    RemoteId,
    Visibility,
)
from tools.pictures.sitter import Sitter

TITLE = "Teindre un cuir végétal chez soi"
SAID = (
    "Bonjour, j’ai suivi le tutoriel et mon cuir végétal a durci. Est-ce que vos kits sont vraiment faits pour cela ?"
)
AUTHOR = "Maud Kervella"


def held_back(sitter: Sitter) -> CommentRef:
    """The comment, as it was just read."""
    desk, now = sitter.desk, sitter.desk.clock.now()
    client = next(client for client in desk.inbox.clients() if client.name == "Atelier Solène")
    blog = Account(
        id=AccountId("wordpress:blog"),
        client=client.id,
        platform="wordpress",
        name="Le carnet de l’atelier",
        base_url="https://carnet.example",
        login="Solène Mercier",
    )
    post = Post(account=blog.id, id=RemoteId("7"), text=TITLE, created_at=now - timedelta(days=2))
    comment = Comment(
        ref=CommentRef(blog.id, RemoteId("12")),
        post=post.id,
        parent=None,
        author=Author(id="", name=AUTHOR),
        text=SAID,
        created_at=now - timedelta(minutes=17),
        read_at=now,
        visibility=Visibility.HELD,
        can_hide=False,
    )
    room = desk._room  # noqa: SLF001  # nothing else brings a comment in without a blog that answers
    room.workspace.save_account(blog).result()
    judged, rules = room.opinions((comment,), client.id)
    room.workspace.save_batch(blog.id, Batch(posts=(post,), comments=(comment,)), judged, rules=rules, at=now).result()
    sitter.window.panes.refresh()
    return comment.ref
