"""A YAML file as a tree whose every part knows its line. May not know what a rule is.

Stricter than YAML: a key given twice is an error, and every scalar is text (`no` and `yes` are words, not booleans).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from cm_desktop.domain.errors import RuleError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_LONGEST_NUMBER = 9
_DEEPEST = 100  # parts within parts: what is far deeper is more than a thread's stack may hold
_MAY_BE_DEEP = re.compile(rf"^[ \t?:-]{{{_DEEPEST}}}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One part of a file."""

    file: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """Counted from 1."""
        return int(self.node.start_mark.line) + 1

    def error(self, problem: str, detail: str = "") -> RuleError:
        """The error to raise about this part."""
        return RuleError(self.file, self.line, problem, detail)

    def text(self) -> str:
        """A scalar. Raises RuleError if it is anything else, or empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error("bad_value")
        return str(self.node.value)

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

    def items(self) -> "list[Source]":
        """The parts of a list. Raises RuleError if it is anything else."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("bad_value")
        return [Source(self.file, item) for item in self.node.value]

    def mapping(self) -> "dict[str, Source]":
        """The parts of a mapping by key. Raises RuleError if it is anything else or gives a key twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("bad_value")
        parts: dict[str, Source] = {}
        for key, value in self.node.value:
            name = Source(self.file, key).text()
            if name in parts:
                raise Source(self.file, key).error("duplicate_key", name)
            parts[name] = Source(self.file, value)
        return parts

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
        return Lengthened(self.file, self.node, (*self.items(), *more.items()))

    def is_flow(self) -> bool:
        """Whether it is written between brackets."""
        return isinstance(self.node, yaml.CollectionNode) and bool(self.node.flow_style)

    def is_text(self, text: str) -> bool:
        """Whether it is this very scalar."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.value == text

    def _of_key(self, name: str, part: "Source") -> "Source":
        keys = [key for key, _ in self.node.value if key.value == name]
        return Source(self.file, keys[0]) if keys else part


@dataclass(frozen=True, slots=True)
class Lengthened(Source):
    """A list that another file made longer."""

    all_items: tuple[Source, ...]

    def items(self) -> list[Source]:
        """The parts of both lists."""
        return list(self.all_items)


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
        _refuse_abysses(file, content)
        root = yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise RuleError(file, line, "not_yaml", error.problem or "") from error
    except yaml.reader.ReaderError as error:
        raise RuleError(file, content.count("\n", 0, error.position) + 1, "not_yaml", error.reason) from error
    if root is None:
        raise RuleError(file, 1, "missing_key", "pack")
    return Source(file, root)


def _refuse_abysses(file: Path, content: str) -> None:
    """Raises RuleError where parts stand too deep within others; most texts cannot, which is quickly told."""
    if content.count("[") + content.count("{") <= _DEEPEST and not _MAY_BE_DEEP.search(content):
        return
    depth = 0
    for event in yaml.parse(content, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise RuleError(file, line, "not_yaml", "too many parts within parts")
