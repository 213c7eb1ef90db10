"""What a list that is kept under a name holds, in a line. May not name it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from cm_desktop.domain.comments import AccountId, ClientId
from cm_desktop.domain.search import LATE, Search
from cm_desktop.domain.views import View
from cm_desktop.wording import terms
from cm_desktop.wording.words import Words


def described(words: Words, view: View, clients: Mapping[ClientId, str], pages: Mapping[AccountId, str]) -> str:
    """Where it begins, what it is narrowed to, its order: "To do · Urgent · Oldest first"."""
    search = view.search
    parts = [terms.queue(words, search.queue(view.base))]
    if view.client is not None and (search.here or not search.is_on):
        parts.append(clients.get(view.client, view.client))
    return " · ".join([*parts, *_named(words, search, pages), *_kinds(words, search), terms.order(words, view.order)])


def _named(words: Words, search: Search, pages: Mapping[AccountId, str]) -> Iterator[str]:
    if search.words:
        yield words.say("“{search}”", search=search.words)
    if search.author:
        yield words.say("Author: {name}", name=search.author)
    page = search.post[0] if search.post else search.account
    if page is not None:
        yield pages.get(page, page)
    if search.post:
        yield words.say("One post")


def _kinds(words: Words, search: Search) -> Iterator[str]:
    if search.level:
        yield terms.level(words, search.level)
    if search.category:
        yield terms.category(words, search.category)
    if search.unread:
        yield words.say("Unread only")
    if search.late:
        yield words.say("Unanswered for {n} h", n=LATE // timedelta(hours=1))
    if search.days:
        yield words.count("{n} day", "{n} days", search.days)
    elif search.since or search.until:
        yield "–".join(_day(words, day) for day in (search.since, search.until) if day)


def _day(words: Words, day: date) -> str:
    return day.strftime("%d/%m/%Y" if words.language == "fr" else "%Y-%m-%d")
