"""A history set up as a practice world, as if it had just happened. May not speak HTTP."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from cm_desktop.practice.scenario import Scenario, ScenarioClient, ScenarioComment, ScenarioPage, ScenarioPost
from cm_desktop.practice.things import Clock, Page, Post, id_of_comment, id_of_post, number_of, system_clock
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
        stage.client(client)
    stage.plan_arrivals()
    return world


def token_of(page_id: str, kind: str = "EAA") -> str:
    """The token that opens a Page from its start: the same at every start. It guards nothing but sample data.

    Facebook's tokens start with EAA, those of Instagram's own login with IGAA.
    """
    return f"{kind}Practice" + hashlib.sha256(f"token {page_id}".encode()).hexdigest()


def _busiest(scenario: Scenario) -> ScenarioPost | None:
    posts = [post for client in scenario.clients for page in client.pages for post in page.posts]
    busiest = max(posts, key=lambda post: len(post.comments), default=None)
    return busiest if busiest and len(busiest.comments) >= _BUSY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """A comment of the history, and where it goes."""

    page: Page
    post_id: str
    comment: ScenarioComment

    @property
    def number(self) -> str:
        return self._number(self.comment.id)

    @property
    def parent(self) -> str | None:
        above = self.comment.parent
        return None if above is None else id_of_comment(self.page, self.post_id, self._number(above))

    def _number(self, name: str) -> str:
        return number_of(self.post_id, "comment", name)


class _Stage:
    """Puts a history into a world. Comments that are still to arrive wait for `plan_arrivals`."""

    def __init__(self, world: World, start: datetime, busiest: ScenarioPost | None, growth: Growth | None) -> None:
        self._world = world
        self._start = start
        self._busiest = busiest
        self._growth = growth
        self._waiting: list[_Arrival] = []

    def client(self, client: ScenarioClient) -> None:
        """Put up a client's pages. What is neither on Facebook nor on Instagram is played on Facebook."""
        for page in client.pages:
            if page.platform != "instagram":
                self._posts(self._page(client, page.name, page.platform), page)
        for page in client.pages:
            if page.platform == "instagram":
                self._posts(self._account(client, page.name), page)

    def _page(self, client: ScenarioClient, name: str, platform: str, *, in_history: bool = True) -> Page:
        page = Page(
            id=number_of("page", client.name, platform, name),
            name=name,
            client=client.name,
            colour=client.colour,
            platform="facebook",
            in_history=in_history,
        )
        self._world.add_page(page)
        self._world.issue_token(token_of(page.id), page.id)
        return page

    def _account(self, client: ScenarioClient, name: str) -> Page:
        """An account is always connected to a Page: where the client has none to spare, a bare one is made."""
        pages = [page for page in self._world.pages() if page.client == client.name and not page.on_instagram]
        spare = next((page for page in pages if self._world.instagram_of(page.id) is None), None)
        owner = spare or self._page(client, name, "owner", in_history=False)
        account = Page(
            id=number_of("page", client.name, "instagram", name),
            name=name,
            client=client.name,
            colour=client.colour,
            platform="instagram",
            owner=owner.id,
        )
        self._world.add_page(account)
        return account

    def _posts(self, page: Page, told: ScenarioPage) -> None:
        for post in told.posts:
            self._post(page, post)

    def plan_arrivals(self) -> None:
        """The comments that wait will come, oldest first, evenly spread. A reply is never older than what it answers."""
        if self._growth is None:
            return
        self._waiting.sort(key=lambda arrival: -arrival.comment.minutes_ago)
        for number, arrival in enumerate(self._waiting, start=1):
            moment = self._start + self._growth.over * number / len(self._waiting)
            self._world.at(moment, partial(self._arrive, arrival, moment))

    def _post(self, page: Page, post: ScenarioPost) -> None:
        post_id = id_of_post(page, number_of(page.id, "post", post.id))
        created = self._ago(post.minutes_ago)
        gap = post is self._busiest
        self._world.add_post(Post(id=post_id, page_id=page.id, text=post.text, created=created, gap=gap))
        for comment in post.comments:
            arrival = _Arrival(page=page, post_id=post_id, comment=comment)
            if self._growth is not None and timedelta(minutes=comment.minutes_ago) < self._growth.window:
                self._waiting.append(arrival)
            else:
                self._arrive(arrival, self._ago(comment.minutes_ago))

    def _arrive(self, arrival: _Arrival, moment: datetime) -> None:
        comment = arrival.comment
        if arrival.parent is not None and not self._world.has_comment(arrival.parent):
            return  # what it answers was deleted meanwhile
        if not self._world.post(arrival.post_id).open:
            return
        added = self._world.add_comment(
            arrival.post_id,
            comment.text,
            author=None if comment.by_page else comment.author,
            parent=arrival.parent,
            likes=comment.likes,
            media=comment.media,
            created=moment,
            number=arrival.number,
        )
        if comment.edited_text is not None:
            self._world.plan_edit(max(moment, self._start) + EDITED_AFTER, added.id, comment.edited_text)

    def _ago(self, minutes: float) -> datetime:
        return self._start - timedelta(minutes=minutes)
