"""A history set up as a practice world, as if it had just happened. May not speak HTTP."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from cm_desktop.practice.scenario import Scenario, ScenarioClient, ScenarioComment, ScenarioPage, ScenarioPost
from cm_desktop.practice.things import Clock, Page, Post, number_of, system_clock
from cm_desktop.practice.world import World

EDITED_AFTER = timedelta(minutes=2)
_BUSY = 10  # comments under a post, from which on its listing has a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The comments of the last `window` before the start arrive one by one instead, within `over` after it."""

    window: timedelta = timedelta(minutes=30)
    over: timedelta = timedelta(minutes=5)


def play(scenario: Scenario, clock: Clock = system_clock, growth: Growth | None = None) -> World:
    """The world that this history leads to, seen at the clock's now."""
    world = World(clock)
    stage = _Stage(world, clock(), _busiest(scenario), growth)
    for client in scenario.clients:
        for page in client.pages:
            stage.page(client, page)
    stage.plan_arrivals()
    return world


def token_of(page_id: str) -> str:
    """The token that opens a Page from its start: the same at every start. It guards nothing but sample data."""
    return "EAAPractice" + hashlib.sha256(f"token {page_id}".encode()).hexdigest()


def _busiest(scenario: Scenario) -> ScenarioPost | None:
    posts = [post for client in scenario.clients for page in client.pages for post in page.posts]
    busiest = max(posts, key=lambda post: len(post.comments), default=None)
    return busiest if busiest and len(busiest.comments) >= _BUSY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """A comment of the history, and where it goes."""

    post_id: str
    comment: ScenarioComment

    @property
    def number(self) -> str:
        return number_of(self.post_id, "comment", self.comment.id)

    @property
    def parent(self) -> str | None:
        if self.comment.parent is None:
            return None
        return f"{self.post_id.partition('_')[2]}_{number_of(self.post_id, 'comment', self.comment.parent)}"


class _Stage:
    """Puts a history into a world. Comments that are still to arrive wait for `plan_arrivals`."""

    def __init__(self, world: World, start: datetime, busiest: ScenarioPost | None, growth: Growth | None) -> None:
        self._world = world
        self._start = start
        self._busiest = busiest
        self._growth = growth
        self._waiting: list[_Arrival] = []

    def page(self, client: ScenarioClient, page: ScenarioPage) -> None:
        page_id = number_of("page", client.name, page.platform, page.name)
        self._world.add_page(
            Page(id=page_id, name=page.name, client=client.name, colour=client.colour, platform=page.platform)
        )
        self._world.issue_token(token_of(page_id), page_id)
        for post in page.posts:
            self._post(page_id, post)

    def plan_arrivals(self) -> None:
        """The comments that wait will come, oldest first, evenly spread. A reply is never older than what it answers."""
        if self._growth is None:
            return
        self._waiting.sort(key=lambda arrival: -arrival.comment.minutes_ago)
        for number, arrival in enumerate(self._waiting, start=1):
            moment = self._start + self._growth.over * number / len(self._waiting)
            self._world.at(moment, partial(self._arrive, arrival, moment))

    def _post(self, page_id: str, post: ScenarioPost) -> None:
        post_id = f"{page_id}_{number_of(page_id, 'post', post.id)}"
        created = self._ago(post.minutes_ago)
        gap = post is self._busiest
        self._world.add_post(Post(id=post_id, page_id=page_id, text=post.text, created=created, gap=gap))
        for comment in post.comments:
            arrival = _Arrival(post_id=post_id, comment=comment)
            if self._growth is not None and timedelta(minutes=comment.minutes_ago) < self._growth.window:
                self._waiting.append(arrival)
            else:
                self._arrive(arrival, self._ago(comment.minutes_ago))

    def _arrive(self, arrival: _Arrival, moment: datetime) -> None:
        comment = arrival.comment
        if arrival.parent is not None and not self._world.has_comment(arrival.parent):
            return  # what it answers was deleted meanwhile
        added = self._world.add_comment(
            arrival.post_id,
            comment.text,
            author=None if comment.by_page else comment.author,
            parent=arrival.parent,
            likes=comment.likes,
            created=moment,
            number=arrival.number,
        )
        if comment.edited_text is not None:
            self._world.plan_edit(max(moment, self._start) + EDITED_AFTER, added.id, comment.edited_text)

    def _ago(self, minutes: float) -> datetime:
        return self._start - timedelta(minutes=minutes)
