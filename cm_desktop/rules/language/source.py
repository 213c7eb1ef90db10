"""A YAML file as a tree whose every part knows its line. May not know what a rule is.

Stricter than YAML: a key given twice is an error, and every scalar is text (`no` and `yes` are words, not booleans).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from cm_desktop.domain.errors import RuleError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_NUMBER = 9
_DEEPEST = 100  # parts within parts


@dataclass(frozen=True, slots=True)
class Source:
    """One part of a file: its line, counted from 1, and where in the file's text it is written, in code points.

    YAML's own nodes are not kept: what they say of each place is four times as heavy as what is written there.
    """

    file: Path
    line: int
    start: int
    end: int

    def error(self, problem: str, detail: str = "") -> RuleError:
        """The error to raise about this part."""
        return RuleError(self.file, self.line, problem, detail)

    def text(self) -> str:
        """A scalar. Raises RuleError if it is anything else, or empty."""
        raise self.error("bad_value")

    def items(self) -> "list[Source]":
        """The parts of a list. Raises RuleError if it is anything else."""
        raise self.error("bad_value")

    def mapping(self) -> "dict[str, Source]":
        """The parts of a mapping by key. Raises RuleError if it is anything else or gives a key twice."""
        raise self.error("bad_value")

    def number(self, lowest: int, highest: int) -> int:
        """A whole number within bounds. Raises RuleError."""
        text = self.text()
        if not text.isdecimal() or len(text) > _LONGEST_NUMBER or not lowest <= int(text) <= highest:
            raise self.error("bad_value", text)
        return int(text)

    def one_of(self, allowed: Collection[str]) -> str:
        """A scalar out of a closed list. Raises RuleError."""
        if (text := self.text()) not in allowed:
            raise self.error("bad_value", text)
        return text

    def required(self, key: str) -> "Source":
        """One part of a mapping. Raises RuleError where it has none of this key."""
        parts = self.mapping()
        if key not in parts:
            raise self.error("missing_key", key)
        return parts[key]

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "dict[str, Source]":
        """A mapping whose keys are known beforehand. Raises RuleError on an unknown or a missing one."""
        return self.checked(self.mapping(), required, optional)

    def checked(
        self, parts: "Mapping[str, Source]", required: Collection[str], optional: Collection[str] = ()
    ) -> "dict[str, Source]":
        """These parts, wherever they come from, as the fields of this mapping. Raises RuleError likewise."""
        for name, part in parts.items():
            if name not in required and name not in optional:
                raise self._of_key(name, part).error("unknown_key", name)
        for name in required:
            if name not in parts:
                raise self.error("missing_key", name)
        return dict(parts)

    def longer(self, more: "Source") -> "Source":
        """This list followed by another, each part where it was written."""
        return Items(self.file, self.line, self.start, self.end, (*self.items(), *more.items()), self.is_flow())

    def is_flow(self) -> bool:
        """Whether it is written between brackets."""
        return False

    def is_text(self, text: str) -> bool:
        """Whether it is this very scalar."""
        return isinstance(self, Scalar) and self.value == text

    def _of_key(self, name: str, part: "Source") -> "Source":
        keys = (key for key, _ in self.parts if key.is_text(name)) if isinstance(self, Fields) else iter(())
        return next(keys, part)


@dataclass(frozen=True, slots=True)
class Scalar(Source):
    """One text, of any style."""

    value: str

    def text(self) -> str:
        if not self.value.strip():
            raise self.error("bad_value")
        return self.value


@dataclass(frozen=True, slots=True)
class Items(Source):
    """A list."""

    parts: tuple[Source, ...]
    flow: bool

    def items(self) -> list[Source]:
        return list(self.parts)

    def is_flow(self) -> bool:
        return self.flow


@dataclass(frozen=True, slots=True)
class Fields(Source):
    """A mapping: keys and what they give, in the order written."""

    parts: tuple[tuple[Source, Source], ...]
    flow: bool

    def mapping(self) -> dict[str, Source]:
        parts: dict[str, Source] = {}
        for key, value in self.parts:
            name = key.text()
            if name in parts:
                raise key.error("duplicate_key", name)
            parts[name] = value
        return parts

    def is_flow(self) -> bool:
        return self.flow


def content_of(file: Path) -> bytes:
    """What is in a file. Raises RuleError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise RuleError(file, 0, "unreadable", error.strerror or "") from error


def decoded(file: Path, written: bytes) -> str:
    """What is in a file, as text. Raises RuleError where it is none."""
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(file, error.object.count(b"\n", 0, error.start) + 1, "not_utf8") from error


def parse(file: Path, written: bytes) -> Source:
    """The root of a YAML file, from what is in it. Raises RuleError where it cannot be read."""
    content = decoded(file, written)
    try:
        root = _Tree(file, yaml.parse(content, Loader=_Loader)).root()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise RuleError(file, line, "not_yaml", error.problem or "") from error
    except yaml.reader.ReaderError as error:
        raise RuleError(file, content.count("\n", 0, error.position) + 1, "not_yaml", error.reason) from error
    if root is None:
        raise RuleError(file, 1, "missing_key", "pack")
    return root


class _Mark(Protocol):
    """What YAML says of a place, by either of its readers."""

    line: int
    index: int


class _Tree:
    """Puts parts together as they are read, and refuses what would be too deep before it is."""

    def __init__(self, file: Path, events: Iterator[yaml.Event]) -> None:
        self._file = file
        self._events = events
        self._named: dict[str, Source] = {}

    def root(self) -> Source | None:
        """What the file's only document holds; None where it has none."""
        root: Source | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._error(event, "a second document")
                root = self._part(next(self._events), 0)
        return root

    def _part(self, event: yaml.Event, depth: int) -> Source:
        if isinstance(event, yaml.AliasEvent):
            return self._meant(event)
        if depth > _DEEPEST:
            raise self._error(event, "too many parts within parts")
        part = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else self._several(event, depth)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._named[event.anchor] = part
        return part

    def _scalar(self, event: yaml.ScalarEvent) -> Source:
        line, start = _place(event.start_mark)
        return Scalar(self._file, line, start, _place(event.end_mark)[1], event.value)

    def _several(self, event: yaml.Event, depth: int) -> Source:
        assert isinstance(event, yaml.CollectionStartEvent)
        below: list[Source] = []
        while not isinstance(inner := next(self._events), yaml.CollectionEndEvent):
            below.append(self._part(inner, depth + 1))
        line, start = _place(event.start_mark)
        where = self._file, line, start, _place(inner.end_mark)[1]
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(*where, tuple(below), bool(event.flow_style))
        return Fields(*where, tuple(zip(below[::2], below[1::2], strict=True)), bool(event.flow_style))

    def _meant(self, alias: yaml.AliasEvent) -> Source:
        """What has this name: only what is whole, so that nothing holds itself."""
        if alias.anchor not in self._named:
            raise self._error(alias, "a name that nothing has")
        return self._named[alias.anchor]

    def _error(self, event: yaml.Event, problem: str) -> RuleError:
        return RuleError(self._file, _place(event.start_mark)[0], "not_yaml", problem)


def _place(mark: _Mark | None) -> tuple[int, int]:
    """The line, counted from 1, and the offset in code points."""
    assert mark is not None  # what is read from a text has its place there
    return mark.line + 1, mark.index
