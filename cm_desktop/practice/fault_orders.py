"""A fault read from JSON, for a practice platform that is driven from another program. May not guess what is not said.

{"answer": {"kind": "error", "code": 2, "subcode"?, "http_status"?, "user_title"?, "user_message"?, "is_transient"?,
            "regain_minutes"?}
         | {"kind": "page", "status"?} | {"kind": "cut", "reset"?} | {"kind": "truncated", "announced"?} | {"kind": "normal"},
 "calls"?: "all" | "reads" | "writes", "times"?: a number or null, "method"?, "path"?,
 "effect"?: "none" | "now" | "late", "effect_ms"?, "delay_ms"?}
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from cm_desktop.practice.errors import ErrorAnswer, documented
from cm_desktop.practice.faults import Answer, Calls, Cut, Effect, Failure, Fault, Normal, Truncated, WebPage

_T = TypeVar("_T", int, str, bool)


class _Order:
    """The named values of one JSON object; `end` refuses those that nobody asked for."""

    def __init__(self, given: object) -> None:
        if not isinstance(given, Mapping):
            raise TypeError("a fault and its answer are JSON objects")
        self._given = dict(given)

    def take(self, name: str, default: _T) -> _T:
        """The value of this name, of the type of its default."""
        value = self._given.pop(name, default)
        if type(value) is not type(default):
            raise TypeError(name)
        return value

    def maybe(self, name: str, kind: type[_T], default: _T | None = None) -> _T | None:
        """The value of this name, or None, which may also be given."""
        value = self._given.pop(name, default)
        if value is not None and type(value) is not kind:
            raise TypeError(name)
        return value

    def part(self, name: str) -> "_Order":
        return _Order(self._given.pop(name))

    def end(self) -> None:
        if self._given:
            raise KeyError(*self._given)


def read_fault(given: object) -> Fault:
    """Raises KeyError, TypeError or ValueError for an order that is not of the form above."""
    order = _Order(given)
    fault = Fault(
        answer=_answer(order.part("answer")),
        calls=Calls(order.take("calls", "all")),
        times=order.maybe("times", int, 1),
        method=order.take("method", ""),
        path=order.take("path", ""),
        effect=Effect(order.take("effect", "none")),
        effect_delay=timedelta(milliseconds=order.take("effect_ms", 250)),
        delay=timedelta(milliseconds=order.take("delay_ms", 0)),
    )
    order.end()
    return fault


def _answer(order: _Order) -> Answer:
    answer: Answer
    match order.take("kind", ""):
        case "error":
            answer = Failure(_error(order))
        case "page":
            answer = WebPage(order.take("status", 200))
        case "cut":
            answer = Cut(order.take("reset", False))  # noqa: FBT003
        case "truncated":
            answer = Truncated(order.take("announced", True))  # noqa: FBT003
        case "normal":
            answer = Normal()
        case other:
            raise ValueError(other)
    order.end()
    return answer


def _error(order: _Order) -> ErrorAnswer:
    row = documented(order.take("code", 0), order.maybe("subcode", int))
    return replace(
        row,
        http_status=order.take("http_status", row.http_status),
        user_title=order.take("user_title", ""),
        user_message=order.take("user_message", ""),
        is_transient=order.maybe("is_transient", bool, row.is_transient),
        regain_minutes=order.maybe("regain_minutes", int),
    )
