"""Which list is wanted: where it began, what is looked for, and how the user sorts it. May not read any."""

from collections.abc import Collection
from datetime import datetime

from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View

_BY_TIME = (Order.NEWEST, Order.OLDEST)  # of everything, what is grave was often settled long ago


class Asked:
    """An order that was chosen stays: one for what is of all lists, one for the others."""

    def __init__(self) -> None:
        self.base = Query()  # the list from which a search begins
        self.search = Search()
        self._orders = {True: Order.NEWEST, False: Order.SEVERITY}

    @property
    def everywhere(self) -> bool:
        """Whether it has rows of all lists, by choice or by a search."""
        return self.search.queue(self.base) is Queue.ALL

    @property
    def order(self) -> Order:
        """How it is sorted."""
        wanted = self._orders[self.everywhere]
        return wanted if wanted in self.offered else Order.SEVERITY

    @property
    def offered(self) -> Collection[Order]:
        """How it can be sorted: only what is to do waits for an answer."""
        if self.everywhere:
            return _BY_TIME
        waits = self.search.queue(self.base) in (Queue.TODO, Queue.URGENT)
        return [order for order in Order if waits or order is not Order.WAITING]

    def sort(self, order: Order) -> None:
        """From now on so."""
        self._orders[self.everywhere] = order

    @property
    def view(self) -> View:
        """All of it, to be kept under a name."""
        return View(queue=self.base.queue, client=self.base.client, search=self.search, order=self.order)

    def take(self, view: View) -> None:
        """As it was kept."""
        self.base, self.search = view.base, view.search
        self.sort(view.order)

    def query(self, now: datetime) -> Query:
        """The list at that moment."""
        return self.view.query(now)
