"""One Graph call from its bytes to its answer: token, quota, fault, act, record. May not touch a socket."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from cm_desktop.practice.delivery import Delivery, Response
from cm_desktop.practice.errors import THROTTLES, ErrorAnswer, Refusal, documented, page_token_wanted
from cm_desktop.practice.faults import Cut, Effect, Failure, Fault, Faults, WebPage
from cm_desktop.practice.flavours import FACEBOOK, Flavour, addressed, flavour_of
from cm_desktop.practice.graph.request import VERSION, Request, parse_request
from cm_desktop.practice.graph.usage import Usage
from cm_desktop.practice.graph.viewer import Json, Viewer
from cm_desktop.practice.graph.writing import Write
from cm_desktop.practice.journal import Journal, Record
from cm_desktop.practice.things import Grant, Page
from cm_desktop.practice.world import World

_PORTAL = "<!DOCTYPE html><html><head><title>Connexion</title></head><body><form>…</form></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caller:
    """Whose token it is, and whose things the call is about."""

    grant: Grant
    page: Page | None

    @property
    def flavour(self) -> Flavour:
        return flavour_of(self.page)

    @property
    def quota(self) -> str:
        """Whose quota the call is counted on."""
        return self.page.id if self.page else self.grant.holder_id


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
            return self._meet(request, now, self._faults.take(request.method, request.path))

    def _meet(self, request: Request, now: datetime, fault: Fault | None) -> Delivery:
        caller = self._caller(request)
        write = _understood(request, caller)
        record = Record(time=now, method=request.method, path=request.path)
        if isinstance(write, Write):
            record = replace(record, act=write.act, comment_id=write.target, text=write.text)
        response = None
        if fault is None or fault.effect is Effect.NOW:
            response, record = self._carry_out(request, caller, write, record)
        delivery = self._troubled(caller, response, fault)
        status = None if isinstance(delivery.trouble, Cut) else delivery.response.status
        number = self._journal.add(replace(record, status=status))
        if fault is not None and fault.effect is Effect.LATE and isinstance(write, Write):
            self._world.at(now + fault.effect_delay, partial(self._land, request, write, number))
        return delivery

    def _carry_out(
        self, request: Request, caller: _Caller | Refusal, write: Write | Refusal | None, record: Record
    ) -> tuple[Response, Record]:
        try:
            if isinstance(caller, Refusal):
                raise caller
            headers = self._count(caller)
            if isinstance(write, Refusal):
                raise write
            if write is None:
                return _ok(caller.flavour.read(self._viewer(caller), request), headers), record
            made = self._apply(caller, write)
        except Refusal as refusal:
            return self._refused(caller, refusal.answer), record
        answer: Json = {"id": made} if made else {"success": True}
        return _ok(answer, headers), replace(record, applied=made is not None, reply_id=made or "")

    def _apply(self, caller: _Caller, write: Write) -> str | None:
        if caller.page is None:
            raise page_token_wanted()
        return caller.flavour.apply(self._world, caller.grant, caller.page, write)

    def _land(self, request: Request, write: Write, number: int) -> None:
        """A write takes effect long after it was answered; or does not, if it no longer can."""
        caller = self._caller(request)
        if isinstance(caller, Refusal):
            return
        try:
            made = self._apply(caller, write)
        except Refusal:
            return
        if made is not None:
            self._journal.landed(number, made)

    def _troubled(self, caller: _Caller | Refusal, response: Response | None, fault: Fault | None) -> Delivery:
        if fault is None:
            assert response is not None
            return Delivery(response=response)
        if isinstance(fault.answer, Failure):
            response = self._refused(caller, fault.answer.error)
        elif isinstance(fault.answer, WebPage):
            html = {"Content-Type": "text/html; charset=utf-8"}
            response = Response(status=fault.answer.status, body=_PORTAL.encode(), headers=html)
        elif response is None:
            response = _ok({}, {})  # it is cut: nobody sees it
        return Delivery(response=response, trouble=fault.answer, delay=fault.delay)

    def _caller(self, request: Request) -> _Caller | Refusal:
        """Who calls, or why the token opens nothing."""
        try:
            grant = self._world.grant(request.token)
        except KeyError:
            return Refusal(documented(190))
        if self._world.has_ended(grant):
            return Refusal(documented(190, 463))
        return _Caller(grant=grant, page=addressed(self._world, grant, request))

    def _viewer(self, caller: _Caller) -> Viewer:
        return Viewer(world=self._world, grant=caller.grant, page=caller.page, base_url=self._base_url, run=self._run)

    def _count(self, caller: _Caller) -> dict[str, str]:
        """Count the call; the headers that tell of it. Raises Refusal once the quota is used up."""
        self._usage.count(caller.quota)
        percent = self._percent(caller)
        if percent >= 100:
            code = 4 if caller.page is None else caller.flavour.throttled
            raise Refusal(replace(documented(code), regain_minutes=60))
        return self._told(caller, percent, 0)

    def _percent(self, caller: _Caller) -> int:
        people = self._world.engaged_people(caller.page.id) if caller.page else 1
        return self._usage.percent(caller.quota, people)

    def _told(self, caller: _Caller, percent: int, regain_minutes: int) -> dict[str, str]:
        usage_type = None if caller.page is None else caller.flavour.usage_type
        return self._usage.headers(caller.quota, usage_type, percent, regain_minutes)

    def _refused(self, caller: _Caller | Refusal, error: ErrorAnswer) -> Response:
        if isinstance(caller, Refusal):
            return _error(error)
        percent = 100 if error.code in THROTTLES else self._percent(caller)
        named = replace(error, kind=caller.flavour.error_type or error.kind)
        return _error(named, self._told(caller, percent, error.regain_minutes or 0))


def _understood(request: Request, caller: _Caller | Refusal) -> Write | Refusal | None:
    """The act that a call asks for, None for a read. A refusal waits until the token was looked at."""
    if not request.is_write:
        return None
    flavour = FACEBOOK if isinstance(caller, Refusal) else caller.flavour
    try:
        return flavour.read_write(request)
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
