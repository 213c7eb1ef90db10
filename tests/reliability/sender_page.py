"""A page of the practice platform, Facebook's or Instagram's, whose calls go wrong. May not know who calls it.

It counts effects: what stands on the page, whatever was answered.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cm_desktop.domain.actions import Delete, EditReply, Hide, Like, PlatformAction, Unhide
from cm_desktop.practice import Act, Calls, Cut, Effect, Failure, Fault, Normal, Truncated, WebPage
from cm_desktop.practice.calls import Graph
from cm_desktop.practice.delivery import Delivery
from cm_desktop.practice.errors import documented
from cm_desktop.practice.faults import Faults
from cm_desktop.practice.graph.usage import Usage
from cm_desktop.practice.journal import Journal
from cm_desktop.practice.play import play
from cm_desktop.practice.scenario import read_scenario
from cm_desktop.practice.server import HOST, Sockets
from tests.reliability.sender_place import Item, Mood, Place

COMMENTS, OTHERS = 6, 8
DEADLINE = 0.5  # seconds that the sender waits for one answer
LATEST = timedelta(seconds=90)
LAG = timedelta(seconds=20)
"""Together less than the settling time, which is what the protocol rests upon."""


def _error(code: int, subcode: int | None = None, *, effect: Effect = Effect.NONE) -> Fault:
    return Fault(answer=Failure(documented(code, subcode)), effect=effect, calls=Calls.WRITES)


def _on_write(answer: Cut | WebPage | Truncated | Normal, effect: Effect = Effect.NONE) -> Fault:
    return Fault(answer=answer, effect=effect, calls=Calls.WRITES)


OUTCOMES: Mapping[str, Fault | None] = {
    "done": None,
    "cut before": _on_write(Cut()),
    "cut after": _on_write(Cut(), Effect.NOW),
    "cut, later done": _on_write(Cut(), Effect.LATE),
    "reset before": _on_write(Cut(reset=True)),
    "reset after": _on_write(Cut(reset=True), Effect.NOW),
    "error 2 before": _error(2),
    "error 2 after": _error(2, effect=Effect.NOW),
    "error 2, later done": _error(2, effect=Effect.LATE),
    "error 1705 after": _error(1705, effect=Effect.NOW),
    "gateway before": _on_write(WebPage(502)),
    "gateway after": _on_write(WebPage(502), Effect.NOW),
    "portal before": _on_write(WebPage(200)),
    "cut short": _on_write(Truncated(), Effect.NOW),
    "cut short, unannounced": _on_write(Truncated(announced=False), Effect.NOW),
    "too slow": replace(_on_write(Normal(), Effect.NOW), delay=timedelta(seconds=1.2 * DEADLINE)),
    "throttled": _error(32),
    "blocked": _error(368),
    "refused": _error(100),
}
"""What may become of a write: its effect and its answer do not depend on each other."""
SLOW = replace(_on_write(Normal(), Effect.NOW), delay=timedelta(seconds=0.6 * DEADLINE))
UNREAD = (Fault(answer=Cut()), Fault(answer=Failure(documented(2))), Fault(answer=WebPage(500)))


class FlakyPage(Place):
    """One page with a few comments, served on a port of this machine until `close`."""

    deadline = DEADLINE

    def __init__(self, folder: Path, mood: Mood, platform: str) -> None:
        super().__init__(mood)
        self.platform = platform
        file = folder / "history.json"
        file.write_text(json.dumps(_history(platform)), encoding="utf-8")
        self._world = play(read_scenario(file), self.now, None)
        self._faults, self._journal = Faults(), Journal()
        sockets = Sockets(0, self.now)
        self.base_url = f"http://{HOST}:{sockets.port}"
        self._graph = Graph(self._world, self._faults, self._journal, Usage(), self.base_url)
        sockets.open(self._answer)
        self.close = sockets.close
        (page,) = [one for one in self._world.pages() if one.platform == platform]
        self.id, self.token = page.id, self._world.page_token(page.id)
        found = tuple(name for post in self._world.posts(page.id) for name in self._world.seen_comments(post.id))
        self.comments, self.others = found[:COMMENTS], found[COMMENTS:]

    def lag(self, lag: timedelta) -> None:
        self._world.lag = lag

    def effects(self) -> Counter[Item]:
        self._world.now()
        return Counter((r.comment_id, r.text) for r in self._journal.records() if r.act is Act.REPLY and r.applied)

    def asked(self) -> Counter[tuple[str, str]]:
        return Counter((r.comment_id, str(r.act)) for r in self._journal.records() if r.act is not None)

    def stands(self, comment: str) -> bool:
        self._world.now()
        return self._world.has_comment(comment)

    def is_so(self, comment: str, action: PlatformAction) -> bool:
        if isinstance(action, Delete) or not self.stands(comment):
            return isinstance(action, Delete) and not self.stands(comment)
        found = self._world.comment(comment)
        match action:
            case Hide() | Unhide():
                return found.hidden is isinstance(action, Hide)
            case EditReply(text=text):
                return found.text == text
            case Like():
                return found.liked
            case _:
                raise TypeError(action)

    def _answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Delivery:
        with self._world.lock:
            self._faults.clear()
            if (fault := self.mood(method)) is not None:
                self._faults.plan(fault)
            delivery = self._graph.answer(method, target, headers, body)
        self._answered(method)
        return delivery


@contextmanager
def served(folder: Path, mood: Mood = lambda _method: None, *, platform: str = "facebook") -> Iterator[FlakyPage]:
    """Such a page, with its history in this folder, until the block ends."""
    page = FlakyPage(folder, mood, platform)
    try:
        yield page
    finally:
        page.close()


def by_chance(
    rng: random.Random,
    *,
    writes: float = 0.35,
    reads: float = 0.1,
    outcomes: Iterable[str] = OUTCOMES,
    soonest: float = 0.05,
) -> Mood:
    """So many writes meet one of these troubles, and so many reads fail. What is late is that part of LATEST, at least."""
    troubles = [fault for name in outcomes if (fault := OUTCOMES[name]) is not None]

    def mood(method: str) -> Fault | None:
        if method == "GET":
            return rng.choice(UNREAD) if rng.random() < reads else None
        if rng.random() >= writes:
            return None
        return replace(rng.choice(troubles), effect_delay=rng.uniform(soonest, 1) * LATEST)

    return mood


def _history(platform: str) -> dict[str, object]:
    said = [
        {"id": f"c{n}", "parent": None, "author": f"Auteur {n}", "text": f"Question {n}", "minutes_ago": 90 - n}
        for n in range(COMMENTS + OTHERS)
    ]
    posts = [{"id": "p1", "text": "La carte d'hiver", "minutes_ago": 120, "comments": said}]
    page = {"platform": platform, "name": "Brasserie Lumen", "posts": posts}
    return {"clients": [{"name": "Brasserie Lumen", "colour": "#C8862B", "pages": [page]}]}
