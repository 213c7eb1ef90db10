"""What the WordPress tests have in common: a guest's comments put in, a connector on the site, a look into the database.

May not use the connector to look: what it did is seen by another way.
"""

from datetime import UTC, datetime, timedelta

from cm_desktop.domain.comments import Account, AccountId, Batch, ClientId, Comment, Post, RemoteId
from cm_desktop.platforms.wordpress.connector import WordPressConnector
from tests.servers.wordpress import WordPress

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
ADDRESS, AGENT = "203.0.113.9", "Mozilla/5.0 (lectrice)"
INSULT = "Bande de connards, vous n'êtes que des escrocs !"
FAMILY = "Toute la famille adore 👩‍👩‍👧‍👦 merci 🇫🇷 😀"


def connector(
    site: WordPress, user: str = "editor", *, through: str = "", password: str | None = None
) -> WordPressConnector:
    """One of the site's users, by another address or with another password where one is given."""
    account = Account(
        id=AccountId("wordpress:carnet"),
        client=ClientId("maison-verte"),
        platform="wordpress",
        name="Carnet",
        base_url=through or site.base_url,
        login=user,
        allow_local=True,
    )
    return WordPressConnector(account, site.passwords[user] if password is None else password)


def comments(site: WordPress, *texts: str, status: str = "1", start: datetime = START, post: int = 1) -> list[RemoteId]:
    """Guests' comments, one a minute, as WordPress itself stores them."""
    moments = [f"{start + timedelta(minutes=number):%Y-%m-%d %H:%M:%S}" for number in range(len(texts))]
    local = site.calls([("get_date_from_gmt", [moment]) for moment in moments])
    rows = [
        {
            "comment_post_ID": post,
            "comment_author": f"Lectrice {number}",
            "comment_author_email": "lectrice@example.org",
            "comment_author_IP": ADDRESS,
            "comment_agent": AGENT,
            "comment_content": text,
            "comment_approved": status,
            "comment_date": local[number],
            "comment_date_gmt": moments[number],
        }
        for number, text in enumerate(texts)
    ]
    return [RemoteId(str(answer)) for answer in site.calls([("wp_insert_comment", [row]) for row in rows])]


def comment(blog: WordPressConnector, site: WordPress, text: str = INSULT, status: str = "1") -> Comment:
    """One more guest's comment, as `blog` reads it."""
    (ident,) = comments(site, text, status=status)
    return blog.read(ident)


def sync(blog: WordPressConnector, cursor: str | None = None) -> tuple[list[Post], list[Comment], str]:
    """All that one sync brings."""
    posts: list[Post] = []
    found: list[Comment] = []
    batch = Batch(cursor=cursor, more=True)
    while batch.more:
        batch = blog.fetch(batch.cursor)
        posts += batch.posts
        found += batch.comments
    assert batch.cursor is not None
    return posts, found, batch.cursor


def stored(site: WordPress, ident: RemoteId) -> dict[str, str]:
    """A comment's row, by WordPress's own function."""
    row = site.call("get_comment", int(ident))
    assert isinstance(row, dict)
    return row
