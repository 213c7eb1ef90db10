"""Lists that are kept under a name: the table `saved_view`, written and read. May not open one."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import Future
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from cm_desktop.domain.comments import AccountId, ClientId, RemoteId
from cm_desktop.domain.queue import Order, Queue
from cm_desktop.domain.search import Search
from cm_desktop.domain.verdicts import Category, Level
from cm_desktop.domain.views import View, naming
from cm_desktop.store.cells.rows import Cell, Row, cell, text_of
from cm_desktop.store.cells.sealed import drop, find, put
from cm_desktop.store.disk.files import writing

if TYPE_CHECKING:
    from cm_desktop.store.tables.work import Work
    from cm_desktop.store.writer import Submit

COLUMNS = ("name", "queue", "client", "account", "search", "sort")  # an empty client or account: any


class Views:
    """A part of a workspace: every write answers a Future that is done once committed."""

    def __init__(self, db: sqlite3.Connection, work: Work, submit: Submit) -> None:
        self._db, self._work, self._submit = db, work, submit

    def save(self, view: View, instead_of: str = "") -> Future[None]:
        """Keep one, over the one of the same name and in the place of another."""
        return self._submit(lambda: self._save(view, instead_of))

    def drop(self, name: str) -> Future[None]:
        """Keep it no more."""
        return self._submit(lambda: self._drop(name))

    def _save(self, view: View, instead_of: str) -> None:
        from cm_desktop.domain.journal import Deed

        with writing(self._db):
            drop(self._db, "saved_view", "name = ?", (cell(instead_of),))
            put(self._db, "saved_view", _cells(view))
            self._work.log(Deed.VIEW_SAVED, client=view.client)

    def _drop(self, name: str) -> None:
        from cm_desktop.domain.journal import Deed

        with writing(self._db):
            if drop(self._db, "saved_view", "name = ?", (cell(name),)):
                self._work.log(Deed.VIEW_DROPPED)


def forget_name(work: sqlite3.Connection, name: str) -> None:
    """No view names this person any more, in a transaction that is open already."""
    for view in naming(map(view_from, list(find(work, "saved_view"))), name):
        drop(work, "saved_view", "name = ?", (cell(view.name),))


def view_from(row: Row) -> View:
    """What `save` kept."""
    name, queue, client, account, search, sort = map(text_of, row)
    return View(
        name=name,
        queue=Queue(queue),
        client=ClientId(client) if client else None,
        search=_search(json.loads(search), AccountId(account) if account else None),
        order=Order(sort),
    )


def _cells(view: View) -> tuple[Cell, ...]:
    search = view.search
    account = search.post[0] if search.post else search.account or ""
    told = {field.name: getattr(search, field.name) for field in fields(Search) if field.name != "account"}
    told["post"] = search.post[1] if search.post else None
    kept = json.dumps({name: value for name, value in told.items() if value}, default=date.isoformat)
    return (cell(view.name), view.queue, cell(view.client or ""), cell(account), kept, view.order)


def _search(told: dict[str, Any], account: AccountId | None) -> Search:
    """Raises TypeError, ValueError or KeyError where it is none."""
    post = told.pop("post", None)
    kinds = {"level": Level, "category": Category, "since": date.fromisoformat, "until": date.fromisoformat}
    told |= {name: kinds[name](told[name]) for name in kinds if name in told}
    if post is None or account is None:
        return Search(account=account, **told)
    return Search(post=(account, RemoteId(post)), **told)
