"""The practice platform driven from outside: its log, troubles, visitors and tokens, under `/_practice/`. May not act as Graph.

GET  pages, log, traffic, faults, posts/{post} (a page to look at), picture/{post or comment}
POST faults (see `fault_orders`), lag {seconds}, usage {page, percent}, offline {seconds}, edits {},
     comments {post, text, author, parent?, media?}, comments/edit {comment, text}, comments/delete {comment},
     tokens {page, without: [permission or task…], login?: "facebook" | "instagram"}; a null page makes the token of a
     person's profile; an Instagram account's is that of its Page, or its own by Instagram's login,
     tokens/end {token, seconds} from now, or null for no end
DELETE faults
Answers are JSON; an order that cannot be understood gets status 400 and changes nothing.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from cm_desktop.practice.delivery import Delivery, Response
from cm_desktop.practice.fault_orders import read_fault
from cm_desktop.practice.faults import Faults
from cm_desktop.practice.graph.usage import Usage
from cm_desktop.practice.journal import Journal
from cm_desktop.practice.play import token_of
from cm_desktop.practice.showcase import picture_of, post_as_html
from cm_desktop.practice.world import World

T = TypeVar("T")
Order = Mapping[str, object]

CONTROL_ROOT = "/_practice/"
_OK: Mapping[str, object] = {"done": True}


class Control:
    """Answers orders. `announcement` and `leave` belong to the platform that is driven."""

    def __init__(
        self,
        world: World,
        faults: Faults,
        journal: Journal,
        usage: Usage,
        announcement: Callable[[], dict[str, object]],
        leave: Callable[[float], None],
    ) -> None:
        self._world = world
        self._faults = faults
        self._journal = journal
        self._usage = usage
        self._announcement = announcement
        self._leave = leave

    def answer(self, method: str, target: str, body: bytes) -> Delivery:
        """Carry out one order, or show one thing."""
        name = target.removeprefix(CONTROL_ROOT)
        try:
            if method == "POST" and name == "offline":
                seconds = _number(_order(body), "seconds")
                return Delivery(response=_json(200, _OK), after=partial(self._leave, seconds))
            if method == "GET" and (shown := self._shown(name)):
                return Delivery(response=shown)
            with self._world.lock:
                return Delivery(response=_json(200, self._done(method, name, _order(body))))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            return Delivery(response=_json(400, {"error": f"{type(error).__name__}: {error}"}))

    def _shown(self, name: str) -> Response | None:
        """What needs no token to be looked at: status 404 where there is none of it."""
        kind, _, thing = name.partition("/")
        try:
            match kind:
                case "picture":
                    return Response(status=200, body=picture_of(self._world, thing), headers=_of("image/png"))
                case "posts":
                    html = post_as_html(self._world, thing).encode()
                    return Response(status=200, body=html, headers=_of("text/html; charset=utf-8"))
                case _:
                    return None
        except KeyError:
            return Response(status=404, body=b"", headers=_of("text/plain"))

    def _done(self, method: str, name: str, order: Order) -> Mapping[str, object]:
        match method, name:
            case "GET", "pages":
                return self._announcement()
            case "GET", "traffic" | "log":
                self._world.now()
                records = [r.as_json() for r in self._journal.records() if name == "traffic" or r.act is not None]
                return {name: records}
            case "GET", "faults":
                return {"waiting": len(self._faults.waiting)}
            case "DELETE", "faults":
                self._faults.clear()
            case "POST", "faults":
                self._faults.plan(read_fault(order))
            case "POST", "lag":
                self._world.lag = timedelta(seconds=_number(order, "seconds"))
            case "POST", "usage":
                percent = order["percent"]
                self._usage.force(_text(order, "page"), None if percent is None else int(_number(order, "percent")))
            case "POST", "edits":
                return {"edited": self._world.play_edits()}
            case "POST", _:
                return self._visitor(name, order)
            case _:
                raise KeyError(name)
        return _OK

    def _visitor(self, name: str, order: Order) -> Mapping[str, object]:
        world = self._world
        match name:
            case "comments":
                author = None if order["author"] is None else _text(order, "author")
                parent = _text(order, "parent") if order.get("parent") else None
                media = _text(order, "media") if order.get("media") else ""
                post, text = _text(order, "post"), _text(order, "text")
                return {"id": world.add_comment(post, text, author=author, parent=parent, media=media).id}
            case "comments/edit":
                world.put(replace(world.comment(_text(order, "comment")), text=_text(order, "text")))
            case "comments/delete":
                world.delete(_text(order, "comment"))
            case "tokens":
                return {"token": self._token(order)}
            case "tokens/end":
                never = order["seconds"] is None
                end = None if never else world.now() + timedelta(seconds=_number(order, "seconds"))
                world.end_token(_text(order, "token"), end)
            case _:
                raise KeyError(name)
        return _OK

    def _token(self, order: Order) -> str:
        page_id = None if order["page"] is None else _text(order, "page")
        without = order.get("without", [])
        if not isinstance(without, list):
            raise TypeError("without")
        lacking = sorted(map(str, without))
        opens = self._opened(page_id, order.get("login", "facebook"))
        kind = "IGAA" if opens and self._world.page(opens).on_instagram else "EAA"
        token = token_of("/".join([opens or "profile", *lacking]), kind)
        every = self._world.issue_token(token, opens, holder="Camille Duvernois")
        scopes = every.scopes.difference(lacking)
        tasks = tuple(task for task in every.tasks if task not in lacking)
        self._world.issue_token(token, opens, holder=every.holder_name, scopes=scopes, tasks=tasks)
        return token

    def _opened(self, page_id: str | None, login: object) -> str | None:
        """Whose token it is: an Instagram account's own, or that of the Page which it is connected to."""
        if login not in ("facebook", "instagram"):
            raise ValueError(login)
        if page_id is None:
            return None
        page = self._world.page(page_id)
        if login == "instagram" and not page.on_instagram:
            raise ValueError(login)
        return page.id if login == "instagram" else page.owner or page.id


def _order(body: bytes) -> Order:
    order = json.loads(body or b"{}")
    if not isinstance(order, dict):
        raise TypeError("an order is a JSON object")
    return order


def _text(order: Order, name: str) -> str:
    value = order[name]
    if not isinstance(value, str):
        raise TypeError(name)
    value.encode()  # half of a surrogate pair is no text
    return value


def _number(order: Order, name: str) -> float:
    value = order[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1_000_000:
        raise TypeError(name)
    return float(value)


def _json(status: int, answer: Mapping[str, object]) -> Response:
    return Response(status=status, body=json.dumps(answer).encode(), headers=_of("application/json; charset=UTF-8"))


def _of(kind: str) -> Mapping[str, str]:
    return {"Content-Type": kind}
