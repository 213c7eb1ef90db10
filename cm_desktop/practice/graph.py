"""One Graph call from its bytes to its answer: token, quota, fault, act, record. May not touch a socket."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from cm_desktop.practice.edges import Json, Viewer
from cm_desktop.practice.errors import THROTTLES, ErrorAnswer, Refusal, documented, page_token_wanted
from cm_desktop.practice.faults import Answer, Cut, Effect, Failure, Fault, Faults, Normal, WebPage
from cm_desktop.practice.journal import Journal, Record
from cm_desktop.practice.reads import read
from cm_desktop.practice.request import VERSION, Request, parse_request
from cm_desktop.practice.things import Grant
from cm_desktop.practice.usage import Usage
from cm_desktop.practice.world import World
from cm_desktop.practice.writes import Write, apply, read_write

_PORTAL = "<!DOCTYPE html><html><head><title>Connexion</title></head><body><form>…</form></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An answer, when it leaves, what happens to it on the way, and what is to be done `after` it left."""

    response: Response
    trouble: Answer = field(default_factory=Normal)
    delay: timedelta = timedelta(0)
    after: Callable[[], None] | None = None


class Graph:
    """Answers calls against the world. Safe to use from several threads: one call at a time."""

    def __init__(self, world: World, faults: Faults, journal: Journal, usage: Usage, base_url: str) -> None:
        self._world = world
        self._faults = faults
        self._journal = journal
        self._usage = usage
        self._base_url = base_url
        self._run = secrets.token_hex(4)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Delivery:
        """Carry out one call and record it."""
        with self._world.lock:
            now = self._world.now()
            try:
                request = parse_request(method, target, headers, body)
            except Refusal as refusal:
                response = _error(refusal.answer)
                self._journal.add(Record(time=now, method=method, path=urlsplit(target).path, status=response.status))
                return Delivery(response=response)
            return self._meet(request, now, self._faults.take(method, request.path))

    def _meet(self, request: Request, now: datetime, fault: Fault | None) -> Delivery:
        write = _understood(request)
        record = Record(time=now, method=request.method, path=request.path)
        if isinstance(write, Write):
            record = replace(record, act=write.act, comment_id=write.target, text=write.text)
        response = None
        if fault is None or fault.effect is Effect.NOW:
            response, record = self._carry_out(request, write, record)
        delivery = self._troubled(request, response, fault)
        status = None if isinstance(delivery.trouble, Cut) else delivery.response.status
        number = self._journal.add(replace(record, status=status))
        if fault is not None and fault.effect is Effect.LATE and isinstance(write, Write):
            self._world.at(now + fault.effect_delay, partial(self._land, request, write, number))
        return delivery

    def _carry_out(self, request: Request, write: Write | Refusal | None, record: Record) -> tuple[Response, Record]:
        try:
            grant = self._grant(request)
            headers = self._count(grant)
            if isinstance(write, Refusal):
                raise write
            if write is None:
                return _ok(read(self._viewer(grant), request), headers), record
            made = self._apply(grant, write)
        except Refusal as refusal:
            return self._refused(request, refusal.answer), record
        answer: Json = {"id": made} if made else {"success": True}
        return _ok(answer, headers), replace(record, applied=True, reply_id=made)

    def _apply(self, grant: Grant, write: Write) -> str:
        if grant.page_id is None:
            raise page_token_wanted()
        return apply(self._world, grant, write)

    def _land(self, request: Request, write: Write, number: int) -> None:
        """A write takes effect long after it was answered; or does not, if it no longer can."""
        try:
            self._journal.landed(number, self._apply(self._grant(request), write))
        except Refusal:
            return

    def _troubled(self, request: Request, response: Response | None, fault: Fault | None) -> Delivery:
        if fault is None:
            assert response is not None
            return Delivery(response=response)
        if isinstance(fault.answer, Failure):
            response = self._refused(request, fault.answer.error)
        elif isinstance(fault.answer, WebPage):
            html = {"Content-Type": "text/html; charset=utf-8"}
            response = Response(status=fault.answer.status, body=_PORTAL.encode(), headers=html)
        elif response is None:
            response = _ok({}, {})  # it is cut: nobody sees it
        return Delivery(response=response, trouble=fault.answer, delay=fault.delay)

    def _grant(self, request: Request) -> Grant:
        try:
            return self._world.grant(request.token)
        except KeyError:
            raise Refusal(documented(190)) from None

    def _viewer(self, grant: Grant) -> Viewer:
        return Viewer(world=self._world, grant=grant, base_url=self._base_url, run=self._run)

    def _count(self, grant: Grant) -> dict[str, str]:
        """Count the call; the headers that tell of it. Raises Refusal once the quota is used up."""
        self._usage.count(grant.holder_id)
        if self._percent(grant) >= 100:
            code = 4 if grant.page_id is None else 80001
            raise Refusal(replace(documented(code), regain_minutes=60))
        return self._usage.headers(grant, self._percent(grant), 0)

    def _percent(self, grant: Grant) -> int:
        people = self._world.engaged_people(grant.page_id) if grant.page_id else 1
        return self._usage.percent(grant.holder_id, people)

    def _refused(self, request: Request, error: ErrorAnswer) -> Response:
        try:
            grant = self._grant(request)
        except Refusal:
            return _error(error)
        percent = 100 if error.code in THROTTLES else self._percent(grant)
        return _error(error, self._usage.headers(grant, percent, error.regain_minutes or 0))


def _understood(request: Request) -> Write | Refusal | None:
    """The act that a call asks for, None for a read. A refusal waits until the token was looked at."""
    if not request.is_write:
        return None
    try:
        return read_write(request)
    except Refusal as refusal:
        return refusal


def _ok(answer: Json, headers: Mapping[str, str]) -> Response:
    return _json(200, answer, headers)


def _error(error: ErrorAnswer, headers: Mapping[str, str] | None = None) -> Response:
    login = {"WWW-Authenticate": 'OAuth "Facebook Platform" "invalid_token"'} if error.code == 190 else {}
    return _json(error.http_status, error.body(), {**login, **(headers or {})})


def _json(status: int, answer: Json, headers: Mapping[str, str]) -> Response:
    kind = {"Content-Type": "application/json; charset=UTF-8", "facebook-api-version": VERSION}
    return Response(status=status, body=json.dumps(answer).encode(), headers={**kind, **headers})
