"""Hosts with several addresses, and connections that come too late, over real sockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from cm_desktop.domain.errors import Offline
from cm_desktop.platforms.transport.http import HttpClient
from cm_desktop.platforms.transport.line import Line
from tests.platforms.wire import Wire, answers

DEADLINE = 3.0  # seconds
DEAD = tuple(f"127.0.0.{number}" for number in range(2, 10))
LIVE = "127.0.0.1"


@contextmanager
def deaf(host: str, port: int) -> Iterator[None]:
    """Somebody who has a port and answers no call: as many as he may keep waiting are waiting already."""
    with ExitStack() as stack:
        taken = stack.enter_context(socket.socket())
        taken.bind((host, port))
        taken.listen(0)
        stack.enter_context(socket.create_connection((host, port)))
        with pytest.raises(TimeoutError):
            socket.create_connection((host, port), 0.1)
        yield


@pytest.fixture
def page() -> Iterator[Wire]:
    """A host that is alive at its last address alone."""
    with Wire(answers(b"{}")) as wire, ExitStack() as stack:
        for host in DEAD:
            stack.enter_context(deaf(host, wire.port))
        yield wire


def known(monkeypatch: pytest.MonkeyPatch, *hosts: str) -> None:
    """One name has these addresses; an address has itself, as ever."""
    real = socket.getaddrinfo

    def look_up(name: str, port: int, *more: Any, **options: Any) -> list[Any]:
        names = hosts if name == "pages.example" else (name,)
        return [place for each in names for place in real(each, port, *more, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def write(port: int) -> int:
    http = HttpClient(f"http://pages.example:{port}", headers={}, allow_local=True, deadline=DEADLINE)
    return http.send("POST", "/replies", form={"message": "Merci"}).status


def test_an_address_that_never_answers_does_not_hide_the_others(page: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, *DEAD, LIVE)
    assert write(page.port) == 200
    assert len(page.heard) == 1


def test_where_no_address_answers_nothing_left(page: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, *DEAD)
    with pytest.raises(Offline):
        write(page.port)
    assert page.heard == []


def test_who_is_reached_after_the_deadline_is_told_nothing(page: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked has given the write up already."""
    known(monkeypatch, LIVE)
    over, cut, connect = threading.Event(), Line._cut, socket.create_connection

    def cut_and_tell(line: Line) -> None:
        cut(line)
        over.set()

    def too_late(*address: Any) -> socket.socket:
        connection = connect(*address)
        over.wait()
        return connection

    monkeypatch.setattr(Line, "_cut", cut_and_tell)
    monkeypatch.setattr(socket, "create_connection", too_late)
    with pytest.raises(Offline):
        write(page.port)
    assert page.heard == []
