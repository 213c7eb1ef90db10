"""Field expansion: the little language of the `fields` parameter. May not know which fields exist.

id,message,comments.filter(stream).limit(50){id,parent{id}}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from cm_desktop.practice.errors import ErrorAnswer, Refusal

_NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*")
_ARGUMENT = re.compile(r"\(([^(){}]*)\)\s*")
_SPACE = re.compile(r"(\s*)")
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRequest:
    """One field that is asked for, how an edge is to be read, and what is asked of each thing in it (None: its defaults)."""

    name: str
    modifiers: Mapping[str, str] = field(default_factory=dict)
    inner: tuple["FieldRequest", ...] | None = None

    def __str__(self) -> str:
        modifiers = "".join(f".{name}({value})" for name, value in self.modifiers.items())
        return f"{self.name}{modifiers}" + ("" if self.inner is None else f"{{{written(self.inner)}}}")


Fields = tuple[FieldRequest, ...]


def written(fields: Fields) -> str:
    """The text that `parse_fields` reads back."""
    return ",".join(map(str, fields))


def parse_fields(text: str) -> Fields:
    """What a `fields` parameter asks for. Raises Refusal (2500) where it is not well formed."""
    parser = _Parser(text)
    fields = parser.fields(depth=0)
    parser.end()
    return fields


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def fields(self, depth: int) -> Fields:
        if depth > _DEEPEST:
            self._refuse("fewer levels")
        found = [self._field(depth)]
        while self._takes(","):
            found.append(self._field(depth))
        return tuple(found)

    def end(self) -> None:
        if self._at < len(self._text):
            self._refuse("end of string")

    def _field(self, depth: int) -> FieldRequest:
        name = self._match(_NAME, "a field name")
        modifiers: dict[str, str] = {}
        while self._takes("."):
            modifier = self._match(_NAME, "a modifier")
            modifiers[modifier] = self._match(_ARGUMENT, "an argument in parentheses").strip()
        inner = None
        if self._takes("{"):
            inner = self.fields(depth + 1)
            if not self._takes("}"):
                self._refuse("}")
            self._match(_SPACE, "")
        return FieldRequest(name=name, modifiers=modifiers, inner=inner)

    def _takes(self, character: str) -> bool:
        taken = self._text.startswith(character, self._at)
        self._at += taken
        return taken

    def _match(self, pattern: re.Pattern[str], expected: str) -> str:
        if not (match := pattern.match(self._text, self._at)):
            self._refuse(expected)
        self._at = match.end()
        return match[1]

    def _refuse(self, expected: str) -> NoReturn:
        message = f'(#2500) Syntax error: expected {expected} at character {self._at} of "fields"'
        raise Refusal(ErrorAnswer(code=2500, message=message))
