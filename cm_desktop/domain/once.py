"""What is made when it is first asked for, once, whichever threads ask. May not make anything by itself."""

from collections.abc import Callable
from threading import RLock
from typing import Generic, Self, TypeVar, cast, overload

Made = TypeVar("Made")


class once(Generic[Made]):  # noqa: N801 - as property is
    """As `functools.cached_property`, which makes two of it where two threads ask at once."""

    def __init__(self, make: Callable[..., Made]) -> None:
        self._make = make
        self._turn = RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, of: None, _owner: type) -> Self: ...

    @overload
    def __get__(self, of: object, _owner: type) -> Made: ...

    def __get__(self, of: object | None, _owner: type) -> Self | Made:
        if of is None:
            return self
        with self._turn:
            known = vars(of)
            if self._name not in known:
                known[self._name] = self._make(of)
            made: Made = known[self._name]
            return made


def later(make: Callable[[], Made]) -> Made:
    """What `make` makes, made when anything is first asked of it: for what is slow to import."""
    return cast("Made", _Later(make))


class _Later(Generic[Made]):
    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make

    @once
    def _made(self) -> Made:
        return self._make()

    def __getattr__(self, name: str) -> object:
        return getattr(self._made, name)
