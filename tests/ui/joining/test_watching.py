"""A link to watch: feeds found behind it are followed, and where there is none the text is pasted by hand."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cm_desktop.domain.errors import NoFeed
from cm_desktop.domain.ports import FoundFeed
from tests.ui.joining.conftest import CTRL, Newcomer

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Le forum des Halles</title><link>https://forum.example/</link>
<description>Tout</description><item><title>Le pain</title><guid>https://forum.example/1</guid>
<link>https://forum.example/1</link><description>Le pain est-il cuit ici ?</description>
<pubDate>Sat, 21 Nov 2026 09:02:00 +0000</pubDate></item></channel></rss>
"""


@pytest.fixture
def feed() -> Iterator[str]:
    """The address of a feed on this machine."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(FEED.encode())

        def log_message(self, *_: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()
        thread.join()


def come_to_the_link(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_N, CTRL)
    newcomer.write("Boulangerie des Halles")
    newcomer.tab_to("Page Facebook")
    newcomer.press(Qt.Key.Key_Down)
    newcomer.press(Qt.Key.Key_Down)
    newcomer.enter()
    newcomer.wait_for("Surveiller un flux ou un lien")


def find(monkeypatch: pytest.MonkeyPatch, newcomer: Newcomer, *feeds: FoundFeed) -> list[str]:
    """These feeds are behind whatever link; none is an error, as for a platform that has none. Answers the links asked for."""
    asked: list[str] = []

    def discover(link: str) -> tuple[FoundFeed, ...]:
        asked.append(link)
        if not feeds:
            raise NoFeed(host="www.facebook.com", reason="closed")
        return feeds

    monkeypatch.setattr(newcomer.desk, "discover", discover)
    return asked


def test_a_feed_that_is_found_is_followed(newcomer: Newcomer, feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = FoundFeed(url="https://forum.example/posts", title="Publications", kind="posts")
    asked = find(monkeypatch, newcomer, other, FoundFeed(url=feed, title="Le forum des Halles", kind="comments"))
    come_to_the_link(newcomer)
    newcomer.paste("forum.example/sujet")
    newcomer.enter()
    newcomer.wait_for("Suivre ce flux")
    assert asked == ["https://forum.example/sujet"]
    newcomer.tab_to("Publications")
    newcomer.press(Qt.Key.Key_Down)
    newcomer.enter()
    newcomer.wait_for("La page est là")
    (account,) = newcomer.desk.inbox.accounts()
    assert (account.platform, account.name, account.base_url) == ("feed", "Le forum des Halles", feed)


def test_another_link_is_looked_behind_again(newcomer: Newcomer, feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, newcomer, FoundFeed(url=feed, title="Le forum des Halles", kind="comments"))
    come_to_the_link(newcomer)
    newcomer.paste("forum.example")
    newcomer.enter()
    newcomer.wait_for("Suivre ce flux")
    newcomer.tab_to("Lien")
    newcomer.write("/autre")
    assert newcomer.sheet.go.label == "Chercher les flux"


def test_where_there_is_no_feed_one_pastes_by_hand(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, newcomer)
    come_to_the_link(newcomer)
    newcomer.paste("https://www.facebook.com/concurrent")
    newcomer.enter()
    newcomer.wait_for("Pas de flux ici")
    newcomer.tab_to("Coller à la main")
    newcomer.press(Qt.Key.Key_Space)
    newcomer.wait_for("Une page en mode assisté")
    newcomer.tab_to("Ajouter cette page")
    newcomer.enter()
    newcomer.wait_for("La page est là")
    (account,) = newcomer.desk.inbox.accounts()
    assert (account.platform, account.name) == ("assisted", "Veille")
    assert account.base_url == "https://www.facebook.com/concurrent"
    newcomer.tab_to("Coller des commentaires…")
    newcomer.enter()
    newcomer.wait_for("Reconnaître")
    assert QApplication.focusWidget() is not None
