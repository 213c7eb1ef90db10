"""What platforms once answered, to be said again: recorded from the practice platform and, long ago, from real servers.

May not spoil any of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cm_desktop.domain.actions import Hide, WriteReply
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.platforms.connect import connect
from cm_desktop.platforms.transport.gateway import DIRECT
from cm_desktop.platforms.transport.http import Answer, HttpClient
from tests.engine.port import CLIENT
from tests.platforms import facebook_page, instagram_account
from tests.platforms.feed_samples import FOLDER as FEEDS
from tests.reliability.answers_mutated import Said

Key = tuple[str, str, frozenset[tuple[str, str]]]  # method, path, parameters
Recorded = dict[Key, Said]

OF_THE_WIRE = frozenset({"content-length", "transfer-encoding", "content-encoding", "connection", "keep-alive"})
ACTS = (WriteReply("Merci !"), Hide())
WORDPRESS = Path(__file__).parents[1] / "fixtures" / "wordpress" / "recorded_6.1.9.json"
COMMENTS = "/wp-json/wp/v2/comments"
PAGES = {
    ("GET", "/wp-json/"): "index",
    ("GET", "/wp-json/wp/v2/users/me"): "me",
    ("GET", COMMENTS): "list_edit_auth",
    ("POST", COMMENTS): "reply",
}


def key(method: str, address: str, params: Mapping[str, object]) -> Key:
    return method, urlsplit(address).path, frozenset((name, str(value)) for name, value in params.items())


def find(recorded: Recorded, request: bytes) -> Said:
    """What was once said to this, or to what is most like it: times of asking differ."""
    method, target = request.decode("latin-1").split()[:2]
    asked = key(method, target, dict(parse_qsl(urlsplit(target).query, keep_blank_values=True)))
    alike = [known for known in recorded if known[:2] == asked[:2] and _after(known) == _after(asked)]
    if not alike:
        return Said(body=b'{"data": []}') if _after(asked) else Said(status=404, body=b"{}")
    return recorded[min(alike, key=lambda known: sum(name != "since" for name, _ in known[2] ^ asked[2]))]


def _after(known: Key) -> set[tuple[str, str]]:
    """Where a listing goes on."""
    return {(name, value) for name, value in known[2] if name == "after"}


def of_graph(platform: str) -> tuple[Account, Recorded]:
    """Everything that a connector asks of the practice platform."""
    page = facebook_page if platform == "facebook" else instagram_account
    recorded: Recorded = {}
    with TemporaryDirectory() as folder, facebook_page.play(Path(folder), page.small_history()) as practice:
        account = page.account_of(practice)
        connector = connect(account, practice.pages[0].token, gateway=DIRECT)
        with listening(recorded):
            connector.check()
            batches = facebook_page.read_to_the_end(connector)
            facebook_page.read_to_the_end(connector, batches[-1].cursor)
            connector.stats()
            comment = next(one for batch in batches for one in batch.comments if not one.author.is_page)
            connector.read(comment.ref.id)
            connector.own_replies(comment)
            for action in ACTS:
                connector.act(action, comment, "key")
    return account, recorded


def of_wordpress() -> tuple[Account, Recorded]:
    """A blog's own words."""
    pairs: dict[str, dict[str, Any]] = {pair["name"]: pair for pair in json.loads(WORDPRESS.read_text("utf-8"))}
    rows = pairs["list_edit_auth"]["body"]
    bodies = {place: pairs[name]["body"] for place, name in PAGES.items()}
    bodies["GET", "/wp-json/wp/v2/posts"] = [pairs["post_closed"]["body"]]
    for row in rows:
        bodies["GET", f"{COMMENTS}/{row['id']}"] = row
        bodies["POST", f"{COMMENTS}/{row['id']}"] = {**row, "status": "hold"}
    headers = {"Content-Type": "application/json; charset=UTF-8", "X-WP-Total": str(len(rows))}
    account = Account(
        id=AccountId("wordpress:blog"),
        client=CLIENT.id,
        platform="wordpress",
        name="Blog",
        base_url="",
        login="admin",
        allow_local=True,
    )
    said = {place: Said(headers=headers, body=json.dumps(body).encode()) for place, body in bodies.items()}
    return account, {(*place, frozenset()): one for place, one in said.items()}


def of_feeds() -> Iterator[tuple[Account, Recorded]]:
    """Each recorded feed, under an address of its own."""
    for file in sorted(FEEDS.iterdir()):
        account = Account(
            id=AccountId(f"feed:{file.name}"),
            client=CLIENT.id,
            platform="feed",
            name=file.name,
            base_url="",
            allow_local=True,
        )
        headers = {"Content-Type": "application/xml", "ETag": '"1"'}
        yield account, {("GET", "/", frozenset()): Said(headers=headers, body=file.read_bytes())}


@contextmanager
def listening(recorded: Recorded) -> Iterator[None]:
    """Keep what every client is answered meanwhile."""
    as_always: Callable[..., Answer] = HttpClient.send

    def send(self: HttpClient, method: str, path: str, **rest: Any) -> Answer:
        answer = as_always(self, method, path, **rest)
        headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_WIRE}
        asked = key(method, f"{self._base_url}/{path.lstrip('/')}", rest.get("params") or {})
        recorded.setdefault(asked, Said(status=answer.status, headers=headers, body=answer.body))
        return answer

    HttpClient.send = send  # type: ignore[method-assign]
    try:
        yield
    finally:
        HttpClient.send = as_always  # type: ignore[method-assign]
