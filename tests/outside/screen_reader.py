"""A window as a screen reader has it: names, roles, states, and where the keyboard is. May not know the program's code.

AT-SPI is spoken plainly: an object is an owner on the bus and a path; `org.a11y.atspi.*` are the interfaces it answers to.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Self

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.outside.patience import PATIENCE

Ref = tuple[str, str]
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT: Ref = (_REGISTRY, "/org/a11y/atspi/accessible/root")
_FOCUS = "object:state-changed:focused"

# As AT-SPI numbers them.
_OF_THE_WINDOW = 1
CHECKED, FOCUSED, SHOWING = 4, 12, 25


class Box(NamedTuple):
    """From the upper left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One object of the window as it was when it was read; `inside` is what is around it, from the window on."""

    ref: Ref
    name: str
    role: str
    states: frozenset[int]
    inside: tuple[Ref, ...] = ()

    def __str__(self) -> str:
        mark = "*" if FOCUSED in self.states else " "
        return f"{mark}{'  ' * len(self.inside)}{self.role} “{self.name}”"


class ScreenReader:
    """Reads whatever programs are on the bus at `address`."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(address)
        self._focused: deque[Ref] = deque()
        asked = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        self._ask(new_method_call(asked, "RegisterEvent", "s", (_FOCUS,)))
        moved = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged")
        self._ask(message_bus.AddMatch(moved))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bus.close()

    def program(self, process: int) -> Ref | None:
        """The program of this process, once it can be read."""
        (children,) = self._ask(_call(_ROOT, "Accessible", "GetChildren")) or ([],)
        owners = self._ask_all([message_bus.GetConnectionUnixProcessID(owner) for owner, _ in children])
        return next((child for child, found in zip(children, owners, strict=True) if found == (process,)), None)

    def read(self, whole: Ref) -> list[Part]:
        """All that is on screen inside it, what is around first. What is gone meanwhile is left out."""
        found: dict[Ref, tuple[Part, list[Ref]]] = {}
        level: list[tuple[Ref, tuple[Ref, ...]]] = [(whole, ())]
        while level:
            read = self._read_level(level)
            found |= {part.ref: (part, children) for part, children in read}
            level = [(child, (*part.inside, part.ref)) for part, children in read for child in children]
        return [*_in_order(whole, found)]

    def read_one(self, ref: Ref) -> Part | None:
        """One object, with nothing inside."""
        return next((part for part, _ in self._read_level([(ref, ())])), None)

    def boxes(self, *refs: Ref) -> list[Box | None]:
        """Where these are in the window now, in its pixels."""
        told = self._ask_all([_call(ref, "Component", "GetExtents", "u", (_OF_THE_WINDOW,)) for ref in refs])
        return [Box(*one[0]) if one else None for one in told]

    def press(self, part: Part) -> None:
        """What a screen reader does to a button."""
        assert self._ask(_call(part.ref, "Action", "DoAction", "i", (0,))) == (True,), f"cannot be pressed: {part}"

    def write(self, part: Part, text: str) -> None:
        """Add this to the text of a field, as who dictates or picks an emoji does: no key has these signs."""
        (length,) = self._ask(Properties(_address(part.ref, "Text")).get("CharacterCount")) or (("i", 0),)
        units = len(text.encode("utf-16-le")) // 2
        asked = _call(part.ref, "EditableText", "InsertText", "isi", (length[1], text, units))
        assert self._ask(asked) == (True,), f"cannot be written in: {part}"

    def forget_moves(self) -> None:
        """What moved until now is of no interest."""
        self._ask(message_bus.ListNames())
        self._focused.clear()

    def next_focus(self) -> Ref:
        """Where the keyboard went, as soon as it is told."""
        while not self._focused:
            self._hear(self._bus.receive(timeout=PATIENCE))
        return self._focused.popleft()

    def _read_level(self, level: Sequence[tuple[Ref, tuple[Ref, ...]]]) -> list[tuple[Part, list[Ref]]]:
        """Those of them that are on screen, and what is in each: as few turns over the bus as there are levels."""
        told = self._ask_all([_call(ref, "Accessible", "GetState") for ref, _ in level])
        states = [(ref, inside, _states(state[0])) for (ref, inside), state in zip(level, told, strict=True) if state]
        seen = [one for one in states if SHOWING in one[2] or not one[1]]
        questions = [question for ref, _, _ in seen for question in _about(ref)]
        answers = self._ask_all(questions)
        read = []
        for place, (ref, inside, set_) in enumerate(seen):
            name, role, children = answers[3 * place : 3 * place + 3]
            if name and role and children:
                part = Part(ref=ref, name=name[0][1], role=role[0], states=set_, inside=inside)
                read.append((part, [(owner, path) for owner, path in children[0]]))
        return read

    def _ask(self, message: Any) -> tuple[Any, ...] | None:
        return self._ask_all([message])[0]

    def _ask_all(self, messages: Sequence[Any]) -> list[tuple[Any, ...] | None]:
        """The answers in the order of the questions, None where an error came."""
        waited: dict[int, int] = {}
        for place, message in enumerate(messages):
            serial = next(self._bus.outgoing_serial)
            self._bus.send(message, serial=serial)
            waited[serial] = place
        answers: list[tuple[Any, ...] | None] = [None] * len(messages)
        while waited:
            came = self._bus.receive(timeout=PATIENCE)
            place = waited.pop(came.header.fields.get(HeaderFields.reply_serial, 0), -1)
            if place < 0:
                self._hear(came)
            elif came.header.message_type is MessageType.method_return:
                answers[place] = came.body
        return answers

    def _hear(self, came: Any) -> None:
        fields = came.header.fields
        if fields.get(HeaderFields.member) == "StateChanged" and came.body[:2] == ("focused", 1):
            self._focused.append((fields[HeaderFields.sender], fields[HeaderFields.path]))


def _about(ref: Ref) -> tuple[Any, Any, Any]:
    name = Properties(_address(ref, "Accessible")).get("Name")
    return name, _call(ref, "Accessible", "GetRoleName"), _call(ref, "Accessible", "GetChildren")


def _address(ref: Ref, interface: str) -> DBusAddress:
    return DBusAddress(ref[1], ref[0], f"org.a11y.atspi.{interface}")


def _call(ref: Ref, interface: str, name: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
    return new_method_call(_address(ref, interface), name, signature or None, body)


def _states(words: Sequence[int]) -> frozenset[int]:
    return frozenset(place for place in range(64) if words[place // 32] >> (place % 32) & 1)


def _in_order(ref: Ref, found: dict[Ref, tuple[Part, list[Ref]]]) -> Iterator[Part]:
    if ref in found:
        part, children = found[ref]
        yield part
        for child in children:
            yield from _in_order(child, found)
