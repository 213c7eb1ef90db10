"""The root of all errors, and an error as data. May not know any error that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error as data, to be kept in a database and worded later: its class name and its fields as text."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class CmDesktopError(Exception):
    """The root. Each error is a dataclass: its fields say what happened, never a sentence.

    One without a field of its own is what it comes from: it is not made a dataclass again.
    """

    retry: ClassVar[bool] = False

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.trouble().facts.items())
        return f"{type(self).__name__}({facts})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple(getattr(self, f.name) for f in fields(self))

    def trouble(self) -> Trouble:
        """This error as data. Fields that are None or empty are left out."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return Trouble(type(self).__name__, {k: str(v) for k, v in known.items() if v not in (None, "")})
